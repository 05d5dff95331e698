"""What can be wrong with printing and takes code to find out; what takes none is in the manifest.

``queues`` has what is wrong with a queue, ``documents`` and ``stuck`` with what
waits in it, ``printers`` with the printer behind it.
"""

from .documents import DriverFailed, JobHeld
from .printers import NeedsAttention, Offline
from .queues import Paused, SetOffline, WrongDefault
from .stuck import JobStuck

__all__ = ["DriverFailed", "JobHeld", "JobStuck", "NeedsAttention", "Offline", "Paused", "SetOffline", "WrongDefault"]

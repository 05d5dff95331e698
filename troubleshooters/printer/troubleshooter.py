"""What can be wrong with printing and takes code to find out; what takes none is in the manifest.

``queues`` has what is wrong with a queue, ``documents`` with what waits in it,
``printers`` with the printer behind it.
"""

from .documents import DriverFailed, JobHeld, JobStuck
from .printers import NeedsAttention, Offline
from .queues import Paused, SetOffline, WrongDefault

__all__ = ["DriverFailed", "JobHeld", "JobStuck", "NeedsAttention", "Offline", "Paused", "SetOffline", "WrongDefault"]

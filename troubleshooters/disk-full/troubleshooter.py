"""What can be wrong when there is no space left: a disk that is full or takes nothing, and what fills it."""

from .filling import BigFiles, DownloadsBig, TempBig, TrashBig
from .full import DiskFull, NoInodes, ReadOnly

__all__ = ["BigFiles", "DiskFull", "DownloadsBig", "NoInodes", "ReadOnly", "TempBig", "TrashBig"]

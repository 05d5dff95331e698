"""What can be wrong when there is no space left: a disk that is full or takes nothing, and what fills it."""

from .blocked import DiskFull, NoInodes, ReadOnly
from .filling import BigFiles, DownloadsBig, TempBig, TrashBig

__all__ = ["BigFiles", "DiskFull", "DownloadsBig", "NoInodes", "ReadOnly", "TempBig", "TrashBig"]

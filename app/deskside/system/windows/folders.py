"""Where this person's folders are on Windows: IT and the person may have moved each of them, so Windows is asked."""

from __future__ import annotations

import ctypes as c
from typing import Any, Protocol

from deskside.errors import Unavailable

_PROFILE = "5E6C858F-0E22-4760-9AFE-EA3317B67173"
_DOWNLOADS = "374DE290-123F-4565-9164-39C4925E467B"
_LOCAL = "F1B32785-6FBA-4FCF-9D55-7B8E7F157091"
_ROAMING = "3EB685DB-65F9-4CF6-A03A-E3EF65729F3D"
"""FOLDERIDs of knownfolders.h."""


class Folders(Protocol):
    def home(self) -> str: ...

    def downloads(self) -> str: ...

    def local(self) -> str:
        """What programs keep on this computer only."""

    def roaming(self) -> str:
        """What programs keep with the person."""


class WindowsFolders:
    """A ``Folders``: those of the person this process belongs to."""

    def __init__(self) -> None:
        windll: Any = getattr(c, "windll")  # noqa: B009 - only Windows has it
        self._shell, self._ole = windll.shell32, windll.ole32

    def home(self) -> str:
        return self._known(_PROFILE)

    def downloads(self) -> str:
        return self._known(_DOWNLOADS)

    def local(self) -> str:
        return self._known(_LOCAL)

    def roaming(self) -> str:
        return self._known(_ROAMING)

    def _known(self, number: str) -> str:
        folder, path = (c.c_uint8 * 16)(), c.c_wchar_p()
        self._ole.CLSIDFromString(c.c_wchar_p(f"{{{number}}}"), folder)
        code = self._shell.SHGetKnownFolderPath(folder, 0, None, c.byref(path))
        told = path.value
        self._ole.CoTaskMemFree(path)
        if code or not told:
            raise Unavailable("folders", f"SHGetKnownFolderPath said {code & 0xFFFFFFFF:#010x}")
        return told

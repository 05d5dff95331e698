"""A new Windows computer made by Wine, alone on a network of its own, for packages to be installed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from wine.computer import Done, WindowsComputer

PLACE = PureWindowsPath(r"C:\Program Files\Deskside")
_ALONE = ("unshare", "--net", "--", "sh", "-c", 'ip link set lo up && exec "$@"', "alone")
_OWN_BOOKS = re.compile(r"\\Installer(\\(UserData(\\S-1-5-18(\\\w+)?)?|UpgradeCodes|Features|Products))?$")
"""Of Windows Installer: the keys under which it keeps its books, and nothing that stands in them."""
_VALUE = re.compile(r"^ {4}(.*?) {4}(REG_\w+)(?: {4}(.*))?$")


class BareComputer(WindowsComputer):
    """Without Deskside. Every program runs in a network in which there is nothing."""

    def __init__(self, folder: Path, python: Path) -> None:
        super().__init__(folder, python)
        del self._environ["PYTHONPATH"], self._environ["PYTHONPYCACHEPREFIX"]

    def _way(self) -> Sequence[str]:
        return _ALONE

    def _bring_deskside(self) -> None:
        """It comes by an MSI."""

    def msiexec(self, *words: str) -> int:
        """Silently, as IT's tools call it; its exit code, of which Linux keeps the last byte only."""
        return self._wine("wine", "msiexec", *words, "/qn", "/norestart", seconds=180).code

    def installed(self, *words: str, env: dict[str, str] | None = None, said: str = "") -> Done:
        """Runs the installed ``deskside.exe``."""
        return self._wine("wine", str(PLACE / "deskside.exe"), *words, env=env, said=said, seconds=120)

    def values(self, key: str) -> dict[str, str]:
        """What stands in a key of the 64-bit registry; nothing where there is no such key."""
        done = self._wine("wine", "reg", "query", key, "/reg:64", seconds=60)
        found = (_VALUE.match(line) for line in done.out.splitlines())
        return {one[1]: one[3] or "" for one in found if one}

    def registry(self) -> set[str]:
        """Every key and value of HKLM that an installation may change, but for keys that the installer keeps empty."""
        done = self._wine("wine", "reg", "query", r"HKLM\Software", "/s", "/reg:64", seconds=120)
        return {row for row in _rows(done.out) if not _OWN_BOOKS.search(row)}

    def files(self) -> set[str]:
        """Everything on drive C:, apart from what Windows itself keeps of an installation's run."""
        found = (path.relative_to(self.drive).as_posix() for path in self.drive.rglob("*"))
        return {path for path in found if not path.startswith(("windows/temp", "users/root/Temp", "windows/Installer"))}


def _rows(told: str) -> set[str]:
    """Each value with the key it is in."""
    key, rows = "", set[str]()
    for line in told.splitlines():
        if line.startswith("HKEY_"):
            key = line
            rows.add(key)
        elif line.strip():
            rows.add(f"{key} {line.strip()}")
    return rows

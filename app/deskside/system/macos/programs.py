"""Programs on a Mac: what lies in the folders Applications, with the version its own property list tells."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path

from deskside.system.commands import Run
from deskside.system.known_programs import Installed
from deskside.system.looking import Programs
from deskside.system.macos.program_names import NAMES
from deskside.system.printing import Record

_JAVA = "Library/Java/JavaVirtualMachines"


class MacPrograms(Programs):
    def __init__(self, root: Path = Path("/"), home: Path | None = None) -> None:
        self._root, self._home = root, home or Path.home()

    def installed(self) -> list[Record]:
        return NAMES.among(self._all())

    def _all(self) -> Iterator[Installed]:
        """Only places that a known program may have are looked at."""
        for folder in (self._root / "Applications", self._root / "System/Applications", self._home / "Applications"):
            for name in NAMES.all:
                if "*" not in name and (version := _version(folder / f"{name}.app")) is not None:
                    yield Installed(name, version)
        for folder in sorted((self._root / _JAVA).glob("*")):
            if (version := _version(folder)) is not None:
                yield Installed(f"/{_JAVA}/{folder.name}", version)


def _version(bundle: Path) -> str | None:
    """What it says of itself; None when it is not there."""
    try:
        told = plistlib.loads((bundle / "Contents/Info.plist").read_bytes())
    except OSError:
        return None
    except (ValueError, plistlib.InvalidFileException):
        return ""
    return str(told.get("CFBundleShortVersionString") or "") if isinstance(told, dict) else ""


def of(run: Run) -> Programs:  # noqa: ARG001 - one shape for every room
    return MacPrograms()

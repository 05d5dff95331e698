"""Programs on Linux: read from the lists that dpkg, pacman and Alpine keep, asked of rpm; snaps, Flatpaks, /opt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.known_programs import Installed
from deskside.system.linux.program_names import NAMES
from deskside.system.looking import Programs
from deskside.system.printing import Record

_VERSION = re.compile(r"^version: *['\"]?([^'\"\n]+)", re.MULTILINE)
_RELEASE = re.compile(r"<release [^>]*version=\"([^\"]+)\"")
_PACMAN = re.compile(r"(.+)-([^-]+-[^-]+)")


class LinuxPrograms(Programs):
    def __init__(self, run: Run, root: Path = Path("/"), home: Path | None = None) -> None:
        self._run, self._root, self._home = run, root, home or Path.home()

    def installed(self) -> list[Record]:
        return NAMES.among(self._all())

    def _all(self) -> Iterator[Installed]:
        yield from self._packages()
        yield from self._snaps()
        yield from self._flatpaks()
        for place in (name for name in NAMES.all if name.startswith("/")):
            if (self._root / place.lstrip("/")).exists():
                yield Installed(place, "")

    def _packages(self) -> Iterator[Installed]:
        yield from _of_dpkg(self._read("var/lib/dpkg/status"))
        yield from _of_alpine(self._read("lib/apk/db/installed"))
        for folder in (self._root / "var/lib/pacman/local").glob("*-*"):
            if told := _PACMAN.fullmatch(folder.name):
                yield Installed(told[1], told[2], "package")
        if any((self._root / place).exists() for place in ("var/lib/rpm", "usr/lib/sysimage/rpm")):
            yield from self._of_rpm()

    def _of_rpm(self) -> Iterator[Installed]:
        """All names at once: a question for each would take a tenth of a second."""
        try:
            ran = self._run(["rpm", "-qa", "--qf", "%{NAME} %{VERSION}-%{RELEASE}\\n"], 3.0)
        except CallProblem:
            return
        for line in ran.out.splitlines():
            name, _, version = line.partition(" ")
            yield Installed(name, version, "package")

    def _snaps(self) -> Iterator[Installed]:
        for place in ("snap", "var/lib/snapd/snap"):
            for path in sorted((self._root / place).glob("*/current/meta/snap.yaml")):
                version = _VERSION.search(_text(path))
                yield Installed(path.parts[-4], version[1].strip() if version else "", "snap")

    def _flatpaks(self) -> Iterator[Installed]:
        for folder in (self._root / "var/lib/flatpak/app", self._home / ".local/share/flatpak/app"):
            for path in sorted(folder.glob("*/current/active")):
                told = (about for name in ("metainfo", "appdata") for about in path.glob(f"files/share/{name}/*.xml"))
                about = next(told, None)
                version = _RELEASE.search(_text(about)) if about else None
                yield Installed(path.parts[-3], version[1] if version else "", "flatpak")

    def _read(self, place: str) -> str:
        return _text(self._root / place)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _of_dpkg(status: str) -> Iterator[Installed]:
    """A block for each package, also for those that were removed and left their settings."""
    for block in status.split("\n\n"):
        if "\nStatus: install ok installed\n" in block:
            rows = dict(line.split(": ", 1) for line in block.splitlines() if line[:1].isupper() and ": " in line)
            yield Installed(rows.get("Package", ""), rows.get("Version", ""), "package")


def _of_alpine(listed: str) -> Iterator[Installed]:
    for block in listed.split("\n\n"):
        rows = dict(line.split(":", 1) for line in block.splitlines() if line[:2] in ("P:", "V:"))
        if "P" in rows:
            yield Installed(rows["P"], rows.get("V", ""), "package")


def of(run: Run) -> Programs:
    return LinuxPrograms(run)

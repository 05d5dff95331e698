"""The world of the disk suite: a home folder on a disk of its own, of 24 GB that take no room until they are used."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lab.machine import Machine
from lab.programs import LabProblem

SIZE = 24 << 30
PLACES = 12_000
"""How many files and folders the disk can hold."""
LETTER = "Dear Sir or Madam,\n\nthank you for your letter.\n"
_FOLDERS = ("Desktop", "Documents", "Downloads", "Videos", ".cache/thumbnails", ".local/share", ".config")
NO_ORDER = 5


class Household:
    def __init__(self, machine: Machine) -> None:
        self.machine, self.home = machine, machine.home
        self.trash = self.home / ".local/share/Trash"
        self.letter = self.home / "Documents/letter.txt"
        self.kept: dict[Path, int] = {}
        """The person's own files that nobody may touch, and their sizes."""

    def bring_up(self) -> None:
        image = self.machine.folder / "home.img"
        self.make_disk(image, SIZE, "-N", str(PLACES))
        order("mount", "-o", "loop", str(image), str(self.home))
        (self.home / "lost+found").rmdir()
        for name in _FOLDERS:
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self.letter.write_text(LETTER)
        self.home.chmod(0o700)
        self.machine.give(self.home)

    def make_disk(self, image: Path, size: int, *more: str) -> None:
        image.touch()
        os.truncate(image, size)
        order("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=1,nodiscard", *more, str(image))

    def environ(self) -> Mapping[str, str]:
        return {}

    def told(self) -> str:
        """What the disk holds: no program of its own runs in this world."""
        return f"{free(self.home)} bytes of {self.home} are free\n"

    def answer(self, words: list[str], uid: int) -> int:
        return NO_ORDER

    def put(self, path: str, size: int) -> Path:
        """A file of the person's that really takes up this much."""
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as written:
            os.posix_fallocate(written.fileno(), 0, size)
        self.machine.give(self.home / Path(path).parts[0])
        return file

    def keep(self, path: str, size: int) -> None:
        """A file that is the person's own: it has to be there, as it is, whatever is repaired."""
        self.kept[self.put(path, size)] = size

    def fill(self, path: str, leave: int = 0) -> Path:
        """A file that takes all the room there is, but so many bytes."""
        file = self.put(path, 4096)
        fill_up(file, leave)
        return file


def fill_up(file: Path, leave: int = 0) -> None:
    """Makes this file as large as the disk it lies on lets it be."""
    step = free(file.parent) - leave
    with file.open("wb") as written:
        at = 0
        while step >= 4096:
            try:
                os.posix_fallocate(written.fileno(), at, step)
                at += step
            except OSError as problem:
                if problem.errno != errno.ENOSPC:
                    raise
                step //= 2
            step = min(step, free(file.parent) - leave)
        os.fsync(written.fileno())


def free(folder: Path) -> int:
    told = os.statvfs(folder)
    return told.f_bavail * told.f_frsize


def order(*command: str) -> None:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if ran.returncode:
        raise LabProblem(f"{' '.join(command)}: {ran.stdout}{ran.stderr}")

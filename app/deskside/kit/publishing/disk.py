"""The one place that writes: a new file, a move, a removal, each known to be on the disk when it returns.

Everything that changes a catalogue goes through here, so that tests can end the
process at any of these steps and look at what is left.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from deskside.system import platform

READ_BY_ALL, READ_BY_OWNER = 0o644, 0o600
READ_BY_ALL_FOLDER, READ_BY_OWNER_FOLDER = 0o755, 0o700
_SHARED = stat.S_IWGRP | stat.S_ISGID


class Disk:
    """Raises OSError."""

    def make(self, folder: Path, mode: int = READ_BY_ALL_FOLDER) -> None:
        """With what is missing above it; a web server reads it, whatever the umask of who publishes.

        Where a group of publishers may write to the folder above, it may write to this one.
        """
        if folder.is_dir():
            return
        self.make(folder.parent, mode)
        folder.mkdir(mode)
        shared = folder.parent.stat().st_mode & _SHARED if mode == READ_BY_ALL_FOLDER else 0
        folder.chmod(mode | shared)

    def write(self, path: Path, content: bytes, mode: int = READ_BY_ALL) -> None:
        """A file that was not there before; what a process that was ended left of it is replaced."""
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(handle, "wb") as file:
            if platform.current() != "windows":
                os.fchmod(handle, mode)
            file.write(content)
            file.flush()
            os.fsync(handle)

    def move(self, source: Path, target: Path) -> None:
        """In one step, in the place of what is there."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def settle(self, folder: Path) -> None:
        """What was made, moved and removed in the folder is so after a power cut too."""
        if platform.current() == "windows":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

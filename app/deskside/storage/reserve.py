"""A small file that only takes up space, given back when the disk is full so that what matters can still be saved."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SIZE = 1 << 20


class Reserve:
    def __init__(self, path: Path) -> None:
        self._path = path

    def fill(self) -> None:
        """Takes the space, unless it is taken or would be missed; a disk that is full is no reason to stop."""
        if self._path.exists():
            return
        try:
            if shutil.disk_usage(self._path.parent).free < 2 * SIZE:
                return
            flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            handle = os.open(self._path, flags, 0o600)
            try:
                os.write(handle, os.urandom(SIZE))  # random: a file system that compresses must not make it small
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError:
            self.free()

    def free(self) -> bool:
        """Gives the space back; whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

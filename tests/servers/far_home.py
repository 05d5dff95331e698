"""A person's folder on another computer: a real file system behind a process that can be stopped, or can die."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

from deskside.storage.far import is_far

GIVE_UP = 30.0


class FarHome:
    """A context. ``folder`` answers until it is told to hang, and again when it is told to."""

    def __init__(self, place: Path) -> None:
        self.folder, self._behind = place / "home", place / "behind"

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        self._behind.mkdir()
        self._mount()
        return self

    def __exit__(self, *_: object) -> None:
        self.come_back()
        subprocess.run(["umount", "--lazy", str(self.folder)], timeout=30, check=False)
        self._process.kill()  # what still has a file open there cannot hold it up
        self._process.wait(30)

    def hang(self) -> None:
        """From now on no call into it returns."""
        self._process.send_signal(signal.SIGSTOP)

    def come_back(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def die(self) -> None:
        """The other computer is gone: every call fails."""
        self._process.kill()
        self._process.wait(30)

    def mount_again(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], timeout=30, check=True)
        self._mount()

    def _mount(self) -> None:
        command = ["bindfs", "-f", "--no-allow-other", str(self._behind), str(self.folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"})
        end = time.monotonic() + GIVE_UP
        while not is_far(self.folder):
            if time.monotonic() > end or self._process.poll() is not None:
                raise AssertionError("bindfs does not start")
            time.sleep(0.02)

"""Looks into a catalogue again and again, and is killed at each single change it makes to the disk.

A program of its own: ``killed.py SHARE ROOT BEFORE WORK``. Prints a line for each step: what it was, and what was
offered after the kill, after a look at the disk, and after the next look.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from deskside.catalogue import Listing
from deskside.catalogue.client.current import Arrived
from deskside.catalogue.client.refreshing import Orders, look
from deskside.catalogue.notices import discover_notices
from deskside.model.catalogue import Ring

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.copyfile")
MOST = 400


def main() -> None:
    share, root, before, work = (Path(word) for word in sys.argv[1:])
    content = root.read_bytes()
    for step in range(1, MOST):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(before, work, symlinks=True)
        child = os.fork()
        if child == 0:
            _be_killed(step, work)
            try:
                _look(share, content, work)
            finally:
                os._exit(0)
        status = os.waitpid(child, 0)[1]
        if not os.WIFSIGNALED(status):
            sys.stdout.write(f"end {step} {_offered(work)}\n")
            return
        found = _offered(work)
        _look(share, content, work)
        sys.stdout.write(f"{step}|{found}|{_offered(work)}|{_left(work)}\n")
        sys.stdout.flush()  # not once more in the next child


def _be_killed(step: int, work: Path) -> None:
    """By ``kill -9``, just before the change of that number."""
    left = step

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if (event in CHANGES or writes) and str(work) in str(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def _look(share: Path, root: bytes, work: Path) -> None:
    look(Orders(work, str(share), Ring.ALL, lambda: root))


def _offered(work: Path) -> str:
    """Versions and words as people get them; each must be whole."""
    arrived = Arrived(work, wanted=True)
    listing = arrived.offered(Listing(), "linux")
    told = [f"{one.id} {one.version} {len(list(one.folder.iterdir()))}" for one in listing.troubleshooters]
    notices = [one.title for one in discover_notices(arrived.notices()).notices]
    return ", ".join([*told, *notices, *(f"BROKEN {one.why}" for one in listing.broken)])


def _left(work: Path) -> str:
    """What lies about after all: nothing but the set in force."""
    folders = [*(work / "troubleshooters").iterdir(), *(work / "notices").iterdir()]
    odd = [one.name for one in work.iterdir() if one.name.startswith((".", "incoming"))]
    odd += [one.name for one in (work / "metadata").iterdir() if one.suffix != ".json" and one.name != "root_history"]
    return f"{len(folders)} {' '.join(odd)}".strip()


if __name__ == "__main__":
    main()

"""A person's folder that lies on another computer: it may stop answering for ever, without a word.

A call into such a folder cannot be ended, only left alone. So work there is
done by a thread that nobody has to wait for; what it has not done when its
time is over, it does not finish later behind our back either.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from deskside import errors

T = TypeVar("T")

SECONDS = 12.0
"""Longer than the database waits for another process."""
MOUNTS = Path("/proc/self/mountinfo")
_FAR = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "lustre", "fuse"}


def is_far(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether ``path`` lies on another computer. Found out without touching it, as that might never return."""
    place = str(path.absolute())
    if place.startswith("\\\\"):
        return True
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    kind, longest = "", -1
    for line in lines:
        before, _dash, after = line.partition(" - ")
        point = _unescaped(before.split()[4])
        inside = place == point or place.startswith(f"{point.rstrip('/')}/")
        if inside and len(point) >= longest:
            kind, longest = after.split()[0], len(point)
    return kind in _FAR or kind.startswith("fuse.")


class Patience:
    """Does work that may never return, for so long. ``path`` is what the person is told of."""

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self._path, self._seconds = path, seconds
        self._stuck: threading.Thread | None = None
        self._mine = threading.local()

    def do(self, work: Callable[[], T]) -> T:
        """What ``work`` gives. Raises ``Away`` when the time is over, and at once while an earlier work is stuck."""
        if getattr(self._mine, "gone", None) is not None:
            return work()  # part of a work that is watched already
        if self._stuck is not None and self._stuck.is_alive():
            raise errors.Away(str(self._path), "an earlier call has not come back")
        gone, done = threading.Event(), _Done[T]()

        def run() -> None:
            self._mine.gone = gone
            done.do(work)

        thread = threading.Thread(target=run, name="far", daemon=True)
        thread.start()
        thread.join(self._seconds)
        if thread.is_alive():
            gone.set()
            self._stuck = thread
            raise errors.Away(str(self._path), f"no answer in {self._seconds:g} seconds")
        return done.result()

    def still_wanted(self) -> None:
        """Asked before something is done for good: whoever wanted it may have been told that it was not done."""
        gone: threading.Event | None = getattr(self._mine, "gone", None)
        if gone is not None and gone.is_set():
            raise errors.Away(str(self._path), "it came back too late")


class _Done(Generic[T]):
    """What a work gave, or what it ended with."""

    def do(self, work: Callable[[], T]) -> None:
        try:
            self._given = work()
        except BaseException as problem:  # noqa: BLE001 - raised again by ``result``
            self._problem: BaseException | None = problem
        else:
            self._problem = None

    def result(self) -> T:
        if self._problem is not None:
            raise self._problem
        return self._given


def _unescaped(point: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\134", "\\")):
        point = point.replace(code, char)
    return point

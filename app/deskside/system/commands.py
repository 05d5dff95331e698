"""Running this computer's own programs: an argument list, a time limit, plain text back.

Whoever needs a program takes a ``Run``; tests give one that plays back what a
real system answered.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from deskside.errors import TookTooLong, Unavailable
from deskside.system import platform

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from typing import Any


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        """Runs ``argv`` without a shell and ends it after ``limit`` seconds.

        ``words`` are added to its environment: the safe way to give a name to a program that reads a script.
        """


class Group(Protocol):
    """A program and what it starts: a process group, or on Windows a job object."""

    def start(self, argv: Sequence[str], **how: Any) -> subprocess.Popen[bytes]: ...

    def end(self) -> None:
        """Ends all of it."""

    def let_go(self) -> None:
        """The program has ended; what it left behind on purpose lives on."""


def run(argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
    """A ``Run`` on this computer; when its time is over the program is ended with all it started."""
    from subprocess import DEVNULL, PIPE, TimeoutExpired  # here: most calls run no program, and this costs 10 ms

    environ = {**os.environ, "LC_ALL": "C.UTF-8", **(words or {})}
    try:
        group = new_group()
        child = group.start(argv, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, env=environ)
    except OSError as problem:
        raise Unavailable(argv[0], str(problem)) from problem
    with child:
        try:
            out, err = child.communicate(timeout=limit)
        except TimeoutExpired as problem:
            group.end()
            raise TookTooLong(argv[0], f"no end after {limit:.1f} s") from problem
    group.let_go()
    return Ran(child.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def new_group() -> Group:
    """What a program is started in on this system."""
    if platform.current() == "windows":
        from deskside.system.windows.job import Job

        return Job()
    return _ProcessGroup()


class _ProcessGroup:
    """``Group`` on Linux and macOS."""

    def start(self, argv: Sequence[str], **how: Any) -> subprocess.Popen[bytes]:
        from subprocess import Popen

        self._child = Popen(argv, start_new_session=True, **how)
        return self._child

    def end(self) -> None:
        with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group that has ended
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.kill()

    def let_go(self) -> None:
        """A group that is not ended lives on by itself."""

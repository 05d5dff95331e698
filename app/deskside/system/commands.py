"""Running this computer's own programs: an argument list, a time limit, plain text back.

Whoever needs a program takes a ``Run``; tests give one that plays back what a
real system answered.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from deskside.errors import TookTooLong, Unavailable


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        """Runs ``argv`` without a shell and ends it after ``limit`` seconds.

        ``words`` are added to its environment: the safe way to give a name to a program that reads a script.
        """


def run(argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
    """A ``Run`` on this computer; the program's whole process group is ended."""
    import subprocess  # here: most calls of the system child run no program, and this costs 10 ms

    try:
        child = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(words or {})},
            start_new_session=True,
        )
    except OSError as problem:
        raise Unavailable(argv[0], str(problem)) from problem
    with child:
        try:
            out, err = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired as problem:
            _end(child.pid)
            child.kill()
            raise TookTooLong(argv[0], f"no end after {limit:.1f} s") from problem
    return Ran(child.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def _end(leader: int) -> None:
    """Ends the group of a program that started others; where there are no groups, the program alone is ended."""
    kill_group = getattr(os, "killpg", None)
    if kill_group is not None:
        try:
            kill_group(leader, signal.SIGKILL)
        except ProcessLookupError:
            return

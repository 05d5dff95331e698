"""A child and all it starts, on Windows: a job object round it, made before it runs its first line.

The job of a plugin child holds one process and no more, and limits its memory
and its processor time. The job of the system child lets out what it starts: a
program that it runs has a job of its own (``system.commands``), and what it
opens for the person, such as a browser, stays when the case is over.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from deskside.children.strays import MARK
from deskside.children.tree import Seed
from deskside.system.windows.job import Job

_PATIENCE = 2.0
_CRASHED = 0x80000000
"""Exit codes from here on are Windows' own words for a crash, known by their hexadecimal form."""


class WindowsTree:
    """``Tree``, by a job object."""

    def __init__(self, seed: Seed) -> None:
        self.guarded = False
        limits, (python, *words) = seed.limits, seed.command
        self._job = Job(lets_out=True) if seed.runs_programs else Job(limits.memory, limits.cpu, alone=True)
        try:
            self.child = self._job.start(
                [_python(python), *words],
                console=False,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={"SYSTEMROOT": os.environ.get("SYSTEMROOT", r"C:\Windows"), **seed.environ, MARK: seed.mark},
                cwd=seed.folder,
                bufsize=0,
            )
        except OSError:
            self._job.end()
            raise

    def how_it_ended(self) -> str:
        self.end()
        code = self.child.returncode
        return "did not end" if code is None else f"exit {code:#x}" if code >= _CRASHED else f"exit {code}"

    def end(self) -> None:
        self._job.end()
        with suppress(subprocess.TimeoutExpired):  # stuck in a driver: it ends when that lets go
            self.child.wait(_PATIENCE)


def _python(program: str) -> str:
    """What really runs: in a virtual environment ``python.exe`` only starts another one, which a plugin may not."""
    return str(getattr(sys, "_base_executable", "") or program) if program == sys.executable else program

"""A child and all it starts, on Linux and macOS: a session of its own, and ``strays`` to end it."""

from __future__ import annotations

import subprocess

from deskside.children import strays
from deskside.children.tree import Seed


class PosixTree:
    """``Tree``, by process groups, the guard and the mark. Limits are set by the child itself (``walls.py``)."""

    def __init__(self, seed: Seed) -> None:
        self._mark, self._runs_programs = seed.mark, seed.runs_programs
        self.guarded = False
        self.child = subprocess.Popen(
            seed.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**seed.environ, strays.MARK: seed.mark},
            cwd=seed.folder,
            bufsize=0,
            start_new_session=True,
        )

    def how_it_ended(self) -> str:
        strays.end_group(self.child)
        code = self.child.returncode
        return "did not end" if code is None else f"signal {-code}" if code < 0 else f"exit {code}"

    def end(self) -> None:
        if self.guarded:
            strays.let_guard_end(self.child)
        programs = strays.stop_below(self.child.pid) if self._runs_programs else set()
        strays.end_group(self.child)
        strays.end_all(programs)
        if self.guarded:
            strays.end_marked(self._mark)

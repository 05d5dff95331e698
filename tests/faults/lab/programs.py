"""Programs that run in a world for as long as it needs them, and waiting for what they bring about."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


class LabProblem(Exception):
    """The lab itself did not come up."""


def until(condition: Callable[[], bool], what: str, limit: float = 60.0) -> None:
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise LabProblem(f"waited {limit:.0f} s for {what}")
        time.sleep(0.02)


def takes_connections(path: Path) -> bool:
    """Whether somebody listens at the socket of this name; its file is there a moment before."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


class Programs:
    """Starts, ends and names what runs; each writes a log into the world's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *command: str, **environ: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self._running[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **environ},
                start_new_session=True,
            )

    def ready(self, name: str, says: str) -> None:
        """Waits until a program has said so."""
        until(lambda: says in self.log(name) or not self.runs(name), f"{name}, which has to say {says}")
        if says not in self.log(name):
            raise LabProblem(f"{name} ended: {self.log(name)[-2000:]}")

    def runs(self, name: str) -> bool:
        program = self._running.get(name)
        return program is not None and program.poll() is None

    def end(self, name: str) -> None:
        program = self._running.pop(name, None)
        if program is None or program.poll() is not None:
            return
        os.killpg(program.pid, signal.SIGTERM)
        os.killpg(program.pid, signal.SIGCONT)  # who was suspended hears it only then
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait(60)

    def suspend(self, name: str) -> None:
        """It is still there and does nothing at all any more."""
        os.killpg(self._running[name].pid, signal.SIGSTOP)

    def told(self) -> str:
        """How each program is and the end of what it said, for whoever wonders why a world was not as it should be."""
        codes = {name: program.poll() for name, program in self._running.items()}
        how = {name: "runs" if code is None else f"ended with {code}" for name, code in codes.items()}
        return "".join(f"--- {name} {how[name]}\n{self.log(name)[-2000:]}\n" for name in how)

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

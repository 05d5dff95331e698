"""The processes of a private desktop: started with a mark, awaited by what they do, ended by their mark alone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

MARK = "DESKSIDE_DESKTOP"
"""The variable that marks everything of one desktop, whoever started it."""
END_SECONDS = 3.0


class NoDesktop(Exception):
    """A part did not come up; the message says which, with the end of its log."""


class Parts:
    """``environ`` is what each part, and the command, is given; parts add to it as they come up."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.folder, self.environ = folder, environ
        self.logs = folder / "logs"
        self.logs.mkdir()
        self._mark = f"{folder.name}-{os.getpid()}"
        environ[MARK] = self._mark

    def start(
        self, name: str, command: Sequence[str], *, stdin: bytes = b"", pass_fds: Sequence[int] = (), **more: str
    ) -> subprocess.Popen[bytes]:
        """Starts a part; what it says goes to its log."""
        with (self.logs / f"{name}.log").open("wb") as log:
            part = subprocess.Popen(
                command,
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**self.environ, **more},
                pass_fds=pass_fds,
            )
        if part.stdin is not None:
            with part.stdin:
                part.stdin.write(stdin)
        return part

    def asked(self, *command: str, limit: float = 15.0) -> str:
        """What a short command of this desktop says; "" when it does not end well."""
        try:
            done = subprocess.run(
                command,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=limit,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout if done.returncode == 0 else ""

    def until(self, condition: Callable[[], bool], name: str, limit: float = 60.0) -> None:
        end = time.monotonic() + limit
        while not condition():
            if time.monotonic() > end:
                raise NoDesktop(f"{name} did not come up. Its log ends: {self._log(name)}")
            time.sleep(0.03)

    def until_on_bus(self, bus_name: str, part: str) -> None:
        """Waits until somebody owns a name on the session bus."""
        ask = ["gdbus", "call", "--session", "--timeout", "2", "--dest", "org.freedesktop.DBus"]
        ask += ["--object-path", "/org/freedesktop/DBus", "--method", "org.freedesktop.DBus.NameHasOwner", bus_name]
        self.until(lambda: "true" in self.asked(*ask), part)

    def end(self, last: subprocess.Popen[bytes] | None) -> None:
        """Ends what carries our mark: politely, ``last`` (the X server) after the rest, then by force."""
        spared = {last.pid} if last is not None else set()
        for sign, wait_for_all in ((signal.SIGTERM, False), (signal.SIGTERM, True), (signal.SIGKILL, True)):
            spare = set() if wait_for_all else spared
            for process in set(self._ours()) - spare:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, sign)
            end = time.monotonic() + END_SECONDS
            while set(self._ours()) - spare and time.monotonic() < end:
                with contextlib.suppress(ChildProcessError):
                    while os.waitpid(-1, os.WNOHANG)[0]:
                        pass
                time.sleep(0.03)

    def _ours(self) -> Iterator[int]:
        wanted = f"{MARK}={self._mark}".encode()
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                with contextlib.suppress(OSError):
                    if wanted in (entry / "environ").read_bytes().split(b"\0"):
                        yield int(entry.name)

    def _log(self, name: str) -> str:
        log = self.logs / f"{name}.log"
        return log.read_text("utf-8", "replace")[-1500:] if log.exists() else "(there is none)"

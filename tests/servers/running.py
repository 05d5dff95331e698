"""A server's process: started in a group of its own, and ended only if it is still the one that was started here."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path


class NoServer(Exception):
    """It could not be installed, set up or started; the message says why."""


class Running:
    """``folder`` holds its log and the note of who was started: "<process> <when it started>"."""

    def __init__(self, folder: Path) -> None:
        self.log, self._note = folder / "server.log", folder / "pid"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str], environ: Mapping[str, str], cwd: Path) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                list(command),
                env=dict(environ),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._note.write_text(f"{self._process.pid} {started(self._process.pid)}", encoding="utf-8")

    def stop(self) -> None:
        number, _, when = self._note.read_text("utf-8").partition(" ") if self._note.exists() else ("", "", "")
        if not number or not when or started(int(number)) != when:
            return
        for ending in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(number), ending)
            until = time.monotonic() + 10.0
            while started(int(number)) == when and time.monotonic() < until:
                time.sleep(0.05)
        if self._process is not None:
            self._process.wait(10)
        self._note.unlink()

    def wait(self, url: str, seconds: float) -> None:
        """Until it answers anything at all."""
        until = time.monotonic() + seconds
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < until:
            try:
                straight.open(url, timeout=10).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise NoServer(f"no answer at {url} in {seconds} seconds: {self.log.read_text('utf-8', 'replace')[-2000:]}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def started(process: int) -> str:
    """When a running process started, "" when it runs no more."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]

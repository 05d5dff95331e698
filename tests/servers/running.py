"""What the starters of servers share: a process in a group of its own, ended only if it is still the one started here;
commands of its set-up, packages of Debian's, files for nobody else, and a server for as long as tests need it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

INSTALL_SECONDS = 900


class NoServer(Exception):
    """It could not be installed, set up or started; the message says why."""


class Server(Protocol):
    def start(self) -> None:
        """Returns once it answers."""

    def stop(self) -> None:
        """Ends what ``start`` began, also in another process, and nothing else."""


S = TypeVar("S", bound=Server)


@contextlib.contextmanager
def kept(make: Callable[[Path], S], prefix: str) -> Iterator[S]:
    """Such a server, in a folder whose path is short, as the names of sockets must be."""
    with tempfile.TemporaryDirectory(prefix=prefix) as folder:
        server = make(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


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
            self._process.wait(60)
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
    """Held until this process ends, so that nobody else is given it before a server listens there: whoever reuses
    addresses, as servers do, still may.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    port = int(holder.getsockname()[1])
    holder.detach()
    return port


def started(process: int) -> str:
    """When a running process started, "" when it runs no more."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]


def ran(
    command: Sequence[str],
    seconds: float,
    *,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    told: str = "",
) -> str:
    """What a command says that has to end well."""
    begins = " ".join(command[:3])
    try:
        done = subprocess.run(
            list(command),
            env=environ,
            cwd=cwd,
            input=told,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NoServer(f"{begins}: {type(problem).__name__}") from problem
    if done.returncode:
        raise NoServer(f"{begins} ended with {done.returncode}: {done.stdout[-1000:]} {done.stderr[-2000:]}")
    return done.stdout


def missing(packages: Sequence[str]) -> list[str]:
    """Those of Debian's packages that are not installed."""
    ask = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages]
    listed = subprocess.run(ask, capture_output=True, text=True, timeout=60, check=False).stdout.splitlines()
    return [name for name in packages if f"{name} installed" not in listed]


def apt(*words: str, **environ: str) -> None:
    """Where that is allowed; waits while another installation is at it."""
    if os.geteuid() != 0:
        raise NoServer(f"only root may: apt-get {' '.join(words)}")
    command = ["apt-get", "-y", "-qq", "-o", f"DPkg::Lock::Timeout={INSTALL_SECONDS}", "--no-install-recommends"]
    ran([*command, *words], INSTALL_SECONDS, environ={**os.environ, "DEBIAN_FRONTEND": "noninteractive", **environ})


def install(packages: Sequence[str]) -> None:
    """Those that are missing."""
    if names := missing(packages):
        apt("update")
        apt("install", *names)


def write_private(path: Path, text: str) -> None:
    """A file that nobody else can read, from its first byte on."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)

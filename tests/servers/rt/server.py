"""Starts and stops a real Request Tracker: Debian's packages, an SQLite database under a folder, a port of its own.

As a program: ``python tests/servers/rt/server.py start FOLDER`` leaves it
running and FOLDER/env (mode 600) says where it is and whose tokens there are;
``stop FOLDER`` ends what that started and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

HERE = Path(__file__).resolve().parent
LIBRARY = Path("/usr/share/request-tracker5")
PACKAGES = ("request-tracker5", "rt5-standalone", "rt5-db-sqlite")
INSTALL_SECONDS, SETUP_SECONDS, START_SECONDS = 900, 180, 120

SETTINGS = """\
Set($rtname, 'helptest');
Set($Organization, 'helptest.invalid');
Set($CorrespondAddress, 'support@helptest.invalid');
Set($CommentAddress, 'support-comment@helptest.invalid');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($WebBaseURL, 'http://127.0.0.1:{port}');
Set($WebPath, '');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite');
Set($DatabaseHost, ''); Set($DatabasePort, ''); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($Timezone, 'UTC');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, '{folder}/no-mail');
$RT::MasonDataDir = '{folder}/mason';
$RT::MasonSessionDir = '{folder}/sessions';
1;
"""


class NoRequestTracker(Exception):
    """It could not be installed, set up or started; the message says why."""


class RequestTrackerServer:
    """``start`` returns once it answers. ``folder`` should be new and its path short."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self.tokens: dict[str, str] = {}
        """By account: employee, other, kiosk, agent, seesall."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        install()
        for name in ("mason", "sessions"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.port = _free_port()
        settings = SETTINGS.format(port=self.port, folder=self.folder)
        (self.folder / "RT_SiteConfig.pm").write_text(settings, encoding="utf-8")
        (self.folder / "no-mail").write_text("#!/bin/sh\ncat > /dev/null\n", encoding="utf-8")
        (self.folder / "no-mail").chmod(0o755)
        self._run("rt-setup-database-5", "--action", "init", "--skip-create")
        seeded = self._run("perl", f"-I{LIBRARY}/lib", str(HERE / "seed.pl"))
        found = dict(line.split("=", 1) for line in seeded.splitlines() if "=" in line)
        self.tokens = {key.removesuffix("_TOKEN").lower(): v for key, v in found.items() if key.endswith("_TOKEN")}
        self._write_env(found)
        self._serve()
        self._wait()

    def stop(self) -> None:
        """Ends the server that this folder's ``start`` began, if it is still that one."""
        note = self.folder / "pid"
        process, _, started = note.read_text("utf-8").partition(" ") if note.exists() else ("", "", "")
        if not process or _started(int(process)) != started:
            return
        for ending, seconds in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 10.0)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(process), ending)
            until = time.monotonic() + seconds
            while _started(int(process)) == started and time.monotonic() < until:
                time.sleep(0.05)
        if self._process is not None:
            self._process.wait(10)
        note.unlink()

    def _environ(self) -> dict[str, str]:
        settings = str(self.folder / "RT_SiteConfig.pm")
        return {**os.environ, "RT_SITE_CONFIG": settings, "RT_SITE_CONFIG_DIR": str(self.folder / "none")}

    def _run(self, *command: str) -> str:
        try:
            done = subprocess.run(
                command,
                env=self._environ(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=SETUP_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NoRequestTracker(f"{command[0]}: {problem}") from problem
        if done.returncode:
            raise NoRequestTracker(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def _serve(self) -> None:
        server = [str(LIBRARY / "libexec" / "rt-server"), "--server", "Starlet", "--host", "127.0.0.1"]
        command = [*server, "--port", str(self.port), "--max-workers", "3"]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environ(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        (self.folder / "pid").write_text(f"{self._process.pid} {_started(self._process.pid)}", encoding="utf-8")

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < until:
            try:
                straight.open(f"{self.url}/REST/2.0/rt", timeout=10)
            except urllib.error.HTTPError:
                return  # it asks who we are: it is there
            except OSError:
                time.sleep(0.2)
            else:
                return
        log = (self.folder / "server.log").read_text("utf-8", "replace")
        raise NoRequestTracker(f"no answer at {self.url} in {START_SECONDS} seconds: {log[-2000:]}")

    def _write_env(self, found: dict[str, str]) -> None:
        lines = {"RT_URL": self.url, "RT_QUEUE": "Support", "RT_REFERENCE_FIELD": "ClientRef", **found}
        handle = os.open(self.folder / "env", os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(f"{key}={value}\n" for key, value in lines.items())


def install() -> None:
    """Installs what is missing, where that is allowed; waits while another installation is at it."""
    ask = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *PACKAGES]
    listed = subprocess.run(ask, capture_output=True, text=True, timeout=60, check=False).stdout
    missing = [name for name in PACKAGES if f"{name} installed" not in listed.splitlines()]
    if not missing:
        return
    if os.geteuid() != 0:
        raise NoRequestTracker(f"not installed, and only root may: {' '.join(missing)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-y", "-qq", "-o", f"DPkg::Lock::Timeout={INSTALL_SECONDS}", "--no-install-recommends"]
    for command in ([*apt, "update"], [*apt, "install", *missing]):
        try:
            done = subprocess.run(
                command, env=environ, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as problem:
            raise NoRequestTracker(f"{' '.join(command)}: {problem}") from problem
        if done.returncode:
            raise NoRequestTracker(f"{' '.join(command)}: {done.stderr[-1000:]}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _started(process: int) -> str:
    """When a running process started, "" when it runs no more."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in ("start", "stop"):
        sys.stderr.write("usage: server.py start|stop FOLDER\n")
        return 2
    server = RequestTrackerServer(Path(arguments[1]))
    try:
        server.start() if arguments[0] == "start" else server.stop()
    except NoRequestTracker as problem:
        sys.stderr.write(f"Request Tracker is not running: {problem}\n")
        return 1
    sys.stdout.write(f"{server.url if arguments[0] == 'start' else 'stopped'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

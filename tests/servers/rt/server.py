"""Starts and stops a real Request Tracker: Debian's packages, an SQLite database under a folder, a port of its own.

FOLDER/env (mode 600) says where it is and whose tokens there are. By hand: ``by_hand.py``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from ..running import Running, free_port, install, ran, write_private

HERE = Path(__file__).resolve().parent
LIBRARY = Path("/usr/share/request-tracker5")
PACKAGES = ("request-tracker5", "rt5-standalone", "rt5-db-sqlite")
SETUP_SECONDS, START_SECONDS = 240, 120

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


class RequestTrackerServer:
    """``start`` returns once it answers. ``folder`` should be new and its path short."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.port = 0
        self.tokens: dict[str, str] = {}
        """By account: employee, other, kiosk, agent, seesall."""
        self._running = Running(self.folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        install(PACKAGES)
        for name in ("mason", "sessions"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        settings = SETTINGS.format(port=self.port, folder=self.folder)
        (self.folder / "RT_SiteConfig.pm").write_text(settings, encoding="utf-8")
        (self.folder / "no-mail").write_text("#!/bin/sh\ncat > /dev/null\n", encoding="utf-8")
        (self.folder / "no-mail").chmod(0o755)
        self._run("rt-setup-database-5", "--action", "init", "--skip-create")
        seeded = self._run("perl", f"-I{LIBRARY}/lib", str(HERE / "seed.pl"))
        found = dict(line.split("=", 1) for line in seeded.splitlines() if "=" in line)
        self.tokens = {key.removesuffix("_TOKEN").lower(): v for key, v in found.items() if key.endswith("_TOKEN")}
        lines = {"RT_URL": self.url, "RT_QUEUE": "Support", "RT_REFERENCE_FIELD": "ClientRef", **found}
        write_private(self.folder / "env", "".join(f"{key}={value}\n" for key, value in lines.items()))
        server = [str(LIBRARY / "libexec" / "rt-server"), "--server", "Starlet", "--host", "127.0.0.1"]
        command = [*server, "--port", str(self.port), "--max-workers", "3"]
        self._running.start(command, self._environ(), self.folder)
        self._running.wait(f"{self.url}/REST/2.0/rt", START_SECONDS)

    def stop(self) -> None:
        self._running.stop()

    def _environ(self) -> dict[str, str]:
        settings = str(self.folder / "RT_SiteConfig.pm")
        return {**os.environ, "RT_SITE_CONFIG": settings, "RT_SITE_CONFIG_DIR": str(self.folder / "none")}

    def _run(self, *command: str) -> str:
        return ran(command, SETUP_SECONDS, environ=self._environ())

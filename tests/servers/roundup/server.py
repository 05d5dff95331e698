"""Starts and stops a real Roundup: from a pinned lock, an SQLite database under a folder, a port of its own.

FOLDER/env (mode 600) says where it is and whose passwords there are. By hand:
``by_hand.py``. The rights are those of ``docs/examples/roundup``, put into the
tracker as the docs say.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path
from typing import Self

from ..own_python import own_python
from ..running import NoServer, Running, free_port, ran, write_private

HERE = Path(__file__).resolve().parent
RIGHTS = HERE.parents[2] / "docs" / "examples" / "roundup"
SETUP_SECONDS, START_SECONDS = 120, 60
PEOPLE = {
    "employee": "Requester",
    "other": "Requester",
    "mistyped": "Requester",
    "agent": "User,Agent",
    "seesall": "User",
    "listens": "Requester,Listens",
}
"""Two people who ask, one who is only ever mistyped (Roundup shuts out who is), an agent, and what no desk may have: a
role as it comes with Roundup, which sees everything, and one that sees no issue of others and all their words.
"""
FIELDS = (
    ("inreplyto=String())", "inreplyto=String(),\n                private=Boolean())"),
    (
        'status=Link("status"))',
        'status=Link("status"),\n                clientref=String(),\n                device=String())',
    ),
)
"""What is added to the schema, beside the end of it."""
SETTINGS = {
    "api_calls_per_interval": "0",
    "password_pbkdf2_default_rounds": "1000",  # each request signs in anew
}


class RoundupServer:
    """``start`` returns once it answers. ``folder`` should be new."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder.absolute()
        self._settings = {**SETTINGS, **settings}
        self._python = Path()
        self.port = 0
        self.passwords: dict[str, str] = {}
        """By account: those of ``PEOPLE``, and admin."""
        self._running = Running(self.folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def mails(self) -> str:
        """Every mail that it would have sent."""
        mails = self.folder / "mails.txt"
        return mails.read_text("utf-8", "replace") if mails.exists() else ""

    def start(self) -> None:
        self._python = own_python("roundup", HERE / "requirements.lock") / "bin" / "python"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self._set_up()
        self._write_env()
        # roundup-server does not run as root; the same application under waitress does not ask
        starts = (
            f"from roundup.cgi.wsgi_handler import RequestDispatcher\napp = RequestDispatcher({str(self._tracker)!r})\n"
        )
        (self.folder / "wsgi_app.py").write_text(starts, encoding="utf-8")
        self.serve()

    def serve(self) -> None:
        """Begins to answer, with the tracker as it is."""
        command = [str(self._python), "-m", "waitress", f"--listen=127.0.0.1:{self.port}", "--threads=4"]
        self._running.start([*command, "wsgi_app:app"], {**os.environ, "PYTHONPATH": str(self.folder)}, self.folder)
        self._running.wait(f"{self.url}/rest/", START_SECONDS)

    def stop(self) -> None:
        self._running.stop()

    @property
    def _tracker(self) -> Path:
        return self.folder / "tracker"

    def _set_up(self) -> None:
        mails = self.folder / "mails.txt"
        here = "mail_domain=helptest.invalid,mail_host=localhost,admin_email=admin@helptest.invalid"
        about = f"tracker_web={self.url}/,{here}"
        self._run(
            "-m", "roundup.scripts.roundup_admin", "-i", str(self._tracker), "install", "classic", "sqlite", about
        )
        config = self._tracker / "config.ini"
        text = config.read_text("utf-8")
        before, mail, after = text.partition("[mail]")
        text = before + mail + re.sub(r"(?m)^#?\s*debug\s*=.*$", f"debug = {mails}", after, count=1)
        for name, value in self._settings.items():
            text, found = re.subn(rf"(?m)^#?\s*{name}\s*=.*$", f"{name} = {value}", text)
            if not found:
                raise NoServer(f"Roundup has no setting {name}")
        config.write_text(text, "utf-8")
        self._write_schema()
        (self._tracker / "detectors" / "own_only.py").write_bytes((RIGHTS / "own_only.py").read_bytes())
        self.passwords = {name: secrets.token_hex(10) for name in ("admin", *PEOPLE)}
        people = [f"{name}={roles}" for name, roles in PEOPLE.items()]
        self._run(str(HERE / "seed.py"), str(self._tracker), *people, told=json.dumps(self.passwords))

    def _write_schema(self) -> None:
        schema = self._tracker / "schema.py"
        text = schema.read_text("utf-8")
        for before, after in FIELDS:
            if text.count(before) != 1:
                raise NoServer(f"Roundup's schema has no single {before!r}")
            text = text.replace(before, after)
        rights = (
            (RIGHTS / "rights.py")
            .read_text("utf-8")
            .replace('"keyword"),\n    "msg"', '"keyword", "device"),\n    "msg"')
        )
        agents = 'db.security.addRole(name="Agent", description="Help desk staff")\n'
        agents += 'db.security.addPermissionToRole("Agent", "Retire", "issue")\n'
        agents += 'db.security.addRole(name="Listens", description="A mistake")\n'
        agents += 'db.security.addPermissionToRole("Listens", "View", "msg")\n'
        schema.write_text(f"{text}\n{agents}\n{rights}", "utf-8")

    def _run(self, *arguments: str, told: str = "") -> None:
        """Roundup's own Python with these arguments."""
        ran([str(self._python), *arguments], SETUP_SECONDS, told=told)

    def _write_env(self) -> None:
        lines = {"ROUNDUP_URL": self.url, **{f"ROUNDUP_{k.upper()}_PASSWORD": v for k, v in self.passwords.items()}}
        write_private(self.folder / "env", "".join(f"{key}={value}\n" for key, value in lines.items()))

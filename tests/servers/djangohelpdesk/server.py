"""Starts and stops a real django-helpdesk: from a pinned lock, an SQLite database under a folder, a port of its own.

FOLDER/env (mode 600) says where it is and whose tokens there are. By hand: ``by_hand.py``.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Self

from ..own_python import own_python
from ..running import Running, free_port, ran, write_private

HERE = Path(__file__).resolve().parent
SETUP_SECONDS, START_SECONDS = 240, 120


class HelpdeskServer:
    """``start`` returns once it answers. ``settings``: see ``site/desk_settings.py``."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder.absolute()
        self._settings = settings
        self._python = Path()
        self.port = 0
        self.tokens: dict[str, str] = {}
        self.passwords: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        """By account: those of ``seed.py``."""
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
    def mails(self) -> tuple[str, ...]:
        """Every mail that it would have sent."""
        return tuple(path.read_text("utf-8", "replace") for path in sorted((self.folder / "mails").iterdir()))

    def start(self) -> None:
        self._python = own_python("djangohelpdesk", HERE / "requirements.lock") / "bin" / "python"
        for name in ("media", "mails"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        write_private(self.folder / "secret", secrets.token_hex(32))
        self.port = free_port()
        people = json.loads(self.run(str(HERE / "seed.py")))
        self.tokens = {name: told["token"] for name, told in people.items()}
        self.passwords = {name: told["password"] for name, told in people.items()}
        self.numbers = {name: told["id"] for name, told in people.items()}
        lines = [f"HELPDESK_URL={self.url}", *(f"HELPDESK_{n.upper()}_TOKEN={t}" for n, t in self.tokens.items())]
        write_private(self.folder / "env", "\n".join(lines) + "\n")
        command = [str(self._python), "-m", "waitress", f"--listen=127.0.0.1:{self.port}", "--threads=4"]
        self._running.start([*command, "desk_wsgi:app"], self._environ(), self.folder)
        self._running.wait(f"{self.url}/api/", START_SECONDS)

    def stop(self) -> None:
        self._running.stop()

    def run(self, *arguments: str, told: str = "") -> str:
        """The site's own Python with these arguments: what it says."""
        return ran([str(self._python), *arguments], SETUP_SECONDS, environ=self._environ(), told=told)

    def _environ(self) -> dict[str, str]:
        ours = {"HELPDESK_FOLDER": str(self.folder), "DJANGO_SETTINGS_MODULE": "desk_settings", **self._settings}
        return {**os.environ, **ours, "PYTHONPATH": str(HERE / "site"), "PYTHONDONTWRITEBYTECODE": "1"}

"""Starts and stops the receiver of ``docs/examples/webhook``, with secrets of two people and one for all."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Self

from ..running import Running, free_port, ran, write_private

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "webhook"
START_SECONDS, WORK_SECONDS = 90, 60
ALL = "-"


class WebhookServer:
    """A context. ``level``: what the receiver says it can do. Several may share a folder, and so their tickets."""

    def __init__(self, folder: Path, level: str = "talks") -> None:
        self.folder, self.level = folder.absolute(), level
        self.port = 0
        self.secrets: dict[str, str] = {}
        """By key: employee, other, and "-" for all."""
        self._running = Running(self.folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/deskside/?code=of-the-gateway"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.secrets = {name: secrets.token_hex(20) for name in ("employee", "other", ALL)}
        write_private(self.folder / "keys", "".join(f"{name} {secret}\n" for name, secret in self.secrets.items()))
        command = [sys.executable, str(EXAMPLE / "receiver.py"), str(self.folder)]
        self._running.start([*command, "--port", str(self.port), "--receiver", self.level], os.environ, self.folder)
        self._running.wait(f"http://127.0.0.1:{self.port}/", START_SECONDS)

    def stop(self) -> None:
        self._running.stop()

    def work(self, command: str, *arguments: str) -> str:
        """What an agent does, by the example's own commands."""
        called = [sys.executable, str(EXAMPLE / "desk.py"), str(self.folder), command, *arguments]
        return ran(called, WORK_SECONDS)

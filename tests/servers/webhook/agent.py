"""The agent's side of the example receiver, by its own commands."""

from __future__ import annotations

import base64
import json
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .server import ALL, WebhookServer

STATES = {Stage.SEEN: "seen", Stage.WORKING: "open", Stage.WAITING: "waiting", Stage.SOLVED: "solved"}


class WebhookSide:
    def __init__(self, server: WebhookServer) -> None:
        self.server = server

    def backend(self, key: str = "", *, secret: str = "", **options: Any) -> Backend:
        key = key or (ALL if self.server.level == "takes" else "employee")
        own = {"key": key, "sign_in": "personal"} if key != ALL else {}
        values = {"url": self.server.url, "receiver": self.server.level, **own, **options}
        given = secret or self.server.secrets[key]
        return make_backend(
            "webhook", lambda name: values.get(name.removeprefix("tickets.webhook.")), lambda _: given, find_paths()
        )

    def stranger(self) -> Backend:
        """Another person; with one secret for all that is another computer."""
        return self.backend(ALL if self.server.level == "takes" else "other")

    def wrong(self) -> Backend:
        return self.backend(secret=WRONG)

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.server.work("reply", backend_id, text)

    def note(self, backend_id: str, text: str) -> None:
        self.server.work("note", backend_id, text)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        self.server.work("set", backend_id, STATES[stage])

    def delete(self, backend_id: str) -> None:
        self.server.work("delete", backend_id)

    def whole(self, backend_id: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.server.work("show", backend_id))
        return told

    def body(self, backend_id: str) -> str:
        return str(self.whole(backend_id)["told"]["body"])

    def files(self, backend_id: str) -> dict[str, bytes]:
        return {name: base64.b64decode(content) for name, content in self.whole(backend_id)["files"].items()}

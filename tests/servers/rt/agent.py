"""The agent's side of a real Request Tracker: reads and answers tickets, past our own code."""

from __future__ import annotations

import base64
import json
import urllib.request
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .server import RequestTrackerServer

STATUSES = {Stage.WORKING: "open", Stage.WAITING: "stalled", Stage.SOLVED: "resolved"}


class RealSide:
    """The agent's side, spoken to past our own code."""

    def __init__(self, server: RequestTrackerServer) -> None:
        self.server = server

    def backend(self, account: str = "employee", **options: Any) -> Backend:
        values = {"url": self.server.url, "queue": "Support", **options}
        token = self.server.tokens[account]
        return make_backend(
            "rt", lambda key: values.get(key.removeprefix("tickets.rt.")), lambda _: token, find_paths()
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        self.server.tokens["wrong"] = f"{self.server.tokens['employee'].rpartition('-')[0]}-{WRONG}"
        return self.backend("wrong")

    def delete(self, backend_id: str) -> None:
        self.ask("PUT", f"/ticket/{backend_id}", {"Status": "deleted"})

    def merge(self, backend_id: str, into: str) -> None:
        self.ask("PUT", f"/ticket/{backend_id}", {"MergeInto": into})

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(
            f"{self.server.url}/REST/2.0{path}",
            json.dumps(body).encode() if body else None,
            {"Authorization": f"token {self.server.tokens['agent']}", "Content-Type": "application/json"},
            method=method,
        )
        return json.load(straight.open(request, timeout=60))

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        kind = "text/html" if html else "text/plain"
        self.ask("POST", f"/ticket/{backend_id}/correspond", {"Content": text, "ContentType": kind})

    def note(self, backend_id: str, text: str) -> None:
        self.ask("POST", f"/ticket/{backend_id}/comment", {"Content": text, "ContentType": "text/plain"})

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        change = {"Owner": "agent"} if stage is Stage.SEEN else {"Status": STATUSES[stage]}
        self.ask("PUT", f"/ticket/{backend_id}", change)

    def parts(self, backend_id: str) -> list[dict[str, Any]]:
        listed = self.ask("GET", f"/ticket/{backend_id}/attachments?fields=Filename,ContentType&per_page=100")["items"]
        wanted = [part for part in listed if not part["ContentType"].startswith("multipart/")]
        return [{**part, **self.ask("GET", f"/attachment/{part['id']}")} for part in wanted]

    def subject(self, backend_id: str) -> str:
        return str(self.ask("GET", f"/ticket/{backend_id}")["Subject"])

    def body(self, backend_id: str) -> str:
        return self.whole(backend_id)[0].decode()

    def files(self, backend_id: str) -> dict[str, bytes]:
        return self.whole(backend_id)[1]

    def whole(self, backend_id: str) -> tuple[bytes, dict[str, bytes]]:
        """The text of the ticket and its files, as they lie there."""
        parts = self.parts(backend_id)
        plain = [part for part in parts if part["ContentType"] == "text/plain" and not part["Filename"]]
        files = {part["Filename"]: base64.b64decode(part["Content"]) for part in parts if part["Filename"]}
        return base64.b64decode(plain[0]["Content"]), files

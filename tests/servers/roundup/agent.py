"""The agent's side of a real Roundup: reads and answers issues by its own interface, past our own code."""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Callable
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .server import RoundupServer

STATUSES = {Stage.WORKING: "in-progress", Stage.WAITING: "need-eg", Stage.SOLVED: "resolved"}


class RoundupSide:
    def __init__(self, server: RoundupServer) -> None:
        self.server = server

    def backend(self, account: str = "employee", **options: Any) -> Backend:
        values = {"url": self.server.url, "user": account, **options}
        password = self.server.passwords[account]
        return make_backend(
            "roundup", lambda key: values.get(key.removeprefix("tickets.roundup.")), lambda _: password, find_paths()
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        self.server.passwords["mistyped"] = WRONG
        return self.backend("mistyped")

    def ask(
        self, method: str, path: str, body: Any = None, *, account: str = "agent", **headers: str
    ) -> tuple[Any, dict[str, str]]:
        """The answer, read, and its head. A header that is "" is left out."""
        content, told = self.fetch(method, f"/rest/data{path}", body, account, headers)
        return (json.loads(content)["data"] if "json" in told["content-type"] else content), told

    def page(self, path: str) -> str:
        """A page as an agent's browser gets it."""
        return self.fetch("GET", path, None, "agent", {"Accept": "text/html"})[0].decode()

    def fetch(
        self, method: str, path: str, body: Any, account: str, headers: dict[str, str]
    ) -> tuple[bytes, dict[str, str]]:
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        signed = base64.b64encode(f"{account}:{self.server.passwords[account]}".encode()).decode()
        told = {
            "X-Requested-With": "tests",
            "Origin": self.server.url,
            "Accept": "application/json",
            "Authorization": f"Basic {signed}",
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        request = urllib.request.Request(
            f"{self.server.url}{path}",
            json.dumps(body).encode() if body is not None else None,
            {name: value for name, value in told.items() if value},
            method=method,
        )
        with straight.open(request, timeout=60) as answer:
            return answer.read(), {name.lower(): value for name, value in answer.headers.items()}

    def patching(self, account: str, backend_id: str, body: dict[str, Any]) -> Callable[[], object]:
        """Tries the change as ``account``, whose word for the issue is fresh."""
        tag = self.ask("GET", f"/issue/{backend_id}", account=account)[1]["etag"]
        return lambda: self.ask("PATCH", f"/issue/{backend_id}", body, account=account, If_Match=tag)

    def change(self, backend_id: str, body: dict[str, Any]) -> None:
        tag = self.ask("GET", f"/issue/{backend_id}")[1]["etag"]
        self.ask("PATCH", f"/issue/{backend_id}", body, If_Match=tag)

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        kind = {"type": "text/html"} if html else {}
        self.say(backend_id, {"content": text, **kind})

    def note(self, backend_id: str, text: str) -> None:
        self.say(backend_id, {"content": text, "private": True})

    def say(self, backend_id: str, message: dict[str, Any]) -> str:
        made = self.ask("POST", "/msg", {"author": "agent", "date": ".", **message})[0]["id"]
        self.change(backend_id, {"@op": "add", "messages": [made]})
        return str(made)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        if stage is Stage.SEEN:
            self.change(backend_id, {"@op": "replace", "assignedto": "agent"})
        else:
            self.change(backend_id, {"@op": "replace", "status": STATUSES[stage]})

    def delete(self, backend_id: str) -> None:
        tag = self.ask("GET", f"/issue/{backend_id}")[1]["etag"]
        self.ask("DELETE", f"/issue/{backend_id}", If_Match=tag)

    def issue(self, backend_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("GET", f"/issue/{backend_id}?@verbose=2")[0]["attributes"]
        return found

    def body(self, backend_id: str) -> str:
        first = self.issue(backend_id)["messages"][0]["id"]
        words: bytes = self.ask("GET", f"/msg/{first}/binary_content", Accept="*/*")[0]
        return words.decode()

    def files(self, backend_id: str) -> dict[str, bytes]:
        listed = self.issue(backend_id)["files"]
        return {
            one["name"]: self.ask("GET", f"/file/{one['id']}/binary_content", Accept="application/octet-stream")[0]
            for one in listed
        }

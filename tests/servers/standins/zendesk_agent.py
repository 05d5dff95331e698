"""The agent's side of Zendesk, by the part of its interface that is for agents."""

from __future__ import annotations

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .calling import Caller
from .zendesk import FIELD, ZendeskDesk
from .zendesk_shapes import PEOPLE

_STATUSES = {Stage.WAITING: "pending", Stage.SOLVED: "solved"}


class ZendeskSide:
    def __init__(self, desk: ZendeskDesk) -> None:
        self.desk = desk
        self._agent = Caller(desk.url, "Bearer agent")

    def backend(self, account: str = "employee", **options: str) -> Backend:
        values = {"url": self.desk.url, "reference_field": str(FIELD), **options}
        return make_backend(
            "zendesk", lambda key: values.get(key.removeprefix("tickets.zendesk.")), lambda _: account, find_paths()
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        return self.backend(WRONG)

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self._say(backend_id, {"html_body": text} if html else {"body": text})

    def note(self, backend_id: str, text: str) -> None:
        self._say(backend_id, {"body": text, "public": False})

    def take(self, backend_id: str) -> None:
        """An agent gives it to themselves."""
        self._change(backend_id, {"assignee_id": PEOPLE["agent"].id})

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        if stage in _STATUSES:
            self._change(backend_id, {"status": _STATUSES[stage]})
        else:
            self.take(backend_id)
            self._change(backend_id, {"status": "open"})
        if stage is Stage.WORKING:
            self.reply(backend_id, "We are on it.")

    def close(self, backend_id: str) -> None:
        self._change(backend_id, {"status": "closed"})

    def merge(self, backend_id: str, into: str) -> None:
        self._agent.ask("POST", f"/api/v2/tickets/{into}/merge.json", {"ids": [int(backend_id)]})

    def delete(self, backend_id: str) -> None:
        self._agent.ask("DELETE", f"/api/v2/tickets/{backend_id}.json")

    def body(self, backend_id: str) -> str:
        return str(self._comments(backend_id)[0]["plain_body"])

    def said(self, backend_id: str) -> list[str]:
        """All that was said, as agents read it."""
        return [str(comment["plain_body"]) for comment in self._comments(backend_id)]

    def files(self, backend_id: str) -> dict[str, bytes]:
        files = [file for comment in self._comments(backend_id) for file in comment["attachments"]]
        return {file["file_name"]: self._agent.ask("GET", file["content_url"]) for file in files}

    def _comments(self, backend_id: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self._agent.ask("GET", f"/api/v2/tickets/{backend_id}/comments.json")[
            "comments"
        ]
        return found

    def _say(self, backend_id: str, comment: dict[str, object]) -> None:
        self._change(backend_id, {"comment": comment})

    def _change(self, backend_id: str, change: dict[str, object]) -> None:
        self._agent.ask("PUT", f"/api/v2/tickets/{backend_id}.json", {"ticket": change})

"""The agent's side of Freshdesk."""

from __future__ import annotations

import base64
import html
from html.parser import HTMLParser
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .calling import Caller
from .freshdesk import FIELD, FreshdeskDesk

_STATUSES = {Stage.SEEN: 2, Stage.WORKING: 2, Stage.WAITING: 3, Stage.SOLVED: 4}


class FreshdeskSide:
    def __init__(self, desk: FreshdeskDesk) -> None:
        self.desk = desk
        self._agent = Caller(desk.url, f"Basic {base64.b64encode(b'k-agent:X').decode()}")

    def backend(self, key: str = "k-deskside", **options: Any) -> Backend:
        values = {"url": self.desk.url, "reference_field": FIELD, **options}
        return make_backend(
            "freshdesk", lambda name: values.get(name.removeprefix("tickets.freshdesk.")), lambda _: key, find_paths()
        )

    def stranger(self) -> Backend:
        """The same key on another desk: there is one for all."""
        return self.backend()

    def wrong(self) -> Backend:
        return self.backend(WRONG)

    def ticket(self, backend_id: str) -> dict[str, Any]:
        return dict(self._agent.ask("GET", f"/api/v2/tickets/{backend_id}?include=conversations"))

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self._agent.ask("POST", f"/api/v2/tickets/{backend_id}/reply", {"body": text if html else _as_page(text)})

    def note(self, backend_id: str, text: str) -> None:
        self._agent.ask("POST", f"/api/v2/tickets/{backend_id}/notes", {"body": _as_page(text), "private": True})

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        self._agent.ask("PUT", f"/api/v2/tickets/{backend_id}", {"status": _STATUSES[stage]})

    def assign(self, backend_id: str, agent: int) -> None:
        self._agent.ask("PUT", f"/api/v2/tickets/{backend_id}", {"responder_id": agent})

    def delete(self, backend_id: str) -> None:
        self._agent.ask("DELETE", f"/api/v2/tickets/{backend_id}")

    def body(self, backend_id: str) -> str:
        return self.drawn(backend_id).text

    def drawn(self, backend_id: str) -> Drawn:
        """The description as a page draws it."""
        return Drawn(self.ticket(backend_id)["description"])

    def files(self, backend_id: str) -> dict[str, bytes]:
        files = self.ticket(backend_id)["attachments"]
        return {file["name"]: self._agent.ask("GET", file["attachment_url"]) for file in files}


class Drawn(HTMLParser):
    """A piece of a page: its words as they are seen, and the tags that make it."""

    def __init__(self, piece: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()
        self.feed(piece)
        self.close()
        self.text = self.text.replace("\N{NO-BREAK SPACE}", " ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {tag, *(f"{tag} {name}" for name, _ in attrs)}
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _as_page(text: str) -> str:
    return f"<div>{html.escape(text)}</div>"

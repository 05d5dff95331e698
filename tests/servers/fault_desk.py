"""A strict stand-in for Request Tracker on loopback that can fail in every way a network or a server does.

It keeps to what the real one was seen to answer (the contract tests run
against both), refuses what it does not know, and makes a ticket for every
request that asks for one: it never helps us out. ``plan`` says what goes wrong
with which of the next requests.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from .asked import Act, Asked, Commit

TOKEN, OTHER_TOKEN = "1-33-7ac3f00d", "1-34-0ddba11"
ACCOUNTS = {TOKEN: (33, "employee"), OTHER_TOKEN: (34, "other")}
FIELD = "ClientRef"
_CREATE = {"Queue", "Subject", "Content", "ContentType", "Requestor", "CustomFields", "Attachments", "Priority"}
_CREATED = "2026-11-22T01:29:02Z"
_MESSAGE = {"Subject", "Content", "ContentType", "Attachments"}

__all__ = ["TOKEN", "Act", "Asked", "Commit", "FaultDesk"]


@dataclass
class Message:
    kind: str
    by: str
    subject: str
    parts: list[tuple[str, str, bytes]]
    """Media type, file name, content."""


@dataclass
class Ticket:
    title: str
    reference: str
    requesters: list[str]
    messages: list[Message]
    status: str = "new"
    owner: str = "Nobody"


@dataclass
class FaultDesk:
    """A context. ``requests`` are those that came, as "POST /ticket"; ``url`` is what a setting would hold."""

    tickets: list[Ticket] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    authorizations: set[str] = field(default_factory=set)
    tls: ssl.SSLContext | None = None
    faults: list[tuple[str, Act]] = field(default_factory=list)
    weather: Callable[[str], Act | None] | None = None
    """What goes wrong with requests that nothing was planned for."""
    released: threading.Event = field(default_factory=threading.Event)
    """What a slow fault waits for."""
    made: threading.Event = field(default_factory=threading.Event)
    """Set once there is a ticket."""

    def __enter__(self) -> Self:
        desk = self

        class Handler(_Asked):
            world = desk
            released = desk.released

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._lock = threading.RLock()
        self._idle, self._busy = threading.Condition(), 0
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self._server.server_port}"

    def wait_until_quiet(self) -> bool:
        """Until no request is being worked on: what a settling time is for."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._busy, 60)

    def working(self, more: int) -> None:
        with self._idle:
            self._busy += more
            self._idle.notify_all()

    def plan(self, wanted: str, act: Act, times: int = 1) -> None:
        """The next ``times`` requests that match the pattern ``wanted`` ("POST /ticket$") meet ``act``."""
        self.faults += [(wanted, act)] * times

    def go_away(self) -> None:
        """From now on nobody listens; the port stays ours."""
        self._server.shutdown()
        self._server.socket.shutdown(socket.SHUT_RDWR)

    def heal(self) -> None:
        self.faults.clear()

    def fault_for(self, asked: str) -> Act | None:
        with self._lock:
            self.requests.append(asked)
            for number, (wanted, act) in enumerate(self.faults):
                if re.match(wanted, asked):
                    del self.faults[number]
                    return act
            return self.weather(asked) if self.weather else None

    def answer(self, asked: _Asked, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        """What a healthy server does with a request."""
        token = (asked.headers.get("Authorization") or "").removeprefix("token ")
        if token not in ACCOUNTS:
            return 401, {"message": "Unauthorized"}
        with self._lock:
            for pattern, act in self._routes():
                if found := re.fullmatch(pattern, f"{asked.command} {path}"):
                    try:
                        return act(*found.groups(), query=query, body=body, who=ACCOUNTS[token][1])
                    except PermissionError:
                        return 403, {"message": "Forbidden"}
        return 404, {"message": "Not Found"}

    def _routes(self) -> list[tuple[str, Callable[..., tuple[int, Any]]]]:
        return [
            (r"GET /user/(\d+)", self._user),
            (r"GET /queue/Support", self._queue),
            (r"POST /ticket", self._create),
            (r"GET /tickets", self._search),
            (r"GET /ticket/(\d+)", self._show),
            (r"PUT /ticket/(\d+)", self._change),
            (r"POST /ticket/(\d+)/correspond", self._correspond),
            (r"GET /transactions", self._transactions),
            (r"GET /transaction/(\d+)/attachments", self._parts),
            (r"GET /attachment/(\d+)", self._part),
        ]

    def _user(self, number: str, who: str, **_: Any) -> tuple[int, Any]:
        if (int(number), who) not in ACCOUNTS.values():
            raise PermissionError
        return 200, {"id": int(number), "Name": who, "EmailAddress": f"{who}@helptest.invalid", "Privileged": 0}

    def _queue(self, **_: Any) -> tuple[int, Any]:
        links = [{"ref": "self", "type": "queue", "id": 3}, {"ref": "create", "type": "ticket"}]
        fields = [{"ref": "customfield", "type": "customfield", "name": FIELD, "id": "2"}]
        return 200, {"id": 3, "Name": "Support", "_hyperlinks": links, "TicketCustomFields": fields}

    def _create(self, body: Any, who: str, **_: Any) -> tuple[int, Any]:
        if set(body) - _CREATE or body["ContentType"] != "text/plain":
            return 400, {"message": f"unknown: {sorted(set(body) - _CREATE)}"}
        parts = [("text/plain", "", body["Content"].encode()), *_files(body)]
        said = Message("Create", who, "", parts)
        reference = body["CustomFields"].get(FIELD, "")
        self.tickets.append(Ticket(body["Subject"], reference, body["Requestor"], [said]))
        self.made.set()
        return 201, {"id": str(len(self.tickets)), "type": "ticket", "_url": "/"}

    def _search(self, query: dict[str, list[str]], who: str, **_: Any) -> tuple[int, Any]:
        """RT answers a search that it does not understand with nothing found."""
        asked = re.fullmatch(rf"'CF\.{{{FIELD}}}' = '([A-Za-z0-9-]+)'", query["query"][0])
        seen = [(number, ticket) for number, ticket in enumerate(self.tickets, 1) if who in ticket.requesters]
        numbers = [number for number, ticket in seen if asked and ticket.reference == asked[1]]
        return 200, {"items": [{"id": str(number), "type": "ticket"} for number in numbers], "count": len(numbers)}

    def _ticket(self, number: str, who: str) -> Ticket:
        ticket = self.tickets[int(number) - 1] if int(number) <= len(self.tickets) else None
        if ticket is None or who not in ticket.requesters:
            raise PermissionError
        return ticket

    def _show(self, number: str, who: str, **_: Any) -> tuple[int, Any]:
        ticket = self._ticket(number, who)
        asked = [{"id": name, "type": "user"} for name in ticket.requesters]
        return 200, {"id": number, "Status": ticket.status, "Owner": {"id": ticket.owner}, "Requestor": asked}

    def _change(self, number: str, body: Any, who: str, **_: Any) -> tuple[int, Any]:
        ticket, status = self._ticket(number, who), body["Status"]
        if status not in ("new", "open", "stalled", "resolved"):
            return 200, [f"Ticket {number}: Status '{status}' isn't a valid status for this ticket."]
        before, ticket.status = ticket.status, status
        return 200, [] if before == status else [f"Status changed from '{before}' to '{status}'"]

    def _correspond(self, number: str, body: Any, who: str, **_: Any) -> tuple[int, Any]:
        self._ticket(number, who)
        if set(body) - _MESSAGE or not body["Content"] or body["Content"] == "0":
            return 400, {"message": "no content"}
        self.say(int(number), who, body["Content"], subject=body["Subject"], files=_files(body))
        return 201, ["Correspondence added"]

    def say(
        self,
        number: int,
        by: str,
        text: str,
        *,
        kind: str = "Correspond",
        subject: str = "No Subject",
        media_type: str = "text/plain",
        files: list[tuple[str, str, bytes]] | None = None,
    ) -> None:
        """A message by anyone; kind "Comment" is a private note. A reply opens a ticket, as RT does."""
        ticket = self.tickets[number - 1]
        ticket.messages.append(Message(kind, by, subject, [(media_type, "", text.encode()), *(files or [])]))
        if kind == "Correspond" and (ticket.status == "resolved" or by == "agent"):
            ticket.status = "open"

    def _transactions(self, query: dict[str, list[str]], who: str, **_: Any) -> tuple[int, Any]:
        """RT shows nothing of a ticket that the asker may not see."""
        asked = re.fullmatch(
            r"ObjectType = 'RT::Ticket' AND TicketId = (\d+) AND Type = 'Correspond'", query["query"][0]
        )
        if asked is None or who not in self.tickets[int(asked[1]) - 1].requesters:
            return 200, {"items": [], "pages": None, "total": None}
        shown = [
            {"id": f"{asked[1]}{place:03}", "Creator": {"id": said.by}, "Data": said.subject, "Created": _CREATED}
            for place, said in enumerate(self.tickets[int(asked[1]) - 1].messages)
            if said.kind == "Correspond"
        ]
        most, page = int(query["per_page"][0]), int(query["page"][0])
        return 200, {"items": shown[most * (page - 1) : most * page], "pages": None, "total": None}

    def _said(self, transaction: str, who: str) -> Message:
        said = self._ticket(transaction[:-3], who).messages[int(transaction[-3:])]
        if said.kind == "Comment":
            raise PermissionError
        return said

    def _parts(self, transaction: str, who: str, **_: Any) -> tuple[int, Any]:
        said = self._said(transaction, who)
        items = [
            {
                "id": f"{transaction}{place:02}",
                "ContentType": kind,
                "Filename": name,
                "ContentLength": str(len(content)),
            }
            for place, (kind, name, content) in enumerate(said.parts)
        ]
        return 200, {"items": items}

    def _part(self, attachment: str, who: str, **_: Any) -> tuple[int, Any]:
        content = self._said(attachment[:-2], who).parts[int(attachment[-2:])][2]
        return 200, {"id": int(attachment), "Content": base64.encodebytes(content).decode()}


def _files(body: Any) -> list[tuple[str, str, bytes]]:
    found = body.get("Attachments") or []
    return [(f["FileType"], f["FileName"], base64.b64decode(f["FileContent"], validate=True)) for f in found]


class _Asked(Asked):
    world: FaultDesk

    def do_CONNECT(self) -> None:  # noqa: N802
        self.give(407, {"message": "who are you?"}, {"Proxy-Authenticate": "Basic realm=way-out"})

    def serve(self) -> None:
        where = urlsplit(self.path)
        path = where.path.removeprefix("/REST/2.0")
        raw = self.whole()
        if raw is None:
            return self.drop()  # the other side was gone before it had said all
        self.world.authorizations.add(self.headers.get("Authorization") or "")
        act = self.world.fault_for(f"{self.command} {path}")

        def commit() -> tuple[int, Any]:
            return self.world.answer(self, path, parse_qs(where.query), json.loads(raw) if raw else None)

        self.world.working(+1)
        try:
            act(self, commit) if act is not None else self.give(*commit())
        except OSError:
            self.close_connection = True  # the other side is gone
        finally:
            self.world.working(-1)

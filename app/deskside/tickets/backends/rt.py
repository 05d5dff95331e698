"""Request Tracker, by its REST 2 interface.

What it needs of RT, and the rights, is in ``docs/backends.md``. RT says yes to
some things it does not do: a custom field that does not exist is silently left
out (so the field is looked for first: without it no ticket could be found
again), and a status that it refuses is answered with 200 (so it is read back).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.backends import rt_answers as rt
from deskside.tickets.offer import CREATE_ONLY, PERSONAL
from deskside.tickets.setup import Setup
from deskside.tickets.wire.refusals import Answer, fitting
from deskside.tickets.words.html_words import from_html
from deskside.tickets.words.plain import one_line, plain

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

_PAGE, _PAGES = 100, 10
_SURE_AFTER = 5.0
"""RT counts in seconds; two changes in one of them have the same time."""
_SUBJECT_BYTES = 200
_TEXT_MOST = 200_000
_PRIORITIES = {"low": "0", "normal": "50", "high": "75", "urgent": "100"}
_STAGES = {
    "new": Stage.SENT,
    "open": Stage.WORKING,
    "stalled": Stage.WAITING,
    "resolved": Stage.SOLVED,
    "rejected": Stage.SOLVED,
    "deleted": Stage.SOLVED,
}


CAN_CREATE = Can(
    find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False
)
"""What a sign-in can do that only creates."""


class RequestTracker(Backend):
    """``token`` gives RT's token, which also says whose it is: "1-<number of the account>-<secret>"."""

    name = "rt"
    limits = Limits(body=200_000, file_size=25 << 20)

    def __init__(
        self,
        wire: Wire,
        token: Callable[[], str],
        queue: str,
        *,
        reference_field: str = "ClientRef",
        sign_in: str = PERSONAL,
        settle_seconds: float = 30.0,
    ) -> None:
        self._wire, self._token, self._queue, self._field = wire, token, queue, reference_field
        self._personal = sign_in != CREATE_ONLY
        self.settle_seconds = settle_seconds
        if not self._personal:
            self.can = CAN_CREATE
        self._me: rt.User | None = None
        self._is_ready = False

    @classmethod
    def made(cls, setup: Setup) -> RequestTracker:
        token = setup.secret("token")
        wire = setup.wire(f"{setup.text('url').rstrip('/')}/REST/2.0", lambda: f"token {token()}")
        return cls(
            wire,
            token,
            setup.text("queue"),
            reference_field=setup.text("reference_field"),
            sign_in=setup.text("sign_in"),
        )

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN_CREATE if setup.text("sign_in") == CREATE_ONLY else cls.can

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        self._ready()
        body: dict[str, object] = {
            "Queue": self._queue,
            "Subject": _subject(draft.title),
            "Content": f"{draft.body}\n",
            "ContentType": "text/plain",
            "Requestor": self._requesters(draft.requester),
            "CustomFields": {**self._extras(draft), self._field: draft.reference},
            **self._urgency(draft),
            "Attachments": [_file(file) for file in files],
        }
        return str(self._wire.post("/ticket", rt.Made, body).id)

    def _find(self, reference: str) -> str | None:
        if not re.fullmatch(r"[A-Za-z0-9-]{3,60}", reference):
            raise errors.Held(f"not a reference: {reference!r}")
        self._ready()
        query = f"'CF.{{{self._field}}}' = '{reference}'"
        for asked in (query, f"{query} AND EffectiveId > 0"):  # the second finds one that was merged into another
            found = self._wire.get("/tickets", rt.Found, query=asked, orderby="id", order="ASC").items
            if found:
                return str(found[0].id)
        return None

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        answer = self._wire.ask("GET", f"/ticket/{int(backend_id)}")
        ticket = fitting(answer, rt.Ticket, changes=False)
        fresh = _mark(ticket, answer)
        if fresh and fresh == mark:
            return None
        ours = {str(one.id) for one in ticket.requesters}
        if self._personal:
            ours.add(self._myself().name)
        messages = tuple(
            Message(
                sender=_sender(str(entry.by.id), ours),
                at=_seconds(entry.at),
                text="" if str(entry.id) in known else self._text(entry),
                id=str(entry.id),
            )
            for entry in self._replies(str(ticket.effective.id or backend_id))
        )
        stage = _STAGES.get(ticket.status, Stage.WORKING)
        if stage is Stage.SENT and str(ticket.owner.id) not in ("", "Nobody"):
            stage = Stage.SEEN
        return Look(ticket.status, stage, messages, fresh)

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        enclosed = {"Attachments": [_file(file) for file in files]} if files else {}
        self._correspond(backend_id, token, {"Content": f"{text}\n", **enclosed})

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._correspond(backend_id, token, {"Content": f"{file.name}\n", "Attachments": [_file(file)]})

    def _correspond(self, backend_id: str, token: str, message: dict[str, object]) -> None:
        """The subject of a message carries the token, and the list of messages shows it."""
        body = {"Subject": f"[{token}]", "ContentType": "text/plain", **message}
        self._wire.post(f"/ticket/{int(backend_id)}/correspond", list[str], body)

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        ticket = self._wire.get(f"/ticket/{int(backend_id)}", rt.Ticket)  # refused where nothing could be found
        replies = self._replies(str(ticket.effective.id or backend_id))
        return any(entry.subject.strip() == f"[{token}]" for entry in replies)

    def _solve(self, backend_id: str) -> None:
        self._set_status(backend_id, "resolved")

    def _reopen(self, backend_id: str) -> None:
        self._set_status(backend_id, "open")

    def _set_status(self, backend_id: str, status: str) -> None:
        path = f"/ticket/{int(backend_id)}"
        said = self._wire.put(path, list[str], {"Status": status})
        if self._wire.get(path, rt.Ticket).status != status:
            raise errors.Held(f"status {status} was not taken: {one_line(' '.join(said), 200)}")

    def _try_out(self) -> tuple[CheckRow, ...]:
        self._ready()
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._strangers():
            says = _("The sign-in on this computer can read messages of other people.")
            do = "Give this account no right to see tickets that it did not ask for (docs/backends.md)."
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)

    def _strangers(self) -> bool:
        """Whether this sign-in sees a ticket of anyone else."""
        query = "id > 0 AND Requestor.id != '__CurrentUser__'" if self._personal else "id > 0"
        return bool(self._wire.get("/tickets", rt.Found, query=query, per_page="1").items)

    def _ready(self) -> None:
        """Looked at once, before anything is sent: the queue, the right to make a ticket in it, our field."""
        if self._is_ready:
            return
        if not self._queue:
            raise errors.Held("tickets.rt.queue is not set")
        if self._personal:
            self._myself()
        queue = self._wire.get(f"/queue/{quote(self._queue, safe='')}", rt.Queue)
        if not any(link.ref == "create" and link.type == "ticket" for link in queue.links):
            raise errors.Held(f"no right to make tickets in the queue {self._queue!r}")
        there = {link.name for link in queue.fields}
        for name in (self._field, *self.mapped.fields):
            if name not in there:
                raise errors.Held(f"the queue {self._queue!r} has no custom field {name!r} that this account sees")
        self._is_ready = True

    def _myself(self) -> rt.User:
        if self._me is None:
            parts = self._token().split("-")
            if len(parts) < 3 or not parts[1].isdigit():
                raise errors.Held("this is not a token of Request Tracker")
            self._me = self._wire.get(f"/user/{parts[1]}", rt.User)
        return self._me

    def _urgency(self, draft: Draft) -> dict[str, str]:
        """RT's priority is a number: of 0 to 100 as RT 5 names them, unless the organisation counts otherwise."""
        return {"Priority": self._priority(draft, _PRIORITIES)}

    def _requesters(self, address: str) -> list[str]:
        """The person, and the account that signs in: only who is a requester may see the ticket again."""
        if not self._personal:
            return [address] if address else []
        me = self._myself()
        if not address or address.lower() in (me.name.lower(), me.address.lower()):
            return [me.name]
        return [address, me.name]

    def _replies(self, backend_id: str) -> list[rt.Entry]:
        """The public messages after the first. Asked for by kind: of a whole history RT leaves out what is
        private only after it has cut it into pages, and a short page would not mean the last one.
        """
        replies: list[rt.Entry] = []
        query = f"ObjectType = 'RT::Ticket' AND TicketId = {int(backend_id)} AND Type = 'Correspond'"
        for page in range(1, _PAGES + 1):
            found = self._wire.get(
                "/transactions",
                rt.Entries,
                query=query,
                fields="Creator,Created,Data",
                orderby="id",
                per_page=str(_PAGE),
                page=str(page),
            ).items
            replies += found
            if len(found) < _PAGE:
                break
        return replies

    def _text(self, entry: rt.Entry) -> str:
        """The words of one message: its plain part, or else its HTML as plain words."""
        path, fields = f"/transaction/{int(entry.id)}/attachments", "ContentType,Filename,ContentLength"
        parts = self._wire.get(path, rt.Parts, fields=fields, per_page=str(_PAGE)).items
        for media_type, words in (("text/plain", plain), ("text/html", from_html)):
            for part in parts:
                if part.media_type == media_type and not part.name and int(part.length) <= _TEXT_MOST:
                    content = self._wire.get(f"/attachment/{int(part.id)}", rt.Text).content
                    return words(base64.b64decode(content).decode("utf-8", "replace"))
        return ", ".join(one_line(part.name, 80) for part in parts if part.name)


def _subject(title: str) -> str:
    """RT cuts a subject after so many bytes, perhaps within a letter; here it ends at one, and shows it."""
    if len(title.encode()) <= _SUBJECT_BYTES:
        return title
    return title.encode()[: _SUBJECT_BYTES - 4].decode("utf-8", "ignore").rstrip() + " …"


def _file(file: Content) -> dict[str, str]:
    content = base64.b64encode(file.content).decode()
    return {"FileName": file.name, "FileType": file.media_type, "FileContent": content}


def _mark(ticket: rt.Ticket, answer: Answer) -> str:
    """When the ticket was last changed; "" while that second may not be over, by RT's own clock."""
    try:
        now = parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    except (TypeError, ValueError):
        return ""
    changed = _seconds(ticket.changed)
    return ticket.changed if changed and now - changed >= _SURE_AFTER else ""


def _sender(name: str, ours: set[str]) -> Sender:
    if name in ours:
        return Sender.PERSON
    return Sender.DESK if name == "RT_System" else Sender.AGENT


def _seconds(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return 0.0

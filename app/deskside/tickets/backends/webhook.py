"""A webhook: signed JSON to one address, for every system that has no backend of its own.

``docs/backends/webhook.md`` says what a receiver has to do, ``docs/webhook.schema.json``
what comes, and ``docs/examples/webhook`` is one. Whether it can be asked
anything is a setting; without it a ticket that may have arrived is not sent again.
"""

from __future__ import annotations

import hashlib
import hmac
import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.backends import webhook_words as words
from deskside.tickets.offer import INTAKE, PERSONAL
from deskside.tickets.offers.webhook import FINDS, TAKES, TALKS
from deskside.tickets.setup import Setup
from deskside.tickets.wire.instants import seconds
from deskside.tickets.wire.payload import Payload
from deskside.tickets.wire.refusals import fitting

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

A = TypeVar("A")

_NOTHING = Can(
    find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False
)
CAN = {
    TAKES: _NOTHING,
    FINDS: msgspec.structs.replace(_NOTHING, find=True, files_later=True),
    TALKS: Can(rate=True),
}
"""By what the receiver can do."""
_ORDER = (TAKES, FINDS, TALKS)
_NO_QUESTIONS = (400, 404, 405, 501)
"""How something that only takes answers a question."""


class Webhook(Backend):
    """``key`` says whose ``secret`` it is, "" for all; everything is signed with it and nothing carries it."""

    name = "webhook"
    limits = Limits(file_size=10 << 20)

    def __init__(
        self,
        wire: Wire,
        url: str,
        secret: Callable[[], str],
        *,
        key: str = "",
        receiver: str = TAKES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        parts = urlsplit(url)
        self._path, self._query = parts.path or "/", parts.query
        self._wire, self._secret, self._key, self._clock = wire, secret, key, clock
        self._receiver = receiver
        self.can = CAN[receiver]

    @classmethod
    def made(cls, setup: Setup) -> Webhook:
        url = setup.text("url")
        parts = urlsplit(url)
        wire = setup.wire(f"{parts.scheme}://{parts.netloc}", lambda: "")
        return cls(wire, url, setup.secret("secret"), key=setup.text("key"), receiver=_receiver(setup))

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN[_receiver(setup)]

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        ticket = words.Ticket(
            reference=draft.reference,
            title=draft.title,
            body=draft.body,
            story=draft.story,
            agent_part=draft.agent_part,
            requester=draft.requester,
            category=self._category(draft),
            priority=self._priority(draft, {draft.priority.value: draft.priority.value}),
            impact=draft.impact,
            device=draft.device,
            cause=draft.cause,
            contact=draft.contact,
            deskside=draft.version,
            fields=self._extras(draft),
            files=tuple(_file(file) for file in files),
        )
        return self._send(ticket, draft.reference)

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._send(words.Added(ticket=backend_id, token=token, file=_file(file)), token)

    def _find(self, reference: str) -> str | None:
        return self._ask(words.Found, reference=reference).id

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:  # noqa: ARG002
        path, headers = self._question({"ticket": backend_id})
        if mark:
            headers["If-None-Match"] = mark
        answer = self._wire.ask("GET", path, headers=headers, fine=(304,) if mark else ())
        if answer.status == 304:
            return None
        stand = fitting(answer, words.Stand, changes=False)
        messages = tuple(Message(Sender(said.by), seconds(said.at), said.text, said.id) for said in stand.messages)
        return Look(stand.state, Stage(stand.stage), messages, answer.headers.get("etag", ""))

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        sent = tuple(_file(file) for file in files)
        self._send(words.Reply(ticket=backend_id, token=token, text=text, files=sent), token)

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        self._offered(self.can.find)
        return self._ask(words.There, ticket=backend_id, token=token).there

    def _solve(self, backend_id: str) -> None:
        self._send(words.Solved(ticket=backend_id, token=(once := _once())), once)

    def _reopen(self, backend_id: str) -> None:
        self._send(words.Reopened(ticket=backend_id, token=(once := _once())), once)

    def _rate(self, backend_id: str, stars: int) -> None:
        self._send(words.Rated(ticket=backend_id, token=(once := _once()), stars=stars), once)

    def _send(self, event: words.Sent, once: str) -> str:
        """``once``, which stands in the event, too: what comes with it again is not done again."""
        body = msgspec.json.encode(event)
        path = f"{self._path}?{self._query}" if self._query else self._path
        headers = {**self._signed(body), "Idempotency-Key": once}
        answer = self._wire.ask("POST", path, Payload(body, "application/json"), headers=headers)
        return fitting(answer, words.Done).id

    def _ask(self, kind: type[A], **question: str) -> A:
        path, headers = self._question(question)
        return fitting(self._wire.ask("GET", path, headers=headers), kind, changes=False)

    def _question(self, question: dict[str, str]) -> tuple[str, dict[str, str]]:
        query = "&".join(part for part in (self._query, urlencode(question)) if part)
        return f"{self._path}?{query}", self._signed(f"?{query}".encode())

    def _signed(self, content: bytes) -> dict[str, str]:
        """The time and what is sent, or asked after the address, under the secret."""
        secret = self._secret()
        if not secret:
            raise errors.Held("tickets.webhook.secret is empty")
        at = int(self._clock())
        signature = f"t={at},v1={signature_of(secret, at, content)}"
        return {"Deskside-Signature": signature, **({"Deskside-Key": self._key} if self._key else {})}

    def _try_out(self) -> tuple[CheckRow, ...]:
        path, headers = self._question({"hello": "1"})
        answer = self._wire.ask("GET", path, headers=headers, fine=_NO_QUESTIONS if self._receiver == TAKES else ())
        if answer.status in _NO_QUESTIONS:
            return (CheckRow("tickets", ok=True, says=_("Only a message that is sent can show if sending works.")),)
        hello = fitting(answer, words.Hello, changes=False)
        if hello.version != words.VERSION:
            raise errors.Held(f"the receiver speaks version {hello.version}, this is {words.VERSION}")
        if _ORDER.index(hello.receiver) < _ORDER.index(self._receiver):
            raise errors.Held(f"tickets.webhook.receiver is {self._receiver!r}, the receiver says {hello.receiver!r}")
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._receiver != TAKES and not self._key:
            says = _("The sign-in on this computer can read messages of other people.")
            do = "A secret for all can ask for every ticket: give each person or computer its own."
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)


def signature_of(secret: str, at: int, content: bytes) -> str:
    """HMAC-SHA256 over "<seconds since 1970>.<content>", in hexadecimal."""
    return hmac.new(secret.encode(), f"{at}.".encode() + content, hashlib.sha256).hexdigest()


def _once() -> str:
    return uuid.uuid4().hex


def _file(file: Content) -> words.File:
    return words.File(file.name, file.media_type, file.content, hashlib.sha256(file.content).hexdigest())


def _receiver(setup: Setup) -> str:
    """What is asked of the receiver: with one secret for all nothing but to take tickets."""
    if setup.text("sign_in") not in (PERSONAL, INTAKE):
        return TAKES
    return FINDS if setup.text("receiver") == FINDS else TALKS

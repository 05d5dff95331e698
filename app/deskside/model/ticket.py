"""Tickets: what a person sends to the help desk, what waits to be sent, and what the desk says of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class Stage(StrEnum):
    """The only five words for where a ticket is; every backend's status maps to one."""

    SENT = "sent"
    SEEN = "seen"
    WORKING = "working"
    WAITING = "waiting"
    """Waiting for you."""
    SOLVED = "solved"


class SendState(StrEnum):
    """States of an outbox row. ``SENDING`` is committed before the first byte leaves."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    NEEDS_EDIT = "needs-edit"
    HELD = "held"


class Deed(StrEnum):
    """What an outbox row does at the help desk."""

    CREATE = "create"
    ATTACH = "attach"
    """One file of a ticket that was made without it: the help desk takes files apart, or the whole was too large."""
    REPLY = "reply"
    SOLVED = "solved"
    REOPEN = "reopen"
    RATE = "rate"


class Priority(StrEnum):
    """How soon the desk should look: of the impact and the urgency, as the organisation weighs them."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Sender(StrEnum):
    PERSON = "person"
    AGENT = "agent"
    DESK = "desk"
    """The help desk system itself."""


class Attachment(Struct, frozen=True):
    """A file that goes with a ticket: .txt .json .png .zip only. ``sha256`` is of exactly these bytes."""

    name: str
    media_type: str
    path: Path
    """Our own copy, made and hashed at consent."""
    size: int
    sha256: str


class Draft(Struct, frozen=True):
    """A ticket as the person agreed to it. What was previewed is byte for byte what is sent."""

    reference: str
    """The case's reference; every backend stores it so that it can be asked for."""
    title: str
    story: str
    """The part for people: own words, one sentence of ours, what it stops, what was tried."""
    agent_part: str = ""
    """Findings, evidence, versions; may be technical."""
    requester: str = ""
    """Their e-mail address."""
    category: str = ""
    contact: str = ""
    """Who looks after this kind of problem."""
    words: str = ""
    """The person's own words alone: where they go on from when something has to be changed. Not sent by itself."""
    stops: str = ""
    impact: str = ""
    """Who else is stopped: one of ``model.parcel.Impact``, or ""."""
    priority: Priority = Priority.NORMAL
    device: str = ""
    """The computer: its name or its asset tag, as the organisation wants it; "" when the person left it out."""
    cause: str = ""
    """What was found, as the catalogue names it ("printer.paused"); "" when nothing was."""
    version: str = ""
    """Of Deskside."""
    troubleshooter: str = ""
    urgency: str = ""
    """How much it holds the person up: one of ``model.parcel.Urgency``, or ""."""
    since: str = ""
    """Since when: one of ``model.parcel.Since``, or ""."""
    attachments: tuple[Attachment, ...] = ()

    @property
    def body(self) -> str:
        """The text of the ticket, plain: people's part first."""
        return f"{self.story}\n\n-- \n{self.agent_part}" if self.agent_part else self.story


class Message(Struct, frozen=True):
    """One public message. ``id`` is the backend's own, "" until it has one. Plain text, already capped."""

    sender: Sender
    at: float
    text: str
    id: str = ""
    files: tuple[str, ...] = ()
    """The names of files that went with it, as far as that is known here."""


class Ticket(Struct, frozen=True):
    """What is known here of a ticket, ours and the desk's."""

    reference: str
    backend: str
    title: str
    opened: float
    backend_id: str = ""
    """"" until it was sent."""
    state: str = ""
    """The backend's own word for it; shown to no one but agents."""
    stage: Stage = Stage.SENT
    promise: str = ""
    """When the person will hear, in plain words; "" when nothing honest can be said."""
    messages: tuple[Message, ...] = ()
    unread: int = 0
    updated: float = 0.0
    rating: int | None = None
    impact: str = ""
    """As the draft's."""
    priority: Priority = Priority.NORMAL
    cause: str = ""
    """As the draft's; by it a second ticket on the same thing is noticed."""
    troubleshooter: str = ""
    """As the draft's."""
    arrived: float = 0.0
    """When it was known to be at the help desk; 0.0 until then."""
    looked: float = 0.0
    """When the help desk last told how it stands; 0.0 when it never did."""
    asked: float = 0.0
    """When the help desk was last asked after it and could not tell; its turn comes again after that."""
    due: float = 0.0
    """By when the first answer is meant to come, fixed when it arrived; 0.0 where nothing can be said."""
    heard: float = 0.0
    """When the help desk last said or did something that the person was told; 0.0 when it never did."""
    quiet: float = 0.0
    """When the person was last told that there is no news yet."""
    gone: bool = False
    """The help desk closed it without solving it, or it is somewhere else now. Its stage is ``SOLVED`` then."""
    mark: str = ""
    """What the backend gave with its last look, to be asked "anything new since?"; nobody else reads it."""

    @property
    def is_there(self) -> bool:
        """Whether it is known to be at the help desk; its number there may be known to nobody here."""
        return bool(self.backend_id or self.arrived)


class OutboxRow(Struct, frozen=True):
    """One deed that waits. ``id`` orders rows; deeds of one ticket are done in order."""

    id: int
    reference: str
    deed: Deed
    backend: str
    state: SendState
    text: str = ""
    """The reply's text, or the rating's number."""
    token: str = ""
    """Unique per deed: how an unclear reply is recognised at the desk."""
    why: str = ""
    says: str = ""
    """Plain words for the person."""
    tries: int = 0
    next_try: float = 0.0
    changed: float = 0.0
    files: tuple[Attachment, ...] = ()
    """What goes with a reply; the files of a ticket are its draft's."""
    asks: bool = False
    """It may have arrived and nobody can look: only the person's word sends it once more, or says that it is there."""
    doubt: bool = False
    """It may have arrived although it is held: once it is released it is looked for before it goes."""


class News(Struct, frozen=True):
    """Something a person should hear of a ticket: shown as a notification once."""

    reference: str
    title: str
    says: str
    stage: Stage

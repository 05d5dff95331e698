"""What a webhook is sent, and what it answers. ``docs/webhook.schema.json`` is made from this."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct, field

VERSION: Literal[1] = 1


class File(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    media_type: str
    content: bytes
    """In base64."""
    sha256: str


class Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    version: Literal[1] = VERSION


class Ticket(Event, frozen=True, forbid_unknown_fields=True, tag="ticket", kw_only=True):
    """Make a ticket. One ``reference`` is one ticket, however often it comes."""

    reference: str
    title: str
    body: str
    """The whole of it as plain text: ``story``, and ``agent_part`` below a line of dashes."""
    story: str
    agent_part: str = ""
    requester: str = ""
    """The person's e-mail address, where it is known."""
    category: str = ""
    priority: str = ""
    impact: str = ""
    device: str = ""
    cause: str = ""
    contact: str = ""
    deskside: str = ""
    """Its version."""
    fields: dict[str, str] = {}
    """As IT has mapped them."""
    files: tuple[File, ...] = ()


class Reply(Event, frozen=True, forbid_unknown_fields=True, tag="reply", kw_only=True):
    """The person answers. It opens a ticket that was solved."""

    ticket: str
    token: str
    """One for each deed: what comes with a token that is known is not done again."""
    text: str
    files: tuple[File, ...] = ()


class Added(Event, frozen=True, forbid_unknown_fields=True, tag="file", kw_only=True):
    """A file for a ticket that is there."""

    ticket: str
    token: str
    file: File


class Solved(Event, frozen=True, forbid_unknown_fields=True, tag="solved", kw_only=True):
    """The person says: it is solved."""

    ticket: str
    token: str


class Reopened(Event, frozen=True, forbid_unknown_fields=True, tag="reopened", kw_only=True):
    """The person says: not solved after all."""

    ticket: str
    token: str


class Rated(Event, frozen=True, forbid_unknown_fields=True, tag="rating", kw_only=True):
    ticket: str
    token: str
    stars: int
    """1 to 5."""


Sent = Ticket | Reply | Added | Solved | Reopened | Rated


class Done(Struct, frozen=True, kw_only=True):
    """The answer to everything that is sent: the id of the ticket. Any other answer is none."""

    id: str


class Found(Struct, frozen=True, kw_only=True):
    """The answer to ``?reference=``: null when there surely is none."""

    id: str | None


class There(Struct, frozen=True, kw_only=True):
    """The answer to ``?ticket=…&token=``."""

    there: bool


class Said(Struct, frozen=True, kw_only=True):
    """A public message. The first one, the ticket's own words, is not among them."""

    id: str
    by: Literal["person", "agent", "desk"] = field(name="from")
    at: str
    """As in RFC 3339: "2026-11-22T10:00:00Z"."""
    text: str


class Stand(Struct, frozen=True, kw_only=True):
    """The answer to ``?ticket=``: how it stands. With an ETag, "304" may be the answer to If-None-Match."""

    id: str
    state: str
    """Your own word for it."""
    stage: Literal["sent", "seen", "working", "waiting", "solved"]
    messages: tuple[Said, ...] = ()
    """Oldest first."""


class Hello(Struct, frozen=True, kw_only=True):
    """The answer to ``?hello=1``: the version of all this, and what you can do."""

    version: int
    receiver: Literal["takes", "finds", "talks"]


def schema() -> dict[str, object]:
    """JSON Schema 2020-12 of what is sent, with the answers among its definitions."""
    kinds = (Sent, Done, Found, There, Stand, Hello)
    (sent, *_answers), definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Deskside sends to a webhook",
        **sent,
        "$defs": definitions,
    }

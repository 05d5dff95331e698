"""What Request Tracker answers, as far as we use it. An answer that does not fit is no answer."""

from __future__ import annotations

from msgspec import Struct, field


class Named(Struct):
    id: str | int = ""


class Made(Struct):
    id: str | int


class Found(Struct):
    items: list[Made]
    count: int = 0


class User(Struct):
    name: str = field(name="Name")
    address: str = field(name="EmailAddress", default="")


class Link(Struct):
    ref: str = ""
    name: str = ""
    type: str = ""


class Queue(Struct):
    fields: list[Link] = field(name="TicketCustomFields", default_factory=list)
    links: list[Link] = field(name="_hyperlinks", default_factory=list)


class Ticket(Struct):
    status: str = field(name="Status")
    effective: Named = field(name="EffectiveId", default_factory=Named)
    """The ticket that it was merged into, or itself."""
    changed: str = field(name="LastUpdated", default="")
    owner: Named = field(name="Owner", default_factory=Named)
    requesters: list[Named] = field(name="Requestor", default_factory=list)


class Entry(Struct):
    id: str | int
    by: Named = field(name="Creator", default_factory=Named)
    at: str = field(name="Created", default="")
    subject: str = field(name="Data", default="")


class Entries(Struct):
    items: list[Entry]


class Part(Struct):
    id: str | int
    media_type: str = field(name="ContentType", default="")
    name: str | None = field(name="Filename", default="")
    length: str | int = field(name="ContentLength", default="0")


class Parts(Struct):
    items: list[Part]


class Text(Struct):
    content: str = field(name="Content", default="")

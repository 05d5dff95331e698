"""What Freshdesk is told and what it keeps: the bodies of its interface 2, with nothing else in them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from .checking import Part, Refused


class NewTicket(Struct, forbid_unknown_fields=True, kw_only=True):
    """Create a Ticket. One of those that say who asks has to be there, and a description with a subject."""

    name: str | None = None
    requester_id: int | None = None
    email: str | None = None
    phone: str | None = None
    unique_external_id: str | None = None
    subject: str | None = None
    type: str | None = None
    status: int = 2
    priority: int = 1
    description: str | None = None
    responder_id: int | None = None
    cc_emails: list[str] = []
    custom_fields: dict[str, Any] = {}
    group_id: int | None = None
    product_id: int | None = None
    source: int = 2
    tags: list[str] = []


class ChangedTicket(Struct, forbid_unknown_fields=True):
    status: int | None = None
    priority: int | None = None
    responder_id: int | None = None


class NewReply(Struct, forbid_unknown_fields=True):
    body: str
    user_id: int | None = None


class NewNote(Struct, forbid_unknown_fields=True):
    body: str
    private: bool = True
    incoming: bool = False


class Agent(Struct):
    """``scope``: 1 all tickets, 2 those of its groups, 3 those assigned to it."""

    id: int
    email: str
    scope: int


class Conversation(Struct):
    id: int
    body: str
    private: bool
    user: int


class Ticket(Struct):
    id: int
    told: NewTicket
    files: list[Part]
    responder: int | None = None
    conversations: list[Conversation] = []


def from_form(parts: list[Part]) -> tuple[NewTicket, list[Part]]:
    """A ticket with files: its fields as those of a form, "custom_fields[cf_x]", "attachments[]"."""
    told: dict[str, Any] = {}
    files = []
    for part in parts:
        if part.field == "attachments[]":
            files.append(part)
            continue
        if part.name:
            raise Refused(400, "a file where none belongs", field=part.field, code="invalid_field")
        name, inner, rest = part.field.partition("[")
        where = told if not inner else told.setdefault(name, {})
        key = rest.rstrip("]") if inner else name
        if key in where or (inner and name != "custom_fields"):
            raise Refused(400, "Unexpected/invalid field in request", field=part.field, code="invalid_field")
        where[key] = part.content.decode()
    try:
        return msgspec.convert(told, type=NewTicket, strict=False), files
    except msgspec.ValidationError as unfit:
        raise Refused(400, str(unfit), field="body", code="invalid_field") from unfit

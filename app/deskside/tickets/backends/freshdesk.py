"""Freshdesk, by its interface 2: it makes tickets, and reads none.

Every key of this interface is an agent's; there is none for the people who ask.
An agent reads private notes, and any agent but one who may only see "assigned
tickets" reads everybody's. So the one sign-in that may lie on a desk is that of
an agent to whom no ticket is ever assigned: it makes tickets in a person's
name and sees none of them, not even those it made. Written to
developers.freshdesk.com/api (Create a Ticket, Errors, Rate Limit, View
Currently Authenticated Agent) and tried against a strict stand-in made from it.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Self

import msgspec
from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.shapes import decode
from deskside.model.ticket import Draft
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.markup import html
from deskside.tickets.setup import Setup
from deskside.tickets.wire.payload import FormFile, as_form, as_json
from deskside.tickets.wire.refusals import Answer, fitting, refusal
from deskside.tickets.words.plain import one_line

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

ALL_FILES = 20 << 20
"""The total size of a ticket's files."""
USUAL_PRIORITY = {"low": "1", "normal": "2", "high": "3", "urgent": "4"}
_OPEN, _PORTAL = 2, 2
_ASSIGNED_ONLY = 3
_NEEDS_EDIT = ("subject", "description", "email")
_LONG_AGO = "2010-01-01T00:00:00Z"


class Made(Struct):
    id: int


class Me(Struct):
    id: int
    ticket_scope: int


class Wrong(Struct):
    field: str = ""
    message: str = ""
    code: str = ""


class Refusal(Struct):
    description: str = ""
    errors: list[Wrong] = []


class Freshdesk(Backend):
    name = "freshdesk"
    limits = Limits(title=255, body=60_000, file_size=ALL_FILES)
    can = Can(find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False)

    def __init__(self, wire: Wire, *, field: str = "", kind: str = "", group: int = 0) -> None:
        self._wire, self._field, self._kind, self._group = wire, field, kind, group

    @classmethod
    def made(cls, setup: Setup) -> Self:
        key = setup.secret("token")
        wire = setup.wire(f"{setup.text('url').rstrip('/')}/api/v2", lambda: _basic(key()))
        group = int(setup.number("group"))
        return cls(wire, field=setup.text("reference_field"), kind=setup.text("type"), group=group)

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        if not draft.requester:
            raise errors.NeedsEdit("no address", says=_("The help desk needs your e-mail address. Please add it."))
        if sum(len(file.content) for file in files) > ALL_FILES:
            says = _("These files are too large together. Please leave some out.")
            raise errors.TooLarge(f"more than {ALL_FILES} bytes of files", says=says)
        ticket = self._ticket(draft)
        if files:
            enclosed = [FormFile("attachments[]", file.name, file.content, file.media_type) for file in files]
            sent = as_form(_flat(ticket), enclosed)
        else:
            sent = as_json(ticket)
        return str(_taken(self._wire.ask("POST", "/tickets", sent, fine=(400,))).id)

    def _ticket(self, draft: Draft) -> dict[str, Any]:
        custom = {**self._extras(draft), **({self._field: draft.reference} if self._field else {})}
        priority = self._priority(draft, USUAL_PRIORITY)
        if not priority.isascii() or not priority.isdigit():
            raise errors.Held(f"tickets.freshdesk.priorities: not a number: {one_line(priority, 40)!r}")
        return {
            "email": draft.requester,
            "subject": draft.title,
            "description": html.escaped(draft.body),
            "status": _OPEN,
            "priority": int(priority),
            "source": _PORTAL,
            **({"custom_fields": custom} if custom else {}),
            **({"type": self._kind} if self._kind else {}),
            **({"group_id": self._group} if self._group else {}),
        }

    def _try_out(self) -> tuple[CheckRow, ...]:
        fine = CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))
        me = self._wire.get("/agents/me", Me)
        seen = self._wire.get("/tickets", list[Made], per_page="1", updated_since=_LONG_AGO)
        if me.ticket_scope == _ASSIGNED_ONLY and not seen:
            return (fine,)
        says = _("The sign-in on this computer can read messages of other people.")
        do = "Give this agent the ticket scope 'assigned tickets', and assign none to it (docs/backends/freshdesk.md)."
        return (fine, CheckRow("tickets-privacy", ok=False, says=says, do=do))

    # --- what would need a key that reads ----------------------------------------------------------------------------

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        raise errors.Held(f"{file.name} for {backend_id} ({token}): this sign-in sees no ticket")

    def _find(self, reference: str) -> str | None:
        raise errors.Held(f"{reference}: this sign-in sees no ticket")

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        raise errors.Held(f"{backend_id} ({len(known)}, {mark}): this sign-in sees no ticket")

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        raise errors.Held(f"{backend_id} ({token}, {len(text)}, {len(files)}): this sign-in sees no ticket")

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:
        raise errors.Held(f"{backend_id} ({token}, {len(text)}): this sign-in sees no ticket")

    def _solve(self, backend_id: str) -> None:
        raise errors.Held(f"{backend_id}: this sign-in sees no ticket")

    def _reopen(self, backend_id: str) -> None:
        raise errors.Held(f"{backend_id}: this sign-in sees no ticket")


def _basic(key: str) -> str:
    """The key in the place of the name; the password is not looked at."""
    return f"Basic {base64.b64encode(f'{key}:X'.encode()).decode()}"


def _flat(ticket: dict[str, Any]) -> list[tuple[str, str]]:
    """As the fields of a form."""
    fields = [(name, str(value)) for name, value in ticket.items() if not isinstance(value, dict)]
    return fields + [(f"custom_fields[{name}]", value) for name, value in ticket.get("custom_fields", {}).items()]


def _taken(answer: Answer) -> Made:
    """The ticket. Raises what a refusal means: whether the person can change it, or IT."""
    if answer.status != 400:
        return fitting(answer, Made)
    try:
        said = decode(answer.body, Refusal)
    except msgspec.DecodeError:
        said = Refusal()
    for wrong in said.errors:
        why = one_line(f"400: {wrong.field}: {wrong.message} ({wrong.code})")
        if wrong.field.startswith("attachments"):
            raise errors.TooLarge(why, says=_("The help desk does not take these files. Please leave some out."))
        raise errors.NeedsEdit(why, says=one_line(wrong.message)) if wrong.field in _NEEDS_EDIT else errors.Held(why)
    raise refusal(answer, changes=True, now=0.0) or errors.Unclear(said.description)

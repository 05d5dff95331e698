"""A strict stand-in for Freshdesk: making tickets, and of the rest what agents need and what a key might see.

Written by hand from developers.freshdesk.com/api: Authentication (the key as the name, any password), Create a Ticket
(fields, who asks, "attachments[]" as multipart/form-data, 20 MB for all files), Errors (400 with "errors" of field,
message and code; 401 "invalid_credentials"; 403 "access_denied"; 404 with an empty body; 429), Rate Limit
(Retry-After), List All Tickets (30 days unless ``updated_since``; pages of 100 at most), List All Conversations, Create
a Reply, Create a Note (``private`` unless told), View Currently Authenticated Agent (``ticket_scope``), and from
support.freshdesk.com/en/support/solutions/articles/97079 what a scope shows.
"""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterable
from typing import Any

from .checking import FORM, Call, Part, Refused, Said, route
from .freshdesk_shapes import Agent, ChangedTicket, Conversation, NewNote, NewReply, NewTicket, Ticket, from_form
from .kit import StandIn

FIELD, OTHER_FIELD = "cf_reference", "cf_computer"
ALL_FILES = 20 << 20
KEYS = {
    "k-deskside": Agent(1, "deskside@helptest.invalid", 3),
    "k-agent": Agent(2, "agent@helptest.invalid", 1),
    "k-group": Agent(3, "group@helptest.invalid", 2),
}
"""Ours, which is assigned nothing; an agent who sees all; one who sees those of a group."""
STATUSES, SOURCES = (2, 3, 4, 5), (1, 2, 3, 7, 9, 10)
_UNEXPECTED = "Unexpected/invalid field in request"


class FreshdeskDesk(StandIn):
    def __init__(self) -> None:
        super().__init__()
        self.tickets: dict[int, Ticket] = {}
        self._numbers = itertools.count(71)

    def references(self) -> Iterable[str]:
        return [str(ticket.told.custom_fields.get(FIELD, "")) for ticket in self.tickets.values()]

    def refusal(self, problem: Refused) -> Said:
        if problem.status == 429:
            return Said(429, {"message": "You have exceeded the limit of requests per minute"}, self.rest)
        if problem.status == 404:
            return Said(404)
        if problem.status in (400, 422):
            unknown = re.search(r"unknown field `(\w+)`", problem.why)
            field = unknown[1] if unknown else problem.field
            wrong = {"field": field, "message": problem.why, "code": problem.code or "invalid_field"}
            return Said(400, {"description": "Validation failed", "errors": [wrong]})
        codes = {401: "invalid_credentials", 403: "access_denied"}
        return Said(problem.status, {"code": codes.get(problem.status, "invalid_request"), "message": problem.why})

    @route("POST", r"/api/v2/tickets", body=(FORM, NewTicket))
    def _create(self, call: Call) -> Said:
        self._who(call)
        files: list[Part] = []
        told = call.body
        if isinstance(told, list):
            told, files = from_form(told)
            if not files:
                raise Refused(400, "a form without files", field="attachments", code="invalid_field")
        self._check(told, files)
        ticket = Ticket(next(self._numbers), told, files, told.responder_id)
        self.tickets[ticket.id] = ticket
        self.note_made(ticket.id)
        return Said(201, self._ticket(ticket))

    @route("GET", r"/api/v2/agents/me")
    def _me(self, call: Call) -> Said:
        who = self._who(call)
        contact = {"active": True, "email": who.email, "name": who.email.partition("@")[0]}
        return Said(200, {"id": who.id, "available": True, "ticket_scope": who.scope, "contact": contact})

    @route("GET", r"/api/v2/tickets", query={"per_page": r"[1-9]\d?|100", "page": r"[1-9]\d*",
           "updated_since": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"})  # fmt: skip
    def _list(self, call: Call) -> Said:
        who = self._who(call)
        seen = [self._ticket(ticket) for ticket in self.tickets.values() if self._sees(who, ticket)]
        size = int(call.query.get("per_page", "30"))
        first = size * (int(call.query.get("page", "1")) - 1)
        return Said(200, seen[first : first + size])

    @route("GET", r"/api/v2/tickets/(\d+)", query={"include": r"conversations"})
    def _show(self, call: Call, number: str) -> Said:
        ticket = self._seen(call, number)
        said = [self._conversation(one) for one in ticket.conversations]
        return Said(200, {**self._ticket(ticket), **({"conversations": said} if call.query else {})})

    @route("PUT", r"/api/v2/tickets/(\d+)", body=ChangedTicket)
    def _change(self, call: Call, number: str) -> Said:
        ticket, wanted = self._seen(call, number), call.body
        if wanted.status is not None and wanted.status not in STATUSES:
            raise Refused(400, "It should be one of these values: '2,3,4,5'", field="status", code="invalid_value")
        ticket.told.status = wanted.status or ticket.told.status
        ticket.responder = wanted.responder_id or ticket.responder
        return Said(200, self._ticket(ticket))

    @route("DELETE", r"/api/v2/tickets/(\d+)")
    def _delete(self, call: Call, number: str) -> Said:
        del self.tickets[self._seen(call, number).id]
        return Said(204)

    @route("POST", r"/api/v2/tickets/(\d+)/reply", body=NewReply)
    def _reply(self, call: Call, number: str) -> Said:
        return self._said(call, number, private=False)

    @route("POST", r"/api/v2/tickets/(\d+)/notes", body=NewNote)
    def _note(self, call: Call, number: str) -> Said:
        return self._said(call, number, private=call.body.private)

    @route("GET", r"/data/(\d+)/(\d+)")
    def _content(self, _call: Call, number: str, place: str) -> Said:
        """Where an attachment's address leads: it holds its own permission."""
        content = self.tickets[int(number)].files[int(place)].content
        return Said(200, content, {"Content-Type": "application/octet-stream"})

    # --- within ------------------------------------------------------------------------------------------------------

    def _who(self, call: Call) -> Agent:
        kind, _, told = call.headers.get("authorization", "").partition(" ")
        key = base64.b64decode(told).decode().partition(":")[0] if kind == "Basic" else ""
        if key not in KEYS:
            raise Refused(401, "You have to be logged in to perform this action.")
        return KEYS[key]

    def _sees(self, who: Agent, ticket: Ticket) -> bool:
        if who.scope == 1 or ticket.responder == who.id:
            return True
        return who.scope == 2 and ticket.told.group_id == 9

    def _seen(self, call: Call, number: str) -> Ticket:
        who, ticket = self._who(call), self.tickets.get(int(number))
        if ticket is None:
            raise Refused(404, "")
        if not self._sees(who, ticket):
            raise Refused(403, "You are not authorized to perform this action.")
        return ticket

    def _check(self, told: NewTicket, files: list[Part]) -> None:
        if not (told.email or told.requester_id or told.phone or told.unique_external_id):
            raise Refused(
                400, "Fill at least 1 of requester_id, phone, email", field="requester_id", code="missing_field"
            )
        if told.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", told.email):
            raise Refused(400, "It should be in the 'valid email address' format", field="email", code="invalid_value")
        for name, value in (("subject", told.subject), ("description", told.description)):
            if not value:
                raise Refused(400, "It should be a/an String", field=name, code="missing_field")
        if len(told.subject or "") > 255:
            raise Refused(400, "Has 256 characters, it can have maximum of 255 characters", field="subject")
        _check_numbers(told)
        for name in told.custom_fields:
            if name not in (FIELD, OTHER_FIELD):
                raise Refused(400, _UNEXPECTED, field=f"custom_fields.{name}", code="invalid_field")
        if sum(len(file.content) for file in files) > ALL_FILES:
            raise Refused(400, "Invalid file size", field="attachments", code="invalid_size")

    def _said(self, call: Call, number: str, *, private: bool) -> Said:
        ticket, who = self._seen(call, number), self._who(call)
        one = Conversation(len(ticket.conversations) + 1, call.body.body, private, who.id)
        ticket.conversations.append(one)
        return Said(201, self._conversation(one))

    def _ticket(self, ticket: Ticket) -> dict[str, Any]:
        told = ticket.told
        files = [
            {"id": place, "name": file.name, "content_type": file.media_type, "size": len(file.content),
             "attachment_url": f"{self.url}/data/{ticket.id}/{place}"}
            for place, file in enumerate(ticket.files)
        ]  # fmt: skip
        return {
            "id": ticket.id,
            "subject": told.subject,
            "description": told.description,
            "status": told.status,
            "priority": told.priority,
            "source": told.source,
            "type": told.type,
            "group_id": told.group_id,
            "responder_id": ticket.responder,
            "requester_id": 9001,
            "custom_fields": {name: told.custom_fields.get(name) for name in (FIELD, OTHER_FIELD)},
            "attachments": files,
        }

    def _conversation(self, one: Conversation) -> dict[str, Any]:
        return {"id": one.id, "body": one.body, "private": one.private, "user_id": one.user, "incoming": False}


def _check_numbers(told: NewTicket) -> None:
    for name, number, right in (
        ("status", told.status, STATUSES),
        ("priority", told.priority, (1, 2, 3, 4)),
        ("source", told.source, SOURCES),
    ):
        if number not in right:
            raise Refused(400, f"It should be one of these values: {right}", field=name, code="invalid_value")

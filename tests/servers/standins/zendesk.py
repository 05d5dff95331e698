"""A strict stand-in for Zendesk Support: the Requests part for end users, and of the Tickets part what agents need.

Written by hand from developer.zendesk.com/api-reference: ticketing/tickets/ticket-requests (fields, who may, paging,
"solved only if can_be_solved_by_me", "once closed it can't be reopened", requests of nobody name a requester),
ticketing/tickets/ticket-attachments (uploads are for end users, their tokens last 60 minutes), ticketing/introduction
(Idempotency-Key: two hours, hit and miss, 400 on another body, rate limits), introduction/pagination and
introduction/requests (the forms of refusals). Whether requests take the idempotency key as tickets do is not said
there: ``keyed`` says which, and the backend has to be right with both.
"""

from __future__ import annotations

import hashlib
import html
import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from .checking import FILE, Call, Refused, Said, route
from .kit import StandIn
from .zendesk_shapes import (
    PEOPLE,
    ChangedRequest,
    ChangedTicket,
    Comment,
    CommentIn,
    Merge,
    NewRequest,
    Person,
    RequestIn,
    Ticket,
    Upload,
)

FIELD, OTHER_FIELD, HIDDEN_FIELD = 360001, 360002, 360009
"""Ticket fields: ours and another that end users may edit, and one that they don't see."""
UPLOAD_SECONDS, KEY_SECONDS = 3600, 7200
_PAGING = {r"page[size]": r"[1-9]\d?|100", r"page[after]": r"[0-9]+"}
_KEY = {"idempotency-key": r".{1,255}"}


class ZendeskDesk(StandIn):
    def __init__(self) -> None:
        super().__init__()
        self.tickets: dict[int, Ticket] = {}
        self.uploads: dict[str, Upload] = {}
        self.keyed = True
        """Whether a request with an idempotency key that was seen makes no second ticket."""
        self.anonymous = True
        self.fields = {FIELD, OTHER_FIELD}
        """Those that end users see and edit."""
        self._keys: dict[str, tuple[str, float, Any]] = {}
        self._numbers, self._comment_numbers = itertools.count(101), itertools.count(5001)

    def references(self) -> Iterable[str]:
        return [ticket.values.get(FIELD, "") for ticket in self.tickets.values()]

    def refusal(self, problem: Refused) -> Said:
        if problem.status == 429:
            said = {
                "error": "APIRateLimitExceeded",
                "description": "Number of allowed API requests per minute exceeded",
            }
            return Said(429, said, self.rest)
        if problem.status == 401:
            return Said(401, {"error": "invalid_token", "error_description": problem.why})
        if problem.code:
            return Said(problem.status, {"error": problem.code, "description": problem.why})
        if problem.status == 422:
            details = {problem.field or "base": [{"description": problem.why, "error": "InvalidValue"}]}
            said = {"error": "RecordInvalid", "description": "Record validation errors", "details": details}
            return Said(422, said)
        names = {400: "InvalidRequest", 403: "Forbidden", 404: "RecordNotFound"}
        said = {"error": names.get(problem.status, "InvalidEndpoint"), "description": str(problem)}
        return Said(problem.status, said)

    # --- end users ---------------------------------------------------------------------------------------------------

    @route("POST", r"/api/v2/uploads(?:\.json)?", body=FILE, query={"filename": r"[^/\\]{1,250}", "token": r"\w+"},
           needs=("filename",))  # fmt: skip
    def _upload(self, call: Call) -> Said:
        who = self._who(call)
        token = call.query.get("token") or hashlib.sha256(f"{len(self.uploads)} {who.id}".encode()).hexdigest()[:24]
        self.uploads[token] = Upload(
            call.query["filename"], call.headers["content-type"], call.body, who.id, self.clock()
        )
        attachment = self._attachment(self.uploads[token], token)
        return Said(201, {"upload": {"token": token, "attachment": attachment, "attachments": [attachment]}})

    @route("POST", r"/api/v2/requests(?:\.json)?", body=NewRequest, headers=_KEY)
    def _create(self, call: Call) -> Said:
        who, wanted = self._anyone(call), call.body.request
        key, same = call.headers.get("idempotency-key", ""), hashlib.sha256(msgspec.json.encode(call.body)).hexdigest()
        if self.keyed and key in self._keys and self.clock() - self._keys[key][1] < KEY_SECONDS:
            if self._keys[key][0] != same:
                raise Refused(
                    400, "Request parameters don't match the given idempotency key", code="IdempotentRequestError"
                )
            return Said(201, self._keys[key][2], {"x-idempotency-lookup": "hit"})
        self._check_new(wanted, who)
        values = {one.id: one.value for one in wanted.custom_fields if one.id in self.fields}
        ticket = Ticket(
            next(self._numbers), who.id if who else 0, wanted.subject, values, wanted.priority, self.clock()
        )
        self.tickets[ticket.id] = ticket
        self._say(ticket, who.id if who else 0, wanted.comment.body, files=self._files(wanted.comment, who))
        self.note_made(ticket.id)
        said = {"request": self._request(ticket)}
        self._keys[key] = (same, self.clock(), said)
        return Said(201, said, {"x-idempotency-lookup": "miss"} if self.keyed and key else {})

    @route("GET", r"/api/v2/requests(?:\.json)?", query={**_PAGING, "sort_by": "updated_at|created_at",
           "sort_order": "asc|desc"})  # fmt: skip
    def _list(self, call: Call) -> Said:
        who = self._who(call)
        own = [t for t in self.tickets.values() if t.requester == who.id and t.id not in self.unindexed]
        by = call.query.get("sort_by", "created_at").removesuffix("_at")
        own.sort(key=lambda one: (getattr(one, by), one.id), reverse=call.query.get("sort_order") == "desc")
        return self._paged(call, "requests", [self._request(ticket) for ticket in own])

    @route("GET", r"/api/v2/requests/(\d+)(?:\.json)?")
    def _show(self, call: Call, number: str) -> Said:
        return Said(200, {"request": self._request(self._own(call, number))})

    @route("PUT", r"/api/v2/requests/(\d+)(?:\.json)?", body=ChangedRequest)
    def _change(self, call: Call, number: str) -> Said:
        ticket, who, wanted = self._own(call, number), self._who(call), call.body.request
        if ticket.status == "closed":
            raise Refused(422, "Status: closed prevents ticket update", field="status")
        if wanted.solved and not self._can_be_solved(ticket):
            raise Refused(422, "Solved: is not allowed", field="solved")
        if wanted.comment is not None:
            self._check_comment(wanted.comment)
            self._say(ticket, who.id, wanted.comment.body, files=self._files(wanted.comment, who))
            if ticket.status in ("solved", "pending"):
                ticket.status = "open"
        if wanted.solved:
            ticket.status = "solved"
        ticket.updated = self.clock()
        return Said(200, {"request": self._request(ticket)})

    @route("GET", r"/api/v2/requests/(\d+)/comments(?:\.json)?", query={**_PAGING, "sort": "-?created_at",
           "since": r".+", "role": "agent|end_user"})  # fmt: skip
    def _comments(self, call: Call, number: str) -> Said:
        ticket = self._own(call, number)
        return self._paged(call, "comments", [self._comment(one) for one in ticket.comments if one.public])

    @route("GET", r"/api/v2/users/me(?:\.json)?")
    def _me(self, call: Call) -> Said:
        who = self._anyone(call)
        nobody = {"id": None, "name": "Anonymous user", "role": "end-user", "email": "invalid@example.com"}
        known = {"id", "name", "role", "organization_id"}
        shown = {name: value for name, value in msgspec.to_builtins(who).items() if name in known} if who else nobody
        return Said(200, {"user": shown})

    @route("GET", r"/api/v2/organizations/(\d+)/requests(?:\.json)?", query=_PAGING)
    def _of_organization(self, call: Call, number: str) -> Said:
        who = self._who(call)
        if not who.sees_organization or int(number) != who.organization_id:
            raise Refused(403, "You do not have access to this page")
        return self._paged(call, "requests", [self._request(ticket) for ticket in self.tickets.values()])

    # --- agents ------------------------------------------------------------------------------------------------------

    @route("GET", r"/api/v2/tickets/(\d+)\.json")
    def _show_ticket(self, call: Call, number: str) -> Said:
        ticket = self._for_agents(call, number)
        return Said(200, {"ticket": {**self._request(ticket), "tags": []}})

    @route("PUT", r"/api/v2/tickets/(\d+)\.json", body=ChangedTicket)
    def _change_ticket(self, call: Call, number: str) -> Said:
        """As the agents' web page does: who is given a new ticket opens it."""
        ticket, wanted = self._for_agents(call, number), call.body.ticket
        if wanted.assignee_id is not None:
            ticket.assignee = wanted.assignee_id
            ticket.status = "open" if ticket.status == "new" else ticket.status
        if wanted.comment is not None:
            said = wanted.comment
            self._say(ticket, PEOPLE["agent"].id, said.body or "", said.html_body or "", public=said.public)
        ticket.status = wanted.status or ticket.status
        ticket.updated = self.clock()
        return Said(200, {"ticket": self._request(ticket)})

    @route("GET", r"/api/v2/tickets/(\d+)/comments\.json")
    def _ticket_comments(self, call: Call, number: str) -> Said:
        ticket = self._for_agents(call, number)
        return Said(200, {"comments": [self._comment(one) for one in ticket.comments]})

    @route("DELETE", r"/api/v2/tickets/(\d+)\.json")
    def _delete(self, call: Call, number: str) -> Said:
        del self.tickets[self._for_agents(call, number).id]
        return Said(204)

    @route("POST", r"/api/v2/tickets/(\d+)/merge\.json", body=Merge)
    def _merge(self, call: Call, number: str) -> Said:
        target = self._for_agents(call, number)
        for source in call.body.ids:
            ticket = self._for_agents(call, str(source))
            words = call.body.source_comment or f"This request was closed and merged into request #{target.id}."
            self._say(ticket, PEOPLE["agent"].id, words, public=call.body.source_comment_is_public)
            ticket.status, ticket.updated = "closed", self.clock()
        return Said(200, {"job_status": {"id": "1", "status": "queued"}})

    @route("GET", r"/attachments/token/(\w+)/", query={"name": r".+"})
    def _content(self, call: Call, token: str) -> Said:
        return Said(200, self.uploads[token].content, {"Content-Type": "application/octet-stream"})

    # --- within ------------------------------------------------------------------------------------------------------

    def _anyone(self, call: Call) -> Person | None:
        said = call.headers.get("authorization", "")
        if not said and self.anonymous:
            return None
        if said.removeprefix("Bearer ") not in PEOPLE or not said.startswith("Bearer "):
            raise Refused(401, "The access token provided is expired, revoked, malformed or invalid for other reasons.")
        return PEOPLE[said.removeprefix("Bearer ")]

    def _who(self, call: Call) -> Person:
        who = self._anyone(call)
        if who is None:
            raise Refused(401, "Couldn't authenticate you")
        return who

    def _own(self, call: Call, number: str) -> Ticket:
        who, ticket = self._who(call), self.tickets.get(int(number))
        if ticket is None or ticket.requester != who.id:
            raise Refused(404, "Not found")
        return ticket

    def _for_agents(self, call: Call, number: str) -> Ticket:
        if self._who(call).role != "agent":
            raise Refused(403, "You do not have access to this page")
        if int(number) not in self.tickets:
            raise Refused(404, "Not found")
        return self.tickets[int(number)]

    def _check_new(self, wanted: RequestIn, who: Person | None) -> None:
        if not wanted.subject.strip():
            raise Refused(422, "Subject: cannot be blank", field="subject")
        if who is None and wanted.requester is None:
            raise Refused(422, "Requester: cannot be blank", field="requester")
        if wanted.priority not in (None, "low", "normal", "high", "urgent"):
            raise Refused(422, f"Priority: {wanted.priority} is not valid", field="priority")
        self._check_comment(wanted.comment)

    def _check_comment(self, comment: CommentIn) -> None:
        if not comment.body.strip():
            raise Refused(422, "Comment: cannot be blank", field="comment")
        if len(comment.body) > 65_535:
            raise Refused(422, "Comment: is too long", field="comment")

    def _files(self, comment: CommentIn, who: Person | None) -> list[Upload]:
        """A token serves once, whoever uploaded it, for an hour."""
        found = []
        for token in comment.uploads:
            upload = self.uploads.get(token)
            if upload is None or who is None or upload.owner != who.id or self.clock() - upload.at > UPLOAD_SECONDS:
                raise Refused(422, "Uploads: token is not valid", field="uploads")
            found.append(upload)
        return found

    def _say(
        self,
        ticket: Ticket,
        author: int,
        body: str,
        page: str = "",
        *,
        public: bool = True,
        files: Sequence[Upload] = (),
    ) -> None:
        words = html.escape(body).replace("\n", "<br>")
        shown = page or f'<div class="zd-comment" dir="auto"><p dir="auto">{words}</p></div>'
        ticket.updated = self.clock()
        ticket.comments.append(
            Comment(next(self._comment_numbers), author, shown, body, public, self.clock(), list(files))
        )

    def _can_be_solved(self, ticket: Ticket) -> bool:
        return ticket.assignee is not None and ticket.status not in ("solved", "closed")

    def _request(self, ticket: Ticket) -> dict[str, Any]:
        return {
            "url": f"{self.url}/api/v2/requests/{ticket.id}.json",
            "id": ticket.id,
            "status": ticket.status,
            "priority": ticket.priority,
            "type": None,
            "subject": ticket.subject,
            "description": ticket.comments[0].body if ticket.comments else "",
            "organization_id": None,
            "custom_fields": [{"id": one, "value": ticket.values.get(one)} for one in sorted(self.fields)],
            "requester_id": ticket.requester,
            "assignee_id": ticket.assignee,
            "collaborator_ids": [],
            "is_public": True,
            "can_be_solved_by_me": self._can_be_solved(ticket),
            "created_at": _written(ticket.created),
            "updated_at": _written(ticket.updated),
        }

    def _comment(self, one: Comment) -> dict[str, Any]:
        return {
            "id": one.id,
            "type": "Comment",
            "author_id": one.author,
            "body": one.body,
            "html_body": one.html,
            "plain_body": one.body,
            "public": one.public,
            "attachments": [self._attachment(file) for file in one.files],
            "created_at": _written(one.at),
        }

    def _attachment(self, file: Upload, token: str = "") -> dict[str, Any]:
        token = token or next(token for token, upload in self.uploads.items() if upload is file)
        where = f"{self.url}/attachments/token/{token}/?name={file.name}"
        return {"id": 1, "file_name": file.name, "content_type": file.media_type, "content_url": where}

    def _paged(self, call: Call, name: str, items: list[dict[str, Any]]) -> Said:
        """By cursor, as is recommended; without a size the first hundred."""
        first, size = int(call.query.get("page[after]", "0")), int(call.query.get("page[size]", "100"))
        more = len(items) > first + size
        meta = {"has_more": more, "after_cursor": str(first + size) if more else None, "before_cursor": None}
        return Said(200, {name: items[first : first + size], "meta": meta, "links": {"next": None, "prev": None}})


def _written(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

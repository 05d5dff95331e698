"""What Zendesk takes and keeps: each body as the published interface describes it, and no field more."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct


class Person(Struct, frozen=True):
    id: int
    name: str
    role: str = "end-user"
    organization_id: int | None = 70
    sees_organization: bool = False


PEOPLE = {
    "employee": Person(11, "employee"),
    "other": Person(12, "other"),
    "orgwide": Person(13, "orgwide", sees_organization=True),
    "agent": Person(21, "agent", "agent"),
}
"""By their OAuth token."""


class CommentIn(Struct, forbid_unknown_fields=True):
    body: str
    uploads: list[str] = []


class FieldIn(Struct, forbid_unknown_fields=True):
    id: int
    value: str


class RequesterIn(Struct, forbid_unknown_fields=True):
    name: str
    email: str | None = None


class RequestIn(Struct, forbid_unknown_fields=True):
    subject: str
    comment: CommentIn
    custom_fields: list[FieldIn] = []
    priority: str | None = None
    type: str | None = None
    due_at: str | None = None
    recipient: str | None = None
    ticket_form_id: int | None = None
    collaborators: list[int | str] = []
    requester: RequesterIn | None = None
    via_followup_source_id: int | None = None


class NewRequest(Struct, forbid_unknown_fields=True):
    request: RequestIn


class RequestChange(Struct, forbid_unknown_fields=True):
    comment: CommentIn | None = None
    solved: bool | None = None
    additional_collaborators: list[int | str] = []


class ChangedRequest(Struct, forbid_unknown_fields=True):
    request: RequestChange


class AgentComment(Struct, forbid_unknown_fields=True):
    body: str | None = None
    html_body: str | None = None
    public: bool = True


class TicketChange(Struct, forbid_unknown_fields=True):
    status: str | None = None
    assignee_id: int | None = None
    comment: AgentComment | None = None


class ChangedTicket(Struct, forbid_unknown_fields=True):
    ticket: TicketChange


class Merge(Struct, forbid_unknown_fields=True):
    ids: list[int]
    source_comment: str | None = None
    target_comment: str | None = None
    source_comment_is_public: bool = False
    target_comment_is_public: bool = False


@dataclass
class Upload:
    name: str
    media_type: str
    content: bytes
    owner: int
    at: float


@dataclass
class Comment:
    id: int
    author: int
    html: str
    body: str
    public: bool
    at: float
    files: list[Upload] = field(default_factory=list)


@dataclass
class Ticket:
    id: int
    requester: int
    subject: str
    values: dict[int, str]
    priority: str | None
    created: float
    status: str = "new"
    assignee: int | None = None
    updated: float = 0.0
    comments: list[Comment] = field(default_factory=list)

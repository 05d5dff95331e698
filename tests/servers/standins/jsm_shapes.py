"""What Jira Service Management takes and keeps: each body as the published interface describes it, no field more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

FIELD, OPTION_FIELD = "customfield_10042", "customfield_10050"


class Account(Struct, frozen=True):
    account: str
    email: str
    agent: bool = False
    organization: str = ""


ACCOUNTS = {
    one.email: one
    for one in (
        Account("qm:1", "employee@helptest.invalid"),
        Account("qm:2", "other@helptest.invalid"),
        Account("qm:3", "mate@helptest.invalid", organization="all"),
        Account("5b:9", "agent@helptest.invalid", agent=True),
    )
}
"""By e-mail address; the token of each is "token-NAME"."""

STATUSES = {
    "Waiting for support": "NEW",
    "In progress": "INDETERMINATE",
    "Waiting for customer": "INDETERMINATE",
    "Resolved": "DONE",
}
AGENT_WAYS = {"11": "In progress", "21": "Waiting for customer", "31": "Waiting for support", "41": "Resolved"}
CUSTOMER_WAYS = {"901": ("Mark as done", "Resolved"), "902": ("Reopen", "In progress")}


class RequestIn(Struct, forbid_unknown_fields=True, rename="camel"):
    service_desk_id: str
    request_type_id: str
    request_field_values: dict[str, Any]
    raise_on_behalf_of: str | None = None
    request_participants: list[str] = []
    is_adf_request: bool = False
    channel: str | None = None


class CommentIn(Struct, forbid_unknown_fields=True):
    body: str
    public: bool


class MoreWords(Struct, forbid_unknown_fields=True):
    body: str


class AttachmentIn(Struct, forbid_unknown_fields=True, rename="camel"):
    temporary_attachment_ids: list[str]
    public: bool
    additional_comment: MoreWords | None = None


class TransitionIn(Struct, forbid_unknown_fields=True, rename="camel"):
    id: str
    additional_comment: MoreWords | None = None


class Way(Struct, forbid_unknown_fields=True):
    id: str


class IssueTransitionIn(Struct, forbid_unknown_fields=True):
    transition: Way


@dataclass
class File:
    name: str
    media_type: str
    content: bytes
    owner: str


@dataclass
class Comment:
    id: int
    author: str
    body: str
    public: bool
    at: float
    html: str = ""
    files: list[File] = field(default_factory=list)


@dataclass
class Request:
    number: int
    reporter: str
    values: dict[str, Any]
    status: str = "Waiting for support"
    active: float = 0.0
    made: float = 0.0
    since: float = 0.0
    """When it came into its status."""
    comments: list[Comment] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"HELP-{self.number}"

"""What Zendesk answers, as far as we use it. An answer that does not fit is no answer."""

from __future__ import annotations

from msgspec import Struct, field


class FieldValue(Struct):
    id: int
    value: object = None


class Request(Struct):
    """An end user's view of a ticket."""

    id: int
    status: str = ""
    requester_id: int | None = None
    assignee_id: int | None = None
    can_be_solved_by_me: bool = False
    created_at: str = ""
    updated_at: str = ""
    custom_fields: list[FieldValue] | None = None


class OneRequest(Struct):
    request: Request


class Meta(Struct):
    has_more: bool
    after_cursor: str | None = None


class Requests(Struct):
    requests: list[Request]
    meta: Meta


class Enclosed(Struct):
    file_name: str = ""


class Comment(Struct):
    id: int
    author_id: int | None = None
    body: str = ""
    html_body: str = ""
    public: bool = True
    created_at: str = ""
    attachments: list[Enclosed] = field(default_factory=list)


class Comments(Struct):
    comments: list[Comment]
    meta: Meta


class Upload(Struct):
    token: str


class Uploaded(Struct):
    upload: Upload


class User(Struct):
    id: int | None = None
    role: str = ""
    organization_id: int | None = None


class Me(Struct):
    user: User


class Detail(Struct):
    description: str = ""


class Refusal(Struct):
    """``details``: by the name of the field."""

    error: str | dict[str, str] = ""
    description: str = ""
    details: dict[str, list[Detail]] = field(default_factory=dict)

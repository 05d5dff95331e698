"""What Jira Service Management answers, as far as we use it. An answer that does not fit is no answer."""

from __future__ import annotations

from msgspec import Struct, field


class Person(Struct):
    account: str = field(name="accountId", default="")
    key: str = ""

    @property
    def id(self) -> str:
        """The cloud has account ids, a server of one's own has keys."""
        return self.account or self.key


class Moment(Struct):
    millis: int = field(name="epochMillis", default=0)


class Status(Struct):
    status: str = ""
    category: str = field(name="statusCategory", default="UNDEFINED")
    since: Moment = field(name="statusDate", default_factory=Moment)


class FieldValue(Struct):
    field: str = field(name="fieldId")
    value: object = None


class Request(Struct):
    key: str = field(name="issueKey")
    created: Moment = field(name="createdDate", default_factory=Moment)
    status: Status = field(name="currentStatus", default_factory=Status)
    reporter: Person = field(default_factory=Person)
    values: list[FieldValue] = field(name="requestFieldValues", default_factory=list)


class Requests(Struct):
    values: list[Request]
    is_last: bool = field(name="isLastPage")
    size: int = 0


class Rendered(Struct):
    html: str = ""


class Comment(Struct):
    id: str
    body: str = ""
    public: bool = False
    author: Person = field(default_factory=Person)
    created: Moment = field(default_factory=Moment)
    rendered: Rendered | None = field(name="renderedBody", default=None)


class Comments(Struct):
    values: list[Comment]
    is_last: bool = field(name="isLastPage")
    size: int = 0


class Kept(Struct):
    id: str = field(name="temporaryAttachmentId")


class Temporary(Struct):
    files: list[Kept] = field(name="temporaryAttachments")


class Enclosed(Struct):
    comment: Comment


class Transition(Struct):
    id: str
    name: str = ""


class Transitions(Struct):
    values: list[Transition]


class Schema(Struct):
    type: str = ""


class RequestField(Struct):
    id: str = field(name="fieldId")
    name: str = ""
    required: bool = False
    jira: Schema = field(name="jiraSchema", default_factory=Schema)


class RequestType(Struct):
    fields: list[RequestField] = field(name="requestTypeFields")
    may_raise_for_others: bool = field(name="canRaiseOnBehalfOf", default=False)


class Refusal(Struct):
    message: str = field(name="errorMessage", default="")

"""What Redmine answers, as far as we use it. An answer that does not fit is no answer."""

from __future__ import annotations

from msgspec import Struct, field


class Named(Struct):
    id: int
    name: str = ""


class Field(Struct):
    id: int
    value: str | list[str] | None = None


class Status(Struct):
    id: int
    name: str = ""
    is_closed: bool = False


class Detail(Struct):
    property: str = ""
    new_value: str | None = None


class Journal(Struct):
    id: int
    user: Named
    created_on: str
    notes: str | None = ""
    private_notes: bool = False
    details: list[Detail] = field(default_factory=list)


class Attached(Struct):
    id: int
    filename: str = ""
    description: str | None = ""


class Issue(Struct):
    id: int
    status: Status
    assigned_to: Named | None = None
    custom_fields: list[Field] = field(default_factory=list)
    journals: list[Journal] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    allowed_statuses: list[Status] = field(default_factory=list)

    def holds(self, number: int, value: str) -> bool:
        """Whether the custom field of this number has exactly this value."""
        return any(one.id == number and one.value == value for one in self.custom_fields)


class OneIssue(Struct):
    issue: Issue


class Issues(Struct):
    issues: list[Issue]
    total_count: int


class Project(Struct):
    id: int
    trackers: list[Named] = field(default_factory=list)
    issue_categories: list[Named] = field(default_factory=list)


class OneProject(Struct):
    project: Project


class Upload(Struct):
    token: str


class OneUpload(Struct):
    upload: Upload


class Membership(Struct):
    project: Named
    roles: list[Named] = field(default_factory=list)


class User(Struct):
    id: int
    admin: bool = False
    memberships: list[Membership] = field(default_factory=list)


class OneUser(Struct):
    user: User


class Role(Struct):
    issues_visibility: str = "all"
    permissions: list[str] = field(default_factory=list)


class OneRole(Struct):
    role: Role


class Statuses(Struct):
    issue_statuses: list[Status]


class Priorities(Struct):
    issue_priorities: list[Named]


def number(named: list[Named], name: str) -> int | None:
    """The number of what is called so."""
    return next((one.id for one in named if one.name.casefold() == name.casefold()), None)

"""What ServiceNow answers, as far as we use it; every value is text there. An answer that does not fit is no answer."""

from __future__ import annotations

from msgspec import Struct, field

INCIDENT = (
    "sys_id,number,state,hold_reason,assigned_to,correlation_id,description,sys_created_by,sys_mod_count,caller_id"
)
"""The fields that are asked for."""


class Incident(Struct):
    sys_id: str
    number: str
    state: str = ""
    hold_reason: str = ""
    assigned_to: str = ""
    correlation_id: str = ""
    description: str = ""
    made_by: str = field(name="sys_created_by", default="")
    changes: str = field(name="sys_mod_count", default="")
    caller: str = field(name="caller_id", default="")


class OneIncident(Struct):
    result: Incident


class Incidents(Struct):
    result: list[Incident]


class User(Struct):
    sys_id: str
    user_name: str = ""


class Users(Struct):
    result: list[User]


class Entry(Struct):
    """One entry of a journal. ``element``: which journal, "comments" for the public one."""

    sys_id: str
    element: str = ""
    value: str = ""
    by: str = field(name="sys_created_by", default="")
    at: str = field(name="sys_created_on", default="")


class Journal(Struct):
    result: list[Entry]


class Shown(Struct):
    comments: str = ""


class OneShown(Struct):
    result: Shown


class Attachment(Struct):
    sys_id: str
    file_name: str = ""
    hash: str = ""


class Attachments(Struct):
    result: list[Attachment]


class OneAttachment(Struct):
    result: Attachment

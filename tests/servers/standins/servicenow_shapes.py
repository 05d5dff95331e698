"""What ServiceNow takes and keeps of an incident, and how it reads an encoded query."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec import Struct

PLAIN = {"number", "state", "hold_reason", "assigned_to", "correlation_id", "correlation_display", "caller_id",
         "opened_by", "short_description", "description", "impact", "urgency", "category", "close_code", "close_notes",
         "cmdb_ci", "u_cause"}  # fmt: skip
SYSTEM = {"sys_id", "sys_created_by", "sys_created_on", "sys_updated_on", "sys_mod_count"}
LONGEST = {"short_description": 160, "description": 4000, "correlation_id": 100, "correlation_display": 100}
_CONDITION = re.compile(r"([a-z_]+)(!=|=|ISNOTEMPTY|ISEMPTY)(.*)", re.DOTALL)


class Account(Struct, frozen=True):
    sys_id: str
    name: str
    itil: bool = False


ACCOUNTS = {
    one.name: one
    for one in (
        Account("a" * 32, "employee"),
        Account("b" * 32, "other"),
        Account("c" * 32, "agent", itil=True),
        Account("d" * 32, "seesall", itil=True),
    )
}
"""The password, or the token, of each is "secret-NAME"."""


class IncidentIn(Struct, forbid_unknown_fields=True):
    """Values are text. What is not a field is refused here; the real one leaves it out."""

    number: str | None = None
    state: str | None = None
    hold_reason: str | None = None
    assigned_to: str | None = None
    correlation_id: str | None = None
    correlation_display: str | None = None
    caller_id: str | None = None
    short_description: str | None = None
    description: str | None = None
    impact: str | None = None
    urgency: str | None = None
    category: str | None = None
    cmdb_ci: str | None = None
    u_cause: str | None = None
    close_code: str | None = None
    close_notes: str | None = None
    comments: str | None = None
    work_notes: str | None = None

    def given(self) -> dict[str, str]:
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not None}


@dataclass
class Entry:
    sys_id: str
    element: str
    value: str
    by: str
    at: str


@dataclass
class File:
    sys_id: str
    name: str
    media_type: str
    content: bytes


@dataclass
class Incident:
    values: dict[str, str]
    journal: list[Entry] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def matches(query: str, row: dict[str, str], fields: set[str]) -> bool:
    """A condition on what is no field is left out: everything matches it."""
    for part in query.split("^"):
        found = _CONDITION.fullmatch(part)
        if part.startswith("ORDERBY") or found is None or found[1] not in fields:
            continue
        value, (_name, operator, wanted) = row.get(found[1], ""), found.groups()
        fits = {"=": value == wanted, "!=": value != wanted, "ISNOTEMPTY": bool(value), "ISEMPTY": not value}
        if not fits[operator]:
            return False
    return True


def ordered(query: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    for part in query.split("^"):
        if part.startswith("ORDERBYDESC"):
            rows = sorted(rows, key=lambda row: row.get(part.removeprefix("ORDERBYDESC"), ""), reverse=True)
        elif part.startswith("ORDERBY"):
            rows = sorted(rows, key=lambda row: row.get(part.removeprefix("ORDERBY"), ""))
    return rows

"""A strict stand-in for ServiceNow: of the Table API incident, sys_user and sys_journal_field; the Attachment API.

Written by hand from ServiceNow's product documentation (c_TableAPI, c_AttachmentAPI: parameters, Link and
X-Total-Count, SHA-256 of files, the forms of refusals) and its knowledge base: KB3047115 (rows that one may not see
are taken out after the query and its limit ran), glide.invalid_query.returns_no_rows (by default a condition on
an unknown field is left out), journal fields (comments are public, work_notes are not; "[code]" draws HTML; all of them
as one text with sysparm_display_value=true). Fields that one may not write are left out and the answer is 200; too
long a text is cut; incidents are resolved with a code and notes only. A caller sees their own.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .checking import FILE, Call, Refused, Said, route
from .kit import StandIn
from .servicenow_shapes import (
    ACCOUNTS,
    LONGEST,
    PLAIN,
    SYSTEM,
    Account,
    Entry,
    File,
    Incident,
    IncidentIn,
    matches,
    ordered,
)

_API = "/api/now"
_ANSWER = {
    "sysparm_fields": r"[a-z_,]+",
    "sysparm_display_value": "true|false|all",
    "sysparm_exclude_reference_link": "true|false",
}
_LIST = {**_ANSWER, "sysparm_query": r".*", "sysparm_limit": r"[1-9]\d*", "sysparm_offset": r"\d+"}


class ServiceNowDesk(StandIn):
    def __init__(self) -> None:
        super().__init__()
        self.tickets: dict[str, Incident] = {}
        """By sys_id."""
        self.callers_write = set(PLAIN) - {"number", "opened_by", "assigned_to"}
        self.longest = dict(LONGEST)
        """How many letters a field holds; the rest is cut without a word."""
        self.journal_shown = True
        """Whether callers may read the public journal of their own incidents: an ACL that IT has to make."""
        self._numbers, self._ids = itertools.count(10_001), itertools.count(1)

    def references(self) -> Iterable[str]:
        return [incident["correlation_id"] for incident in self.tickets.values()]

    def refusal(self, problem: Refused) -> Said:
        words = {401: ("User Not Authenticated", "Required to provide Auth information")}
        message, detail = words.get(problem.status, (problem.why, problem.field))
        status = 400 if problem.status == 422 else problem.status
        body = {"error": {"message": message, "detail": detail}, "status": "failure"}
        return Said(status, body, self.rest if status == 429 else {})

    # --- incidents ---------------------------------------------------------------------------------------------------

    @route("POST", rf"{_API}/table/incident", body=IncidentIn, query=_ANSWER)
    def _create(self, call: Call) -> Said:
        who, wanted = self._who(call), call.body.given()
        sys_id, number = self._new_id(), f"INC{next(self._numbers):07}"
        made = {
            "sys_id": sys_id, "number": number, "state": "1", "opened_by": who.sys_id, "sys_created_by": who.name,
            "sys_created_on": self._now(), "sys_mod_count": "-1", "impact": "3", "urgency": "3",
        }  # fmt: skip
        incident = self.tickets[sys_id] = Incident(made)
        self._write(incident, who, wanted)
        self.note_made(int(number.removeprefix("INC")))
        return Said(201, {"result": self._row(incident, call)}, {"Location": f"{self.url}{call.path}/{sys_id}"})

    @route("GET", rf"{_API}/table/incident", query=_LIST)
    def _list(self, call: Call) -> Said:
        rows = [i.values for i in self.tickets.values() if int(i["number"].removeprefix("INC")) not in self.unindexed]
        who = self._who(call)
        return self._rows(call, rows, PLAIN | SYSTEM, lambda row: self._may_see(who, self.tickets[row["sys_id"]]))

    @route("GET", rf"{_API}/table/incident/([0-9a-f]{{32}})", query=_ANSWER)
    def _show(self, call: Call, sys_id: str) -> Said:
        return Said(200, {"result": self._row(self._seen(call, sys_id), call)})

    @route("PATCH", rf"{_API}/table/incident/([0-9a-f]{{32}})", body=IncidentIn, query=_ANSWER)
    def _change(self, call: Call, sys_id: str) -> Said:
        incident = self._seen(call, sys_id)
        self._write(incident, self._who(call), call.body.given())
        return Said(200, {"result": self._row(incident, call)})

    @route("DELETE", rf"{_API}/table/incident/([0-9a-f]{{32}})")
    def _delete(self, call: Call, sys_id: str) -> Said:
        if not self._who(call).itil:
            raise Refused(403, "Operation Failed", field="ACL Exception Delete Failed due to security constraints")
        del self.tickets[sys_id]
        return Said(204)

    # --- users, journals, files --------------------------------------------------------------------------------------

    @route("GET", rf"{_API}/table/sys_user", query=_LIST)
    def _users(self, call: Call) -> Said:
        rows = [{"sys_id": one.sys_id, "user_name": one.name} for one in ACCOUNTS.values()]
        self._who(call)
        return self._rows(call, rows, {"sys_id", "user_name"}, lambda row: True)

    @route("GET", rf"{_API}/table/sys_journal_field", query=_LIST)
    def _journal(self, call: Call) -> Said:
        who = self._who(call)
        rows = [
            {"sys_id": entry.sys_id, "element": entry.element, "value": entry.value, "sys_created_by": entry.by,
             "sys_created_on": entry.at, "element_id": incident["sys_id"]}
            for incident in self.tickets.values() for entry in incident.journal
        ]  # fmt: skip

        def may(row: dict[str, str]) -> bool:
            own = self._may_see(who, self.tickets[row["element_id"]]) and row["element"] == "comments"
            return who.itil or (self.journal_shown and own)

        return self._rows(call, rows, {*rows[0]} if rows else set(), may)

    @route("GET", rf"{_API}/attachment", query=_LIST)
    def _files(self, call: Call) -> Said:
        who = self._who(call)
        rows = [
            {"sys_id": file.sys_id, "file_name": file.name, "hash": hashlib.sha256(file.content).hexdigest(),
             "table_name": "incident", "table_sys_id": incident["sys_id"]}
            for incident in self.tickets.values() for file in incident.files
        ]  # fmt: skip
        fields = {"sys_id", "file_name", "hash", "table_name", "table_sys_id"}
        return self._rows(call, rows, fields, lambda row: self._may_see(who, self.tickets[row["table_sys_id"]]))

    @route(
        "POST",
        rf"{_API}/attachment/file",
        body=FILE,
        query={"table_name": "incident", "file_name": r"[^/\\]{1,100}", "table_sys_id": "[0-9a-f]{32}"},
        needs=("table_name", "table_sys_id", "file_name"),
    )
    def _attach(self, call: Call) -> Said:
        incident = self._seen(call, call.query["table_sys_id"])
        file = File(self._new_id(), call.query["file_name"], call.headers["content-type"], call.body)
        incident.files.append(file)
        digest = hashlib.sha256(file.content).hexdigest()
        said = {"sys_id": file.sys_id, "file_name": file.name, "hash": digest, "state": "available"}
        return Said(201, {"result": said})

    @route("GET", rf"{_API}/attachment/([0-9a-f]{{32}})/file")
    def _content(self, call: Call, sys_id: str) -> Said:
        self._who(call)
        file = next(file for incident in self.tickets.values() for file in incident.files if file.sys_id == sys_id)
        return Said(200, file.content, {"Content-Type": "application/octet-stream"})

    # --- within ------------------------------------------------------------------------------------------------------

    def _who(self, call: Call) -> Account:
        kind, _, secret = call.headers.get("authorization", "").partition(" ")
        name, _, password = base64.b64decode(secret).decode().partition(":") if kind == "Basic" else ("", "", "")
        if kind == "Bearer":
            name, password = secret.removeprefix("secret-"), secret
        if name not in ACCOUNTS or password != f"secret-{name}":
            raise Refused(401, "User Not Authenticated")
        return ACCOUNTS[name]

    def _may_see(self, who: Account, incident: Incident) -> bool:
        return who.itil or who.sys_id in (incident["caller_id"], incident["opened_by"])

    def _seen(self, call: Call, sys_id: str) -> Incident:
        incident = self.tickets.get(sys_id)
        if incident is None or not self._may_see(self._who(call), incident):
            raise Refused(404, "No Record found", field="Record doesn't exist or ACL restricts the record retrieval")
        return incident

    def _write(self, incident: Incident, who: Account, wanted: dict[str, str]) -> None:
        may = PLAIN if who.itil else self.callers_write
        kept = {name: value[: self.longest.get(name, 1000)] for name, value in wanted.items() if name in may}
        after = {**incident.values, **kept}
        if after.get("state") == "6" and not (after.get("close_code") and after.get("close_notes")):
            why = "Data Policy Exception: The following fields are mandatory: Resolution code, Resolution notes"
            raise Refused(403, "Operation Failed", field=why)
        for element in ("comments", "work_notes"):
            if wanted.get(element) and (who.itil or element == "comments"):
                incident.journal.append(Entry(self._new_id(), element, wanted[element], who.name, self._now()))
        incident.values = {
            **after,
            "sys_updated_on": self._now(),
            "sys_mod_count": str(int(after["sys_mod_count"]) + 1),
        }

    def _row(self, incident: Incident, call: Call) -> dict[str, Any]:
        row: dict[str, Any] = dict(incident.values)
        if call.query.get("sysparm_display_value") == "true":
            said = [entry for entry in reversed(incident.journal) if entry.element == "comments"]
            row["comments"] = "".join(f"{e.at} - {e.by} (Additional comments)\n{e.value}\n\n" for e in said)
        return self._chosen(row, call)

    def _chosen(self, row: dict[str, Any], call: Call) -> dict[str, Any]:
        """Reference fields are a link and a value, unless that was not wanted."""
        if call.query.get("sysparm_exclude_reference_link") != "true":
            for name in {"caller_id", "opened_by", "assigned_to"} & {*row}:
                row = {**row, name: {"link": f"{self.url}{_API}/table/sys_user/{row[name]}", "value": row[name]}}
        fields = [name for name in call.query.get("sysparm_fields", "").split(",") if name] or [*row]
        return {name: row.get(name, "") for name in fields}

    def _rows(self, call: Call, rows: list[dict[str, str]], fields: set[str], may: Any) -> Said:
        """First the query, then the limit, then who may see what."""
        query = call.query.get("sysparm_query", "")
        found = ordered(query, [row for row in rows if matches(query, row, fields)])
        start, limit = int(call.query.get("sysparm_offset", "0")), int(call.query.get("sysparm_limit", "10000"))
        shown = [self._chosen(dict(row), call) for row in found[start : start + limit] if may(row)]
        headers = {"X-Total-Count": str(len(found))}
        if len(found) > start + limit:
            headers["Link"] = f'<{self.url}{call.path}?sysparm_offset={start + limit}>;rel="next"'
        return Said(200, {"result": shown}, headers)

    def _new_id(self) -> str:
        return hashlib.md5(f"{next(self._ids)}".encode(), usedforsecurity=False).hexdigest()

    def _now(self) -> str:
        return datetime.fromtimestamp(self.clock(), UTC).strftime("%Y-%m-%d %H:%M:%S")

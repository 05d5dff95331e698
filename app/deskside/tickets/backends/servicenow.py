"""ServiceNow, by its Table and Attachment interfaces: incidents as their caller sees them.

Written to the "Table API" and "Attachment API" pages of ServiceNow's product
documentation and tried against a stand-in made from them;
``docs/backends/servicenow.md`` says what that means. ServiceNow says yes to
much it does not do: a field that one may not write is left out, a text that
is too long is cut, and a part of a query that it does not understand is left
out, too, so that everything is found. So what comes back is compared.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.backends import servicenow_answers as sn
from deskside.tickets.composing.tail import token_of, with_token, without_token
from deskside.tickets.setup import Setup
from deskside.tickets.wire.instants import seconds
from deskside.tickets.wire.refusals import fitting
from deskside.tickets.words.html_words import from_html
from deskside.tickets.words.plain import one_line

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

_INCIDENTS, _PAGE, _PAGES = "/table/incident", 100, 100
_STATES = {
    "1": Stage.SENT,
    "2": Stage.WORKING,
    "3": Stage.WORKING,
    "6": Stage.SOLVED,
    "7": Stage.SOLVED,
    "8": Stage.SOLVED,
}
_HOLD, _AWAITING_CALLER, _CLOSED = "3", "1", ("7", "8")
_URGENCY = {"low": "3/3", "normal": "2/2", "high": "2/1", "urgent": "1/1"}
"""Impact and urgency: ServiceNow makes the priority of them."""
_CODE = re.compile(r"\[(?=/?code\])", re.IGNORECASE)
_JOINED = "[\u2060"


class ServiceNow(Backend):
    name = "servicenow"
    limits = Limits(title=160, body=60_000, file_size=20 << 20)

    def __init__(
        self,
        wire: Wire,
        *,
        user: str,
        letters: int = 4000,
        close_code: str = "",
        stages: Mapping[str, str] | None = None,
    ) -> None:
        self._wire, self._user, self._letters, self._close_code = wire, user, letters, close_code
        named = {state: Stage(stage) for state, stage in (stages or {}).items() if stage in set(Stage)}
        self._stages = {**_STATES, **named}
        self.can = _can(bool(close_code))
        self._me = ""
        self._ids: dict[str, str] = {}
        """The sys_id of an incident that was asked for, by its number."""

    @classmethod
    def made(cls, setup: Setup) -> ServiceNow:
        token, user, basic = setup.secret("token"), setup.text("user"), setup.text("kind") == "basic"

        def sign_in() -> str:
            if basic:
                return f"Basic {base64.b64encode(f'{user}:{token()}'.encode()).decode()}"
            return f"Bearer {token()}"

        return cls(
            setup.wire(f"{setup.text('url').rstrip('/')}/api/now", sign_in),
            user=user,
            letters=int(setup.number("description_letters")) or 4000,
            close_code=setup.text("close_code") if setup.flag("callers_set_state") else "",
            stages=setup.table("stages"),
        )

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return _can(setup.flag("callers_set_state") and bool(setup.text("close_code")))

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:  # noqa: ARG002
        impact, _slash, urgency = self._priority(draft, _URGENCY).partition("/")
        begin, rest = _split(draft.body, self._letters)
        fields = {
            **self._extras(draft),
            "short_description": draft.title,
            "description": begin,
            "correlation_id": draft.reference,
            "correlation_display": "Deskside",
            "caller_id": self._myself(),
            "impact": impact,
            "urgency": urgency,
        }
        if rest:
            fields["comments"] = _harmless(with_token(rest, draft.reference))
        if draft.category in self.mapped.categories:
            fields["category"] = self._category(draft)
        given = {name: value for name, value in fields.items() if value}
        made = self._wire.post(_path(), sn.OneIncident, given).result
        self._add_what_was_cut(made, begin)
        return made.number

    def _add_what_was_cut(self, made: sn.Incident, sent: str) -> None:
        """A field that holds less than IT has said: what it left out follows, before anything else is told."""
        kept = made.description
        if kept and len(kept.strip()) < len(sent.strip()) and sent.startswith(kept.rstrip()):
            try:
                self._say(made.sys_id, with_token(sent[len(kept.rstrip()) :].strip("\n"), made.correlation_id), {})
            except errors.SendProblem as problem:
                raise errors.Unclear(f"{made.number} was made, and its text cut: {problem}") from problem

    def _find(self, reference: str) -> str | None:
        """Absence is sure only where this account was seen to keep references, or has made nothing at all."""
        if not re.fullmatch(r"[A-Za-z0-9-]{3,60}", reference):
            raise errors.Held(f"not a reference: {reference!r}")
        self._myself()
        own = f"sys_created_by={self._user}"
        listed = self._incidents(f"correlation_id={reference}^{own}^ORDERBYnumber")
        found = [one.number for one in listed if one.correlation_id == reference]
        if found:
            return found[0]
        if any(one.correlation_id for one in self._incidents(f"correlation_idISNOTEMPTY^{own}", most=1)):
            return None
        if self._incidents(own, most=1):
            raise errors.Unclear("no incident of this account has a correlation_id: it may be left out or not be shown")
        return None

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:  # noqa: ARG002
        incident = self._incident(backend_id)
        if mark and mark == incident.changes:
            return None
        messages = tuple(
            Message(
                sender=Sender.PERSON if entry.by == incident.made_by else Sender.AGENT,
                at=seconds(entry.at),
                text=_words(entry.value, of_person=entry.by == incident.made_by),
                id=entry.sys_id,
            )
            for entry in self._comments(incident)
            if token_of(entry.value) != incident.correlation_id
        )
        return Look(incident.state, self._stage(incident), messages, incident.changes)

    def _stage(self, incident: sn.Incident) -> Stage:
        if incident.state == _HOLD and incident.hold_reason == _AWAITING_CALLER:
            return Stage.WAITING
        stage = self._stages.get(incident.state, Stage.WORKING)
        return Stage.SEEN if stage is Stage.SENT and incident.assigned_to else stage

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        """The files first and the words last: whoever looks for the words finds them only when all is there."""
        incident = self._incident(backend_id)
        self._refuse_closed(incident)
        for file in files:
            self._enclose(incident.sys_id, file)
        again = self.can.reopen and self._stage(incident) is Stage.SOLVED
        self._say(incident.sys_id, with_token(text, token), {"state": "2"} if again else {})

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        sys_id = self._ids.get(backend_id) or self._incident(backend_id).sys_id
        self._enclose(sys_id, file)
        self._say(sys_id, with_token(file.name, token), {})

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        return any(token_of(entry.value) == token for entry in self._comments(self._incident(backend_id)))

    def _solve(self, backend_id: str) -> None:
        incident = self._incident(backend_id)
        if self._stage(incident) is not Stage.SOLVED:
            notes = _("It is solved. Nobody needs to look at it any more.")
            self._set(incident, {"state": "6", "close_code": self._close_code, "close_notes": notes}, Stage.SOLVED)

    def _reopen(self, backend_id: str) -> None:
        incident = self._incident(backend_id)
        self._refuse_closed(incident)
        if self._stage(incident) is Stage.SOLVED:
            self._set(incident, {"state": "2"}, Stage.WORKING)

    def _refuse_closed(self, incident: sn.Incident) -> None:
        if incident.state in _CLOSED:
            says = _("The help desk has closed this message for good. Please write a new one.")
            raise errors.NeedsEdit(f"{incident.number} is closed", says=says)

    def _set(self, incident: sn.Incident, fields: Mapping[str, str], wanted: Stage) -> None:
        """A state that one may not set is left out without a word: what came back says."""
        now = self._wire.patch(_path(incident.sys_id), sn.OneIncident, fields).result
        if self._stage(now) is not wanted:
            raise errors.Held(f"this account may not set the state of {incident.number}: it stays {now.state}")

    def _say(self, sys_id: str, text: str, fields: Mapping[str, str]) -> None:
        self._wire.patch(_path(sys_id), sn.OneIncident, {"comments": _harmless(text), **fields})

    def _enclose(self, sys_id: str, file: Content) -> None:
        """Once: a file that is there already, to the last byte, is not sent again."""
        digest = hashlib.sha256(file.content).hexdigest()
        query = f"table_name=incident^table_sys_id={sys_id}"
        there = self._wire.get("/attachment", sn.Attachments, sysparm_query=query, sysparm_limit="500").result
        if any((one.file_name, one.hash) == (file.name, digest) for one in there):
            return
        self._wire.upload(
            "/attachment/file",
            sn.OneAttachment,
            file.content,
            file.media_type,
            table_name="incident",
            table_sys_id=sys_id,
            file_name=file.name,
        )

    def _try_out(self) -> tuple[CheckRow, ...]:
        me = self._myself()
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        of_others = self._incidents(f"caller_id!={me}^opened_by!={me}", most=20)
        if any(one.caller != me and one.made_by != self._user for one in of_others):
            says = _("The sign-in on this computer can read messages of other people.")
            do = "Take all roles from this account: a caller sees their own incidents without any."
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)

    def _myself(self) -> str:
        """Whose incidents they are: a query that is not understood finds everybody, so the name is compared."""
        if not self._me:
            if not re.fullmatch(r"[^\^=,\s]{1,100}", self._user):
                raise errors.Held(f"tickets.servicenow.user is no user name: {one_line(self._user, 40)!r}")
            asked = {"sysparm_query": f"user_name={self._user}", "sysparm_fields": "sys_id,user_name"}
            listed = self._wire.get("/table/sys_user", sn.Users, **asked, sysparm_limit="2").result
            found = [one.sys_id for one in listed if one.user_name == self._user]
            if len(found) != 1:
                raise errors.Held(f"the account can't read the user {self._user!r}, which should be itself")
            self._me = found[0]
        return self._me

    def _incident(self, number: str) -> sn.Incident:
        if not re.fullmatch(r"[A-Z0-9]{3,40}", number):
            raise errors.Held(f"not the number of an incident: {one_line(number, 40)!r}")
        found = [one for one in self._incidents(f"number={number}", most=2) if one.number == number]
        if not found:
            raise errors.Held(f"404: no incident {number} that this account sees")
        self._ids[number] = found[0].sys_id
        return found[0]

    def _incidents(self, query: str, most: int = _PAGE) -> list[sn.Incident]:
        return self._wire.get(
            _INCIDENTS,
            sn.Incidents,
            sysparm_query=query,
            sysparm_fields=sn.INCIDENT,
            sysparm_display_value="false",
            sysparm_exclude_reference_link="true",
            sysparm_limit=str(most),
        ).result

    def _comments(self, incident: sn.Incident) -> list[sn.Entry]:
        """The public journal, oldest first; work notes are never asked for."""
        query = f"element_id={incident.sys_id}^element=comments^ORDERBYsys_created_on"
        found: list[sn.Entry] = []
        for page in range(_PAGES):
            asked = {
                "sysparm_query": query,
                "sysparm_fields": "sys_id,element,value,sys_created_by,sys_created_on",
                "sysparm_limit": str(_PAGE),
                "sysparm_offset": str(page * _PAGE),
            }
            answer = self._wire.ask("GET", "/table/sys_journal_field", params=asked)
            found += [e for e in fitting(answer, sn.Journal, changes=False).result if e.element == "comments"]
            if 'rel="next"' not in answer.headers.get("link", ""):
                break  # a short page is not the last one: what may not be seen is taken out of it
        if not found and self._shown(incident):
            raise errors.Held("this account sees no entries of sys_journal_field for its own incidents")
        return found

    def _shown(self, incident: sn.Incident) -> str:
        """All comments as one text: whether there are any at all."""
        asked = {"sysparm_fields": "comments", "sysparm_display_value": "true"}
        return self._wire.get(f"{_INCIDENTS}/{incident.sys_id}", sn.OneShown, **asked).result.comments


def _can(sets_state: bool) -> Can:
    return Can(files_with_ticket=False, solve=sets_state, reopen=sets_state)


def _path(sys_id: str = "") -> str:
    where = f"{_INCIDENTS}/{sys_id}" if sys_id else _INCIDENTS
    return f"{where}?sysparm_fields={sn.INCIDENT}&sysparm_display_value=false&sysparm_exclude_reference_link=true"


def _split(body: str, letters: int) -> tuple[str, str]:
    """What fits into the description, and the rest, from the begin of a line where there is one."""
    if len(body) <= letters:
        return body, ""
    at = body.rfind("\n", 0, letters) if "\n" in body[: letters + 1] else letters
    at = at if at > 0 else letters
    return body[:at], body[at:].removeprefix("\n")


def _harmless(text: str) -> str:
    """A journal draws what stands in [code] as a page: a sign of no width keeps it words."""
    return _CODE.sub(_JOINED, text)


def _words(text: str, *, of_person: bool) -> str:
    if of_person:
        return without_token(text.replace(_JOINED, "["))
    found = re.split(r"\[code\](.*?)\[/code\]", text, flags=re.IGNORECASE | re.DOTALL)
    return "".join(from_html(part) if number % 2 else part for number, part in enumerate(found))

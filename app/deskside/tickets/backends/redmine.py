"""Redmine, by its REST interface.

What it needs of Redmine, and the rights, is in ``docs/backends/redmine.md``.
Redmine says 204 to what it leaves undone (a status that does not exist or may
not be set), leaves out a search for a field that is no filter and then answers
with every ticket, and lets a closed ticket stay closed whatever is written to
it: what was asked for is looked at before, or read back.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Mapping
from types import NoneType
from typing import TYPE_CHECKING, Protocol

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Look
from deskside.tickets.backends import redmine_answers as rm
from deskside.tickets.composing.tail import token_of, with_token, without_token
from deskside.tickets.markup import fenced, textile
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.setup import Setup
from deskside.tickets.wire.instants import seconds
from deskside.tickets.wire.refusals import Answer, fitting, refusal, said

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

_STAGES = {
    "new": Stage.SENT,
    "in progress": Stage.WORKING,
    "feedback": Stage.WAITING,
    "resolved": Stage.SOLVED,
    "closed": Stage.SOLVED,
    "rejected": Stage.SOLVED,
}
_PRIORITIES = {"low": "Low", "normal": "Normal", "high": "High", "urgent": "Urgent"}

_NO_FILTER = "the custom field {} is not there for this account, or is not used as a filter"

CAN_CREATE = Can(
    find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False
)
"""What a sign-in can do that only creates."""


class _Markup(Protocol):
    def ticket(self, story: str, agent_part: str) -> str: ...
    def written(self, text: str) -> str: ...
    def read(self, source: str) -> str: ...


_MARKUPS: dict[str, _Markup] = {"textile": textile, "common_mark": fenced}


class Redmine(Backend):
    name = "redmine"

    def __init__(self, wire: Wire, setup: Setup) -> None:
        self._wire = wire
        self._project_name, self._tracker_name = setup.text("project"), setup.text("tracker")
        self._field = _number(setup.text("reference_field"))
        self._solved, self._reopened = setup.text("solved_status"), setup.text("reopen_status")
        self._stages = {name.casefold(): stage for name, stage in _given_stages(setup.table("statuses")).items()}
        self._markup = _MARKUPS[setup.text("markup")]
        self._personal = setup.text("sign_in") != CREATE_ONLY
        self.can = self.abilities(setup)
        self._project: rm.Project | None = None
        self._me: rm.User | None = None
        self._statuses: dict[str, int] = {}
        self._priorities: list[rm.Named] | None = None

    @classmethod
    def made(cls, setup: Setup) -> Redmine:
        key = setup.secret("key")
        return cls(setup.wire(setup.text("url").rstrip("/"), lambda: _sign_in(key())), setup)

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN_CREATE if setup.text("sign_in") == CREATE_ONLY else Can()

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        project = self._ready()
        issue: dict[str, object] = {
            "project_id": project.id,
            "subject": draft.title,
            "description": self._description(draft),
            "custom_fields": self._fields(draft),
        }
        chosen = {
            "tracker_id": self._tracker(project),
            "priority_id": self._priority_number(draft),
            "category_id": rm.number(project.issue_categories, self._category(draft)),
        }
        issue.update((name, number) for name, number in chosen.items() if number is not None)
        if files:
            issue["uploads"] = [self._uploaded(file) for file in files]
        made = self._wire.post("/issues.json", rm.OneIssue, {"issue": issue}).issue
        if not made.holds(self._field, draft.reference):
            self._project = None  # this one is there and known; before the next it is looked why
        return str(made.id)

    def _description(self, draft: Draft) -> str:
        """Where one account creates for everybody, its text alone can say who asks."""
        written = self._markup.ticket(draft.story, draft.agent_part)
        if self._personal or not draft.requester:
            return written
        return f"{self._markup.written(f'From: {draft.requester}')}\n\n{written}"

    def _fields(self, draft: Draft) -> list[dict[str, object]]:
        values = {**{_number(name): value for name, value in self._extras(draft).items()}, self._field: draft.reference}
        return [{"id": number, "value": value} for number, value in values.items() if number]

    def _priority_number(self, draft: Draft) -> int | None:
        if self._priorities is None:
            path = "/enumerations/issue_priorities.json"
            self._priorities = self._wire.get(path, rm.Priorities).issue_priorities
        return rm.number(self._priorities, self._priority(draft, _PRIORITIES))

    def _uploaded(self, file: Content, token: str = "") -> dict[str, str]:
        """Sends a file ahead. Until a ticket names it, it belongs to nothing: an unclear end of this means no harm."""
        from deskside.tickets.wire.payload import Payload

        sent = Payload(file.content, "application/octet-stream")
        params = {"filename": file.name}
        answer = self._wire.ask("POST", "/uploads.json", sent, params=params, changes=False, fine=(413, 422))
        if answer.status == 413 or (answer.status == 422 and _speaks_of_size(answer)):
            raise errors.TooLarge(f"{answer.status} for {len(file.content)} bytes: {said(answer)}")
        if problem := refusal(answer, changes=True, now=time.time()):
            raise problem
        upload = fitting(answer, rm.OneUpload, changes=False).upload
        return {
            "token": upload.token,
            "filename": file.name,
            "content_type": file.media_type,
            **({"description": token} if token else {}),
        }

    def _find(self, reference: str) -> str | None:
        if not re.fullmatch(r"[A-Za-z0-9-]{3,60}", reference):
            raise errors.Held(f"not a reference: {reference!r}")
        self._ready()
        found = self._search(reference)
        ours = [issue for issue in found if issue.holds(self._field, reference)]
        if len(ours) < len(found):
            raise errors.Held(_NO_FILTER.format(self._field))
        return str(ours[0].id) if ours else None

    def _search(self, reference: str) -> list[rm.Issue]:
        params = {"status_id": "*", f"cf_{self._field}": reference, "sort": "id", "limit": "100"}
        return self._wire.get("/issues.json", rm.Issues, **params).issues

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:  # noqa: ARG002
        params, asked = {"include": "journals,attachments"}, {"If-None-Match": mark} if mark else {}
        answer = self._wire.ask("GET", _path(backend_id), params=params, headers=asked, fine=(304,))
        if mark and answer.status == 304:
            return None
        issue = fitting(answer, rm.OneIssue, changes=False).issue
        me = self._myself().id
        messages = tuple(self._message(journal, me) for journal in issue.journals if _is_public(journal))
        return Look(issue.status.name, self._stage(issue), messages, answer.headers.get("etag", ""))

    def _message(self, journal: rm.Journal, me: int) -> Message:
        text, mine = journal.notes or "", journal.user.id == me
        return Message(
            sender=Sender.PERSON if mine else Sender.AGENT,
            at=seconds(journal.created_on),
            text=without_token(self._markup.read(text)) if mine else text,
            id=str(journal.id),
            files=tuple(one.new_value or "" for one in journal.details if one.property == "attachment"),
        )

    def _stage(self, issue: rm.Issue) -> Stage:
        if issue.status.is_closed:
            return Stage.SOLVED
        stage = self._stages.get(issue.status.name.casefold(), Stage.WORKING)
        return Stage.SEEN if stage is Stage.SENT and issue.assigned_to is not None else stage

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        """A closed ticket is opened in the same step: a note alone would lie there unread."""
        change: dict[str, object] = {"notes": self._markup.written(with_token(text, token))}
        issue = self._issue(backend_id, "allowed_statuses")
        if self._stage(issue) is Stage.SOLVED:
            change["status_id"] = self._may_become(issue, self._reopened)
        if files:
            change["uploads"] = [self._uploaded(file, token) for file in files]
        self._wire.put(_path(backend_id), NoneType, {"issue": change})

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._issue(backend_id)
        self._wire.put(_path(backend_id), NoneType, {"issue": {"uploads": [self._uploaded(file, token)]}})

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        issue, me = self._issue(backend_id, "journals,attachments"), self._myself().id
        mine = (self._markup.read(one.notes or "") for one in issue.journals if one.user.id == me)
        return token in [*map(token_of, mine), *(one.description for one in issue.attachments)]

    def _solve(self, backend_id: str) -> None:
        issue = self._issue(backend_id, "allowed_statuses")
        if self._stage(issue) is not Stage.SOLVED:
            self._set_status(backend_id, self._may_become(issue, self._solved))

    def _reopen(self, backend_id: str) -> None:
        issue = self._issue(backend_id, "allowed_statuses")
        if self._stage(issue) is Stage.SOLVED:
            self._set_status(backend_id, self._may_become(issue, self._reopened))

    def _may_become(self, issue: rm.Issue, name: str) -> int:
        """The number of a status that this account may give the ticket now."""
        for status in issue.allowed_statuses:
            if status.name.casefold() == name.casefold():
                return status.id
        raise errors.Held(f"the workflow does not let this account change {issue.status.name!r} to {name!r}")

    def _set_status(self, backend_id: str, number: int) -> None:
        self._wire.put(_path(backend_id), NoneType, {"issue": {"status_id": number}})
        if self._issue(backend_id).status.id != number:
            raise errors.Held(f"status {number} was answered with yes and not taken")

    def _issue(self, backend_id: str, include: str = "") -> rm.Issue:
        params = {"include": include} if include else {}
        return self._wire.get(_path(backend_id), rm.OneIssue, **params).issue

    def _try_out(self) -> tuple[CheckRow, ...]:
        project = self._ready()
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._sees_strangers(project):
            says = _("The sign-in on this computer can read messages of other people.")
            do = 'Its role must see "issues created by or assigned to the user" alone (docs/backends/redmine.md).'
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        wrong = [name for name in self.mapped.fields if not _number(name)]
        if wrong:
            says = _("Some details that IT asked for can't be sent along.")
            rows.append(CheckRow("tickets-fields", ok=False, says=says, do=f"No number of a field: {', '.join(wrong)}"))
        return tuple(rows)

    def _sees_strangers(self, project: rm.Project) -> bool:
        """Whether its roles let it see a ticket of anyone else, or it sees one now."""
        me = self._myself()
        roles = [role.id for one in me.memberships if one.project.id == project.id for role in one.roles]
        for number in roles:
            role = self._wire.get(f"/roles/{number}.json", rm.OneRole).role
            if "view_issues" in role.permissions and (not self._personal or role.issues_visibility != "own"):
                return True
        others = {"author_id": f"!{me.id}", "assigned_to_id": f"!{me.id}"} if self._personal else {}
        params = {"status_id": "*", "limit": "1", **others}
        answer = self._wire.ask("GET", "/issues.json", params=params, fine=(403,))
        return answer.status != 403 and bool(fitting(answer, rm.Issues, changes=False).total_count)

    def _ready(self) -> rm.Project:
        """Looked at once, before anything is sent: the project, its tracker, our field."""
        if self._project is None:
            if not re.fullmatch(r"[a-z0-9_-]+", self._project_name):
                raise errors.Held(f"tickets.redmine.project is not an identifier: {self._project_name!r}")
            path = f"/projects/{self._project_name}.json"
            project = self._wire.get(path, rm.OneProject, include="trackers,issue_categories").project
            tracker = self._tracker(project)
            if self._personal:
                self._check_field(project.id, tracker)
            self._project = project
        return self._project

    def _check_field(self, project: int, tracker: int | None) -> None:
        """Redmine names its fields to administrators only; it shows in what it answers whether ours is one."""
        if not self._field:
            raise errors.Held("tickets.redmine.reference_field is not the number of a custom field")
        if self._search("DS-NEVER-SENT"):
            raise errors.Held(_NO_FILTER.format(self._field))
        params = {"project_id": str(project), "tracker_id": str(tracker), "status_id": "*", "sort": "id:desc"}
        for issue in self._wire.get("/issues.json", rm.Issues, limit="1", **params).issues:
            if all(one.id != self._field for one in issue.custom_fields):
                raise errors.Held(f"the tracker {self._tracker_name!r} has no custom field {self._field}")

    def _tracker(self, project: rm.Project) -> int | None:
        """None: the project's first. An account that sees no ticket sees no tracker, either; it can name its number."""
        if number := _number(self._tracker_name):
            return number
        if not self._tracker_name and not self._personal:
            return None
        named = [one for one in project.trackers if self._tracker_name.casefold() in ("", one.name.casefold())]
        if not named:
            raise errors.Held(f"the project {self._project_name!r} shows no tracker {self._tracker_name!r}")
        return named[0].id

    def _myself(self) -> rm.User:
        if self._me is None:
            self._me = self._wire.get("/users/current.json", rm.OneUser, include="memberships").user
        return self._me


def _sign_in(key: str) -> str:
    """Redmine takes the key as the name of a Basic sign-in: so it goes where every other sign-in goes."""
    return f"Basic {base64.b64encode(f'{key}:deskside'.encode()).decode()}"


def _path(backend_id: str) -> str:
    return f"/issues/{int(backend_id)}.json"


def _is_public(journal: rm.Journal) -> bool:
    return bool((journal.notes or "").strip()) and not journal.private_notes


def _speaks_of_size(answer: Answer) -> bool:
    """Redmine names the limit in bytes, in the account's language; no other refusal of a file has so large a number."""
    return re.search(r"\d{5,}", said(answer)) is not None


def _given_stages(table: Mapping[str, str]) -> dict[str, Stage]:
    known = {stage.value: stage for stage in Stage}
    return {**_STAGES, **{name: known[word] for name, word in table.items() if word in known}}


def _number(name: str) -> int:
    """The number of a custom field; 0 for what is none."""
    return int(name) if re.fullmatch(r"[1-9][0-9]{0,8}", name.strip()) else 0

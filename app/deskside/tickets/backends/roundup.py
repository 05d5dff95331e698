"""Roundup, by its REST interface.

What it needs of the tracker, and the rights, is in ``docs/backends/roundup.md``.
A ticket is a file and a message each, and then the issue that holds them: only
that one counts, and it is posted to a link that can be used once and ends
before the settling time does, so that what was held up on the way comes too
late. What is added to an issue is added only while the issue is as it was
looked at (If-Match), so that nothing is put in twice.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.shapes import convert
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Content, Limits, Look
from deskside.tickets.backends import roundup_answers as roundup
from deskside.tickets.setup import Setup
from deskside.tickets.wire.payload import FormFile, as_form, as_json
from deskside.tickets.wire.refusals import fitting
from deskside.tickets.words.html_words import from_html

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

A = TypeVar("A")

_TRIES = 3
"""So often something is added anew when somebody else changed the issue meanwhile."""
_AT_ONCE = 100
_OLDEST = "200"
"""So many are looked at for a stranger's: who sees all sees the oldest ones, too."""
_WORK = 10
"""Seconds that Roundup may take to make what it began before the link ended."""
_STAGES = {
    "unread": Stage.SENT,
    "deferred": Stage.SEEN,
    "chatting": Stage.WORKING,
    "need-eg": Stage.WAITING,
    "in-progress": Stage.WORKING,
    "testing": Stage.WORKING,
    "done-cbb": Stage.SOLVED,
    "resolved": Stage.SOLVED,
}


class Roundup(Backend):
    name = "roundup"
    limits = Limits(body=200_000, file_size=20 << 20)

    def __init__(
        self,
        wire: Wire,
        user: str,
        *,
        reference_field: str = "clientref",
        private_field: str = "private",
        solved: str = "resolved",
        opened: str = "chatting",
        stages: Mapping[str, Stage] | None = None,
    ) -> None:
        self._wire, self._user = wire, user
        self._field, self._private = reference_field, private_field
        self._solved, self._opened = solved, opened
        self._stages = {**_STAGES, solved: Stage.SOLVED, opened: Stage.WORKING, **(stages or {})}
        self._is_ready = False
        self._waiting: dict[str, str] = {}
        """Files and messages that are there and in no issue yet: what a try that came to nothing left for the next."""

    @classmethod
    def made(cls, setup: Setup) -> Roundup:
        base, user, password = setup.text("url").rstrip("/"), setup.text("user"), setup.secret("password")
        parts = urlsplit(base)
        headers = {"X-Requested-With": "Deskside", "Origin": f"{parts.scheme}://{parts.netloc}"}
        wire = setup.wire(f"{base}/rest/data", lambda: _basic(user, password()), headers)
        return cls(
            wire,
            user,
            reference_field=setup.text("reference_field"),
            private_field=setup.text("private_field"),
            solved=setup.text("solved_status"),
            opened=setup.text("open_status"),
            stages={theirs: Stage(ours) for theirs, ours in setup.table("stages").items() if ours in list(Stage)},
        )

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        self._ready()
        uploaded = [self._upload(file, draft.reference) for file in files]
        first = self._write(draft.body, uploaded, draft.reference)
        category = self.mapped.categories.get(draft.category)
        priority = self._priority(draft, {})
        body = {
            **self._extras(draft),
            "title": draft.title,
            "messages": [first],
            **({"files": uploaded} if uploaded else {}),
            self._field: draft.reference,
            **({"priority": priority} if priority else {}),
            **({"keyword": [category]} if category else {}),
        }
        return self._post(self._link("issue"), body)

    def _link(self, kind: str) -> str:
        """A place that takes one post, and that within the settling time."""
        lifetime = max(1, min(3600, int(self.settle_seconds) - _WORK))
        link = self._tell("POST", f"/{kind}/@poe", roundup.Data[roundup.Once], {"lifetime": lifetime}).data.link
        token = link.rpartition("/@poe/")[2]
        if not re.fullmatch(r"[A-Za-z0-9._~-]{10,200}", token):
            raise errors.Unclear("no link to post once to")
        return f"/{kind}/@poe/{token}"

    def _find(self, reference: str) -> str | None:
        if not re.fullmatch(r"[A-Za-z0-9-]{3,60}", reference):
            raise errors.Held(f"not a reference: {reference!r}")
        self._ready()
        path = f"/issue?{self._field}:={reference}"  # the colon: the whole of it, not a part
        found = self._wire.get(path, roundup.Data[roundup.Found]).data.collection
        return min((made.id for made in found), key=int, default=None)

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        issue, tag = self._issue(backend_id)
        fresh = tag.replace('-gzip"', '"')
        if fresh and fresh == mark:
            return None
        first = f"<{issue.reference}@deskside>"
        messages = tuple(
            Message(
                sender=self._sender(said),
                at=roundup.seconds(said.date or said.creation),
                text="" if said.id in known else self._text(said.id),
                id=said.id,
            )
            for said in self._said(issue)
            if said.message_id != first
        )
        status = issue.status.name if issue.status else ""
        return Look(status, self._stage(status, issue, messages), messages, fresh)

    def _stage(self, status: str, issue: roundup.Told, messages: tuple[Message, ...]) -> Stage:
        """What the status says; but Roundup calls it a chat, too, when only the person wrote."""
        stage = self._stages.get(status, Stage.WORKING)
        answered = any(message.sender is Sender.AGENT for message in messages)
        if status == "chatting" and not answered:
            stage = Stage.SENT
        return Stage.SEEN if stage is Stage.SENT and issue.assigned else stage

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        self._add(backend_id, text, token, files)

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._add(backend_id, file.name, token, (file,))

    def _add(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        """Made first, which nobody sees; then put into the issue, unless a message of this token is in it already."""
        issue, tag = self._issue(backend_id)
        uploaded = [self._upload(file, token) for file in files]
        parts = {"messages": [self._write(text, uploaded, token)], **({"files": uploaded} if uploaded else {})}
        for _try in range(_TRIES):
            if self._has(issue, token):
                return
            if self._change(backend_id, tag, {"@op": "add", **parts}):
                return
            issue, tag = self._issue(backend_id)
        raise errors.Busy(f"issue {backend_id} was changed by others all the time", 5.0)

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        return self._has(self._issue(backend_id)[0], token)

    def _has(self, issue: roundup.Told, token: str) -> bool:
        return any(said.message_id == f"<{token}@deskside>" for said in self._said(issue))

    def _solve(self, backend_id: str) -> None:
        self._set_status(backend_id, self._solved)

    def _reopen(self, backend_id: str) -> None:
        self._set_status(backend_id, self._opened)

    def _set_status(self, backend_id: str, status: str) -> None:
        for _try in range(_TRIES):
            if self._change(backend_id, self._issue(backend_id)[1], {"@op": "replace", "status": status}):
                return
        raise errors.Busy(f"issue {backend_id} was changed by others all the time", 5.0)

    def _change(self, backend_id: str, tag: str, body: Mapping[str, Any]) -> bool:
        """False when the issue is not any more as it was when ``tag`` was given; then nothing was changed."""
        path, headers = f"/issue/{int(backend_id)}", {"If-Match": tag}
        answer = self._wire.ask("PATCH", path, as_json(body), headers=headers, fine=(*roundup.EXPLAINED, 412))
        if answer.status == 412:
            return False
        roundup.explained(answer)
        fitting(answer, roundup.Data[roundup.Made])
        return True

    def _issue(self, backend_id: str) -> tuple[roundup.Told, str]:
        """The issue, and its ETag."""
        fields = f"status,assignedto,messages,{self._field}"
        answer = self._wire.ask("GET", f"/issue/{int(backend_id)}", params={"@fields": fields, "@verbose": "2"})
        raw = fitting(answer, roundup.Data[roundup.Item], changes=False).data.attributes
        issue = convert(raw, roundup.Told)
        issue.reference = str(raw.get(self._field) or "")
        tag = answer.headers.get("etag", "")
        if not tag:
            raise errors.NotReached(f"no ETag came with issue {backend_id}")
        return issue, tag

    def _said(self, issue: roundup.Told) -> list[roundup.Said]:
        """The messages that this account may see and that are for the person, oldest first."""
        fields = ["author", "creator", "date", "creation", "messageid", *([self._private] if self._private else [])]
        said: list[roundup.Said] = []
        for start in range(0, len(issue.messages), _AT_ONCE):
            wanted = [one.id for one in issue.messages[start : start + _AT_ONCE] if one.id.isdigit()]
            path = f"/msg?{'&'.join(f'id={number}' for number in wanted)}"
            params = {"@fields": ",".join(fields), "@verbose": "2"}
            answer = self._wire.ask("GET", path, params=params)
            listed = fitting(answer, roundup.Data[roundup.Conversation], changes=False).data.collection
            said += [convert(one, roundup.Said) for one in listed if not one.get(self._private)]
        return sorted(said, key=lambda one: int(one.id))

    def _text(self, message: str) -> str:
        """Of a message that is known by its number the list has no words, only where they are."""
        answer = self._wire.ask("GET", f"/msg/{int(message)}/binary_content", headers={"Accept": "*/*"})
        words = answer.body.decode("utf-8", "replace")
        return from_html(words) if "text/html" in answer.headers.get("content-type", "") else words

    def _sender(self, said: roundup.Said) -> Sender:
        by = said.author or said.creator
        return Sender.PERSON if by is not None and by.username == self._user else Sender.AGENT

    def _upload(self, file: Content, token: str) -> str:
        def work() -> str:
            part = FormFile("content", file.name, file.content, file.media_type)
            form = as_form([("name", file.name), ("type", file.media_type)], [part])
            answer = self._wire.ask("POST", "/file", form, fine=roundup.EXPLAINED)
            roundup.explained(answer)
            return fitting(answer, roundup.Data[roundup.Made]).data.id

        return self._once_only(work, token, file.name, file.content)

    def _write(self, text: str, files: list[str], token: str) -> str:
        """A message by itself. Its e-mail id carries the token. "." is now, by the server's clock."""
        enclosed = {"files": files} if files else {}  # an empty list is no list to Roundup
        body = {"content": text, "date": ".", "messageid": f"<{token}@deskside>", **enclosed}
        return self._once_only(lambda: self._post("/msg", body), token, *files, text.encode())

    def _once_only(self, work: Callable[[], str], *parts: str | bytes) -> str:
        """What an earlier try made already, or ``work``; by what it is made of."""
        raw = (part if isinstance(part, bytes) else part.encode() for part in parts)
        key = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in raw)).hexdigest()
        if key not in self._waiting:
            self._waiting[key] = work()
        return self._waiting[key]

    def _post(self, path: str, body: Mapping[str, Any]) -> str:
        return self._tell("POST", path, roundup.Data[roundup.Made], body).data.id

    def _tell(self, method: str, path: str, kind: type[A], body: Mapping[str, Any]) -> A:
        answer = self._wire.ask(method, path, as_json(body), fine=roundup.EXPLAINED)
        roundup.explained(answer)
        return fitting(answer, kind)

    def _try_out(self) -> tuple[CheckRow, ...]:
        self._ready()
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._strangers():
            says = _("The sign-in on this computer can read messages of other people.")
            do = 'Give this account the role "Requester" alone (docs/backends/roundup.md).'
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)

    def _strangers(self) -> bool:
        """Whether this account sees an issue it has no part in, or a message that is in none of those it sees."""
        issues = self._mine("issue", "creator,messages,nosy")
        if any(not self._takes_part(one) for one in issues):
            return True
        theirs = {message.id for issue in issues for message in issue.messages}
        return any(not self._takes_part(one) and one.id not in theirs for one in self._mine("msg", "creator"))

    def _mine(self, kind: str, fields: str) -> list[roundup.Mine]:
        """What this account sees of them; nothing where it may not even ask."""
        params = {"@fields": fields, "@verbose": "2", "@page_size": _OLDEST}
        answer = self._wire.ask("GET", f"/{kind}", params=params, fine=(403,))
        if answer.status == 403:
            return []
        return fitting(answer, roundup.Data[roundup.Seen], changes=False).data.collection

    def _takes_part(self, one: roundup.Mine) -> bool:
        people = [*one.nosy, *([one.creator] if one.creator else [])]
        return any(person.username == self._user for person in people)

    def _ready(self) -> None:
        """Looked at once, before anything is sent: the sign-in, our fields, the right to look for them."""
        if self._is_ready:
            return
        if not self._user:
            raise errors.Held("tickets.roundup.user is not set")
        fields = ",".join((self._field, *self.mapped.fields))
        self._exists(f"/issue?{quote(self._field)}:=-", {"@fields": fields})
        if self._private:
            self._exists("/msg?id=0", {"@fields": self._private})
        self._is_ready = True

    def _exists(self, path: str, params: Mapping[str, str]) -> None:
        answer = self._wire.ask("GET", path, params=params, fine=(400,))
        if answer.status == 400:
            reason = roundup.reason(answer)
            if "not allowed to use" in reason:
                reason += " (tickets.roundup.url must be what tracker_web is in its config.ini)"
            raise errors.Held(f"the tracker says to {path}: {reason}")
        fitting(answer, roundup.Data[roundup.Found], changes=False)


def _basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"

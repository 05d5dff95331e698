"""Jira Service Management, by the part of its interface that customers have: own requests, public comments.

Written to Atlassian's "Jira Service Management REST API" (developer.atlassian.com,
cloud/jira/service-desk/rest: request, request/comment, request/attachment,
request/transition, servicedesk/requesttype/field) and tried against a
stand-in made from it; ``docs/backends/jsm.md`` says what that means. Two traps
stand there: the comments of a request that one may not see are an empty list,
not a refusal (so the request itself is asked first), and the list of requests
is in the order of their latest news, so it changes while it is read.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import msgspec

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.shapes import decode
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.backends import jsm_answers as jsm
from deskside.tickets.composing.tail import token_of, with_token, without_token
from deskside.tickets.markup.jira import escaped, unescaped, without_files
from deskside.tickets.setup import Setup
from deskside.tickets.wire.instants import made_after
from deskside.tickets.wire.payload import FormFile, as_json
from deskside.tickets.wire.refusals import Answer, fitting, refusal
from deskside.tickets.words.html_words import from_html
from deskside.tickets.words.plain import one_line

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

A = TypeVar("A")

_PAGE, _PAGES, _LETTERS = 50, 100, 32_767
_CATEGORIES = {"NEW": Stage.SENT, "INDETERMINATE": Stage.WORKING, "DONE": Stage.SOLVED}
_OWN = {"requestOwnership": "OWNED_REQUESTS", "requestStatus": "ALL_REQUESTS"}


class JiraServiceManagement(Backend):
    name = "jsm"
    limits = Limits(title=200, body=30_000, file_size=20 << 20)
    can = Can(files_with_ticket=False)

    def __init__(
        self,
        wire: Wire,
        *,
        service_desk: str,
        request_type: str,
        field: str,
        stages: Mapping[str, str],
        solve: str = "",
        reopen: str = "",
    ) -> None:
        self._wire, self._desk, self._type, self._field = wire, service_desk, request_type, field
        self._stages = {name.casefold(): Stage(stage) for name, stage in stages.items() if stage in set(Stage)}
        self._ways = {Stage.SOLVED: solve, Stage.WORKING: reopen}
        self.can = _can(solve, reopen)
        self._kinds: dict[str, str] = {}
        """The fields of the request type and their kinds; empty until it was looked at."""

    @classmethod
    def made(cls, setup: Setup) -> JiraServiceManagement:
        token, email = setup.secret("token"), setup.text("email")

        def sign_in() -> str:
            if email:
                return f"Basic {base64.b64encode(f'{email}:{token()}'.encode()).decode()}"
            return f"Bearer {token()}"

        return cls(
            setup.wire(f"{setup.text('url').rstrip('/')}/rest/servicedeskapi", sign_in),
            service_desk=setup.text("service_desk"),
            request_type=setup.text("request_type"),
            field=setup.text("reference_field"),
            stages=setup.table("stages"),
            solve=setup.text("solve"),
            reopen=setup.text("reopen"),
        )

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return _can(setup.text("solve"), setup.text("reopen"))

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:  # noqa: ARG002
        self._be_ready()
        values: dict[str, object] = {name: self._value(name, value) for name, value in self._extras(draft).items()}
        if "priority" in self._kinds and (priority := self._priority(draft, {})):
            values["priority"] = {"name": priority}
        values |= {"summary": draft.title, "description": _markup(draft.body), self._field: draft.reference}
        body = {"serviceDeskId": self._desk, "requestTypeId": self._type, "requestFieldValues": values}
        return _taken(self._wire.ask("POST", "/request", as_json(body), fine=(400,)), jsm.Request).key

    def _find(self, reference: str) -> str | None:
        return self._find_younger(reference, None)

    def _find_within(self, reference: str, age: float) -> str | None:
        return self._find_younger(reference, age)

    def _find_younger(self, reference: str, age: float | None) -> str | None:
        """In the person's own of this type. What had news meanwhile moved to the front: that is read again."""
        self._be_ready()
        asked = {**_OWN, "serviceDeskId": self._desk, "requestTypeId": self._type}
        read = 0
        for page, answer in self._pages(asked):
            read += 1
            for request in page.values:
                if self._bears(request, reference):
                    return request.key
            if not page.is_last and self._reaches_before(page.values, made_after(answer, age)):
                break
        again = self._page(asked, 0)[0].values if read > 1 else []
        return next((request.key for request in again if self._bears(request, reference)), None)

    def _reaches_before(self, listed: list[jsm.Request], moment: float) -> bool:
        """Whether nothing that follows ``listed`` was made after ``moment``. The list is in the order of latest news,
        of which only a part is told with it: so all of a page has to be older, and the last of it has to have had no
        word since, either.
        """
        times = [(one.created.millis / 1000, one.status.since.millis / 1000) for one in listed]
        if not times or not all(0 < created < moment and 0 < since < moment for created, since in times):
            return False
        return all(said.created.millis / 1000 < moment for said in self._comments(listed[-1].key))

    def _bears(self, request: jsm.Request, reference: str) -> bool:
        return any((value.field, value.value) == (self._field, reference) for value in request.values)

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look:  # noqa: ARG002
        request = self._request(backend_id)
        messages = tuple(
            Message(
                sender=Sender.PERSON if comment.author.id == request.reporter.id else Sender.AGENT,
                at=comment.created.millis / 1000,
                text=_words(comment, of_person=comment.author.id == request.reporter.id),
                id=comment.id,
            )
            for comment in self._comments(request.key)
        )
        stage = self._stage(request.status)
        if stage is Stage.SENT and any(message.sender is Sender.AGENT for message in messages):
            stage = Stage.SEEN
        return Look(request.status.status, stage, messages)

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        request = self._request(backend_id)
        self._say(request.key, with_token(text, token), files)
        if self.can.reopen and self._stage(request.status) is Stage.SOLVED:
            try:
                self._go(request.key, Stage.WORKING)
            except errors.SendProblem as problem:  # the words are there: sent again they would be there twice
                raise errors.Unclear(f"said, and not opened again: {problem}") from problem

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._say(_key(backend_id), with_token(file.name, token), (file,))

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        request = self._request(backend_id)  # refused where the list would only be empty
        return any(token_of(_own_words(comment)) == token for comment in self._comments(request.key))

    def _solve(self, backend_id: str) -> None:
        self._go(_key(backend_id), Stage.SOLVED)

    def _reopen(self, backend_id: str) -> None:
        self._go(_key(backend_id), Stage.WORKING)

    def _go(self, key: str, to: Stage) -> None:
        """By the customer transition that IT has named, unless it is there already."""
        if self._is_solved(key) is (to is Stage.SOLVED):
            return
        offered = self._wire.get(f"/request/{key}/transition", jsm.Transitions).values
        way = next((one for one in offered if one.name.casefold() == self._ways[to].casefold()), None)
        if way is None:
            names = ", ".join(one.name for one in offered)
            raise errors.Held(f"no transition {self._ways[to]!r} for customers here, but: {one_line(names, 200)}")
        self._wire.post(f"/request/{key}/transition", type(None), {"id": way.id})
        if self._is_solved(key) is not (to is Stage.SOLVED):
            raise errors.Held(f"after {way.name!r} it is not {to.value}")

    def _is_solved(self, key: str) -> bool:
        return self._stage(self._request(key).status) is Stage.SOLVED

    def _stage(self, status: jsm.Status) -> Stage:
        named = self._stages.get(status.status.casefold())
        return named or _CATEGORIES.get(status.category, Stage.WORKING)

    def _try_out(self) -> tuple[CheckRow, ...]:
        kind = self._request_type()
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        says = _("The sign-in on this computer can read messages of other people.")
        if kind.may_raise_for_others:
            do = "Use the account of a customer: this one may raise requests on behalf of others, so it is an agent's."
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        elif self._strangers():
            do = "Requests are shared with an organization that this account is in: make them private, or take it out."
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)

    def _strangers(self) -> bool:
        """Whether this account is shown a request that is not its own."""
        shared = self._page({"requestOwnership": "ALL_ORGANIZATIONS", "requestStatus": "ALL_REQUESTS"}, 0)[0].values
        own = {one.key for page, _answer in self._pages(_OWN) for one in page.values} if shared else set[str]()
        return bool({one.key for one in shared} - own)

    def _be_ready(self) -> None:
        """Once, before anything is sent."""
        if not self._kinds:
            self._request_type()

    def _request_type(self) -> jsm.RequestType:
        """It has to have our field, and to want none that nobody fills."""
        for name, value in (("service_desk", self._desk), ("request_type", self._type)):
            if not value.isascii() or not value.isdigit():
                raise errors.Held(f"tickets.jsm.{name} is no number: {value!r}")
        kind = self._wire.get(f"/servicedesk/{self._desk}/requesttype/{self._type}/field", jsm.RequestType)
        kinds = {one.id: one.jira.type for one in kind.fields}
        if not self._field or self._field not in kinds:
            raise errors.Held(f"the request type {self._type} shows customers no field {self._field!r}")
        filled = {"summary", "description", self._field, "priority", *self.mapped.fields}
        wanted = [one.name or one.id for one in kind.fields if one.required and one.id not in filled]
        if wanted:
            raise errors.Held(f"the request type {self._type} wants what nobody fills: {', '.join(wanted)}")
        self._kinds = kinds
        return kind

    def _value(self, name: str, value: str) -> object:
        """A field takes text, or one of its options by name."""
        return {"option": {"value": value}, "priority": {"name": value}}.get(self._kinds.get(name, ""), value)

    def _say(self, key: str, text: str, files: tuple[Content, ...]) -> None:
        if not files:
            answer = self._wire.ask(
                "POST", f"/request/{key}/comment", as_json({"body": _markup(text), "public": True}), fine=(400,)
            )
            _taken(answer, jsm.Comment)
            return
        said = {
            "temporaryAttachmentIds": self._kept(files),
            "public": True,
            "additionalComment": {"body": _markup(text)},
        }
        _taken(self._wire.ask("POST", f"/request/{key}/attachment", as_json(said), fine=(400,)), jsm.Enclosed)

    def _kept(self, files: tuple[Content, ...]) -> list[str]:
        """Files that no request has yet: nothing was made for anyone to see, whatever became of them."""
        sent = [FormFile("file", file.name, file.content, file.media_type) for file in files]
        path, headers = f"/servicedesk/{self._desk}/attachTemporaryFile", {"X-Atlassian-Token": "no-check"}
        try:
            kept = self._wire.form(path, jsm.Temporary, files=sent, headers=headers).files
        except errors.Unclear as problem:
            raise errors.NotReached(str(problem)) from problem
        if len(kept) != len(files):
            raise errors.NotReached(f"{len(kept)} of {len(files)} files were kept")
        return [one.id for one in kept]

    def _request(self, backend_id: str) -> jsm.Request:
        return self._wire.get(f"/request/{_key(backend_id)}", jsm.Request)

    def _page(self, asked: Mapping[str, str], start: int) -> tuple[jsm.Requests, Answer]:
        answer = self._wire.ask("GET", "/request", params={**asked, "start": str(start), "limit": str(_PAGE)})
        return fitting(answer, jsm.Requests, changes=False), answer

    def _pages(self, asked: Mapping[str, str]) -> Iterator[tuple[jsm.Requests, Answer]]:
        start = 0
        for _number in range(_PAGES):
            page, answer = self._page(asked, start)
            yield page, answer
            if page.is_last:
                return
            start += len(page.values) or _PAGE
        raise errors.Unclear(f"more than {_PAGES * _PAGE} requests to look through")

    def _comments(self, key: str) -> list[jsm.Comment]:
        """The public ones, oldest first."""
        found: list[jsm.Comment] = []
        for _number in range(_PAGES):
            page = self._wire.get(
                f"/request/{key}/comment",
                jsm.Comments,
                public="true",
                internal="false",
                expand="renderedBody",
                start=str(len(found)),
                limit=str(_PAGE),
            )
            found += page.values
            if page.is_last:
                break
        return sorted((one for one in found if one.public), key=lambda one: (one.created.millis, int(one.id)))


def _can(solve: str, reopen: str) -> Can:
    """Customers have those transitions that IT has opened to them, and has named here."""
    return Can(files_with_ticket=False, solve=bool(solve), reopen=bool(reopen))


def _key(backend_id: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*-[0-9]+|[0-9]+", backend_id):
        raise errors.Held(f"not the key of a request: {one_line(backend_id, 40)!r}")
    return backend_id


def _markup(text: str) -> str:
    markup = escaped(text)
    if len(markup) > _LETTERS:
        raise errors.NeedsEdit(f"{len(markup)} letters of markup", says=_("This is too long for the help desk."))
    return markup


def _own_words(comment: jsm.Comment) -> str:
    return unescaped(without_files(comment.body))


def _words(comment: jsm.Comment, *, of_person: bool) -> str:
    """As it was written where it is ours; where it is theirs, as a page shows it."""
    if of_person:
        return without_token(_own_words(comment))
    return from_html(comment.rendered.html) if comment.rendered and comment.rendered.html else comment.body


def _taken(answer: Answer, kind: type[A]) -> A:
    """What was made; or why not, in Jira's words."""
    if answer.status != 400:
        return fitting(answer, kind)
    try:
        said = decode(answer.body, jsm.Refusal).message
    except msgspec.DecodeError:
        said = ""
    if said:
        raise errors.NeedsEdit(f"400: {one_line(said)}", says=one_line(said))
    raise refusal(answer, changes=True, now=0.0) or errors.Unclear("400")

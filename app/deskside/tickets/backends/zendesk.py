"""Zendesk, by the part of its interface that is for end users: a sign-in sees its own requests and no private notes.

Written to developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests,
.../ticket-attachments and .../introduction (idempotency), and tried against a
stand-in made from them; ``docs/backends/zendesk.md`` says what that means. The
reference is a custom field, and it is looked for in the list of the person's
own requests, never in the search, which lags. A ticket that Zendesk has closed
takes no more words, from anyone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.shapes import decode
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.backends import zendesk_answers as zd
from deskside.tickets.composing.tail import token_of, with_token, without_token
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.setup import Setup
from deskside.tickets.wire.instants import made_after, seconds, settled
from deskside.tickets.wire.payload import as_json
from deskside.tickets.wire.refusals import Answer, fitting, refusal
from deskside.tickets.words.html_words import from_html
from deskside.tickets.words.plain import one_line

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

_PAGES = 100
_STAGES = {
    "new": Stage.SENT,
    "open": Stage.WORKING,
    "pending": Stage.WAITING,
    "hold": Stage.WORKING,
    "solved": Stage.SOLVED,
    "closed": Stage.SOLVED,
}
_PRIORITIES = {name: name for name in ("low", "normal", "high", "urgent")}

CAN_CREATE = Can(
    find=False,
    look=False,
    reply=False,
    solve=False,
    reopen=False,
    files_with_ticket=False,
    files_later=False,
    files_with_reply=False,
)
"""Nobody signs in: Zendesk takes the words of anyone, and files of nobody."""


class Zendesk(Backend):
    name = "zendesk"
    limits = Limits(title=150, body=60_000, file_size=50 << 20)

    def __init__(self, wire: Wire, *, field: str, form: str = "", signs_in: bool = True) -> None:
        self._wire, self._field, self._form, self._signs_in = wire, field, form, signs_in
        if not signs_in:
            self.can = CAN_CREATE

    @classmethod
    def made(cls, setup: Setup) -> Zendesk:
        token, signs_in = setup.secret("token"), setup.text("sign_in") != CREATE_ONLY
        wire = setup.wire(f"{setup.text('url').rstrip('/')}/api/v2", lambda: f"Bearer {token()}" if signs_in else "")
        return cls(wire, field=setup.text("reference_field"), form=setup.text("form"), signs_in=signs_in)

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN_CREATE if setup.text("sign_in") == CREATE_ONLY else cls.can

    def close(self) -> None:
        self._wire.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        values = {**self._extras(draft), **self._reference(draft)}
        request: dict[str, object] = {
            "subject": draft.title,
            "comment": self._comment(draft.body, files),
            "custom_fields": [{"id": _number(name), "value": value} for name, value in values.items()],
        }
        if priority := self._priority(draft, _PRIORITIES):
            request["priority"] = priority
        if self._form:
            request["ticket_form_id"] = _number(self._form)
        if not self._signs_in:
            request["requester"] = _nobody(draft.requester)
        answer = self._wire.ask(
            "POST",
            "/requests.json",
            as_json({"request": request}),
            headers={"Idempotency-Key": _key(draft)},
            fine=(400, 422),
        )
        return str(_taken(answer).request.id)

    def _find(self, reference: str) -> str | None:
        return self._find_younger(reference, None)

    def _find_within(self, reference: str, age: float) -> str | None:
        return self._find_younger(reference, age)

    def _find_younger(self, reference: str, age: float | None) -> str | None:
        field, shown, some = _number(self._field), False, False
        for request in self._requests(age=age):
            some = True
            for one in request.custom_fields or ():
                shown = shown or one.id == field
                if one.id == field and one.value == reference:
                    return str(request.id)
        if some and not shown:
            raise errors.Unclear(f"the ticket field {field} is not shown to end users, so nothing can be looked for")
        return None

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:  # noqa: ARG002
        answer = self._wire.ask("GET", f"/requests/{int(backend_id)}.json")
        request = fitting(answer, zd.OneRequest, changes=False).request
        now = f"{request.status} {request.assignee_id} {request.updated_at}"
        if mark and mark == now:
            return None
        messages = tuple(
            Message(
                sender=Sender.PERSON if comment.author_id == request.requester_id else Sender.AGENT,
                at=seconds(comment.created_at),
                text=_words(comment, of_person=comment.author_id == request.requester_id),
                id=str(comment.id),
                files=tuple(one_line(file.file_name, 80) for file in comment.attachments),
            )
            for comment in self._comments(backend_id)[1:]
        )
        stage = _STAGES.get(request.status, Stage.WORKING)
        if request.status == "open" and not messages:
            stage = Stage.SEEN
        return Look(request.status, stage, messages, now if settled(request.updated_at, answer) else "")

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        self._say(backend_id, with_token(text, token), files)

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._say(backend_id, with_token(file.name, token), (file,))

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        return any(token_of(comment.body) == token for comment in self._comments(backend_id))

    def _solve(self, backend_id: str) -> None:
        """Only what an agent has taken can be solved from here; until then the desk is told in words."""
        request = self._request(backend_id)
        if _STAGES.get(request.status) is Stage.SOLVED:
            return
        if request.can_be_solved_by_me:
            now = self._put(backend_id, {"solved": True}).status
            if _STAGES.get(now) is not Stage.SOLVED:
                raise errors.Held(f"it is {now!r}, and was said to be solved")
            return
        words = _("It is solved. Nobody needs to look at it any more.")
        if self._comments(backend_id)[-1].body.strip() != words:
            self._say(backend_id, words, ())

    def _reopen(self, backend_id: str) -> None:
        """Words are the only way: an answer to what is solved opens it again."""
        request = self._request(backend_id)
        if _STAGES.get(request.status) is Stage.SOLVED:
            self._say(backend_id, _("It is not solved after all."), ())

    def _try_out(self) -> tuple[CheckRow, ...]:
        says = _("Messages to the help desk can be sent.")
        me = self._wire.get("/users/me.json", zd.Me).user
        if not self._signs_in:
            do = "Whether Zendesk takes requests of anyone is only found out by making one."
            return (CheckRow("tickets", ok=True, says=says, do=do),)
        fine = CheckRow("tickets", ok=True, says=says)
        if me.id is None:
            raise errors.Held("401: Zendesk does not know whose this token is")
        _number(self._field)
        if me.role != "end-user" or self._strangers(me):
            says = _("The sign-in on this computer can read messages of other people.")
            do = f"Use the token of an end user who sees their own tickets only; this one: {one_line(me.role, 40)}."
            return (fine, CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return (fine, *self._reference_row())

    def _strangers(self, me: zd.User) -> bool:
        """Whether an end user is shown requests of others in their organization."""
        if me.organization_id is None:
            return False
        path = f"/organizations/{me.organization_id}/requests.json"
        answer = self._wire.ask("GET", path, params={"page[size]": "100"}, fine=(403, 404))
        if answer.status != 200:
            return False
        shown = fitting(answer, zd.Requests, changes=False).requests
        return any(request.requester_id != me.id for request in shown)

    def _reference_row(self) -> tuple[CheckRow, ...]:
        shown = [{one.id for one in request.custom_fields or ()} for request in self._requests(pages=1)]
        if not shown or any(_number(self._field) in ids for ids in shown):
            return ()
        says = _("The help desk does not keep the number of a message, so no message could be found again.")
        do = f"Make the ticket field {self._field} editable for end users (docs/backends/zendesk.md)."
        return (CheckRow("tickets-reference", ok=False, says=says, do=do),)

    def _reference(self, draft: Draft) -> dict[str, str]:
        """Without a field for it nothing that may have arrived could be found; whoever only creates looks for none."""
        if self._signs_in or self._field:
            return {str(_number(self._field)): draft.reference}
        return {}

    def _comment(self, text: str, files: tuple[Content, ...]) -> dict[str, object]:
        """Plain words: what an end user writes is not rendered."""
        tokens = [self._uploaded(file) for file in files]
        return {"body": text, **({"uploads": tokens} if tokens else {})}

    def _uploaded(self, file: Content) -> str:
        """A file that no ticket has yet: nothing was made for anyone to see, whatever became of it."""
        try:
            made = self._wire.upload("/uploads.json", zd.Uploaded, file.content, file.media_type, filename=file.name)
        except errors.Unclear as problem:
            raise errors.NotReached(str(problem)) from problem
        return made.upload.token

    def _say(self, backend_id: str, text: str, files: tuple[Content, ...]) -> None:
        self._put(backend_id, {"comment": self._comment(text, files)})

    def _put(self, backend_id: str, change: dict[str, object]) -> zd.Request:
        path = f"/requests/{int(backend_id)}.json"
        return _taken(self._wire.ask("PUT", path, as_json({"request": change}), fine=(400, 422))).request

    def _request(self, backend_id: str) -> zd.Request:
        return self._wire.get(f"/requests/{int(backend_id)}.json", zd.OneRequest).request

    def _requests(self, pages: int = _PAGES, age: float | None = None) -> Iterator[zd.Request]:
        """The person's own, newest first, to a page that reaches back before ``age``; without it all of them. A list
        that was cut off elsewhere could not say that one is absent.
        """
        asked, after = {"page[size]": "100", "sort_by": "created_at", "sort_order": "desc"}, dict[str, str]()
        for _page in range(pages):
            answer = self._wire.ask("GET", "/requests.json", params={**asked, **after})
            listed = fitting(answer, zd.Requests, changes=False)
            yield from listed.requests
            if not listed.meta.has_more or not listed.meta.after_cursor:
                return
            if any(0.0 < seconds(one.created_at) < made_after(answer, age) for one in listed.requests):
                return
            after = {"page[after]": listed.meta.after_cursor}
        if pages == _PAGES:
            raise errors.Unclear(f"more than {_PAGES * 100} requests to look through")

    def _comments(self, backend_id: str) -> list[zd.Comment]:
        """The public ones, the ticket's own words first. End users are shown no others."""
        path, found = f"/requests/{int(backend_id)}/comments.json", list[zd.Comment]()
        after: dict[str, str] = {}
        for _page in range(_PAGES):
            listed = self._wire.get(path, zd.Comments, **{"page[size]": "100", "sort": "created_at", **after})
            found += [comment for comment in listed.comments if comment.public]
            if not listed.meta.has_more or not listed.meta.after_cursor:
                break
            after = {"page[after]": listed.meta.after_cursor}
        return found


def _taken(answer: Answer) -> zd.OneRequest:
    """The request as it is now. Raises what a refusal means: Zendesk says it in the details of one."""
    if answer.status not in (400, 422):
        return fitting(answer, zd.OneRequest)
    try:
        said = decode(answer.body, zd.Refusal)
    except msgspec.DecodeError:
        said = zd.Refusal()
    words = [detail.description for details in said.details.values() for detail in details]
    why = f"{answer.status}: {said.error} {said.description} {' '.join(words)}"
    if said.error == "IdempotentRequestError":
        raise errors.Unclear(f"sent before, with other uploads: {why}")
    if any("closed" in word.lower() for word in words):
        says = _("The help desk has closed this message for good. Please write a new one.")
        raise errors.NeedsEdit(one_line(why), says=says)
    if words:
        raise errors.NeedsEdit(one_line(why), says=one_line(words[0]))
    raise refusal(answer, changes=True, now=0.0) or errors.Unclear(why)


def _words(comment: zd.Comment, *, of_person: bool) -> str:
    if of_person:
        return without_token(comment.body)
    return from_html(comment.html_body) if comment.html_body else comment.body


def _key(draft: Draft) -> str:
    """The same for the same words and files, so that Zendesk makes one ticket of them for two hours."""
    files = [file.sha256 for file in draft.attachments]
    return hashlib.sha256(msgspec.json.encode([draft.reference, draft.title, draft.body, files])).hexdigest()


def _nobody(address: str) -> dict[str, str]:
    return {"name": address, "email": address} if address else {"name": "Deskside"}


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,19}", text):
        raise errors.Held(f"not the number of a ticket field or form: {one_line(text, 40)!r}")
    return int(text)

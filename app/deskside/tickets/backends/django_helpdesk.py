"""django-helpdesk, by what a person may use of it: its public form, their list of tickets, and a ticket's own page.

Its API for tickets and answers is for staff alone, and a token of staff reads
everybody's tickets, so none of it is used here. A token of an account that is
not staff sees the list of its own tickets (``/api/user_tickets/``), with our
reference in it and the key to each ticket's page; the page shows the public
answers. Answering, closing and adding files are for staff in version 2.6: the
form for it on the person's page leads to a sign-in. They are not offered.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender
from deskside.tickets.backend import Backend, Can, Content, Look
from deskside.tickets.backends import django_helpdesk_answers as answers
from deskside.tickets.backends import django_helpdesk_pages as pages
from deskside.tickets.composing.bound import bound_together
from deskside.tickets.markup import markdown
from deskside.tickets.offer import CREATE_ONLY, PERSONAL
from deskside.tickets.setup import Setup
from deskside.tickets.wire.instants import made_after, seconds
from deskside.tickets.wire.payload import FormFile, as_form
from deskside.tickets.wire.refusals import Answer, fitting

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire

CAN_READ = Can(reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False)
CAN_CREATE = Can(
    find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False
)
"""What is left without any sign-in."""
USUAL_PRIORITY = {"low": "4", "normal": "3", "high": "2", "urgent": "1"}
_PAGES, _PAGE = 50, 100
_USUAL = (*answers.NEEDS_EDIT, "queue", "priority")
"""What of the form we always fill."""
_NUMBER = re.compile(r"#(?=\d)")
"""Would become a link to that ticket, struck through where it is closed; a sign that nobody sees keeps it text."""
_COOKIE = re.compile(r"(?:^|,\s*)([A-Za-z0-9_-]+)=([^;,\s]+)")


class Own(Struct):
    """A ticket in the list of one's own."""

    ticket: str
    status: str
    created: datetime
    submitter: str
    secret_key: str


class OwnList(Struct):
    results: list[dict[str, Any]]
    next: str | None = None


class DjangoHelpdesk(Backend):
    name = "django-helpdesk"

    def __init__(self, setup: Setup) -> None:
        base, token = setup.text("url").rstrip("/"), setup.secret("token")
        self._personal = setup.text("sign_in", PERSONAL) != CREATE_ONLY
        self.can = CAN_READ if self._personal else CAN_CREATE
        self._queue, self._field = setup.text("queue"), f"custom_{setup.text('reference_field')}"
        self._address = setup.text("email")
        self._api: Wire = setup.wire(f"{base}/api", lambda: f"Token {token()}")
        self._site: Wire = setup.wire(base, lambda: "", {"Accept": "text/html", "Accept-Language": "en"})

    @classmethod
    def made(cls, setup: Setup) -> Self:
        return cls(setup)

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN_CREATE if setup.text("sign_in") == CREATE_ONLY else CAN_READ

    def close(self) -> None:
        self._api.close()
        self._site.close()

    # --- sending -----------------------------------------------------------------------------------------------------

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        address = (self._address if self._personal else "") or draft.requester
        if not address:
            raise errors.NeedsEdit("no address", says=_("The help desk needs your e-mail address. Please add it."))
        if self._personal:
            self._own_tickets("1", "1")  # a sign-in that does not hold is told before anything is made
        page, form = self._form()
        fields = {
            "title": draft.title,
            "body": markdown.escaped(_NUMBER.sub("#\N{WORD JOINER}", draft.body)),
            "submitter_email": address,
            self._field: draft.reference,
            "priority": self._choice(form, "priority", self._priority(draft, USUAL_PRIORITY)),
            "queue": self._queue_of(form),
            **{f"custom_{name}": value for name, value in self._extras(draft).items()},
        }
        sent = {name: value for name, value in fields.items() if name in form.fields and value}
        answers.check_filled(form, sent.keys())
        answer = self._submit(page, form, sent, bound_together(files))
        if answer.status == 302:
            return answers.number(answer)
        raise answers.refused(pages.read_form(answer.body.decode()), files)

    def _submit(self, page: Answer, form: pages.Form, sent: dict[str, str], files: tuple[Content, ...]) -> Answer:
        own = [("csrfmiddlewaretoken", form.forgery)] if form.forgery else []
        cookies = "; ".join(f"{name}={value}" for name, value in _COOKIE.findall(page.headers.get("set-cookie", "")))
        headers = {"Referer": page.url, **({"Cookie": cookies} if cookies else {})}
        enclosed = [FormFile("attachment", file.name, file.content, file.media_type) for file in files]
        payload = as_form([*own, *sent.items()], enclosed)
        return self._site.ask("POST", "/tickets/submit/", payload, headers=headers, fine=(302,))

    def _form(self) -> tuple[Answer, pages.Form]:
        """The public form, looked at each time: whether our field is there, and what has to come back with it."""
        page = self._site.ask("GET", "/tickets/submit/")
        try:
            form = pages.read_form(page.body.decode())
        except LookupError as problem:
            raise answers.unread(page, problem) from problem
        if self._field not in form.fields:
            raise errors.Held(f"the public form has no field {self._field!r}: a custom field that is not staff only")
        answers.check_filled(form, {*_USUAL, self._field, *(f"custom_{name}" for name in self.mapped.fields)})
        return page, form

    def _queue_of(self, form: pages.Form) -> str:
        if "queue" not in form.fields:
            return ""
        offered = form.choices.get("queue", {})
        if not self._queue and len(offered) == 1:
            return next(iter(offered.values()))
        if self._queue not in offered:
            raise errors.Held(f"no public queue {self._queue!r}; there are: {', '.join(offered)}")
        return offered[self._queue]

    def _choice(self, form: pages.Form, name: str, wanted: str) -> str:
        """A value that the form offers, by itself or by its label; "" lets the site choose."""
        offered = form.choices.get(name, {})
        return wanted if wanted in offered.values() else offered.get(wanted, "")

    # --- reading -----------------------------------------------------------------------------------------------------

    def _own_tickets(self, page: str, size: str) -> tuple[OwnList, Answer]:
        answer = self._api.ask("GET", "/user_tickets/", params={"page": page, "page_size": size})
        return fitting(answer, OwnList, changes=False), answer

    def _find(self, reference: str) -> str | None:
        return self._find_younger(reference, None)

    def _find_within(self, reference: str, age: float) -> str | None:
        return self._find_younger(reference, age)

    def _find_younger(self, reference: str, age: float | None) -> str | None:
        """Only where the account's address was seen to be the one we send with is a missing ticket surely missing."""
        sure = False
        for page in range(1, _PAGES + 1):
            own, answer = self._own_tickets(str(page), str(_PAGE))
            for ticket in own.results:
                if ticket[self._field] == reference:
                    return str(ticket["id"])
                sure = sure or ticket["submitter"] == self._address != ""
            made = [seconds(str(ticket.get("created"))) for ticket in own.results]
            newest_first = bool(made) and made == sorted(made, reverse=True)
            if own.next is None or (newest_first and 0.0 < made[0] < made_after(answer, age)):
                break
        else:
            raise errors.Unclear(f"more than {_PAGES * _PAGE} tickets of one account")
        if not sure:
            raise errors.Unclear("no ticket yet shows that the account's address is tickets.django-helpdesk.email")
        return None

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:  # noqa: ARG002
        own = self._api.get(f"/user_tickets/{int(backend_id)}/", Own)
        name = own.ticket.partition("[")[2].rstrip("]")
        asked = {"ticket": name, "email": own.submitter, "key": own.secret_key}
        page = self._site.ask("GET", "/view/", params=asked)
        try:
            shown = pages.read_ticket(page.body.decode(), own.secret_key)
        except LookupError as problem:
            raise answers.unread(page, problem) from problem
        said = shown.said[1:] if shown.said and answers.is_opening(shown.said[0]) else shown.said
        messages, at = [], own.created.timestamp()
        for one in said:
            at = max(at, pages.seconds(one.when, own.created.tzinfo) or at)
            sender = answers.sender(one, own.submitter)
            text = markdown.unescaped(one.text) if sender is Sender.PERSON else one.text
            messages.append(Message(sender, at, text, one.id))
        return Look(own.status, answers.stage(shown.status, said, own.submitter), tuple(messages))

    # --- what only staff may -----------------------------------------------------------------------------------------

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        raise errors.Held(f"{file.name} for {backend_id}: django-helpdesk takes no file after the ticket ({token})")

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        raise errors.Held(f"an answer to {backend_id} ({token}, {len(text)}, {len(files)}): only by e-mail")

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:
        raise errors.Held(f"no answers go by this way: {backend_id}, {token}, {len(text)}")

    def _solve(self, backend_id: str) -> None:
        raise errors.Held(f"only staff closes {backend_id}")

    def _reopen(self, backend_id: str) -> None:
        raise errors.Held(f"only staff opens {backend_id} again, or an e-mail")

    # --- trying out --------------------------------------------------------------------------------------------------

    def _try_out(self) -> tuple[CheckRow, ...]:
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._personal:
            self._own_tickets("1", "1")
        page, form = self._form()
        self._queue_of(form)
        rows += self._refused_files(page, form)
        if not self._personal:
            return tuple(rows)
        if not self._address:
            says = _("Deskside does not know whose sign-in this is, so it can't look for a message that may be lost.")
            do = "Set tickets.django-helpdesk.email to the address of the account whose token it is."
            rows.append(CheckRow("tickets-address", ok=False, says=says, do=do))
        if self._api.ask("GET", "/tickets/", params={"page_size": "1"}, fine=(403,)).status != 403:
            says = _("The sign-in on this computer can read messages of other people.")
            do = "This token is of staff. Take one of an account that is not (docs/backends/django-helpdesk.md)."
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)

    def _refused_files(self, page: Answer, form: pages.Form) -> list[CheckRow]:
        """Tried with a form that has no title: it is refused in any case, and says of the file whether that is, too."""
        refused = []
        for name in ("facts.json", "facts.zip"):
            file = Content(name, "application/octet-stream", b"x")
            answer = self._submit(page, form, {"body": "x"}, (file,))
            if "attachment" in pages.read_form(answer.body.decode()).errors:
                refused.append(name.partition(".")[2])
        if not refused:
            return []
        says = _("The help desk does not take all kinds of files.")
        do = f"Add to HELPDESK_VALID_EXTENSIONS of the site: {', '.join(refused)}."
        return [CheckRow("tickets-files", ok=False, says=says, do=do)]

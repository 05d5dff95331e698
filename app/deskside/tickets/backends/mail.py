"""A help desk by e-mail: sent by SMTP; answers are read by IMAP, or by the person in their own mail.

Mail cannot be asked whether it arrived. A copy of what the server took is kept in
the person's own folder of sent mail, and an answer of the desk's proves that it
got there; where there is neither, nobody can say, and nothing is sent again. The
traps and the settings are in ``docs/backends/mail.md``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from msgspec import Struct

from deskside import errors
from deskside.config.person import with_user
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.mail_box import Found, Mailbox
from deskside.tickets.mail_letter import REFERENCE, Envelope, Filing, answer, name_of, new_letter, usable
from deskside.tickets.mail_wire import Submission
from deskside.tickets.mail_words import Head, head_of, undelivered, whole_words, words_of
from deskside.tickets.news import UNDELIVERED
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.setup import Setup

INBOX = "INBOX"
ACKNOWLEDGED_SOON = 60.0
"""Seconds until it is looked again for the answer that the help desk gives by itself."""
CAN_READ = Can(solve=False, reopen=False)
CAN_SEND = Can(
    find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False
)
"""What is left where no mailbox can be read here."""
_log = logging.getLogger(__name__)


class Letter(Struct, frozen=True):
    """A mail of a ticket, where it lies and what its head says."""

    folder: str
    found: Found
    head: Head

    @property
    def id(self) -> str:
        return self.head.name or f"{self.folder}:{self.found.uid}"


class Thread(Struct, frozen=True):
    """What there is about one ticket, each in the order it came."""

    desk: tuple[Letter, ...]
    own: tuple[Letter, ...]

    @property
    def tag(self) -> str:
        """The help desk's own number, as it stands in a subject; by it many a desk files an answer."""
        return next((letter.head.tag for letter in self.desk if letter.head.tag), "")


class Post(Struct, frozen=True):
    """Who writes to the help desk, and who may answer for it."""

    to: str
    address: str
    """"" where it is the person's own, as each ticket has it."""
    answers_from: frozenset[str] = frozenset()
    only_sends: bool = False
    copies: bool = False
    acknowledges: bool = False
    sent_folder: str = ""


class HelpDeskByMail(Backend):
    """``mailbox`` is None where answers come to the person's own mail."""

    name = "mail"
    limits = Limits(title=150, body=200_000, file_size=15 << 20)

    def __init__(self, post: Post, submission: Submission, mailbox: Mailbox | None) -> None:
        self._post, self._submission, self._mailbox = post, submission, mailbox
        self.can = CAN_SEND if mailbox is None else CAN_READ
        self._sent = ""

    @classmethod
    def made(cls, setup: Setup) -> HelpDeskByMail:
        user, only_sends = with_user(setup.text("user")), setup.text("sign_in") == CREATE_ONLY
        desk = usable(setup.text("to"), "tickets.mail.to")
        post = Post(
            desk,
            with_user(setup.text("address")) or (user if "@" in user else ""),
            frozenset(one.lower() for one in (desk, *setup.texts("answers_from"))),
            only_sends,
            only_sends and setup.flag("copy"),
            setup.flag("acknowledges"),
            setup.text("sent_folder"),
        )
        password: Callable[[], str] = setup.secret("password")
        submission = Submission(setup.text("smtp"), user, password, setup.network)
        if not _reads(setup):
            return cls(post, submission, None)
        return cls(post, submission, Mailbox(setup.text("imap"), user, password, setup.network))

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN_READ if _reads(setup) else CAN_SEND

    def close(self) -> None:
        if self._mailbox is not None:
            self._mailbox.close()

    # --- sending -----------------------------------------------------------------------------------------------------

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        envelope = self._envelope(draft.requester)
        filing = Filing(self._category(draft), self._priority(draft, {}), self._extras(draft))
        copies = (draft.requester,) if self._post.copies and draft.requester not in ("", envelope.sender) else ()
        try:
            self._send(new_letter(draft, files, envelope, filing), envelope, copies)
        except errors.TooLarge as problem:
            if self.can.files_later or not files:
                raise
            raise errors.NeedsEdit(str(problem), says=problem.words()) from problem
        return draft.reference

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        envelope, thread = self._envelope(""), self._thread(backend_id)
        if self._post.acknowledges and not thread.desk:
            raise errors.Busy("the help desk has not acknowledged it yet, and would open another", ACKNOWLEDGED_SOON)
        first = next((one.head.name for one in thread.own if one.head.name), name_of(envelope, backend_id))
        newest = next((one.head.name for one in reversed(thread.desk) if one.head.name), "")
        follows = (first, newest) if newest else (first,)
        self._send(answer(backend_id, token, _subject(thread, backend_id), follows, text, files, envelope), envelope)

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._reply(backend_id, file.name, token, (file,))

    def _send(self, letter: bytes, envelope: Envelope, copies: tuple[str, ...] = ()) -> None:
        """Sent, and a copy kept. Where that fails it was sent all the same."""
        self._submission.send(letter, envelope.sender, envelope.to, copies)
        if self._mailbox is None:
            return
        try:
            folder, name = self._sent_folder(self._mailbox), head_of(letter).name
            if not self._mailbox.heads(folder, "HEADER", "Message-ID", _word(name)):  # some servers keep one themselves
                self._mailbox.keep(folder, letter)
        except (errors.SendProblem, errors.SecretProblem) as problem:
            _log.warning("no copy of what was sent could be kept: %s", type(problem).__name__)

    def _envelope(self, requester: str) -> Envelope:
        sender = usable(self._post.address or requester, "the sender (tickets.mail.address)")
        apart = self._post.only_sends and requester not in ("", sender)
        return Envelope(sender, self._post.to, usable(requester, "person.email") if apart else "")

    def _solve(self, backend_id: str) -> None:
        raise errors.Held(f"{backend_id}: mail has no word for it but the person's own")

    def _reopen(self, backend_id: str) -> None:
        raise errors.Held(f"{backend_id}: mail has no word for it but the person's own")

    # --- reading -----------------------------------------------------------------------------------------------------

    def _find(self, reference: str) -> str | None:
        thread = self._thread(reference)
        if thread.desk or any(reference in one.head.names for one in thread.own):
            return reference
        raise errors.Unclear("mail cannot be searched at the help desk", says=_perhaps_sent())

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        thread, name = self._known_thread(backend_id), f"{backend_id}.{token}"
        if any(name in one.head.names for one in thread.own) or any(name in one.head.follows for one in thread.desk):
            return True
        raise errors.Unclear("mail cannot be searched at the help desk", says=_perhaps_sent())

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        mailbox = self._read()
        now = f"{mailbox.state(INBOX)}|{self._state_of_sent(mailbox)}"
        if now == mark:
            return None
        thread = self._known_thread(backend_id)
        automatic = [letter for letter in thread.desk if letter.head.automatic]
        people = [letter for letter in thread.desk if not letter.head.automatic]
        said = [self._message(one, Sender.AGENT, known) for one in people]
        said += [self._message(one, Sender.DESK, known) for one in automatic[1:]]  # the first only says "it is here"
        said += [self._message(one, Sender.PERSON, known) for one in thread.own if backend_id not in one.head.names]
        came_back = () if thread.desk else self._came_back(backend_id)
        messages = tuple(sorted((*said, *came_back), key=lambda message: message.at))
        if people:
            return Look(f"answered {thread.tag}", Stage.WORKING, messages, now)
        if automatic:
            return Look(f"acknowledged {thread.tag}", Stage.SEEN, messages, now)
        return Look(UNDELIVERED if came_back else "sent", Stage.SENT, messages, now)

    def _message(self, letter: Letter, sender: Sender, known: frozenset[str]) -> Message:
        text = ""
        if letter.id not in known:
            content = self._read().letter(letter.folder, letter.found.uid)
            text = whole_words(content) if sender is Sender.PERSON else words_of(content)
        return Message(sender, letter.found.at, text, letter.id)

    def _came_back(self, reference: str) -> tuple[Message, ...]:
        """A mail server took it, and another one later did not."""
        says = _("Your message did not reach the help desk: it came back. Please call them.")
        return tuple(
            Message(Sender.DESK, one.found.at, says, one.id)
            for one in self._letters(INBOX, "HEADER", "Content-Type", "report", "TEXT", _word(reference))
            if one.head.report and undelivered(self._read().letter(INBOX, one.found.uid), reference)
        )

    def _known_thread(self, reference: str) -> Thread:
        thread = self._thread(reference)
        if not (thread.desk or thread.own):
            raise errors.Held(f"this mailbox has nothing about {reference}")
        return thread

    def _thread(self, reference: str) -> Thread:
        """All about one ticket: by the names of our mails, by its reference, by the help desk's own number."""
        if not REFERENCE.fullmatch(reference):
            raise errors.Held(f"not a reference: {reference!r}")
        mailbox, word = self._read(), _word(reference)
        either = ("OR", "OR", "HEADER", "In-Reply-To", word, "HEADER", "References", word, "SUBJECT", word)
        found = [one for one in self._from_desk(*either) if one.head.is_about(reference)]
        tag = next((one.head.tag for one in found if one.head.tag), "")
        if tag:
            found += [one for one in self._from_desk("SUBJECT", _word(tag)) if one.head.tag == tag]
        desk = sorted({one.id: one for one in found}.values(), key=lambda one: (one.found.at, one.found.uid))
        sent = self._letters(self._sent_folder(mailbox), "HEADER", "Message-ID", word)
        own = (one for one in sent if any(name.split(".", 1)[0] == reference for name in one.head.names))
        return Thread(tuple(desk), tuple(own))

    def _from_desk(self, *criteria: str) -> tuple[Letter, ...]:
        return tuple(one for one in self._letters(INBOX, *criteria) if one.head.sender in self._post.answers_from)

    def _letters(self, folder: str, *criteria: str) -> tuple[Letter, ...]:
        if not folder:
            return ()
        return tuple(Letter(folder, found, head_of(found.content)) for found in self._read().heads(folder, *criteria))

    def _sent_folder(self, mailbox: Mailbox) -> str:
        if not self._sent:
            self._sent = self._post.sent_folder or mailbox.marked(rb"\Sent") or "Sent"
            mailbox.make(self._sent)
        return self._sent

    def _state_of_sent(self, mailbox: Mailbox) -> str:
        return mailbox.state(self._sent_folder(mailbox))

    def _read(self) -> Mailbox:
        if self._mailbox is None:
            raise errors.Held("no mailbox is read here")
        return self._mailbox

    # --- trying out --------------------------------------------------------------------------------------------------

    def _try_out(self) -> tuple[CheckRow, ...]:
        self._submission.rehearse(self._post.address or self._post.to, self._post.to)
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._mailbox is None:
            rows.append(CheckRow("tickets-answers", ok=True, says=_("The help desk's answers come to your mail.")))
            return tuple(rows)
        self._mailbox.state(INBOX)
        self._state_of_sent(self._mailbox)
        rows.append(CheckRow("tickets-answers", ok=True, says=_("The help desk's answers can be read here.")))
        if self._post.address.lower() in self._post.answers_from:
            says = _("The sign-in on this computer can read messages of other people.")
            do = "This is the help desk's own mailbox. Use the person's or a computer's (docs/backends/mail.md)"
            rows.append(CheckRow("tickets-privacy", ok=False, says=says, do=do))
        return tuple(rows)


def _reads(setup: Setup) -> bool:
    return bool(setup.text("imap")) and setup.text("sign_in") != CREATE_ONLY


def _subject(thread: Thread, reference: str) -> str:
    """That of the newest mail, with the help desk's number and our reference in it."""
    letters = thread.desk or thread.own
    subject = letters[-1].head.subject if letters else ""
    subject = subject if subject.lower().startswith("re:") else f"Re: {subject}".strip()
    if thread.tag and thread.tag not in subject:
        subject = f"{subject} {thread.tag}"
    return subject if reference in subject else f"{subject} ({reference})"


def _word(text: str) -> str:
    """As a word of a search."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _perhaps_sent() -> str:
    return _("Your message may have been sent. Deskside waits for an answer. If you hear nothing, please call.")

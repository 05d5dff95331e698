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
from deskside.model.ticket import Draft, Sender, Stage
from deskside.tickets.backend import Backend, Can, Content, Limits, Look
from deskside.tickets.mail.box import Mailbox
from deskside.tickets.mail.letter import Envelope, Filing, answer, name_of, new_letter, usable
from deskside.tickets.mail.smtp import Submission
from deskside.tickets.mail.thread import Correspondence, Thread
from deskside.tickets.news.fetching import UNDELIVERED
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.setup import Setup

ACKNOWLEDGED_SOON = 60.0
"""Seconds until it is looked again for the answer that the help desk gives by itself."""
CAN_READ = Can(solve=False, reopen=False)
CAN_SEND = Can(
    find=False, look=False, reply=False, solve=False, reopen=False, files_later=False, files_with_reply=False
)
"""What is left where no mailbox can be read here."""
_log = logging.getLogger(__name__)


class Post(Struct, frozen=True):
    """Who writes to the help desk, and who may answer for it."""

    to: str
    address: str
    """"" where it is the person's own, as each ticket has it."""
    answers_from: frozenset[str] = frozenset()
    only_sends: bool = False
    copies: bool = False
    acknowledges: bool = False


class HelpDeskByMail(Backend):
    """``letters`` is None where answers come to the person's own mail."""

    name = "mail"
    limits = Limits(title=150, body=200_000, file_size=15 << 20)

    def __init__(self, post: Post, submission: Submission, letters: Correspondence | None) -> None:
        self._post, self._submission, self._letters = post, submission, letters
        self.can = CAN_SEND if letters is None else CAN_READ

    @classmethod
    def made(cls, setup: Setup) -> HelpDeskByMail:
        user, only_sends = with_user(setup.text("user")), setup.text("sign_in") == CREATE_ONLY
        desk = setup.text("to")
        post = Post(
            desk,
            with_user(setup.text("address")) or (user if "@" in user else ""),
            frozenset(one.lower() for one in (desk, *setup.texts("answers_from"))),
            only_sends,
            only_sends and setup.flag("copy"),
            setup.flag("acknowledges"),
        )
        password: Callable[[], str] = setup.secret("password")
        submission = Submission(setup.text("smtp"), user, password, setup.network)
        if not _reads(setup):
            return cls(post, submission, None)
        mailbox = Mailbox(setup.text("imap"), user, password, setup.network)
        return cls(post, submission, Correspondence(mailbox, post.answers_from, setup.text("sent_folder")))

    @classmethod
    def abilities(cls, setup: Setup) -> Can:
        return CAN_READ if _reads(setup) else CAN_SEND

    def close(self) -> None:
        if self._letters is not None:
            self._letters.close()

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
        envelope, thread = self._envelope(""), self._read().thread(backend_id)
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
        if self._letters is None:
            return
        try:
            self._letters.keep(letter)
        except (errors.SendProblem, errors.SecretProblem) as problem:
            _log.warning("no copy of what was sent could be kept: %s", type(problem).__name__)

    def _envelope(self, requester: str) -> Envelope:
        to = usable(self._post.to, "tickets.mail.to")
        own = "" if self._letters is not None else requester  # answers have to come to the mailbox that is read
        sender = usable(self._post.address or own, "the sender (tickets.mail.address)")
        apart = self._post.only_sends and requester not in ("", sender)
        return Envelope(sender, to, usable(requester, "person.email") if apart else "")

    def _solve(self, backend_id: str) -> None:
        raise errors.Held(f"{backend_id}: mail has no word for it but the person's own")

    def _reopen(self, backend_id: str) -> None:
        raise errors.Held(f"{backend_id}: mail has no word for it but the person's own")

    # --- reading -----------------------------------------------------------------------------------------------------

    def _find(self, reference: str) -> str | None:
        thread = self._read().thread(reference)
        if thread.desk or any(reference in one.head.names for one in thread.own):
            return reference
        raise errors.Unclear("mail cannot be searched at the help desk", says=_perhaps_sent())

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        thread, name = self._read().known_thread(backend_id), f"{backend_id}.{token}"
        if any(name in one.head.names for one in thread.own) or any(name in one.head.follows for one in thread.desk):
            return True
        raise errors.Unclear("mail cannot be searched at the help desk", says=_perhaps_sent())

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        letters = self._read()
        now = letters.state()
        if now == mark:
            return None
        thread = letters.known_thread(backend_id)
        automatic = [letter for letter in thread.desk if letter.head.automatic]
        people = [letter for letter in thread.desk if not letter.head.automatic]
        said = [letters.message(one, Sender.AGENT, known) for one in people]
        said += [letters.message(one, Sender.DESK, known) for one in automatic[1:]]  # the first only says "it is here"
        said += [letters.message(one, Sender.PERSON, known) for one in thread.own if backend_id not in one.head.names]
        came_back = () if thread.desk else letters.came_back(backend_id)
        messages = tuple(sorted((*said, *came_back), key=lambda message: message.at))
        if thread.is_solved:
            return Look(f"solved {thread.tag}", Stage.SOLVED, messages, now)
        if people:
            return Look(f"answered {thread.tag}", Stage.WORKING, messages, now)
        if automatic:
            return Look(f"acknowledged {thread.tag}", Stage.SEEN, messages, now)
        return Look(UNDELIVERED if came_back else "sent", Stage.SENT, messages, now)

    def _read(self) -> Correspondence:
        if self._letters is None:
            raise errors.Held("no mailbox is read here")
        return self._letters

    # --- trying out --------------------------------------------------------------------------------------------------

    def _try_out(self) -> tuple[CheckRow, ...]:
        envelope = self._envelope("" if self._post.address else self._post.to)  # nothing is sent by it
        self._submission.rehearse(envelope.sender, envelope.to)
        rows = [CheckRow("tickets", ok=True, says=_("Messages to the help desk can be sent."))]
        if self._letters is None:
            rows.append(CheckRow("tickets-answers", ok=True, says=_("The help desk's answers come to your mail.")))
            return tuple(rows)
        self._letters.state()
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


def _perhaps_sent() -> str:
    return _("Your message may have been sent. Deskside waits for an answer. If you hear nothing, please call.")

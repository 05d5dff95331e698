"""A real postfix and a real dovecot: the contract of every backend, and what mail alone has."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG, BackendContract
from deskside.model.ticket import Deed, Draft, SendState, Stage
from deskside.storage import Database, Tickets, keep_attachments
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.composing.in_words import as_answer
from deskside.tickets.news.fetching import UNDELIVERED, fetch
from deskside.tickets.outbox.sending import Outbox

from .mail.agent import MailSide
from .mail.server import SUBMITS, MailServer

_numbers = itertools.count(1)


@pytest.fixture
def desk(mail_server: MailServer) -> Iterator[MailSide]:
    with closing(MailSide(mail_server)) as side:
        yield side


class TestMail(BackendContract):
    stages = (Stage.SEEN, Stage.WORKING)

    def test_a_ticket_that_was_deleted_is_over(self, desk: MailSide, backend: Backend, draft: Draft) -> None:
        """By mail nobody hears of it: what is shown stays as it was, and nothing is made up."""
        backend_id = backend.create(draft)
        desk.delete(backend_id)
        assert desk.letters(backend_id) == []
        assert backend.look(backend_id).stage is Stage.SENT


class TestOtherDoors(BackendContract):
    """The same by the other two doors: implicit TLS to send, STARTTLS to read."""

    stages = (Stage.SEEN, Stage.WORKING)

    @pytest.fixture
    def backend(self, desk: MailSide) -> Backend:
        urls = {"smtp": desk.server.url("smtps", "SMTPS"), "imap": desk.server.url("imap+starttls", "IMAP")}
        return desk.backend(**urls)

    test_a_ticket_that_was_deleted_is_over = TestMail.test_a_ticket_that_was_deleted_is_over


class TestInThePersonsOwnMail(BackendContract):
    """No mailbox is read here: what cannot be told is not."""

    @pytest.fixture
    def backend(self, desk: MailSide) -> Backend:
        return desk.backend(imap="")


class TestOnlySends(BackendContract):
    """An account that has no mailbox at all."""

    @pytest.fixture
    def draft(self, run: str, desk: MailSide) -> Draft:
        """Of a person who gives their address: an agent answers to that."""
        requester = desk.server.address("employee")
        return Draft(f"DS-{run}-K{next(_numbers):04}", "Printer prints nothing äöü", "Nothing. 🖨", requester=requester)

    @pytest.fixture
    def backend(self, desk: MailSide) -> Backend:
        return desk.backend(SUBMITS, sign_in="create-only")


# --- what is read ---------------------------------------------------------------------------------------------------


def test_only_the_help_desk_is_believed_to_be_the_help_desk(desk: MailSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-SPOOFED", "Printer", "Nothing."))
    evil = desk.answer(backend_id, "Please tell me your password.")
    evil.replace_header("From", f'"support@helptest.invalid" <{desk.server.address("other")}>')
    desk.write(evil, "other")
    assert backend.look(backend_id).messages == ()
    desk.reply(backend_id, "It is me.")
    assert [m.text for m in backend.look(backend_id).messages] == ["It is me."]


def test_a_help_desk_that_answers_from_other_addresses_is_believed(desk: MailSide) -> None:
    backend_id = desk.backend().create(Draft("DS-OTHERWISE", "Printer", "Nothing."))
    letter = desk.answer(backend_id, "It is me, Anna.")
    letter.replace_header("From", desk.server.address("agent"))
    desk.write(letter, "agent")
    assert desk.backend().look(backend_id).messages == ()
    backend = desk.backend(answers_from=[desk.server.address("agent")])
    assert [m.text for m in backend.look(backend_id).messages] == ["It is me, Anna."]


def test_what_an_answer_quotes_is_not_shown_again(desk: MailSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-QUOTES", "Printer", "Nothing comes out."))
    desk.reply(backend_id, "It was off.\n\nOn 3 May 2027 at 10:12, Ana wrote:\n> Nothing comes out.\n")
    desk.reply(backend_id, "<p>It is <i>on</i>.</p><blockquote>Nothing comes out.</blockquote>", html=True)
    assert [m.text for m in backend.look(backend_id).messages] == ["It was off.", "It is on."]


def test_an_acknowledgement_proves_arrival_and_is_no_message(desk: MailSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-ACK", "Printer", "Nothing."))
    desk.set_stage(backend_id, Stage.SEEN)
    look = backend.look(backend_id)
    assert (look.stage, look.messages) == (Stage.SEEN, ())


def test_reading_marks_nothing_as_read(desk: MailSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-UNREAD", "Printer", "Nothing."))
    desk.reply(backend_id, "One.")
    assert backend.look(backend_id).messages
    with desk.mailbox("employee") as box:
        unread = box.search(None, "UNSEEN", "SUBJECT", '"(DS-UNREAD)"')[1][0]
    assert len(unread.split()) == 1


def test_a_ticket_is_solved_when_the_person_says_so_and_never_because_of_what_the_desk_writes(desk: MailSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-SOLVED", "Printer", "Nothing."))
    desk.reply(backend_id, "It is solved. Thank you.")
    assert backend.look(backend_id).stage is Stage.WORKING
    backend.reply(backend_id, as_answer(Deed.SOLVED), "t0ken1")
    assert backend.look(backend_id).stage is Stage.SOLVED
    desk.reply(backend_id, "Glad to hear.")
    assert backend.look(backend_id).stage is Stage.SOLVED
    backend.reply(backend_id, as_answer(Deed.REOPEN), "t0ken2")
    assert backend.look(backend_id).stage is Stage.WORKING


def test_the_person_is_not_asked_whether_it_is_solved_after_saying_so(desk: MailSide, tmp_path: Path) -> None:
    db, backend = Database(tmp_path / "d.sqlite3"), desk.backend()
    outbox, tickets = Outbox(db, tmp_path / "files"), Tickets(db)
    outbox.enqueue(Draft("DS-SAID-SO", "Printer", "Nothing."), "mail", 1.0, ())
    outbox.drain(backend, lambda: 1.0)
    desk.reply("DS-SAID-SO", "Which one?")
    (news,) = fetch(tickets, backend, 2.0)
    assert news.says == "The help desk wrote: Which one?"
    outbox.enqueue_deed("DS-SAID-SO", Deed.REPLY, as_answer(Deed.SOLVED), 3.0)
    outbox.drain(backend, lambda: 3.0)
    assert fetch(tickets, backend, 4.0) == ()
    ticket = tickets.load("DS-SAID-SO")
    assert ticket is not None
    assert ticket.stage is Stage.SOLVED
    assert [m.text for m in ticket.messages] == ["Nothing.", "Which one?", as_answer(Deed.SOLVED)]


def test_a_message_that_comes_back_is_told_to_the_person(desk: MailSide) -> None:
    """The server took it, and only then found that the help desk's address has moved."""
    backend = desk.backend(to=desk.server.address("moved"))
    backend_id = backend.create(Draft("DS-BOUNCED", "Printer", "Nothing."))
    desk.server.delivered()
    look = backend.look(backend_id)
    assert (look.state, look.stage) == (UNDELIVERED, Stage.SENT)
    (message,) = look.messages
    assert "did not reach the help desk" in message.text


def test_an_answer_waits_where_the_help_desk_would_open_another_ticket(desk: MailSide) -> None:
    backend = desk.backend(acknowledges=True)
    backend_id = backend.create(Draft("DS-EARLY", "Printer", "Nothing."))
    with pytest.raises(errors.Busy):
        backend.reply(backend_id, "It is the big one.", "t0ken")
    (asked,) = desk.letters(backend_id)
    desk.acknowledge(asked.as_bytes())
    backend.reply(backend_id, "It is the big one.", "t0ken")
    (_, said) = desk.letters(backend_id)
    assert "[helptest #17]" in said["Subject"]
    assert said["References"].split()[0] == asked["Message-ID"]


# --- what is sent ---------------------------------------------------------------------------------------------------


def test_what_was_sent_lies_in_the_persons_folder_of_sent_mail(desk: MailSide) -> None:
    desk.backend().create(Draft("DS-COPY", "Printer", "Nothing."))
    with desk.mailbox("employee") as box:
        box.select("Sent")
        found = box.search(None, "HEADER", "Message-ID", '"<DS-COPY@helptest.invalid>"')[1][0]
    assert len(found.split()) == 1


def test_a_mailbox_without_a_folder_of_sent_mail_gets_one(desk: MailSide) -> None:
    backend = desk.backend(sent_folder="Help desk")
    backend_id = backend.create(Draft("DS-FOLDER", "Printer", "Nothing."))
    assert backend.find(backend_id) == backend_id
    with desk.mailbox("employee") as box:
        assert box.select('"Help desk"')[1] == [b"1"]


def test_a_folder_that_takes_no_copy_does_not_make_it_unsent(desk: MailSide) -> None:
    draft = Draft("DS-NO-COPY", "Printer", "Nothing.")
    backend = desk.backend(imap="imaps://127.0.0.1:1")
    assert backend.create(draft) == draft.reference
    assert len(desk.letters(draft.reference)) == 1


def test_whoever_only_sends_names_the_person_to_answer_to(desk: MailSide) -> None:
    draft = Draft("DS-KIOSK", "Printer", "Nothing.", requester=desk.server.address("employee"))
    desk.backend(SUBMITS, sign_in="create-only").create(draft)
    (letter,) = desk.letters(draft.reference)
    assert (letter["From"], letter["Reply-To"]) == (desk.server.address(SUBMITS), draft.requester)
    desk.reply(draft.reference, "To your own mail.")
    copy, answered = desk.letters(draft.reference, "employee")
    assert copy["Message-ID"] == letter["Message-ID"]
    assert "To your own mail." in str(answered.get_payload(decode=True))


def test_the_account_that_only_sends_reads_nothing(desk: MailSide) -> None:
    (row,) = (row for row in desk.backend(SUBMITS).try_out() if not row.ok)
    assert "sign-in" in row.do


def test_a_copy_that_is_refused_holds_nothing_up(desk: MailSide) -> None:
    draft = Draft("DS-HALF-A", "Printer", "Nothing.", requester=desk.server.address("refused"))
    desk.backend(SUBMITS, sign_in="create-only").create(draft)
    assert len(desk.letters(draft.reference)) == 1


def test_a_help_desk_that_is_refused_leaves_no_copy_that_looks_sent(desk: MailSide) -> None:
    draft = Draft("DS-HALF-B", "Printer", "Nothing.", requester=desk.server.address("employee"))
    with pytest.raises(errors.Held):
        desk.backend(SUBMITS, sign_in="create-only", to=desk.server.address("refused")).create(draft)
    assert desk.letters(draft.reference, "employee") == []


def test_what_is_too_large_goes_in_parts_and_each_part_once(desk: MailSide, tmp_path: Path) -> None:
    outbox = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    draft, half = Draft("DS-LARGE", "Printer", "Nothing."), bytes(range(256)) * 8000
    outbox.enqueue(draft, "mail", 1.0, tuple(enclose(f"{name}.png", PNG + half) for name in "ab"))
    states = {sent.state for sent in outbox.drain(desk.backend(), lambda: 1.0)}
    assert states == {SendState.SENT}
    assert desk.files(draft.reference) == {"a.png": PNG + half, "b.png": PNG + half}
    assert len(desk.letters(draft.reference)) == 3


def test_what_is_too_large_where_nothing_can_follow_is_for_the_person_to_change(desk: MailSide, tmp_path: Path) -> None:
    files = keep_attachments(
        Database(tmp_path / "a.sqlite3"), tmp_path / "f", (enclose("a.png", PNG + bytes(5_000_000)),)
    )
    with pytest.raises(errors.NeedsEdit, match="552") as told:
        desk.backend(imap="").create(Draft("DS-LARGE-2", "Printer", "Nothing.", attachments=files))
    assert not isinstance(told.value, errors.TooLarge)


def test_the_help_desks_own_mailbox_on_a_desk_is_warned_of(desk: MailSide) -> None:
    rows = desk.backend("support").try_out()
    assert [row.name for row in rows if not row.ok] == ["tickets-privacy"]


def test_a_server_that_takes_mail_without_a_sign_in_takes_it_under_tls_only(desk: MailSide) -> None:
    relay = {"smtp": desk.server.url("smtp+starttls", "SMTP"), "user": "", "sign_in": "create-only"}
    draft = Draft("DS-RELAY", "Printer", "Nothing.", requester=desk.server.address("employee"))
    desk.backend(**relay).create(draft)
    (letter,) = desk.letters(draft.reference)
    assert letter["From"] == draft.requester

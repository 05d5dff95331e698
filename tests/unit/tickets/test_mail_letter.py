"""A ticket as a mail: what an agent's program gets, and that nothing in it can write a header of its own."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import msgspec
import pytest

from deskside import errors
from deskside.model.ticket import Draft, Priority
from deskside.tickets.backend import Content
from deskside.tickets.mail.letter import Envelope, Filing, answer, new_letter, usable

ENVELOPE = Envelope("ana@x.example", "help@desk.example")
DRAFT = Draft("DS-7", "Printer prints nothing äöü", "Nothing comes out. 🖨\n.\nFrom me", priority=Priority.URGENT)


def read(letter: bytes) -> EmailMessage:
    return message_from_bytes(letter, policy=default)


def made(envelope: Envelope = ENVELOPE, filing: Filing | None = None, **changes: object) -> EmailMessage:
    return read(new_letter(msgspec.structs.replace(DRAFT, **changes), (), envelope, filing or Filing()))


def test_a_ticket_reads_as_it_was_written() -> None:
    letter = read(
        new_letter(DRAFT, (Content("a b.txt", "text/plain", b"facts"),), ENVELOPE, Filing(category="Hardware"))
    )
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == f"{DRAFT.body}\n"
    assert letter["Subject"] == "Printer prints nothing äöü (DS-7)"
    assert [(part.get_filename(), part.get_payload(decode=True)) for part in letter.iter_attachments()] == [
        ("a b.txt", b"facts")
    ]
    assert (letter["X-Deskside-Reference"], letter["X-Deskside-Category"]) == ("DS-7", "Hardware")
    assert (letter["X-Priority"], letter["Importance"], letter["X-Deskside-Priority"]) == ("1", "high", "urgent")


def test_the_same_ticket_has_the_same_name_each_time_and_another_has_another() -> None:
    assert made()["Message-ID"] == made()["Message-ID"] == "<DS-7@x.example>"
    assert made(reference="DS-8")["Message-ID"] == "<DS-8@x.example>"


def test_what_is_normal_shouts_at_nobody() -> None:
    letter = made(priority=Priority.NORMAL)
    assert (letter["X-Priority"], letter["Importance"]) == (None, None)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00\n"])
def test_no_word_of_the_person_becomes_a_header(end: str) -> None:
    evil = f"Printer{end}Bcc: everyone@x.example{end}{end}<script>"
    filing = Filing(category=evil, priority=evil, fields={"X-Cause": evil})
    letter = made(filing=filing, title=evil, version=evil)
    assert letter["Bcc"] is None
    assert sorted(set(letter.keys())) == sorted(
        set(made(filing=Filing("a", "b", {"X-Cause": "c"}), version="1").keys())
    )
    assert len(letter.get_all("To", ())) == 1


@pytest.mark.parametrize(
    "address", ["a@b.c\r\nRCPT TO:<x@y.z>", "a@b.c, x@y.z", "<a@b.c>", "ä@b.c", "a b@c.d", "a", "@"]
)
def test_an_address_is_one_address(address: str) -> None:
    with pytest.raises(errors.Held):
        usable(address, "it")


@pytest.mark.parametrize("header", ["Bcc", "From", "X-Bad: x\r\nBcc", "X-", "Subject", "X-Deskside-Reference"])
def test_it_can_fill_only_headers_of_its_own(header: str) -> None:
    with pytest.raises(errors.Held):
        made(filing=Filing(fields={header: "everyone@x.example"}))


@pytest.mark.parametrize("reference", ["DS 7", "DS@7", "<DS-7>", "", "DS-7\r\n", "DS.7"])
def test_a_reference_that_could_be_another_is_not_sent(reference: str) -> None:
    with pytest.raises(errors.Held):
        made(reference=reference)


def test_an_answer_hangs_on_what_was_said_before() -> None:
    follows = ("<DS-7@x.example>", "<desk-1@desk.example>")
    letter = read(answer("DS-7", "t0ken", "Re: [desk #1] Printer (DS-7)", follows, "The big one.", (), ENVELOPE))
    assert letter["Message-ID"] == "<DS-7.t0ken@x.example>"
    assert (letter["In-Reply-To"], letter["References"]) == (follows[1], " ".join(follows))


def test_answers_go_to_the_person_where_another_account_sends() -> None:
    letter = made(Envelope("kiosk@x.example", "help@desk.example", "ana@x.example"))
    assert (letter["From"], letter["Reply-To"]) == ("kiosk@x.example", "ana@x.example")

"""What is read of a help desk's mail: its own words, who it says it is from, and what it is about."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from deskside.tickets.mail.words import head_of, own_words, undelivered, words_of

OURS = "DS-7"


def letter(text: str = "Yes.", **heads: str) -> bytes:
    made = EmailMessage()
    for name, value in {"From": "help@desk.example", "Subject": "Re: Printer (DS-7)", **heads}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (
            "Please restart.\n\nOn Mon, 3 May 2027 at 10:12, Ana <ana@x.example> wrote:\n> Nothing\n> at all\n",
            "Please restart.",
        ),
        ("Bitte neu starten.\n\nAm 03.05.2027 um 10:12 schrieb Ana:\n> Nichts\n", "Bitte neu starten."),
        ("Yes.\n\nOn Mon, 3 May 2027 at 10:12, Ana Maria\n<ana@x.example> wrote:\n> Nothing\n", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Ana\nNothing\n", "Yes."),
        ("Yes.\n________________________________\nFrom: Ana\nSent: Monday\n\nNothing\n", "Yes."),
        ("On 3 May 2027, Ana wrote:\n> Nothing\n\nIt was off.\n", "It was off."),
        ("> Which one?\nThe big one.\n> And where?\nUpstairs.\n> Thanks\n", "The big one.\n> And where?\nUpstairs."),
        ("> only what you said\n", "> only what you said"),
        ("We meet at 10:30, please bring:\n- the printer", "We meet at 10:30, please bring:\n- the printer"),
        ("Call at 10:30:", "Call at 10:30:"),
        ("", ""),
    ],
)
def test_only_the_new_words_of_an_answer_are_shown(mail: str, words: str) -> None:
    assert own_words(mail) == words


def test_a_web_page_is_read_as_words_without_what_it_quotes() -> None:
    made = EmailMessage()
    made.set_content("<p>It was <b>off</b>.</p><blockquote><p>Nothing</p></blockquote>", subtype="html")
    assert words_of(made.as_bytes()) == "It was off."


def test_a_web_page_that_begins_with_a_quotation_is_read_all_the_same() -> None:
    made = EmailMessage()
    made.set_content("<blockquote><p>Nothing</p></blockquote><p>It was off.</p>", subtype="html")
    assert "It was off." in words_of(made.as_bytes())


def test_a_mail_of_a_file_alone_is_told_by_its_name() -> None:
    made = EmailMessage()
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="how to.pdf")
    assert words_of(made.as_bytes()) == "how to.pdf"


@pytest.mark.parametrize(
    ("heads", "about"),
    [
        ({}, True),
        ({"Subject": "Re: something", "In_Reply_To": "<DS-7@x.example>"}, True),
        ({"Subject": "Re: something", "References": "<a@b> <DS-7.t0ken@x.example>"}, True),
        ({"Subject": "Printer (DS-77)"}, False),
        ({"Subject": "Printer (XDS-7)"}, False),
        ({"Subject": "Printer DS-7-2"}, False),
        ({"Subject": "Re: something", "In_Reply_To": "<DS-77@x.example>"}, False),
        ({"Subject": "Re: something", "In_Reply_To": "<XDS-7.DS-7@x.example>"}, False),
    ],
)
def test_a_mail_is_about_exactly_the_ticket_it_names(heads: dict[str, str], about: bool) -> None:
    assert head_of(letter(**heads)).is_about(OURS) is about


@pytest.mark.parametrize(
    ("sender", "read"),
    [
        ("help@desk.example", "help@desk.example"),
        ("The Desk <Help@Desk.Example>", "help@desk.example"),
        ('"help@desk.example" <evil@x.example>', "evil@x.example"),
        ("help@desk.example, evil@x.example", ""),
    ],
)
def test_the_sender_is_the_address_and_never_the_name_before_it(sender: str, read: str) -> None:
    assert head_of(letter(From=sender)).sender == read


def test_two_senders_are_none() -> None:
    twice = letter().replace(b"Subject:", b"From: evil@x.example\nSubject:", 1)
    assert head_of(twice).sender == ""


@pytest.mark.parametrize(("said", "automatic"), [("auto-replied", True), ("auto-generated; x", True), ("no", False)])
def test_a_machines_answer_is_not_taken_for_a_persons(said: str, automatic: bool) -> None:
    assert head_of(letter(Auto_Submitted=said)).automatic is automatic


def test_the_desks_own_number_is_read_of_the_subject() -> None:
    assert head_of(letter(Subject="[helpdesk #17] Printer")).tag == "[helpdesk #17]"
    assert head_of(letter()).tag == ""


REPORT = b"""From: MAILER-DAEMON@x.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; x

Final-Recipient: rfc822; help@desk.example
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: <DS-7@x.example>

--b--
"""


@pytest.mark.parametrize(
    ("change", "came_back"),
    [((b"", b""), True), ((b"failed", b"delayed"), False), ((b"<DS-7@", b"<DS-77@"), False)],
)
def test_a_message_that_came_back_is_noticed(change: tuple[bytes, bytes], came_back: bool) -> None:
    report = REPORT.replace(*change) if change[0] else REPORT
    assert head_of(report).report
    assert undelivered(report, OURS) is came_back


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\xfe\x00",
        b"From: =?utf-8?b?////?= <a@b.c>\r\nSubject: =?x-nope?q?=ff?=\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=nope\n\nhi\n--x",
        b"From: <\r\nMessage-ID: <<>>\r\nReferences: " + b"<a@b> " * 5000 + b"\r\n\r\nhi",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    ],
)
def test_a_mail_that_is_not_well_made_stops_nothing(mail: bytes) -> None:
    head_of(mail)
    words_of(mail)
    undelivered(mail, OURS)

"""M01 to M03, and everything else that a mail server, or somebody on the way to it, can do to a message."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside import errors
from deskside.model.ticket import Deed, Draft, SendState
from deskside.storage import Database
from deskside.system.web.network import Network
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend
from deskside.tickets.mail.box import Mailbox
from deskside.tickets.mail.smtp import Submission
from deskside.tickets.outbox.sending import Outbox

from . import ports
from .mail.agent import MailSide
from .mail.server import MailServer
from .mail.whims import DATA, END, GREETING, HELLO, OFFERS, RECIPIENT, SENDER, SIGN_IN, TLS, WhimsicalPost

SECRET = "p4ss-w0rd-of-mine"
LETTER = b"Subject: x\r\n\r\n.a line that begins with a dot\r\n"
NOW = 1_800_000_000.0
MINUTES = 60.0


@pytest.fixture
def desk(mail_server: MailServer) -> Iterator[MailSide]:
    with contextlib.closing(MailSide(mail_server)) as side:
        yield side


@pytest.fixture
def tls(mail_server: MailServer) -> Path:
    return mail_server.folder / "tls"


def way(post: WhimsicalPost, tls: Path, *, total: float = 20.0, connect: float = 5.0) -> Submission:
    network = Network(extra_ca=str(tls / "ca.pem"))
    return Submission(post.url, "ana@here.invalid", lambda: SECRET, network, total=total, connect=connect)


def send(post: WhimsicalPost, tls: Path) -> None:
    way(post, tls).send(LETTER, "ana@here.invalid", "help@here.invalid")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


# --- M01: nobody knows whether it arrived ---------------------------------------------------------------------------


def mailing(url: str, tls: Path, paths: object, **options: str) -> Backend:
    values = {"to": "support@helptest.invalid", "smtp": url, "user": "employee@helptest.invalid", **options}
    return make_backend(
        "mail",
        lambda key: values.get(key.removeprefix("tickets.mail.")),
        lambda _key: SECRET,
        paths,  # type: ignore[arg-type]
        Network(extra_ca=str(tls / "ca.pem")),
    )


def test_m01_a_message_that_may_have_arrived_is_never_sent_again_and_the_person_is_told(
    tls: Path, tmp_path: Path
) -> None:
    clock, outbox = Clock(), Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    with WhimsicalPost(tls, {END: b""}) as post, contextlib.closing(mailing(post.url, tls, None)) as backend:
        outbox.enqueue(Draft("DS-M01", "Printer", "Nothing."), "mail", clock())
        for _ in range(6):
            outbox.drain(backend, clock)
            clock.now += 20 * MINUTES
        assert len(post.taken) == 1
        (row,) = outbox.rows.waiting()
        assert row.state is SendState.UNKNOWN
        assert "may have arrived" in row.says


def test_m01_sent_once_more_because_the_person_says_so_it_has_the_same_name(tls: Path, tmp_path: Path) -> None:
    clock, outbox = Clock(), Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    with WhimsicalPost(tls, {END: b""}) as post, contextlib.closing(mailing(post.url, tls, None)) as backend:
        outbox.enqueue(Draft("DS-M01", "Printer", "Nothing."), "mail", clock())
        outbox.drain(backend, clock)
        (row,) = outbox.rows.waiting()
        post.plan[END] = b"250 2.0.0 taken\r\n"
        outbox.send_once_more(row.id, clock())
        clock.now += MINUTES
        (sent,) = outbox.drain(backend, clock)
        assert (sent.deed, sent.state) == (Deed.CREATE, SendState.SENT)
        first, second = post.taken
    name = b"Message-ID: <DS-M01@helptest.invalid>"
    assert name in first
    assert name in second


def test_m01_the_help_desks_own_answer_settles_that_it_arrived(desk: MailSide, tls: Path, tmp_path: Path) -> None:
    """The server took it, and the line broke before it could say so; the help desk acknowledges."""
    clock, outbox = Clock(), Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    draft = Draft("DS-M01-SETTLED", "Printer", "Nothing.")
    with WhimsicalPost(tls, {END: b""}) as post, contextlib.closing(desk.backend(smtp=post.url)) as backend:
        outbox.enqueue(draft, "mail", clock())
        outbox.drain(backend, clock)
        assert [row.state for row in outbox.rows.waiting()] == [SendState.UNKNOWN]
        with pytest.raises(errors.Unclear, match="cannot be searched"):
            backend.find(draft.reference)
        (letter,) = post.taken
        desk.acknowledge(letter)
        clock.now += 20 * MINUTES
        (sent,) = outbox.drain(backend, clock)
        assert sent.state is SendState.SENT
        assert len(post.taken) == 1


def test_m01_what_broke_off_before_its_end_was_not_sent(tls: Path) -> None:
    """Without the line that ends it a server throws it away: it may be sent again at once."""
    with WhimsicalPost(tls, {DATA: b""}) as post:
        with pytest.raises(errors.NotReached):
            send(post, tls)
        assert post.taken == []


# --- M02, M03: it says no -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "words"), [(RECIPIENT, b"450 4.2.0 Greylisted"), (END, b"451 4.7.1 Try again later")])
def test_m02_a_server_that_says_later_is_asked_again_after_five_minutes(
    tls: Path, tmp_path: Path, step: str, words: bytes
) -> None:
    clock, outbox = Clock(), Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    with (
        WhimsicalPost(tls, {step: words + b"\r\n"}) as post,
        contextlib.closing(mailing(post.url, tls, None)) as backend,
    ):
        outbox.enqueue(Draft("DS-M02", "Printer", "Nothing."), "mail", clock())
        outbox.drain(backend, clock)
        asked = len(post.commands)
        del post.plan[step]
        post.plan.update({RECIPIENT: b"250 ok\r\n", END: b"250 ok\r\n"})
        clock.now += 5 * MINUTES - 1
        assert outbox.drain(backend, clock) == ()
        assert len(post.commands) == asked
        clock.now += 2
        (sent,) = outbox.drain(backend, clock)
        assert sent.state is SendState.SENT


def test_m02_the_real_server_says_later(desk: MailSide) -> None:
    for account in ("tempfail", "full"):
        with pytest.raises(errors.Busy) as told:
            desk.backend(to=desk.server.address(account)).create(Draft(f"DS-{account}", "Printer", "Nothing."))
        assert told.value.seconds >= 5 * MINUTES


def test_m03_words_that_are_refused_come_back_to_the_person(desk: MailSide) -> None:
    with pytest.raises(errors.NeedsEdit) as told:
        desk.backend().create(Draft("DS-M03", "looks-like-spam", "Nothing."))
    assert "This looks like spam" in told.value.words()


def test_m03_an_address_that_is_refused_is_for_it_to_put_right(desk: MailSide) -> None:
    for account in ("refused", "nobody"):
        with pytest.raises(errors.Held) as told:
            desk.backend(to=desk.server.address(account)).create(Draft(f"DS-{account}", "Printer", "Nothing."))
        assert "address" in told.value.words()


def test_m03_who_may_not_write_as_the_person_is_told_so(desk: MailSide) -> None:
    with pytest.raises(errors.Held, match="553"):
        desk.backend(address=desk.server.address("other")).create(Draft("DS-AS-OTHER", "Printer", "Nothing."))


@pytest.mark.parametrize(
    ("step", "words", "problem"),
    [
        (GREETING, b"554 no service", errors.Held),
        (GREETING, b"421 too many connections", errors.Busy),
        (SIGN_IN, b"535 5.7.8 wrong", errors.Held),
        (SIGN_IN, b"454 4.7.0 later", errors.Busy),
        (SENDER, b"552 5.3.4 too large", errors.TooLarge),
        (SENDER, b"530 5.7.0 sign in first", errors.Held),
        (RECIPIENT, b"551 5.1.6 moved", errors.Held),
        (RECIPIENT, b"552 5.2.2 full", errors.Busy),
        (DATA, b"451 4.3.0 later", errors.Busy),
        (END, b"554 5.3.4 too large", errors.TooLarge),
        (END, b"552 too large", errors.TooLarge),
        (END, b"452 4.3.1 no room", errors.Busy),
        (END, b"550 5.7.1 policy", errors.NeedsEdit),
        (END, b"421 4.3.0 going down", errors.Unclear),
        (END, b"what?", errors.Unclear),
        (END, b"354 go on", errors.Unclear),
        (SENDER, b"what?", errors.NotReached),
    ],
)
def test_m03_every_no_is_understood_by_where_it_was_said(
    tls: Path, step: str, words: bytes, problem: type[errors.SendProblem]
) -> None:
    with WhimsicalPost(tls, {step: words + b"\r\n"}) as post, pytest.raises(problem) as told:
        send(post, tls)
    assert type(told.value) is problem


# --- who is spoken to -----------------------------------------------------------------------------------------------


def test_a_server_whose_tls_was_hidden_on_the_way_gets_no_word(tls: Path) -> None:
    with WhimsicalPost(tls, {HELLO: OFFERS.replace(b"250-STARTTLS\r\n", b"")}) as post:
        with pytest.raises(errors.Held, match="hides it"):
            send(post, tls)
        assert [command.split()[0].upper() for command in post.commands] == ["EHLO"]


def test_a_server_that_refuses_to_begin_tls_gets_no_word(tls: Path) -> None:
    with WhimsicalPost(tls, {TLS: b"454 4.7.0 not now\r\n"}) as post:
        with pytest.raises(errors.Held):
            send(post, tls)
        assert post.commands[1:] == ["STARTTLS"]


def test_what_somebody_said_before_tls_is_not_believed(tls: Path) -> None:
    """A yes to every later step, put in front of the server's own by somebody on the way."""
    said = b"220 go ahead\r\n" + b"250 injected\r\n" * 6
    with WhimsicalPost(tls, {TLS: said, RECIPIENT: b"550 5.1.1 nobody\r\n"}) as post:
        with pytest.raises((errors.Held, errors.NotReached)):
            send(post, tls)
        assert post.taken == []


def test_the_real_server_without_tls_gets_no_word(mail_server: MailServer) -> None:
    network = Network(extra_ca=mail_server.authority)
    plain = Submission(mail_server.url("smtp+starttls", "NOTLS"), "", lambda: "", network)
    with pytest.raises(errors.Held, match="STARTTLS"):
        plain.send(LETTER, "employee@helptest.invalid", "support@helptest.invalid")


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:25", "http://127.0.0.1:25", "smtps://127.0.0.1", ""])
def test_plain_text_is_no_way_to_send(url: str) -> None:
    with pytest.raises(errors.Held, match="must begin with smtps"):
        Submission(url, "", lambda: "", Network()).rehearse("a@b.invalid", "c@b.invalid")
    with pytest.raises(errors.Held, match="must begin with imaps"):
        Mailbox(url.replace("smtp", "imap"), "", lambda: "", Network()).state("INBOX")


@pytest.mark.parametrize(("port", "words"), [("SMTPS_EXPIRED", "clock"), ("SMTPS_WRONGHOST", "real help desk")])
def test_a_server_that_does_not_prove_who_it_is_gets_no_word(mail_server: MailServer, port: str, words: str) -> None:
    network = Network(extra_ca=mail_server.authority)
    with pytest.raises(errors.Held, match="certificate") as told:
        Submission(mail_server.url("smtps", port), "a", lambda: SECRET, network).rehearse("a@b.invalid", "c@b.invalid")
    assert words in told.value.words()


@pytest.mark.parametrize(
    ("scheme", "port"),
    [("smtps", "SMTPS"), ("smtp+starttls", "SUBMISSION"), ("imaps", "IMAPS"), ("imap+starttls", "IMAP")],
)
def test_an_authority_nobody_installed_is_not_trusted(mail_server: MailServer, scheme: str, port: str) -> None:
    url = mail_server.url(scheme, port)

    def ask() -> None:
        if scheme.startswith("imap"):
            Mailbox(url, "a", lambda: SECRET, Network()).state("INBOX")
        else:
            Submission(url, "a", lambda: SECRET, Network()).rehearse("a@b.invalid", "c@b.invalid")

    with pytest.raises(errors.Held, match="certificate"):
        ask()


# --- what takes no end ----------------------------------------------------------------------------------------------


def dripping(connection: socket.socket) -> None:
    """A byte, and another, for as long as somebody listens."""
    with contextlib.suppress(OSError):
        for _ in range(3000):
            connection.sendall(b"2")
            time.sleep(0.01)


def flooding(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        for _ in range(100_000):
            connection.sendall(b"250-and so on\r\n" * 100)


@pytest.mark.parametrize(("step", "problem"), [(GREETING, errors.NotReached), (END, errors.Unclear)])
def test_a_server_that_drips_is_left_when_the_time_is_over(
    tls: Path, step: str, problem: type[errors.SendProblem]
) -> None:
    with WhimsicalPost(tls, {step: dripping}) as post, pytest.raises(problem, match="time was over"):
        way(post, tls, total=10.0).send(LETTER, "ana@here.invalid", "help@here.invalid")


def test_a_server_that_never_stops_talking_is_left(tls: Path) -> None:
    with WhimsicalPost(tls, {HELLO: flooding}) as post, pytest.raises(errors.NotReached):
        send(post, tls)


def test_nobody_there_means_that_nothing_was_sent(mail_server: MailServer) -> None:
    with ports.closed() as port, pytest.raises(errors.NotReached):
        Submission(f"smtps://127.0.0.1:{port}", "", lambda: "", Network()).rehearse("a@b.invalid", "c@b.invalid")
    with ports.deaf() as port, pytest.raises(errors.NotReached):
        Submission(f"smtps://127.0.0.1:{port}", "", lambda: "", Network(), connect=0.5).rehearse("a@b.c", "c@b.c")
    with ports.resetting() as port, pytest.raises(errors.NotReached):
        Mailbox(f"imaps://127.0.0.1:{port}", "a", lambda: SECRET, Network()).state("INBOX")


def test_the_password_is_told_to_nobody_else_even_by_a_server_that_repeats_it(tls: Path) -> None:
    says = f"535 5.7.8 {SECRET} is wrong\r\n".encode()
    with WhimsicalPost(tls, {SIGN_IN: says}) as post, pytest.raises(errors.Held) as told:
        send(post, tls)
    assert SECRET not in f"{told.value} {told.value.words()}"


def test_a_line_that_begins_with_a_dot_ends_nothing(tls: Path) -> None:
    with WhimsicalPost(tls) as post:
        send(post, tls)
    assert post.taken == [LETTER.replace(b"\r\n.a", b"\r\n..a")]

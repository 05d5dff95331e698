"""What a mailbox server, or somebody on the way to it, can do to who reads there."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside import errors
from deskside.system.web.network import Network
from deskside.tickets.mail.box import MOST, Mailbox

from .mail.server import MailServer
from .mail.whims_box import GREETING, WhimsicalBox

SECRET = "p4ss-w0rd-of-mine"


@pytest.fixture
def tls(mail_server: MailServer) -> Path:
    return mail_server.folder / "tls"


@contextlib.contextmanager
def reading(box: WhimsicalBox, tls: Path, total: float = 20.0) -> Iterator[Mailbox]:
    network = Network(extra_ca=str(tls / "ca.pem"))
    with contextlib.closing(Mailbox(box.url, "ana", lambda: SECRET, network, total=total)) as mailbox:
        yield mailbox


def test_what_a_mailbox_tells_is_read(tls: Path) -> None:
    with WhimsicalBox(tls) as box, reading(box, tls) as mailbox:
        assert mailbox.state("INBOX") == "MESSAGES 1 UIDNEXT 2 UIDVALIDITY 1)"
        assert mailbox.heads("INBOX", "ALL") == ()
    assert box.commands.index("STARTTLS") < box.commands.index("AUTHENTICATE")


@pytest.mark.parametrize(
    "plan",
    [
        {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%s OK done\r\n"},
        {GREETING: b"* PREAUTH welcome\r\n"},
        {"STARTTLS": b"%s NO not now\r\n"},
        {"STARTTLS": b"%s BAD what\r\n"},
    ],
)
def test_a_mailbox_whose_tls_was_hidden_on_the_way_gets_no_password(tls: Path, plan: dict[str, bytes]) -> None:
    with WhimsicalBox(tls, plan) as box, reading(box, tls) as mailbox:
        with pytest.raises((errors.Held, errors.NotReached), match=r"STARTTLS|TLS session"):
            mailbox.state("INBOX")
        assert not {"AUTHENTICATE", "LOGIN"} & set(box.commands)


def test_a_mailbox_that_refuses_the_sign_in_tells_nobody_the_password(tls: Path) -> None:
    plan = {"AUTHENTICATE": f"+ \r\n%s NO {SECRET} is wrong\r\n".encode()}
    with (
        WhimsicalBox(tls, plan) as box,
        reading(box, tls) as mailbox,
        pytest.raises(errors.Held) as told,
    ):
        mailbox.state("INBOX")
    assert SECRET not in f"{told.value} {told.value.words()}"
    assert "sign in" in told.value.words()


def dripping(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        for _ in range(3000):
            connection.sendall(b"*")
            time.sleep(0.01)


def test_a_mailbox_that_begins_to_drip_later_is_left_when_the_time_is_over(tls: Path) -> None:
    """The connection was there before: its time begins anew with each deed."""
    with WhimsicalBox(tls) as box, reading(box, tls, total=10.0) as mailbox:
        mailbox.state("INBOX")
        box.plan["UID SEARCH"] = dripping
        with pytest.raises(errors.NotReached, match="abort"):
            mailbox.heads("INBOX", "ALL")
        box.plan["UID SEARCH"] = b"* SEARCH\r\n%s OK done\r\n"
        assert mailbox.heads("INBOX", "ALL") == ()


@pytest.mark.parametrize(
    "flood",
    [
        b"* 1 FETCH (UID 1 BODY[HEADER] {99999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER] {%d}\r\n" % (MOST + 1),
    ],
)
def test_a_mailbox_that_says_too_much_is_left(tls: Path, flood: bytes) -> None:
    with (
        WhimsicalBox(tls, {"UID FETCH": flood, "UID SEARCH": b"* SEARCH 1\r\n%s OK done\r\n"}) as box,
        reading(box, tls) as mailbox,
        pytest.raises(errors.NotReached),
    ):
        mailbox.heads("INBOX", "ALL")

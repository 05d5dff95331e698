"""P02 by mail: the sender is killed at any line of it. What arrived arrived once, and what nobody can know is asked."""

from __future__ import annotations

import os
import random
from contextlib import closing
from pathlib import Path

import pytest

from deskside.model.ticket import SendState

from .mail.agent import MailSide
from .mail.server import MailServer
from .sender import Way
from .storm import Sender

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
KILLS = 100 if FULL else 6
TICKETS, LINES = 12, 5000
"""A ticket is some 1,400 lines of ours, and so is the search for one that may have arrived."""
RUNS_MOST = 20 * KILLS
SOON = 20.0
LATER = 20 * 60.0
"""Seconds, after which a row that waited is due in any case."""


def way(server: MailServer) -> Way:
    options = {
        "to": server.address("support"),
        "smtp": server.url("smtps", "SMTPS"),
        "imap": server.url("imaps", "IMAPS"),
        "user": server.address("employee"),
        "settle_seconds": 30.0,
    }
    return Way("mail", {f"tickets.mail.{name}": v for name, v in options.items()}, server.passwords["employee"])


def arrived(desk: MailSide, sender: Sender) -> dict[str, int]:
    """How often each ticket lies in the help desk's mailbox."""
    return {sent.reference: len(desk.letters(sent.reference)) for sent in sender.sent}


def go_on(sender: Sender) -> None:
    """Until nothing changes by itself any more: all is sent, or asked about."""
    for _ in range(20):
        sender.clock.skip(LATER)
        sender.run()
        if all(row.asks for row in sender.outbox.rows.waiting()):
            return
    raise AssertionError([(row.state, row.why) for row in sender.outbox.rows.waiting()])


def test_p02_a_killed_sender_loses_no_mail_and_doubles_none(
    tmp_path: Path, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", mail_server.authority)  # where OpenSSL looks for the system's store
    sender, chance = Sender(tmp_path / f"storm{os.getpid()}", way(mail_server)), random.Random(SEED)
    sender.fill(TICKETS)
    kills = caught = 0
    for _ in range(RUNS_MOST):
        if kills == KILLS:
            break
        kills += sender.run(kill_at=chance.randrange(1, LINES))
        caught += any(row.state is SendState.SENDING for row in sender.outbox.rows.waiting())
        if not any(row.state is SendState.QUEUED for row in sender.outbox.rows.waiting()):
            sender.fill(10)
        sender.clock.skip(SOON)
    assert (kills, bool(caught)) == (KILLS, True)
    go_on(sender)
    with closing(MailSide(mail_server)) as desk:
        there = arrived(desk, sender)
        asked = {row.reference for row in sender.outbox.rows.waiting()}
        assert set(there.values()) <= {0, 1}
        assert {reference for reference, count in there.items() if not count} <= asked
        for reference in asked:
            for letter in desk.letters(reference):
                desk.acknowledge(letter.as_bytes())  # the help desk's own machine, at last
        go_on(sender)
        for row in sender.outbox.rows.waiting():
            assert not there[row.reference]
            assert sender.outbox.send_once_more(row.id, sender.clock())
        go_on(sender)
        assert sender.outbox.rows.waiting() == ()
        assert set(arrived(desk, sender).values()) == {1}

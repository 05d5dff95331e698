"""The whole way by mail to a real Request Tracker: SMTP, its mail gateway, a ticket, its answers, read by IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest

from deskside.model.ticket import Draft, Sender, Stage
from deskside.system.web.network import Network
from deskside.tickets.backend import Backend
from deskside.tickets.mail.letter import Envelope, Filing, new_letter
from deskside.tickets.mail.smtp import Submission

from .mail.agent import MailSide
from .mail.server import MailServer
from .mail.with_rt import mail_goes_out
from .rt.agent import RealSide
from .rt.server import RequestTrackerServer
from .running import kept

RT = "rt@helptest.invalid"


@pytest.fixture(scope="module")
def loop(rt_server: RequestTrackerServer) -> Iterator[MailServer]:
    with kept(partial(MailServer, rt_url=rt_server.url), "m") as server, mail_goes_out(rt_server, server):
        yield server


@pytest.fixture
def backend(loop: MailServer) -> Iterator[Backend]:
    with closing(MailSide(loop)) as side:
        yield side.backend(to=RT, answers_from=[loop.address("support")], acknowledges=True)


@pytest.fixture
def agent(rt_server: RequestTrackerServer) -> RealSide:
    return RealSide(rt_server)


def numbers(agent: RealSide, reference: str) -> list[str]:
    """The tickets that came of a mail, by our reference in their subject."""
    found = agent.ask("GET", f"/tickets?query=Subject%20LIKE%20'{reference}'&orderby=id")
    return [str(one["id"]) for one in found["items"]]


def test_the_whole_way_by_mail(loop: MailServer, agent: RealSide, backend: Backend) -> None:
    draft = Draft("DS-LOOP-1", "Printer prints nothing äöü", "Nothing comes out since nine. äöü 🖨")
    assert backend.create(draft) == draft.reference
    loop.delivered()
    (number,) = numbers(agent, draft.reference)
    assert agent.body(number).strip() == draft.body
    look = backend.look(draft.reference)
    assert (look.stage, look.messages) == (Stage.SEEN, ())
    assert f"#{number}]" in look.state
    agent.reply(number, "Please switch it off and on.")
    loop.delivered()
    look = backend.look(draft.reference)
    assert look.stage is Stage.WORKING
    assert [(m.sender, m.text) for m in look.messages] == [(Sender.AGENT, "Please switch it off and on.")]


def test_an_answer_comes_to_the_ticket_it_belongs_to(loop: MailServer, agent: RealSide, backend: Backend) -> None:
    draft = Draft("DS-LOOP-2", "Printer", "Nothing.")
    backend.create(draft)
    loop.delivered()
    backend.reply(draft.reference, "It is the big one.", "t0ken")
    loop.delivered()
    (number,) = numbers(agent, draft.reference)
    told = agent.ask("GET", f"/ticket/{number}/history?fields=Type")["items"]
    assert [one["Type"] for one in told].count("Correspond") == 1


def test_a_private_note_never_comes_by_mail(loop: MailServer, agent: RealSide, backend: Backend) -> None:
    draft = Draft("DS-LOOP-3", "Printer", "Nothing.")
    backend.create(draft)
    loop.delivered()
    (number,) = numbers(agent, draft.reference)
    agent.note(number, "PRIVATE: a difficult customer")
    loop.delivered()
    assert backend.look(draft.reference).messages == ()


def test_the_acknowledgement_proves_that_an_unclear_message_arrived(loop: MailServer, backend: Backend) -> None:
    """Sent past the folder of sent mail, as by a process that was killed before it could keep its copy."""
    draft = Draft("DS-LOOP-4", "Printer", "Nothing.")
    hand_over(loop, draft)
    assert backend.find(draft.reference) == draft.reference


def test_the_same_message_id_twice_makes_two_tickets_so_nothing_is_sent_again_unasked(
    loop: MailServer, agent: RealSide
) -> None:
    """The trap: what is said of a Message-ID, that it keeps doubles away, is not so here."""
    draft = Draft("DS-LOOP-5", "Printer", "Nothing.")
    assert hand_over(loop, draft) == hand_over(loop, draft)
    assert len(numbers(agent, draft.reference)) == 2


def hand_over(loop: MailServer, draft: Draft) -> bytes:
    """Sends it; its Message-ID."""
    envelope = Envelope(loop.address("employee"), RT)
    letter = new_letter(draft, (), envelope, Filing())
    way = Submission(
        loop.url("smtps", "SMTPS"),
        loop.address("employee"),
        lambda: loop.passwords["employee"],
        Network(extra_ca=loop.authority),
    )
    way.send(letter, envelope.sender, envelope.to)
    loop.delivered()
    return next(line for line in letter.splitlines() if line.startswith(b"Message-ID:"))

"""A message that may have arrived where nobody can look: the page asks, and does what the person says."""

from __future__ import annotations

from msgspec.structs import replace

from deskside.model.parcel import Choices
from deskside.model.ticket import OutboxRow, SendState
from deskside.storage.outbox import put_row
from deskside.ui.pages.request import Request

from .walk import Walk

SAYS = "Your message may have arrived. If you hear nothing, please call the help desk."
KEPT = "It is kept safe here"


def asked(walk: Walk) -> OutboxRow:
    """The page of a message that went out, with no answer, to a help desk that cannot be searched."""
    handover = walk.prepared.casework.handover(None, "The big printer prints stripes.")
    story = Choices(story="The big printer prints stripes.")
    everything = frozenset(item.id for item in handover.show(story).items)
    reference = handover.send(handover.parcel(replace(story, left_out=everything))).reference
    mail = walk.prepared.casework.mail
    (row,) = (row for row in mail._outbox.rows.of_ticket(reference))
    asking = replace(row, state=SendState.UNKNOWN, asks=True, tries=1, says=SAYS)
    mail._outbox._db.change(lambda connection: put_row(connection, asking))
    walk.settle()
    walk.guide.request(reference)
    walk.until(lambda: SAYS in walk.words())
    walk.at(Request)
    return asking


def state(walk: Walk, row: OutboxRow) -> SendState:
    found = walk.prepared.casework.mail._outbox.rows.load(row.id)
    assert found is not None
    return found.state


def test_send_it_once_more_is_done_on_the_persons_word(walk: Walk) -> None:
    row = asked(walk)
    assert KEPT not in walk.words()
    assert "It will be sent later" not in walk.words()
    walk.press("Send it once more")
    walk.until(lambda: state(walk, row) is not SendState.UNKNOWN)
    walk.prepared.casework.mail.post(now=True)
    assert state(walk, row) is SendState.SENT


def test_it_has_arrived_ends_the_question_and_nothing_is_sent(walk: Walk) -> None:
    row = asked(walk)
    walk.press("It has arrived")
    walk.until(lambda: state(walk, row) is SendState.SENT)
    walk.prepared.casework.mail.post(now=True)
    assert walk.prepared.casework.mail.desk().list() == ()
    walk.until(lambda: SAYS not in walk.words())
    assert "It will be sent later" not in walk.words()

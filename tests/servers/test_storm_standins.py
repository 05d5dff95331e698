"""Many tickets on their way to each stand-in that can be searched, behind a bad line, and their sender is killed.

``./dev test servers --full`` sends many more and prints the figures; without it a sample is sent.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .fault_proxy import FaultProxy
from .standins.ledgers import LEDGERS, Ledger
from .standins.zendesk import ZendeskDesk
from .storm import Sender, storm
from .test_storm import FULL, LINES, MOST, PASSES, SECONDS, SEED, told

TICKETS, KILLS = (320, 80) if FULL else (8, 3)
AT_ONCE, APART = (40, 30 * 24 * 3600.0) if FULL else (4, 30 * 24 * 3600.0)
"""A person's messages of many months. Where half of all answers are bad a search through ten pages would come to its
end once in a thousand times: it has to stop at what is older than the message.
"""


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_p02_nothing_is_lost_or_doubled_behind_a_bad_line(tmp_path: Path, ledger: Ledger) -> None:
    with ledger.desk() as desk, FaultProxy(desk.url, SEED, most=MOST) as proxy:
        if isinstance(desk, ZendeskDesk):
            desk.keyed = False  # nothing but the search stands between a retry and a second ticket
        sender = Sender(tmp_path / f"storm{os.getpid()}", ledger.way(proxy.url, 30.0), by_clock=True)
        desk.clock = sender.clock
        tally = storm(
            sender,
            tickets=TICKETS,
            kills=KILLS,
            seed=SEED,
            lines=LINES,
            seconds=SECONDS,
            passes=PASSES,
            laden=True,
            at_once=AT_ONCE,
            apart=APART,
            settled=lambda: None,
            arrived=lambda: ledger.there(desk),
        )
        assert not [why for why in desk.refusals if "unknown" in why]
    told(ledger.name, tally, proxy)
    assert tally.fine, tally
    assert tally.kills >= KILLS
    assert proxy.faulty > proxy.answered.total() / 4

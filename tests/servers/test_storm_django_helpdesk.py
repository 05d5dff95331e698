"""The storm at the real django-helpdesk: half of all answers bad, its form's too, and the sender is killed."""

from __future__ import annotations

import os
from pathlib import Path

from .djangohelpdesk.agent import HelpdeskSide
from .djangohelpdesk.ledger import helpdesk_way, tickets_there
from .djangohelpdesk.server import HelpdeskServer
from .fault_proxy import WAYS, FaultProxy
from .storm import Sender, storm
from .test_storm import FULL, LINES, PASSES, SECONDS, SEED, told

TICKETS, KILLS = (120, 20) if FULL else (16, 4)


def test_p02_nothing_is_lost_or_doubled_at_the_real_django_helpdesk_behind_a_bad_line(
    tmp_path: Path, helpdesk_server: HelpdeskServer
) -> None:
    with FaultProxy(helpdesk_server.url, SEED) as proxy:
        way = helpdesk_way(proxy.url, helpdesk_server.tokens["employee"], 30.0)
        sender = Sender(tmp_path / f"storm{os.getpid()}", way)
        tally = storm(
            sender,
            tickets=TICKETS,
            kills=KILLS,
            seed=SEED,
            lines=LINES,
            seconds=SECONDS,
            passes=PASSES,
            settled=lambda: None,
            arrived=lambda: tickets_there(HelpdeskSide(helpdesk_server), sender.folder.name),
        )
    told("django-helpdesk", tally, proxy)
    assert tally.fine, tally
    assert tally.kills >= KILLS
    assert proxy.answered.keys() >= WAYS.keys()
    assert 0.4 < proxy.faulty / proxy.answered.total() < 0.6

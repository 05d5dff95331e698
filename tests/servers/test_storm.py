"""A thousand tickets on their way to a real help desk where half of all answers are bad, and their sender is killed.

``./dev test servers --full`` sends all of them and prints the figures; without it a sample is sent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from .fault_proxy import WAYS, FaultProxy
from .redmine import ledger as redmine
from .redmine.ledger import redmine_way
from .redmine.server import RedmineServer
from .rt import ledger as rt
from .rt.ledger import rt_way
from .rt.server import RequestTrackerServer
from .storm import LARGE, Sender, Tally, There, storm

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
TICKETS, KILLS = (1000, 100) if FULL else (14, 4)
LINES, SECONDS = (20_000, 20.0) if FULL else (6000, 8.0)
"""Within which a process is killed."""
PASSES = 200
"""Of one process that is not."""
MOST = LARGE * 4 // 3 * 3 // 2
"""Bytes that the proxy takes at once: one large file, not two."""


def told(name: str, tally: Tally, proxy: FaultProxy) -> None:
    """The figures of one storm, for whoever reads the log of the run."""
    share = f"{proxy.faulty} of {proxy.answered.total()} answers faulty in {len(proxy.answered) - 1} ways"
    sys.stdout.write(f"{name}: {share}; {tally}\n")


def through(name: str, proxy: FaultProxy, sender: Sender, there: Callable[[str], Iterable[There]]) -> None:
    """All of them through the proxy; ``there``: what lies at the help desk of those that bear a mark."""
    tally = storm(
        sender,
        tickets=TICKETS,
        kills=KILLS,
        seed=SEED,
        lines=LINES,
        seconds=SECONDS,
        passes=PASSES,
        laden=True,
        settled=lambda: None,
        arrived=lambda: there(sender.folder.name),
    )
    told(name, tally, proxy)
    assert tally.fine, tally
    assert tally.kills >= KILLS
    assert proxy.answered.keys() >= WAYS.keys()
    assert 0.4 < proxy.faulty / proxy.answered.total() < 0.6


def test_p02_nothing_is_lost_or_doubled_at_the_real_request_tracker_behind_a_bad_line(
    tmp_path: Path, rt_server: RequestTrackerServer
) -> None:
    with FaultProxy(rt_server.url, SEED, most=MOST) as proxy:
        sender = Sender(tmp_path / f"storm{os.getpid()}", rt_way(proxy.url, rt_server.tokens["employee"], 30.0))
        through("Request Tracker", proxy, sender, lambda mark: rt.tickets_there(rt.RealSide(rt_server), mark))


def test_p02_nothing_is_lost_or_doubled_at_the_real_redmine_behind_a_bad_line(
    tmp_path: Path, redmine_server: RedmineServer
) -> None:
    with FaultProxy(redmine_server.url, SEED, most=MOST) as proxy:
        way = redmine_way(proxy.url, redmine_server.keys["employee"], redmine_server.numbers["field_id"], 30.0)
        sender = Sender(tmp_path / f"storm{os.getpid()}", way)
        through("Redmine", proxy, sender, lambda mark: redmine.tickets_there(redmine.RealSide(redmine_server), mark))

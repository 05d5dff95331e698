"""What anybody can see of a process that sends to the real Request Tracker over a bad line, and what it leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.integration.privacy.watching import Watch, files

from deskside.model.ticket import Draft
from deskside.tickets.composing.files import enclose

from .fault_proxy import FaultProxy
from .rt.agent import RealSide
from .rt.ledger import rt_way, tickets_there
from .rt.server import RequestTrackerServer
from .sender import open_outbox
from .storm import Sender

SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
STORY, FILE = "mirobelu sings in the morning", b"tonafisi lies in a file"
TICKETS, NOON = 4, 1_800_000_000.0


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every process that is started puts its temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def test_no_process_tells_a_sign_in_or_a_story_and_none_stays_behind(
    tmp_path: Path, temporary: Path, deskside_home: Path, rt_server: RequestTrackerServer
) -> None:
    token = rt_server.tokens["employee"]
    watch = Watch(os.getpid())
    with FaultProxy(rt_server.url, SEED) as proxy:
        sender = Sender(tmp_path / f"canary{os.getpid()}", rt_way(proxy.url, token, 30.0))
        for n in range(TICKETS):
            draft = Draft(f"DS-{sender.folder.name}-{n}", "Printer", STORY)
            sender.outbox.enqueue(draft, "rt", NOON, (enclose("a.txt", FILE),))
        sender.outbox.rows._db.close()
        watch.start()
        assert sender.run(kill_after=2.0, passes=200)
        killed = files(sender.folder)
        while open_outbox(sender.folder).rows.waiting():
            sender.run(passes=200)
        watch.end()
    assert len(list(tickets_there(RealSide(rt_server), sender.folder.name))) == TICKETS
    seen = [command + environ for command, environ, _limits in watch.seen.values()]
    assert any(b"servers.sender" in one for one in seen)
    for canary in (token.encode(), STORY.encode(), FILE):
        assert not any(canary in one for one in seen)
    keyring = "way"
    for places in (killed, files(sender.folder), files(deskside_home)):
        assert [name for name, data in places.items() if token.encode() in data and name != keyring] == []
    assert list(temporary.iterdir()) == []
    assert [name for name, data in files(sender.folder).items() if FILE in data] == []

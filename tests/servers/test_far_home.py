"""D05: the person's folder lies on another computer, and that one stops answering, or is gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer

from deskside import errors
from deskside.model.ticket import Draft
from deskside.storage import Database
from deskside.storage.aside import Aside, place_aside
from deskside.storage.far import is_far
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox
from deskside.ui.lane import Lane

from .asked import Asked, Commit
from .far_home import FarHome
from .fault_desk import TOKEN, FaultDesk
from .rt.ledger import rt_way
from .sender import connect

DRAFT = Draft("DS-1", "Printer", "Nothing comes out.")
FILES = (enclose("facts.txt", b"facts" * 1000),)
NOON = 1_800_000_000.0


class World:
    """A computer whose home is far, and a help desk."""

    def __init__(self, place: Path, home: FarHome, desk: FaultDesk) -> None:
        self.home, self.desk, self.here = home, desk, place / "here"
        data = home.folder / "data"
        self.db = Database(data / "deskside.sqlite3", patience=10.0)
        self.outbox = Outbox(self.db, data / "attachments", aside=Aside(self.here))
        self.outbox.rows.waiting()
        self.backend: Backend = connect(rt_way(desk.url, TOKEN, settle=0.0))

    def come_back(self) -> None:
        """The home answers again, and what hung has come out."""
        self.home.come_back()
        while True:
            try:
                self.outbox.rows.waiting()
            except errors.Away:
                time.sleep(0.02)
            else:
                return

    def agree(self) -> None:
        self.outbox.enqueue(DRAFT, "rt", NOON, FILES)

    def send(self) -> list[str]:
        """Two passes; the references at the help desk."""
        for more in (1.0, 60.0):
            self.outbox.drain(self.backend, lambda more=more: NOON + more)  # type: ignore[misc]
        return [ticket.reference for ticket in self.desk.tickets]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with FarHome(tmp_path) as home, FaultDesk() as desk:
        world = World(tmp_path, home, desk)
        yield world
        home.come_back()
        world.backend.close()
        world.db.close()


def test_d05_where_the_home_lies_far_away_messages_can_wait_on_this_computers_own_disk(world: World) -> None:
    assert is_far(world.home.folder / "data" / "anything")
    assert not is_far(world.here)
    assert not place_aside(world.home.folder / "data").is_relative_to(world.home.folder)
    assert place_aside(world.here) == world.here / "aside"


def test_d05_what_was_agreed_to_while_the_home_is_silent_is_kept_here_and_sent_once(world: World) -> None:
    world.home.hang()
    with pytest.raises(errors.KeptAside, match="no answer in 10 seconds"):
        world.agree()
    (kept,) = world.here.iterdir()
    assert (world.here.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o700, 0o600)
    world.come_back()
    assert world.send() == ["DS-1"]
    assert [part[1] for part in world.desk.tickets[0].messages[0].parts if part[1]] == ["facts.txt"]
    assert list(world.here.iterdir()) == []
    assert world.outbox.rows.waiting() == ()


def test_d05_while_one_call_hangs_the_next_is_answered_at_once(world: World) -> None:
    world.home.hang()
    with pytest.raises(errors.KeptAside):
        world.agree()
    with pytest.raises(errors.Away, match="an earlier call"):
        world.outbox.rows.waiting()
    with pytest.raises(errors.KeptAside, match="an earlier call"):
        world.agree()


def test_d05_a_message_said_to_be_kept_here_is_not_queued_twice_when_the_home_answers_late(world: World) -> None:
    world.home.hang()
    with pytest.raises(errors.KeptAside):
        world.agree()
    world.come_back()
    world.agree()
    assert world.send() == ["DS-1"]
    assert world.send() == ["DS-1"]


def test_d05_a_home_that_is_gone_loses_nothing_of_what_is_agreed_to_meanwhile(world: World) -> None:
    world.home.die()
    with pytest.raises(errors.KeptAside):
        world.agree()
    world.home.mount_again()
    assert world.send() == ["DS-1"]


def test_d05_a_home_that_falls_silent_while_a_message_is_sent_makes_no_second_one(world: World) -> None:
    def silence(asked: Asked, commit: Commit) -> None:
        answer = commit()
        world.home.hang()
        asked.give(*answer)

    world.agree()
    world.desk.plan("POST /ticket$", silence)
    with pytest.raises(errors.Away):
        world.send()
    world.come_back()
    assert world.send() == ["DS-1"]
    assert world.outbox.rows.waiting() == ()


def test_d05_the_window_goes_on_while_the_home_is_silent(world: World) -> None:
    app = QCoreApplication.instance() or QCoreApplication([])
    lane, told, ticks = Lane(), list[errors.DesksideError](), list[float]()
    ticking = QTimer()
    ticking.timeout.connect(lambda: ticks.append(time.monotonic()))
    ticking.start(10)

    def heard(problem: errors.DesksideError) -> None:
        told.append(problem)
        app.quit()

    world.home.hang()
    lane.ask(lane, world.agree, lambda _none: app.quit(), heard)
    app.exec()
    ticking.stop()
    lane.end()
    assert [problem.words() for problem in told] == [
        "Your own folder can't be reached now. Your message is kept on this computer and goes out later."
    ]
    assert len(ticks) > 10  # of the hundred or so of each second: it went on


def test_d05_a_folder_of_somebody_elses_takes_no_message(world: World, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o755)
    world.here.symlink_to(tmp_path / "theirs")
    world.home.hang()
    with pytest.raises(errors.NotWritable):
        world.agree()
    assert list((tmp_path / "theirs").iterdir()) == []

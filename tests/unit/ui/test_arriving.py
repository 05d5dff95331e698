"""When the tray looks into the catalogue: joined with the post, rarely, and not at all without a catalogue."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskside.ui.arriving import EVERY, FIRST, Arriving
from deskside.ui.post import JITTER, Post

HOUR = 3600.0


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def arriving_of(qapp: QApplication, clock: Clock) -> Iterator[Callable[..., Arriving]]:
    """One whose process runs this program."""
    made: list[Arriving] = []

    def make(program: str = "print('{}')", *, wanted: bool = True, chance: float = 0.5) -> Arriving:
        command = (sys.executable, "-c", program)
        made.append(Arriving(command, lambda: wanted, chance=lambda: chance, clock=clock, parent=qapp))
        return made[-1]

    yield make
    for one in made:
        one.end()


def looked(qtbot: QtBot, arriving: Arriving) -> bool:
    with qtbot.waitSignal(arriving.looked, timeout=20_000) as told:
        arriving.go_if_due()
    return bool(told.args[0])


def told(state: str, seconds: float) -> str:
    return f'print(\'{{"schema": 1, "state": "{state}", "next": {seconds}}}\')'


def test_without_a_catalogue_nothing_is_ever_started(arriving_of: Callable[..., Arriving], clock: Clock) -> None:
    arriving = arriving_of(wanted=False)
    clock.now += 10 * EVERY
    arriving.go_if_due()
    assert (arriving.under_way, arriving.due_in()) == (False, math.inf)


def test_the_first_look_is_some_time_after_the_start_and_not_everywhere_at_once(
    arriving_of: Callable[..., Arriving],
) -> None:
    early, late = arriving_of(chance=0.0), arriving_of(chance=1.0)
    assert (early.due_in(), late.due_in()) == FIRST
    early.go_if_due()
    assert not early.under_way


@pytest.mark.parametrize(("state", "something"), [("new", True), ("same", False), ("not-reached", False)])
def test_it_says_whether_something_else_is_offered_and_waits_as_long_as_it_is_told(
    arriving_of: Callable[..., Arriving], clock: Clock, qtbot: QtBot, state: str, something: bool
) -> None:
    arriving = arriving_of(told(state, 2 * HOUR))
    clock.now += FIRST[1]
    assert looked(qtbot, arriving) is something
    assert arriving.due_in() == 2 * HOUR


@pytest.mark.parametrize("program", ["raise SystemExit(70)", "print('oh dear')"])
def test_a_look_that_breaks_is_not_tried_again_at_once(
    arriving_of: Callable[..., Arriving], clock: Clock, qtbot: QtBot, program: str
) -> None:
    arriving = arriving_of(program)
    clock.now += FIRST[1]
    assert looked(qtbot, arriving) is False
    assert arriving.due_in() == EVERY


def test_what_is_asked_for_is_only_what_is_due(
    arriving_of: Callable[..., Arriving], clock: Clock, qtbot: QtBot, tmp_path: Path
) -> None:
    note = tmp_path / "arguments"
    arriving = arriving_of(f"import sys; print(*sys.argv[1:], file=open({str(note)!r}, 'a')); {told('same', HOUR)}")
    clock.now += FIRST[1]
    looked(qtbot, arriving)
    arriving.go_if_due()
    assert note.read_text("utf-8").splitlines() == ["update --json --due"]


def test_the_post_wakes_for_it_and_never_a_little_too_early(
    arriving_of: Callable[..., Arriving], clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    arriving = arriving_of(told("same", 4 * HOUR))
    nothing = 'print(\'{"schema": 1, "news": [], "waiting": 0, "next": null}\')'
    post = Post((sys.executable, "-c", nothing), lambda: 6 * HOUR, also=arriving.due_in, chance=lambda: 0, parent=qapp)
    post.came_back.connect(arriving.go_if_due)
    arriving.looked.connect(post.plan_again)
    began = time.monotonic()
    post.go()
    qtbot.waitUntil(lambda: post.next_in > 0, timeout=20_000)
    assert arriving.due_in() - 2 <= post.next_in + time.monotonic() - began
    assert post.next_in <= arriving.due_in() * (1 + JITTER)
    clock.now += FIRST[1]
    began = time.monotonic()
    post.go()
    qtbot.waitUntil(
        lambda: not post.under_way and not arriving.under_way and arriving.due_in() == 4 * HOUR, timeout=20_000
    )
    assert post.next_in + time.monotonic() - began >= 4 * HOUR - 2
    assert post.next_in <= 4 * HOUR * (1 + 2 * JITTER)
    post.end()

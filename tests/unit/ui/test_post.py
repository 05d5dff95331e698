"""The process that speaks to the help desk: started when it is time, never twice at once, always ended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskside.ui.post import FIRST_PAUSE, LONGEST_FAILING, MINUTE, Post, backed_off

NOTHING = 'print(\'{"schema": 1, "news": [], "waiting": 0}\')'
NEWS = 'print(\'{"schema": 1, "news": [{"title": "x"}], "waiting": 0}\')'
WAITING = 'print(\'{"schema": 1, "news": [], "waiting": 2}\')'


@pytest.fixture
def post_of(qapp: QApplication) -> Iterator[Callable[..., Post]]:
    """A post whose process runs this program."""
    made: list[Post] = []

    def make(program: str, pause: float = 600) -> Post:
        made.append(Post((sys.executable, "-c", program), lambda: pause, chance=lambda: 0.5, parent=qapp))
        return made[-1]

    yield make
    for post in made:
        post.end()


def back(qtbot: QtBot, post: Post) -> bool:
    with qtbot.waitSignal(post.came_back, timeout=20_000) as came:
        post.go()
    return bool(came.args[0])


@pytest.mark.parametrize(("program", "something"), [(NOTHING, False), (NEWS, True), (WAITING, True)])
def test_it_says_whether_there_is_something_to_read(
    post_of: Callable[..., Post], qtbot: QtBot, program: str, something: bool
) -> None:
    assert back(qtbot, post_of(program)) is something


def test_after_a_start_everything_is_tried_and_then_what_is_due(
    post_of: Callable[..., Post], qtbot: QtBot, tmp_path: Path
) -> None:
    note = tmp_path / "arguments"
    post = post_of(f"import sys; print(*sys.argv[1:], file=open({str(note)!r}, 'a')); {NOTHING}")
    back(qtbot, post)
    back(qtbot, post)
    assert note.read_text("utf-8").splitlines() == ["post --json --due --now", "post --json --due"]


def test_after_a_pass_the_next_one_is_planned(post_of: Callable[..., Post], qtbot: QtBot) -> None:
    post = post_of(NOTHING, pause=600)
    back(qtbot, post)
    assert 590 <= post.next_in <= 610


@pytest.mark.parametrize(
    "program", ["raise SystemExit(70)", "print('oh dear')", "import os; os.kill(os.getpid(), 9)", ""]
)
def test_a_pass_that_fails_is_followed_by_a_longer_pause(
    post_of: Callable[..., Post], qtbot: QtBot, program: str
) -> None:
    post = post_of(program, pause=15)
    assert back(qtbot, post)
    first = post.next_in
    back(qtbot, post)
    assert first >= MINUTE * 0.9
    assert post.next_in >= 2 * MINUTE * 0.9


def test_a_program_that_is_not_there_is_a_failed_pass(qapp: QApplication, qtbot: QtBot) -> None:
    post = Post(("/nowhere/deskside",), lambda: 15, parent=qapp)
    assert back(qtbot, post)
    assert post.next_in >= MINUTE * 0.7
    post.end()


def test_sending_during_a_pass_makes_another_one_follow(
    post_of: Callable[..., Post], qtbot: QtBot, tmp_path: Path
) -> None:
    note = tmp_path / "passes"
    program = f"open({str(note)!r}, 'a').write('x'); {NOTHING}"
    post = post_of(program)
    post.go()
    post.go()
    post.go()
    qtbot.waitUntil(lambda: note.exists() and note.read_text() == "xx" and not post.under_way, timeout=20_000)


def test_what_waits_brings_the_next_pass_forward_but_never_back(post_of: Callable[..., Post], qtbot: QtBot) -> None:
    pauses = [600.0]
    post = post_of(NOTHING)
    post._pause = lambda: pauses[0]
    back(qtbot, post)
    pauses[0] = 30.0
    post.plan_again()
    assert post.next_in <= 31
    pauses[0] = 6000.0
    post.plan_again()
    assert post.next_in <= 31


def test_the_start_of_the_computer_is_left_in_peace(post_of: Callable[..., Post]) -> None:
    post = post_of(NOTHING)
    post.begin()
    assert not post.under_way
    assert post.next_in >= FIRST_PAUSE * 0.7


def test_the_end_ends_the_pass_under_way(post_of: Callable[..., Post]) -> None:
    post = post_of("import time; time.sleep(60)")
    post.go()
    assert post.under_way
    post.end()
    assert not post.under_way


def test_pauses_after_failures_grow_up_to_an_hour() -> None:
    pauses = [backed_off(15, failures) for failures in range(12)]
    assert pauses[0] == 15
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_FAILING
    assert backed_off(6 * 3600, 1) == 6 * 3600

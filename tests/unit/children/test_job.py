"""The clock of a job: it stands while the computer is asked, and nothing that was refused sets it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from msgspec.structs import replace

from deskside.children.job import Job
from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.recording import Replay, Scenario
from deskside.model.call import Answer, Call

AT_ONCE = replace(Limits(), thinking=0.0)


class Silent(Replay):
    """A computer that never answers."""

    def __init__(self) -> None:
        super().__init__(Scenario(says=()))

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        return None


@pytest.fixture
def loop() -> Iterator[Loop]:
    with closing(Loop()) as made:
        yield made


@pytest.mark.parametrize("waits", [True, False])
def test_a_check_is_stuck_while_it_thinks_and_never_while_the_computer_is_asked(loop: Loop, waits: bool) -> None:
    stuck: list[Job] = []
    job = Job("printer.paused", "detect", {}, ("printing.queues",), lambda _job, _told: None)
    job.think(loop, AT_ONCE, stuck.append)
    for name in ("printing.expected", "printing.queues") if waits else ("printing.expected",):
        job.ask(Silent(), AT_ONCE, Call(name), lambda _answer: job.think(loop, AT_ONCE, stuck.append))
    loop.run(lambda: bool(stuck), 0.2)
    assert stuck == ([] if waits else [job])

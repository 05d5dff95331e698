"""Many calls at once: each answer is heard as it comes, nothing is changed, and whoever asked can stop waiting."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from deskside.children import Children
from deskside.children.computer import ThisComputer
from deskside.model.call import Answer, Call

from .bench import still_running

EXPECTED, PROXY = Call("printing.expected"), Call("network.expected")


@pytest.fixture
def host() -> Iterator[Children]:
    with Children({"printing.expected": ["Office"]}, source=ThisComputer({"PATH": "/nowhere"})) as made:
        yield made


def test_every_answer_is_heard_and_the_calls_are_done_by_one_process(host: Children) -> None:
    heard: list[tuple[str, Answer]] = []
    host.call_all([EXPECTED, PROXY], lambda call, answer: heard.append((call.name, answer)))
    assert {name for name, _ in heard} == {"printing.expected", "network.expected"}
    assert [answer.gives for name, answer in heard if name == "printing.expected"] == [["Office"]]
    assert len(still_running()) == 1


def test_a_call_that_changes_something_and_one_that_is_none_are_refused(host: Children) -> None:
    heard: dict[str, Answer] = {}
    changing = Call("services.stop", {"service": "print"})
    host.call_all(
        [changing, Call("printing.explode"), EXPECTED], lambda call, answer: heard.update({call.name: answer})
    )
    assert heard["services.stop"].problem == "not-needed"
    assert heard["printing.explode"].problem == "wrong-call"
    assert heard["printing.expected"].gives == ["Office"]


def test_who_stops_waiting_for_a_process_that_hangs_leaves_none_behind(host: Children) -> None:
    assert host.call(EXPECTED).gives == ["Office"]
    (hanging,) = still_running()
    os.kill(hanging, signal.SIGSTOP)
    heard: list[Call] = []
    asking = threading.Thread(target=host.call_all, args=([EXPECTED], lambda call, _answer: heard.append(call)))
    asking.start()
    while asking.is_alive():
        host.cancel()
        asking.join(0.05)
    assert not heard
    assert hanging not in still_running()
    assert host.call(EXPECTED).gives == ["Office"]

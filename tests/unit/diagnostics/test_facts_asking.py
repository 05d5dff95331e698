"""All is asked at once; who waits for one answer does not wait for the others, and a hang ends with the asking."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from msgspec import structs

from deskside.diagnostics.facts import Source, collect_facts
from deskside.diagnostics.redact import Redactor
from deskside.diagnostics.sources import sources_here
from deskside.diagnostics.sources.asking import AtOnce, told
from deskside.errors import CallProblem, TookTooLong
from deskside.model.call import Answer, Call

from .told_computer import SAID


class HalfDead:
    """Answers all but the calls that hang, for ever or until it is cancelled."""

    def __init__(self, *hanging: str) -> None:
        self._hanging = hanging
        self._cancelled = threading.Event()
        self.asked: list[str] = []

    def call_all(self, calls: Sequence[Call], on_answer: Callable[[Call, Answer], None]) -> None:
        self.asked += [call.name for call in calls]
        for call in calls:
            if call.name not in self._hanging:
                on_answer(call, Answer(gives=SAID[call.name]))
        if self._hanging:
            self._cancelled.wait()

    def cancel(self) -> None:
        self._cancelled.set()


class Broken(HalfDead):
    def call_all(self, calls: Sequence[Call], on_answer: Callable[[Call, Answer], None]) -> None:
        raise CallProblem("anything", "no process can be made")


def test_an_answer_is_there_while_another_call_hangs() -> None:
    computer = HalfDead("sound.devices")
    with AtOnce(computer, [Call("sound.devices"), Call("printing.queues")]) as ask:
        assert told(ask, "printing.queues") == []
    with pytest.raises(TookTooLong):
        told(ask, "sound.devices")


def test_a_part_of_the_computer_that_hangs_costs_its_own_group() -> None:
    computer = HalfDead("sound.devices", "crashes.recent")
    with sources_here(computer, "1") as sources:
        hurried = [_hurried(source) for source in sources]
        facts = collect_facts(hurried, Redactor())
    unread = {fact.group for fact in facts if fact.key == "unread"}
    assert unread == {"sound", "crashes"}
    assert len(computer.asked) == len(set(computer.asked)) == len(SAID)


def _hurried(source: Source) -> Source:
    """With less patience for what hangs here."""
    return structs.replace(source, limit=0.3 if source.group in ("sound", "crashes") else 60.0)


def test_when_nothing_can_be_asked_at_all_every_group_says_so_and_nobody_waits() -> None:
    with sources_here(Broken(), "1") as sources:
        facts = collect_facts(sources, Redactor())
    assert {fact.group for fact in facts} == {source.group for source in sources}
    told = {str(fact.value) for fact in facts if fact.group == "sound"}
    assert told == {"could not be read (sound.devices: anything: no process can be made)"}

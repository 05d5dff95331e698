"""Causes that are checked together and ask the same thing: the computer is asked once, and no change is ever shared."""

from __future__ import annotations

from collections.abc import Callable

from deskside.children.recording import Replay, Says, Scenario
from deskside.children.sharing import Sharing
from deskside.model.call import Answer, Call


class Slow(Replay):
    """A computer that answers when it is told to, and remembers what it was asked."""

    def __init__(self, *says: Says) -> None:
        super().__init__(Scenario(says=says))
        self.asked: list[Call] = []
        self._late: list[Callable[[], None]] = []

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        self.asked.append(call)
        self._late.append(lambda: Replay.ask(self, call, done))

    def answer_all(self) -> None:
        late, self._late = self._late, []
        for one in late:
            one()


def test_the_computer_is_asked_once_whether_the_answer_is_there_or_still_to_come() -> None:
    computer = Slow(Says("network.links", gives=[{"name": "eth0"}]))
    shared, told = Sharing(computer), list[Answer]()
    for _time in range(3):
        shared.ask(Call("network.links"), told.append)
    assert told == []
    computer.answer_all()
    shared.ask(Call("network.links"), told.append)
    assert [answer.gives for answer in told] == [[{"name": "eth0"}]] * 4
    assert len(computer.asked) == 1


def test_another_question_is_asked_for_itself_and_a_refusal_is_shared_too() -> None:
    computer = Slow(Says("reach.query", {"server": "192.0.2.1", "name": "a.test"}, problem="took-too-long"))
    shared, told = Sharing(computer), list[Answer]()
    shared.ask(Call("reach.query", {"server": "192.0.2.1", "name": "a.test"}), told.append)
    shared.ask(Call("reach.query", {"name": "a.test", "server": "192.0.2.1"}), told.append)
    shared.ask(Call("reach.query", {"server": "192.0.2.2", "name": "a.test"}), told.append)
    computer.answer_all()
    assert [answer.problem for answer in told] == ["took-too-long", "took-too-long", "unavailable"]
    assert len(computer.asked) == 2


def test_what_changes_something_is_done_as_often_as_it_is_asked_for() -> None:
    computer = Slow(Says("network.renew"))
    shared, told = Sharing(computer), list[Answer]()
    for _time in range(2):
        shared.ask(Call("network.renew", {"link": "eth0"}), told.append)
        computer.answer_all()
    assert len(told) == len(computer.asked) == 2

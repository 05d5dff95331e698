"""A simulated sick PC: what it says to each call, before and after something was done; written down and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.recording import Expect, Recorder, Replay, Says, Scenario, load_scenario, write_scenario
from deskside.errors import ManifestProblem
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json

QUEUES = Call("printing.queues")


def ask(source: Replay | Recorder, call: Call) -> Answer:
    told: list[Answer] = []
    source.ask(call, told.append)
    return told[0]


def do(source: Replay | Recorder, name: str, queue: str = "Office") -> Answer:
    return ask(source, Call(name, {"queue": queue}))


def state(value: str, after: str = "") -> Says:
    return Says("printing.queues", gives=value, after=after)


PAUSED = (
    state("stopped"),
    state("idle", "printing.resume"),
    state("stopped again", "printing.pause:Office"),
    Says("printing.resume", gives=True),
    Says("printing.pause", gives=True),
    Says("printing.pause", {"queue": "Lobby"}, problem="not-permitted", why="policy"),
)


def test_the_simulated_pc_changes_when_something_is_done_to_it() -> None:
    replay = Replay(Scenario(says=PAUSED))
    seen = [ask(replay, QUEUES).gives]
    for name in ("printing.resume", "printing.pause", "printing.resume"):
        do(replay, name)
        seen.append(ask(replay, QUEUES).gives)
    assert seen == ["stopped", "idle", "stopped again", "idle"]


def test_what_was_refused_changed_nothing() -> None:
    replay = Replay(Scenario(says=PAUSED))
    do(replay, "printing.resume")
    assert do(replay, "printing.pause", "Lobby") == Answer(problem="not-permitted", why="policy")
    assert ask(replay, QUEUES).gives == "idle"


def test_a_row_for_one_queue_does_not_answer_for_another() -> None:
    says = (Says("printing.jobs", {"queue": "Office"}, [1]), Says("printing.jobs", {"queue": "Lobby"}, [2]))
    replay = Replay(Scenario(says=says))
    assert [do(replay, "printing.jobs", queue).gives for queue in ("Lobby", "Office")] == [[2], [1]]
    assert do(replay, "printing.jobs", "Cellar").problem == "unavailable"


def test_of_two_rows_that_fit_the_later_one_holds() -> None:
    assert ask(Replay(Scenario(says=(state("old"), state("new")))), QUEUES).gives == "new"


def test_what_the_scenario_does_not_name_is_never_guessed() -> None:
    replay = Replay(Scenario())
    loop = Loop()
    replay.begin(loop, {"printing.expected": ["Office"]}, Limits())
    loop.close()
    assert ask(replay, QUEUES).problem == "unavailable"
    assert ask(replay, Call("rights.may", {"call": "printing.resume", "first": ""})).gives == {
        "may": None,
        "why": "the scenario does not say",
    }
    assert ask(replay, Call("printing.expected")).gives == ["Office"]


EVENTS = ("printing.queues", "printing.resume", "printing.queues", "printing.pause", "printing.queues")


def test_what_was_recorded_plays_back_the_same_from_a_file(tmp_path: Path) -> None:
    recorder = Recorder(Replay(Scenario(system="windows", says=PAUSED)))

    def calls(source: Replay | Recorder) -> list[tuple[Json, str]]:
        told = [ask(source, QUEUES) if name == QUEUES.name else do(source, name) for name in EVENTS]
        return [(one.gives, one.problem) for one in told]

    first = calls(recorder)
    file = tmp_path / "paused.toml"
    expect = Expect(findings=("paused",), fixed=("paused",), outcome="fixed")
    file.write_text(write_scenario(recorder.scenario({"which": "Office"}, expect)), "utf-8")
    read = load_scenario(file)
    assert (read.system, read.answers, read.expect) == ("windows", {"which": "Office"}, expect)
    assert calls(Replay(read)) == first


def test_a_recording_notes_what_is_new_and_nothing_twice() -> None:
    recorder = Recorder(Replay(Scenario(says=PAUSED)))
    for _ in range(3):
        ask(recorder, QUEUES)
    do(recorder, "printing.resume")
    ask(recorder, QUEUES)
    rows = [(row.call, row.after) for row in recorder.scenario().says]
    assert rows == [
        ("printing.queues", ""),
        ("printing.resume", ""),
        ("printing.queues", "printing.resume:Office"),
    ]


AWKWARD: Json = {
    "name": 'Büro "West"\n\\\t\x7f\x01',
    "an odd.key": [1, -2.5, True, [], {}, {"a": ""}],
    "umlaut-ä": "€𝄞",
    "": "empty",
}


def test_any_text_survives_being_written_and_read(tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(write_scenario(Scenario(says=(Says("printing.queues", gives=AWKWARD),))), "utf-8")
    assert load_scenario(file).says[0].gives == AWKWARD


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[says]]\ncall = "printing.queue"', "Did you mean 'printing.queues'"),
        ('[[says]]\ncall = "printing.queues"\nproblem = "not-permited"', "Did you mean 'not-permitted'"),
        ('[[says]]\ncall = "printing.queues"\nafter = "printing.jobs"', "changes nothing"),
        ('[[says]]\ncall = "printing.queues"\nafter = "printing.resum:Office"', "Did you mean 'printing.resume'"),
        ('[[says]]\ncall = "printing.queues"\ngive = 1', "give"),
        ("[[says]]\ngives = 1", "call"),
        ("sistem = 'linux'", "sistem"),
        ("system = \nanswers = {}", "line 1"),
    ],
)
def test_a_mistake_in_a_scenario_is_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ManifestProblem) as caught:
        load_scenario(file)
    assert says in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_scenario_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestProblem, match=r"none\.toml"):
        load_scenario(tmp_path / "none.toml")

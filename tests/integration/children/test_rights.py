"""A troubleshooter gets what its manifest names, changes nothing while it only looks, and what was refused is said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from deskside.children import Children, Limits
from deskside.children.recording import Recorder, Replay
from deskside.model.call import Answer, Call, Detected
from deskside.model.troubleshooter import Cause, Fix, FixKind, Ready

from .bench import OFFICE, PAUSED, cause, children, described, detect_all, innocent, still_running, written

MANY = """
from threading import Semaphore, Thread
refused = Semaphore(0)
def ask(n):
    try: pc.printing.jobs(f"Office {n}")
    except CouldNotCheck: refused.release()
for n in range(40): Thread(target=ask, args=(n,)).start()
for n in range(40 - 16): refused.acquire()
"""

REFUSED = {
    "a call its manifest does not name": (
        "pc.printing.accept('Office')",
        "not-needed: asked for printing.accept, which its manifest does not name",
    ),
    "a service its manifest does not name": (
        "pc.services.state('sound')",
        "not-needed: asked for services.state, which its manifest does not name",
    ),
    "a change while it only looks": (
        "pc.printing.pause('Office')",
        "not-needed: asked for printing.pause, which changes something, and is not being asked to fix",
    ),
    "a call that does not exist": (
        "pc.call('files.delete', path='/')",
        "wrong-call: asked for files.delete, and there is no such call",
    ),
    "a call with other arguments": (
        "pc.call('printing.queues', host='example.org')",
        "wrong-call: asked for printing.queues: wants [], got ['host']",
    ),
    "a call with arguments of another type": (
        "pc.call('printing.jobs', queue=['Office'])",
        "wrong-call: asked for printing.jobs: queue must be text",
    ),
    "too much at once": (
        MANY,
        "problem: asked more than",
    ),
}
NEEDS = ("printing.queues", "printing.expected", "printing.pause", "printing.jobs", "services.state:print")


class Asked(Replay):
    """A computer that never tells about its jobs, and remembers what reached it."""

    def __init__(self) -> None:
        super().__init__(PAUSED)
        self.reached: list[Call] = []

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        self.reached.append(call)
        if call.name != "printing.jobs":
            super().ask(call, done)


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("hide", [False, True], ids=["told", "hidden"])
def test_what_is_refused_never_reaches_the_computer_and_is_said(folder: Path, what: str, hide: bool) -> None:
    body, says = REFUSED[what]
    if hide:
        lines = "\n".join("    " + line for line in body.split("\n"))
        body = f"try:\n{lines}\nexcept CouldNotCheck:\n    return Finding('all is well')"
    computer = Asked()
    with Children({}, Limits(thinking=60.0), source=computer) as host:
        told = detect_all(host, written(folder, cause("Asks", body) + innocent("Fine"), NEEDS))
    assert told["fine"].found
    assert not told["asks"].found
    assert told["asks"].problem.startswith(says.removeprefix("problem: "))
    jobs = [call for call in computer.reached if call.name == "printing.jobs"]
    assert {call.name for call in computer.reached if call not in jobs} == {"printing.queues", "printing.expected"}
    assert len(jobs) == (16 if what == "too much at once" else 0)


def test_a_need_for_one_service_lets_that_one_through(folder: Path) -> None:
    body = "pc.services.state('print')"
    with children() as host:
        told = detect_all(host, written(folder, cause("Asks", body), NEEDS))["asks"]
    assert told.problem == "unavailable: services.state: the scenario says nothing to services.state:print"


def test_rights_may_always_be_asked_for(folder: Path) -> None:
    code = cause("May", "return Finding('', {'may': pc.may('printing.resume', 'Office')})")
    with children() as host:
        told = detect_all(host, written(folder, code, ()))["may"]
    assert told.evidence == {"may": None}


def test_trouble_that_fits_no_cause_is_told_beside_the_checks(folder: Path) -> None:
    code = cause("Odd", "pc.unnamed('The disk is nearly full.', {'free': 3})")
    with children() as host:
        told = detect_all(host, written(folder, code))["odd"]
    assert not told.found
    assert told.unnamed == (("The disk is nearly full.", {"free": 3}),)


def test_could_not_check_is_an_answer_of_its_own(folder: Path) -> None:
    code = cause("Unsure", "could_not_check('the queue has no address')")
    with children() as host:
        told = detect_all(host, written(folder, code))["unsure"]
    assert (told.found, told.problem) == (False, "the queue has no address")


def test_texts_are_in_the_language_of_the_person(folder: Path) -> None:
    texts = {"The printer is paused.": "Der Drucker ist angehalten."}
    code = cause("Paused", "return Finding(_('The printer is paused.') + _('!'))")
    with children() as host:
        told = detect_all(host, replace(written(folder, code), texts=texts))
    assert told["paused"].says == "Der Drucker ist angehalten.!"


def test_a_ready_made_check_has_no_more_rights_than_code(folder: Path) -> None:
    troubleshooter = written(folder, "", needs=("printing.queues",))
    made = Cause("printer.rejecting", Fix(FixKind.PEOPLE), check=Ready("printer-rejecting", {}))
    with children() as host:
        (told,) = host.detect((troubleshooter,), (made,), {}, lambda _detected: None, 60)
    assert told.problem == "not-needed: asked for printing.expected, which its manifest does not name"


def test_stop_ends_the_checks_at_once_and_the_next_ones_run(folder: Path) -> None:
    hangs = "import threading\nthreading.Event().wait()"
    troubleshooter = written(folder, cause("Hang", hangs) + innocent("Fine"))
    with children(limits=Limits(thinking=300)) as host:
        causes = described(host, troubleshooter)

        def stop(heard: Detected) -> None:
            if heard.found:
                thread = threading.Thread(target=host.cancel)
                thread.start()
                thread.join()

        told = host.detect((troubleshooter,), causes, {}, stop, 300)
        assert [one.problem for one in told] == ["it was stopped", ""]
        assert still_running() == []
        again = host.detect((troubleshooter,), causes[1:], {}, lambda _detected: None, 300)
    assert again[0].found


def test_a_question_gets_its_choices_from_the_computer() -> None:
    with children() as host:
        assert host.call(Call("printing.queues")).gives == [OFFICE]
        assert host.call(Call("printing.nonsense")).problem == "wrong-call"
        assert host.call(Call("printing.jobs", {"queue": "Office"})).problem == "unavailable"


def test_a_cause_of_a_troubleshooter_that_is_not_there_is_could_not_check() -> None:
    with children() as host:
        (told,) = host.detect((), (Cause("gone.cause", Fix(FixKind.PEOPLE)),), {}, lambda _detected: None, 60)
    assert told == Detected("gone.cause", problem="its troubleshooter is not here")


def test_checks_can_be_recorded_and_played_back(folder: Path) -> None:
    troubleshooter = written(folder, innocent("Paused"))
    recorder = Recorder(Replay(PAUSED))
    with Children({}, source=recorder) as host:
        first = detect_all(host, troubleshooter)["paused"]
    with children(recorder.scenario()) as host:
        second = detect_all(host, troubleshooter)["paused"]
    assert first.evidence == second.evidence == {"queue": "Office"}


def test_what_is_shown_to_the_person_has_room_on_a_page(folder: Path) -> None:
    many = cause("Many", "return Finding('Your files.', {}, (f'file {n}' for n in range(50)))")
    long = cause("Long", "return Finding('Your files.', {}, ['x' * 500])")
    with children() as host:
        told = detect_all(host, written(folder, many + long))
    assert told["many"].shows == tuple(f"file {n}" for n in range(10))
    assert not told["long"].found
    assert "200" in told["long"].problem


@pytest.mark.parametrize(
    ("instead", "problem"),
    [
        ("HandsOn('Move your films.')", ""),
        ("People('IT makes room.')", ""),
        ("Automatic('I can do it.')", "is automatic"),
        ("HandsOn('Look.', picture='gone.svg', picture_says='A disk.')", "no picture"),
        ("HandsOn('Look.', opens='Open it')", "no open()"),
    ],
)
def test_a_finding_may_bring_a_step_or_people_in_place_of_its_fix(folder: Path, instead: str, problem: str) -> None:
    with children() as host:
        told = detect_all(host, written(folder, cause("Full", f"return Finding('Full.', instead={instead})")))["full"]
    assert told.found is not bool(problem)
    assert problem in told.problem
    assert (told.instead is None) is bool(problem)

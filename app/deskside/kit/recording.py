"""Writes down what this computer says to a troubleshooter, private things hidden, as a scenario to be played again.

Whatever tells who, where, or what somebody works on is replaced (``kit.hiding``), the same value by the same stand-in
wherever it stands, in answers and in the arguments of later calls alike. Values that the troubleshooter itself names
stay: they are published anyway. A recording is played once before it is given out: hiding must not change what is
found.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.casework import Casework, Orders
from deskside.casework.report import Report
from deskside.children import Children
from deskside.children.computer import ThisComputer
from deskside.children.recording import Recorder, Replay
from deskside.children.scenario import Expect, Scenario
from deskside.config.change import set_value
from deskside.errors import ManifestProblem
from deskside.kit.belongings import lay_out
from deskside.kit.hiding import Hiding, named_in
from deskside.kit.linting.code import all_causes
from deskside.kit.manuscript import read_own
from deskside.kit.workshop import Trial, Workshop
from deskside.model.call import Call
from deskside.model.case import FixState, Result
from deskside.model.troubleshooter import Troubleshooter
from deskside.paths import find_paths

_TOLD_BY_SETTINGS = ("printing.expected", "network.check_url", "network.work_sites", "network.work_names")


class Recorded(Struct, frozen=True):
    """``same`` false: played again, it does not come out as this computer did."""

    scenario: Scenario
    same: bool
    hidden: dict[str, int] = {}
    """How many values of each kind have a stand-in."""


def record(workshop: Workshop, folder: Path, title: str, orders: Orders) -> Recorded:
    """Looks for every cause on this computer, makes the fixes that were agreed to, and notes what it says to it all."""
    own = read_own(folder)
    for wrong in all_causes(own)[1]:  # found later, it would be told of a copy that is gone
        raise ManifestProblem(wrong.says, file=str(wrong.file), line=wrong.line)
    with tempfile.TemporaryDirectory(prefix="deskside-record-") as temporary:
        top = Path(temporary)
        shelf = lay_out(folder, top / "shelf")
        recorder = Recorder(ThisComputer())
        desk = _desk(workshop, Trial(top / "home", (top / "shelf",), recorder))
        here = _came_out(desk.run_unattended(own.id, orders), own.id)
        _ask_choices(own, recorder)
        told = recorder.scenario().says
        hide = Hiding(desk.privacy.redactor, named_in(shelf), told, windows=recorder.system == "windows")
        rows = tuple(map(hide.row, told))
        answers = dict(_answers(own, orders, hide))
        scenario = Scenario(recorder.system, title, answers, says=rows)
        again = _desk(workshop, Trial(top / "again", (top / "shelf",), Replay(scenario)))
        everything = Orders(answers={**orders.answers, **answers}, fix=True, irreversible=True)
        expect = _came_out(again.run_unattended(own.id, everything), own.id)
        same = (here.findings, here.could_not_check) == (expect.findings, expect.could_not_check)
        same = same and set(here.fixed) <= set(expect.fixed)
        return Recorded(msgspec.structs.replace(scenario, expect=expect), same, hide.counts())


def _desk(workshop: Workshop, trial: Trial) -> Casework:
    """A trial that knows of the settings what a check may ask."""
    paths = find_paths({"DESKSIDE_HOME": str(trial.home)}, policy_root=trial.home / "policy")
    for key in _TOLD_BY_SETTINGS:
        value = workshop.settings.value(key)
        if value:
            set_value(paths, key, value if isinstance(value, str) else msgspec.json.encode(value).decode())
    return workshop.try_out(trial)


def _ask_choices(own: Troubleshooter, recorder: Recorder) -> None:
    """What questions would offer to a person, who is not here now."""
    with Children({}, source=recorder) as children:
        for question in own.questions:
            if question.choices_from:
                children.call(Call(question.choices_from))


def _answers(own: Troubleshooter, orders: Orders, hide: Hiding) -> Iterator[tuple[str, str]]:
    """What was said to each question but those that ask for a secret."""
    for question in own.questions:
        said = orders.answers.get(question.id)
        if said is not None and not question.secret:
            of_ours = said in {choice.value for choice in question.choices}
            yield question.id, said if of_ours else hide.answer(said, question.choices_from)


def _came_out(report: Report, own: str) -> Expect:
    def bare(causes: Iterator[str]) -> tuple[str, ...]:
        return tuple(sorted(cause.removeprefix(f"{own}.") for cause in causes))

    return Expect(
        findings=bare(one.cause for one in report.findings),
        fixed=bare(one.cause for one in report.findings if one.state is FixState.FIXED),
        outcome=report.outcome,
        could_not_check=bare(one.cause for one in report.checks if one.result is Result.COULD_NOT_CHECK),
    )

""" "Which printer do you mean?" is asked where the answer changes something, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework
from deskside.children.recording import Replay
from deskside.children.scenario import Says, Scenario
from deskside.model.case import Stand
from deskside.model.page import Verb
from deskside.paths import find_paths
from deskside.system.calls import choices


def queue(name: str, state: str = "idle", *, default: bool = False) -> dict[str, object]:
    return {"name": name, "state": state, "accepting": True, "default": default, "device": f"ipp://{name}.example/"}


def desk(tmp_path: Path, *queues: dict[str, object]) -> Casework:
    """A front desk on a computer with these queues, whose printers are all on."""
    scenario = Scenario(
        says=(
            Says("services.state", gives={"known": True, "running": True}),
            Says("printing.queues", gives=list(queues)),
            Says("printing.choices", gives=choices(list(queues), [])),
            Says("printing.jobs", gives=[]),
            Says("printing.device", gives={"reachable": True, "networked": True, "state": "idle"}),
        )
    )
    paths = find_paths(policy_root=tmp_path / "no-policy")
    return compose(paths, load(paths), Replay(scenario))


@pytest.mark.parametrize(
    "queues",
    [
        (queue("Office"),),
        (queue("Office", default=True), queue("Lobby")),
    ],
    ids=["only one", "all are well and one is the default"],
)
def test_where_it_is_plain_which_printer_is_meant_nobody_is_asked(
    queues: tuple[dict[str, object], ...], tmp_path: Path
) -> None:
    run = desk(tmp_path, *queues).open("printer", "it does not print")
    run.act(Verb.BEGIN)
    run.close()
    assert run.case.stand is Stand.NOTHING_FOUND


def test_where_another_printer_is_paused_the_person_says_which_one_they_mean(tmp_path: Path) -> None:
    run = desk(tmp_path, queue("Office", default=True), queue("Lobby", "stopped")).open("printer", "it does not print")
    run.act(Verb.BEGIN)
    assert run.case.stand is Stand.QUESTION
    assert [choice.value for choice in run.page.choices] == ["Office", "Lobby", ""]
    run.act(Verb.ANSWER, "Lobby")
    run.close()
    assert run.case.stand is Stand.FINDING
    assert run.case.findings[0].says == "The printer Lobby is paused."


def test_one_who_is_not_sure_is_taken_to_mean_the_usual_printer(tmp_path: Path) -> None:
    run = desk(tmp_path, queue("Office", default=True), queue("Lobby", "stopped")).open("printer", "it does not print")
    run.act(Verb.BEGIN)
    run.act(Verb.ANSWER, "")
    run.close()
    assert run.case.findings == ()

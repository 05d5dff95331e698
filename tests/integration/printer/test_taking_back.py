"""What is never said to be back."""

from __future__ import annotations

from pathlib import Path

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Orders
from deskside.children.recording import Replay
from deskside.children.scenario import load_scenario
from deskside.model.case import FixState
from deskside.paths import find_paths

SCENARIOS = Path(__file__).parents[3] / "troubleshooters" / "printer" / "scenarios"


def test_a_document_that_the_person_deleted_before_is_not_said_to_be_back(tmp_path: Path, deskside_home: Path) -> None:
    paths = find_paths(policy_root=tmp_path / "no-policy")
    casework = compose(paths, load(paths), Replay(load_scenario(SCENARIOS / "windows-job-never-deleted.toml")))
    report = casework.run_unattended("printer", Orders(fix=True, irreversible=True))
    assert [one.state for one in report.findings] == [FixState.FIXED]
    taken = casework.undo(report.case)
    assert [(one.ok, "deleted before" in one.why) for one in taken] == [(False, True)]

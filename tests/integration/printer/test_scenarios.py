"""Every simulated sick computer of the printer troubleshooter: exactly what must be found, fixed and come out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Orders
from deskside.children.recording import Replay
from deskside.children.scenario import load_scenario
from deskside.model.case import FixState, Result
from deskside.paths import find_paths

SCENARIOS = sorted((Path(__file__).parents[3] / "troubleshooters/printer/scenarios").glob("*.toml"))


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_a_sick_computer_is_diagnosed_as_it_must_be(file: Path, tmp_path: Path) -> None:
    scenario = load_scenario(file)
    paths = find_paths(policy_root=tmp_path / "no-policy")
    orders = Orders(answers=scenario.answers, fix=True, irreversible=True)
    report = compose(paths, load(paths), Replay(scenario)).run_unattended("printer", orders)
    found = [one.cause for one in report.findings]
    fixed = [one.cause for one in report.findings if one.state is FixState.FIXED]
    unseen = [one.cause for one in report.checks if one.result is Result.COULD_NOT_CHECK]
    assert sorted(found) == sorted(f"printer.{cause}" for cause in scenario.expect.findings)
    assert sorted(fixed) == sorted(f"printer.{cause}" for cause in scenario.expect.fixed)
    assert report.outcome == scenario.expect.outcome
    if scenario.expect.could_not_check is not None:
        assert sorted(unseen) == sorted(f"printer.{cause}" for cause in scenario.expect.could_not_check)


def test_each_system_has_its_sick_computers() -> None:
    counted = Counter(load_scenario(file).system for file in SCENARIOS)
    assert set(counted) == {"linux", "windows", "macos"}
    assert min(counted.values()) >= 3

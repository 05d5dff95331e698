"""Each cause is met on each system that has it, by a simulated computer of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Orders
from deskside.children.recording import Replay
from deskside.children.scenario import Scenario, load_scenario
from deskside.paths import find_paths

HERE = Path(__file__).parents[3] / "troubleshooters/printer/scenarios"
SCENARIOS = [load_scenario(file) for file in sorted(HERE.glob("*.toml"))]
NEVER = {"windows": {"rejecting"}}
"""A queue of Windows turns no pages away."""


def listed(system: str, folder: Path) -> set[str]:
    """The causes that are looked at there."""
    paths = find_paths(policy_root=folder / "no-policy")
    report = compose(paths, load(paths), Replay(Scenario(system))).run_unattended("printer", Orders())
    return {one.cause.removeprefix("printer.") for one in report.checks}


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_no_cause_of_a_system_is_without_a_computer_that_has_it(system: str, tmp_path: Path) -> None:
    met = {cause for one in SCENARIOS if one.system == system for cause in one.expect.findings}
    assert listed(system, tmp_path) - met == NEVER.get(system, set())


def test_windows_own_switch_is_looked_at_on_windows_alone(tmp_path: Path) -> None:
    systems = [system for system in ("linux", "macos", "windows") if "set-offline" in listed(system, tmp_path)]
    assert systems == ["windows"]


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_each_system_has_two_causes_at_once_and_a_healthy_computer(system: str) -> None:
    ours = [one.expect for one in SCENARIOS if one.system == system]
    assert any(len(expect.findings) > 1 for expect in ours)
    assert any(expect.outcome == "nothing-found" for expect in ours)

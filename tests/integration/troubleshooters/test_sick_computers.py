"""Every simulated sick computer that comes with a troubleshooter: exactly what must be found, fixed and come out."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Orders
from deskside.casework.report import Report
from deskside.children.recording import Replay
from deskside.children.scenario import load_scenario
from deskside.kit.testing import differences, full
from deskside.paths import find_paths

HERE = Path(__file__).parents[3] / "troubleshooters"
SCENARIOS = sorted(HERE.glob("*/scenarios/*.toml"))
IDS = sorted(folder.parent.name for folder in HERE.glob("*/scenarios"))
SYSTEMS = ("linux", "macos", "windows")


@cache
def run(file: Path) -> Report:
    """What comes out on this computer; each is asked once, for all tests."""
    scenario, paths = load_scenario(file), find_paths(policy_root=Path("no-policy"))
    orders = Orders(answers=scenario.answers, fix=True, irreversible=True)
    return compose(paths, load(paths), Replay(scenario)).run_unattended(file.parents[1].name, orders)


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: f"{file.parents[1].name}/{file.stem}")
def test_a_sick_computer_is_diagnosed_as_it_must_be(file: Path) -> None:
    owner, scenario = file.parents[1].name, load_scenario(file)
    assert differences(owner, scenario.expect, run(file)) == ()


@pytest.mark.parametrize("owner", IDS)
def test_each_system_has_its_sick_computers(owner: str) -> None:
    counted = Counter(load_scenario(file).system for file in SCENARIOS if file.parents[1].name == owner)
    assert {system: counted[system] >= 5 for system in SYSTEMS} == dict.fromkeys(SYSTEMS, True), counted


@pytest.mark.parametrize("owner", IDS)
def test_no_cause_is_without_a_computer_that_has_it(owner: str) -> None:
    """On one system at least; the code is the same for all of them."""
    mine = [file for file in SCENARIOS if file.parents[1].name == owner]
    seen = {cause for file in mine for cause in full(owner, load_scenario(file).expect.findings)}
    listed = {one.cause for file in mine for one in run(file).checks}
    assert {cause for cause in listed if cause.startswith(f"{owner}.")} - seen == set()

"""``plugin test``: what a troubleshooter finds on simulated computers is held against what it should find."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deskside.application.settings import load
from deskside.application.workshop import make_workshop
from deskside.cli.trial_commands import trial_lines
from deskside.errors import ManifestProblem, PublishingProblem
from deskside.kit.new import make_new
from deskside.kit.publishing.checking import checked
from deskside.kit.testing import Outcomes, try_folder
from deskside.kit.workshop import Workshop
from deskside.paths import find_paths

MANIFEST = """
api = 1
id = "labels"
version = "1.0.0"
title = "Labels are not printed"
needs = ["reach.connect:labels.example.org", "reach.resolve:labels.example.org"]

[[cause]]
id = "printer-off"
check = { is = "port-closed", host = "labels.example.org", port = "9100" }
explain = "The label printer does not answer. Most often it is switched off."
fix = { hands_on = "Please press the round button on the label printer." }

[[cause]]
id = "nameless"
check = { is = "name-unknown", name = "labels.example.org" }
explain = "The label printer's name is not known."
fix = { people = "IT gives it its name back." }
"""
OFF = """
system = "{system}"
expect = {{ findings = [{findings}], outcome = "{outcome}" }}

[[says]]
call = "reach.connect"
gives = {{ open = false, problem = "refused" }}

[[says]]
call = "reach.resolve"
gives = {{ addresses = ["192.0.2.1"] }}
"""


NAMELESS = "labels.nameless should be found, and is clear."
GONE = "labels.gone should be found, and was not looked at: there is no such cause on this system."


@pytest.fixture
def workshop() -> Workshop:
    paths = find_paths()
    return make_workshop(paths, load(paths))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "labels"
    (made / "scenarios").mkdir(parents=True)
    (made / "manifest.toml").write_text(MANIFEST)
    return made


def scenario(
    folder: Path, name: str = "off", system: str = "linux", findings: str = '"printer-off"', outcome: str = "not-fixed"
) -> None:
    text = OFF.format(system=system, findings=findings, outcome=outcome)
    (folder / "scenarios" / f"{name}.toml").write_text(text)


def says(tested: Outcomes) -> list[str]:
    return [line for one in tested.tried for line in one.says]


def test_it_comes_out_as_expected_on_any_system(workshop: Workshop, folder: Path) -> None:
    for system in ("linux", "macos", "windows"):
        scenario(folder, system, system)
    tested = try_folder(workshop, folder)
    assert (tested.ok, says(tested)) == (True, [])
    assert [one.system for one in tested.tried] == ["linux", "macos", "windows"]
    assert tested.uncovered == ("labels.nameless",)
    assert list(trial_lines(tested))[-3:] == [
        "labels: 3 as expected, 0 otherwise.",
        "Of 2 causes, in a scenario: 1 found, 0 fixed, 0 verified, 0 taken back.",
        "No scenario finds: labels.nameless",
    ]


@pytest.mark.parametrize(
    ("findings", "outcome", "told"),
    [
        ('"nameless"', "not-fixed", [NAMELESS, "labels.printer-off is found, and should not be."]),
        ('"printer-off"', "fixed", ['The outcome should be "fixed", and is "not-fixed".']),
        ('"printer-off"', "", ['"expect" names no outcome; it is "not-fixed".']),
        ('"printer-off", "gone"', "not-fixed", [GONE]),
    ],
)  # fmt: skip
def test_what_comes_out_otherwise_is_said_in_a_sentence(
    workshop: Workshop, folder: Path, findings: str, outcome: str, told: list[str]
) -> None:
    scenario(folder, findings=findings, outcome=outcome)
    tested = try_folder(workshop, folder)
    assert (tested.ok, says(tested)) == (False, told)


def test_a_fix_that_does_not_hold_and_what_could_not_be_checked_are_said(workshop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "printer"
    shutil.copytree(workshop.paths.troubleshooters / "printer", folder, ignore=shutil.ignore_patterns("scenarios"))
    (folder / "scenarios").mkdir()
    good = (workshop.paths.troubleshooters / "printer" / "scenarios" / "linux-paused.toml").read_text()
    (folder / "scenarios" / "good.toml").write_text(good)
    (folder / "scenarios" / "stays.toml").write_text(good.replace('after = "', 'after = "printing.remove" #'))
    good_one, stays = try_folder(workshop, folder).tried
    assert good_one.ok
    assert any(line.startswith("printer.paused should be fixed, and is ") for line in stays.says)


def test_a_scenario_that_does_not_load_harms_no_other(workshop: Workshop, folder: Path) -> None:
    scenario(folder)
    (folder / "scenarios" / "broken.toml").write_text("system = 3\n")
    broken, off = try_folder(workshop, folder).tried
    assert off.ok
    assert "broken.toml:1" in broken.says[0]


def test_causes_without_any_scenario_are_not_as_expected(workshop: Workshop, folder: Path) -> None:
    tested = try_folder(workshop, folder)
    assert not tested.ok
    assert tested.uncovered == ("labels.nameless", "labels.printer-off")


def test_a_broken_manifest_is_named(workshop: Workshop, folder: Path) -> None:
    (folder / "manifest.toml").write_text(MANIFEST.replace("port-closed", "port-shut"))
    with pytest.raises(ManifestProblem, match="port-shut"):
        try_folder(workshop, folder)


def test_what_a_scenario_finds_wrong_is_not_published(workshop: Workshop, folder: Path) -> None:
    scenario(folder)
    assert [one.id for one in checked(workshop, [folder])] == ["labels"]
    scenario(folder, outcome="fixed")
    with pytest.raises(PublishingProblem, match=r"scenarios/off\.toml: The outcome should be .fixed"):
        checked(workshop, [folder])


def test_a_trial_leaves_the_publishers_own_things_alone(workshop: Workshop, folder: Path, deskside_home: Path) -> None:
    before = sorted(deskside_home.rglob("*"))
    scenario(folder)
    try_folder(workshop, folder)
    assert sorted(deskside_home.rglob("*")) == before


@pytest.mark.parametrize("more", [(), ("--python",)])
def test_a_new_troubleshooter_passes_its_own_test(tmp_path: Path, more: tuple[str, ...]) -> None:
    def deskside(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "deskside", "plugin", *arguments]
        app = str(Path(__file__).parents[3] / "app")
        return subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONPATH": app},
        )

    assert deskside("new", "badges", *more).returncode == 0
    said = deskside("test", "badges", "--json")
    told = json.loads(said.stdout)
    assert (said.returncode, told["ok"], told["tested"][0]["troubleshooter"]) == (0, True, "badges"), said
    assert told["tested"][0]["tried"]
    for file in (tmp_path / "badges" / "scenarios").iterdir():
        file.write_text(file.read_text().replace('outcome = "', 'outcome = "no-'))
    said = deskside("test", "badges")
    assert said.returncode == 1
    assert "The outcome should be" in said.stdout


def test_code_that_breaks_is_named_with_its_line_where_it_changes_what_comes_out(
    workshop: Workshop, tmp_path: Path
) -> None:
    make_new(tmp_path / "badges", python=True)
    code = tmp_path / "badges" / "troubleshooter.py"
    lines = code.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "def detect" in line) + 1
    lines.insert(at, '        raise KeyError("queue")')
    code.write_text("\n".join(lines), "utf-8")
    tried = {one.scenario: one for one in try_folder(workshop, tmp_path / "badges").tried}
    assert f"badges.paused could not be checked (KeyError: 'queue' (line {at + 1}))." in tried["healthy"].says


def test_code_that_does_not_load_is_named_once_by_the_authors_own_file_and_line(
    workshop: Workshop, tmp_path: Path
) -> None:
    make_new(tmp_path / "badges", python=True)
    code = tmp_path / "badges" / "troubleshooter.py"
    code.write_text(f'{code.read_text("utf-8")}\nopen("/etc/passwd")\n', "utf-8")
    line = len(code.read_text("utf-8").splitlines())
    (only,) = try_folder(workshop, tmp_path / "badges").tried
    assert only.says[0].startswith(f"{code}:{line}: problem: PermissionError")


def test_a_cause_that_is_found_and_in_no_scenario_fixed_is_named(workshop: Workshop, tmp_path: Path) -> None:
    make_new(tmp_path / "badges", python=True)
    tested = try_folder(workshop, tmp_path / "badges")
    assert tested.ok
    assert tested.never_fixed == ()
    paused = tmp_path / "badges/scenarios/paused.toml"
    says = [part for part in paused.read_text("utf-8").split("[[says]]") if "printing.resume" not in part]
    paused.write_text("[[says]]".join(says), "utf-8")
    tested = try_folder(workshop, tmp_path / "badges")
    assert tested.never_fixed == ("badges.paused",)
    assert "Found, and fixed in no scenario: badges.paused" in list(trial_lines(tested))


def test_what_ran_of_each_cause_is_counted_apart(workshop: Workshop, tmp_path: Path) -> None:
    """Found, mended, looked at again, taken back: a way back that never ran is one that nobody has seen work."""
    make_new(tmp_path / "badges", python=True)
    tested = try_folder(workshop, tmp_path / "badges")
    ran = {one.cause: (one.found, one.fixed, one.verified, one.undone) for one in tested.ran}
    assert ran["badges.paused"] == ran["badges.service-stopped"] == (1, 1, 1, 0)
    assert ran["badges.cable-out"] == (1, 0, 0, 0)
    assert tested.never_undone == ("badges.paused",)
    assert list(trial_lines(tested))[-2:] == [
        "Of 4 causes, in a scenario: 4 found, 2 fixed, 2 verified, 0 taken back.",
        "Fixed, and taken back in no scenario (one where the fix does not help): badges.paused",
    ]
    paused = (tmp_path / "badges/scenarios/paused.toml").read_text("utf-8")
    first, *says = paused.replace('fixed = ["paused"], outcome = "fixed"', 'outcome = "not-fixed"').split("[[says]]")
    stays = [part for part in says if "after = " not in part]
    (tmp_path / "badges/scenarios/paused-for-good.toml").write_text("[[says]]".join([first, *stays]), "utf-8")
    tested = try_folder(workshop, tmp_path / "badges")
    assert tested.ok, says
    (ran_now,) = [one for one in tested.ran if one.cause == "badges.paused"]
    assert (ran_now.found, ran_now.fixed, ran_now.verified, ran_now.undone) == (2, 1, 2, 1)
    assert tested.never_undone == ()
    assert not [line for line in trial_lines(tested) if "taken back in no scenario" in line]

"""What a publisher gets to begin with: it says nothing wrong, and every simulated computer comes out as it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.application.settings import load
from deskside.application.workshop import make_workshop
from deskside.casework import Orders
from deskside.children.recording import Replay
from deskside.children.scenario import Scenario, load_scenario
from deskside.errors import NotWritten, WrongUsage
from deskside.kit.linting import lint
from deskside.kit.new import make_new
from deskside.kit.workshop import Trial
from deskside.model.case import FixState
from deskside.paths import find_paths


@pytest.mark.parametrize("python", [False, True], ids=["no-code", "python"])
@pytest.mark.parametrize("title", ["", "My badge is not read", 'The "blue" door — öffnet nicht'])
def test_it_lints_clean(tmp_path: Path, title: str, python: bool) -> None:
    make_new(tmp_path / "badge-reader", title=title, python=python)
    assert lint(tmp_path / "badge-reader") == ()


@pytest.mark.parametrize("python", [False, True], ids=["no-code", "python"])
def test_each_of_its_causes_is_met_by_a_computer_that_has_it(tmp_path: Path, python: bool) -> None:
    folder = tmp_path / "mine" / "badge-reader"
    make_new(folder, python=python)
    met: set[str] = set()
    for number, file in enumerate(sorted(folder.glob("scenarios/*.toml"))):
        scenario = load_scenario(file)
        found, fixed, outcome, checked = tried(tmp_path / str(number), folder, scenario)
        expect = scenario.expect
        assert (found, fixed, outcome) == (set(expect.findings), set(expect.fixed), expect.outcome), file.name
        met |= found
    assert met == checked


def tried(home: Path, folder: Path, scenario: Scenario) -> tuple[set[str], set[str], str, set[str]]:
    """What is found, fixed and comes out, and all that is looked at."""
    paths = find_paths()
    desk = make_workshop(paths, load(paths)).try_out(Trial(home, (folder.parent,), Replay(scenario)))
    report = desk.run_unattended(folder.name, Orders(fix=True))
    fixed = {one.cause for one in report.findings if one.state is FixState.FIXED}
    checked = {one.cause for one in report.checks}
    own = f"{folder.name}."
    return (
        {one.cause.removeprefix(own) for one in report.findings},
        {one.removeprefix(own) for one in fixed},
        report.outcome,
        {one.removeprefix(own) for one in checked},
    )


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    make_new(tmp_path / "badge-reader")
    manifest = tmp_path / "badge-reader" / "manifest.toml"
    manifest.write_text("mine", "utf-8")
    with pytest.raises(WrongUsage, match="is there already"):
        make_new(tmp_path / "badge-reader", python=True)
    assert manifest.read_text("utf-8") == "mine"
    assert not (tmp_path / "badge-reader" / "troubleshooter.py").exists()


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "badge-reader").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WrongUsage, match="is there already"):
        make_new(tmp_path / "badge-reader")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["Badge", "badge_reader", "1badge", "badge-", "..", "con", "b" * 61])
def test_a_name_that_no_troubleshooter_can_have_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match="can't be the id"):
        make_new(tmp_path / "mine" / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["x" * 81, "two\nlines", "\u202eback", " "])
def test_a_title_that_no_page_could_show_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(WrongUsage, match="title"):
        make_new(tmp_path / "badge-reader", title=title)


def test_a_place_that_takes_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten, match="file"):
        make_new(tmp_path / "file" / "badge-reader")


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    make_new(tmp_path / "badge-reader")
    assert [file.name for file in tmp_path.iterdir()] == ["badge-reader"]

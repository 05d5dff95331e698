"""What a person reads when space is short, what they can open, and what of it stays on this computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import CaseRun
from deskside.children.recording import Replay
from deskside.children.scenario import Says, load_scenario
from deskside.model.case import FixState, Stand
from deskside.model.page import Verb
from deskside.paths import find_paths

SCENARIOS = Path(__file__).parents[3] / "troubleshooters" / "disk-full" / "scenarios"


@contextmanager
def case(tmp_path: Path, name: str, more: Iterable[Says] = ()) -> Iterator[CaseRun]:
    """The person has asked for help on this simulated computer, and it was looked at."""
    scenario = load_scenario(SCENARIOS / f"{name}.toml")
    scenario = replace(scenario, says=(*scenario.says, *more))
    paths = find_paths(policy_root=tmp_path / "no-policy")
    run = compose(paths, load(paths), Replay(scenario)).open("disk-full", "no space left")
    run.act(Verb.BEGIN)
    try:
        yield run
    finally:
        run.close()


def test_what_will_be_cleared_is_listed_with_its_size_before_anyone_says_yes(tmp_path: Path) -> None:
    with case(tmp_path, "linux-full") as run:
        assert run.case.stand is Stand.FINDING
        assert run.page.heading == "The disk is full. I can free 20.5 GB."
        assert run.page.shows == ("mailclient: 20.5 GB", "small preview pictures: 40 MB")
        assert any("can't be brought back" in point.text for point in run.page.points)
        run.act(Verb.FIX)
        assert run.case.findings[0].state is FixState.FIXED


def test_a_program_that_must_be_closed_first_is_named(tmp_path: Path) -> None:
    with case(tmp_path, "linux-full-of-an-open-program") as run:
        assert run.page.heading == "The disk is full. Please close mailclient first. Then I can free 20 GB."


def test_where_only_own_files_are_left_they_are_shown_to_choose_from_and_none_is_touched(tmp_path: Path) -> None:
    with case(tmp_path, "linux-full-of-own-files") as run:
        assert run.case.stand is Stand.HANDS_ON
        assert run.page.shows == ("Videos/2019: 14 GB", "Videos/wedding.mp4: 5 GB")
        assert "Only your own files are left on it." in run.page.heading
        assert not run.page.takes(Verb.FIX)


def test_where_the_person_may_clear_nothing_no_fix_is_offered(tmp_path: Path) -> None:
    with case(tmp_path, "linux-system-part-full") as run:
        assert run.case.stand is Stand.FINDING
        assert run.page.takes(Verb.PEOPLE)
        assert not run.page.takes(Verb.FIX)


def test_what_a_mac_shows_as_one_thing_is_said_to_hold_all_photos(tmp_path: Path) -> None:
    with case(tmp_path, "macos-little-left") as run:
        assert run.page.shows[1] == "Pictures/Photos Library.photoslibrary (all your photos): 150 GB"


def test_a_step_takes_as_long_as_choosing_among_own_files_takes(tmp_path: Path) -> None:
    with case(tmp_path, "linux-full-of-own-files") as run:
        assert "This takes about 5 minutes." in [point.text for point in run.page.points]


def test_the_downloads_folder_opens_at_a_click(tmp_path: Path) -> None:
    opened = Says("open.folder", {"folder": "downloads"}, gives=True)
    with case(tmp_path, "windows-downloads", [opened]) as run:
        assert run.case.stand is Stand.HANDS_ON
        assert [action.label for action in run.page.actions if action.verb is Verb.OPEN] == ["Open Downloads"]
        assert run.page.picture
        run.act(Verb.OPEN)
        assert run.case.not_opened == ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("windows-downloads", ("Films: 51.2 GB", "Setup.iso: 5.6 GB")),
        ("macos-downloads", ("Films: 40 GB", "Xcode.xip: 30 GB")),
    ],
)
def test_sizes_are_those_that_this_systems_own_windows_show(tmp_path: Path, name: str, lines: tuple[str, ...]) -> None:
    with case(tmp_path, name) as run:
        assert run.page.shows == lines


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("linux-trash-and-downloads", ("old.iso", "server.iso", "backup", "setup.exe")),
        ("macos-little-left", ("Movies", "Photos Library")),
        ("linux-full-of-own-files", ("wedding", "2019")),
        ("windows-recycle-bin", ("machine", "draft")),
    ],
)
def test_what_people_call_their_files_is_shown_to_them_and_told_to_nobody(
    tmp_path: Path, name: str, private: tuple[str, ...]
) -> None:
    with case(tmp_path, name) as run:
        told = msgspec.json.encode([(one.says, one.evidence) for one in run.case.findings]).decode()
        shown = " ".join(line for one in run.case.findings for line in one.shows)
    assert [word for word in private if word in told] == []
    assert [word for word in private if word not in shown] == []

"""What stands in IT's files counts only where nobody else could have written it; whoever looks is told which is not so.

Real folders, owners and modes. The keepers are those who run the tests; a stranger is somebody else, whom only root
can make an owner.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskside.config.kept import DoesNotCount, changed_by_others
from deskside.config.managed import DOMAIN, MacPreferences, default_sources, managed_sources
from deskside.config.settings import Settings, load_settings
from deskside.paths import find_paths

from .conftest import RT, Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")
ROOT_ONLY = pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives a file away")
STRANGER = 65534
TEXT = '[organisation]\nname = "Mallory"\n[tickets]\nquiet_days = 9\n'


@pytest.fixture
def desk() -> Iterator[Desk]:
    """IT's folder, on the way to which nobody else may write."""
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    made = Desk(top)
    for folder in (made.policy, made.policy / "policy.d"):
        folder.chmod(0o755)
    yield made
    shutil.rmtree(top)


def seen(desk: Desk, *sources: MacPreferences) -> Settings:
    """As an installed Deskside sees it."""
    paths = replace(desk.paths, keepers=frozenset({0, os.geteuid()}))
    return load_settings(paths, RT, managed=sources)


def put(desk: Desk, name: str = "policy.toml", text: str = TEXT, mode: int = 0o644) -> Path:
    desk.it(text, name)
    (desk.policy / name).chmod(mode)
    return desk.policy / name


def name_of(settings: Settings) -> tuple[str, str, bool]:
    key = "organisation.name"
    return settings.text(key), settings.origins[key], settings.locked(key)


def the_problem(settings: Settings) -> DoesNotCount:
    (problem,) = settings.problems
    assert isinstance(problem, DoesNotCount)
    return problem


def write_for_all(desk: Desk) -> Path:
    return put(desk, mode=0o666)


def write_for_a_group(desk: Desk) -> Path:
    return put(desk, mode=0o664)


def the_strangers(desk: Desk) -> Path:
    file = put(desk)
    os.chown(file, STRANGER, STRANGER)
    return file


def a_link_to_the_strangers(desk: Desk) -> Path:
    theirs, link = desk.home / "theirs.toml", desk.policy / "policy.toml"
    theirs.write_text(TEXT, "utf-8")
    os.chown(theirs, STRANGER, STRANGER)
    link.symlink_to(theirs)
    return theirs


def a_link_through_the_strangers_folder(desk: Desk) -> Path:
    folder = desk.home / "their folder"
    folder.mkdir()
    (folder / "ours.toml").write_text(TEXT, "utf-8")
    (folder / "ours.toml").chmod(0o644)
    os.chown(folder, STRANGER, STRANGER)
    (desk.policy / "policy.toml").symlink_to("../Zuhause ä b/their folder/ours.toml")
    return folder


def a_link_of_the_strangers_on_the_way(desk: Desk) -> Path:
    """Both ends are IT's; where the middle leads, the stranger decides."""
    end, middle = put(desk, "site.txt"), desk.policy / "middle"
    middle.symlink_to(end)
    os.chown(middle, STRANGER, STRANGER, follow_symlinks=False)
    (desk.policy / "policy.toml").symlink_to(middle)
    return middle


def an_open_folder(desk: Desk) -> Path:
    put(desk, "policy.d/10.toml")
    (desk.policy / "policy.d").chmod(0o777)
    return desk.policy / "policy.d"


def a_strangers_folder(desk: Desk) -> Path:
    put(desk)
    os.chown(desk.policy, STRANGER, STRANGER)
    return desk.policy


WAYS = [
    write_for_all,
    write_for_a_group,
    an_open_folder,
    *(
        pytest.param(way, marks=ROOT_ONLY)
        for way in (
            the_strangers,
            a_link_to_the_strangers,
            a_link_through_the_strangers_folder,
            a_link_of_the_strangers_on_the_way,
            a_strangers_folder,
        )
    ),
]


@pytest.mark.parametrize("way", WAYS)
def test_what_others_could_have_written_does_not_count_and_is_said_with_what_puts_it_right(
    desk: Desk, way: Callable[[Desk], Path]
) -> None:
    place = way(desk)
    assert name_of(seen(desk))[:2] == ("", "default")
    problem = the_problem(seen(desk))
    assert "Others than IT can change" in problem.says
    assert str(place) in problem.words()
    if os.geteuid() == 0:
        subprocess.run(problem.do, shell=True, check=True)  # what IT is told to type
        assert name_of(seen(desk)) == ("Mallory", "IT", True)
        assert seen(desk).problems == ()


def test_a_slip_with_the_rights_of_a_file_opens_no_lock(desk: Desk) -> None:
    desk.user('[organisation]\nname = "Mine"\n')
    put(desk, "policy.toml", '[organisation]\nname = "Contoso"\n')
    put(desk, "policy.d/10.toml", mode=0o666)
    settings = seen(desk)
    assert name_of(settings) == ("Contoso", "IT", True)
    assert (settings.value("tickets.quiet_days"), settings.locked("tickets.quiet_days")) == (2, True)
    put(desk, "policy.toml", "")
    assert name_of(seen(desk)) == ("", "default", True)


def test_defaults_that_others_could_have_written_do_not_count_and_lock_nothing(desk: Desk) -> None:
    put(desk, "defaults.toml", mode=0o666)
    assert name_of(seen(desk)) == ("", "default", False)
    assert the_problem(seen(desk)).file == str(desk.policy / "defaults.toml")
    desk.user('[organisation]\nname = "Mine"\n')
    assert name_of(seen(desk)) == ("Mine", "user", False)


def test_the_files_beside_one_that_does_not_count_do(desk: Desk) -> None:
    put(desk, "policy.toml", mode=0o666)
    put(desk, "policy.d/10.toml", '[organisation]\nname = "Contoso"\n')
    assert name_of(seen(desk)) == ("Contoso", "IT", True)


def test_what_else_is_wrong_with_a_strangers_file_is_not_told_in_its_words(desk: Desk) -> None:
    put(desk, text='[organisation]\nnonsense = "x"\nname = oops\n', mode=0o666)
    assert "nonsense" not in the_problem(seen(desk)).words()


def test_a_folder_in_which_each_may_remove_only_their_own_keeps_its_files(desk: Desk) -> None:
    """/tmp is such a folder, and so is the store that NixOS links /etc into."""
    put(desk)
    desk.policy.chmod(0o1777)
    assert name_of(seen(desk)) == ("Mallory", "IT", True)


def test_a_link_of_its_own_to_a_file_of_its_own_counts(desk: Desk) -> None:
    put(desk, "site.txt")
    (desk.policy / "policy.d" / "10.toml").symlink_to("../site.txt")
    assert (name_of(seen(desk)), seen(desk).problems) == (("Mallory", "IT", True), ())


def test_links_in_a_circle_hold_nobody_up(desk: Desk) -> None:
    first, second = desk.policy / "policy.toml", desk.policy / "second"
    first.symlink_to(second)
    second.symlink_to(first)
    assert changed_by_others(first, frozenset({os.geteuid()})) is None
    assert "not a file" in seen(desk).problems[0].says


def test_of_what_is_not_there_nobody_is_accused(desk: Desk) -> None:
    assert seen(desk).problems == ()


def test_an_installed_deskside_looks_whose_the_files_are_and_a_trial_does_not(desk: Desk) -> None:
    assert find_paths().keepers == {0}
    put(desk, mode=0o666)
    assert name_of(desk.load()) == ("Mallory", "IT", True)


@pytest.mark.parametrize("locks", [True, False])
def test_a_macs_preferences_that_others_could_have_written_do_not_count(desk: Desk, locks: bool) -> None:
    import plistlib

    place = desk.policy / f"{DOMAIN}.plist"
    place.write_bytes(plistlib.dumps({"organisation.name": "Mallory"}))
    keepers = frozenset({os.geteuid()})
    place.chmod(0o644)
    assert name_of(seen(desk, MacPreferences(place, locks=locks, keepers=keepers)))[0] == "Mallory"
    place.chmod(0o666)
    settings = seen(desk, MacPreferences(place, locks=locks, keepers=keepers))
    assert name_of(settings) == ("", "default", locks)
    assert the_problem(settings).file == str(place)


def test_a_macs_places_are_read_on_a_mac_only() -> None:
    """On Windows they would be below C:\\Library, which anyone may make."""
    others = [source for source in (*managed_sources(), *default_sources()) if isinstance(source, MacPreferences)]
    assert others == []


def relied_on(settings: Settings) -> list[tuple[str, str]]:
    return [(problem.key, problem.do) for problem in settings.relied_on()]


def test_a_root_of_trust_that_others_can_change_is_said(desk: Desk) -> None:
    root = put(desk, "root.json", "{}")
    put(desk, text=f'[catalogue]\nroot = "{root}"\n')
    assert relied_on(seen(desk)) == []
    root.chmod(0o666)
    assert relied_on(seen(desk)) == [
        ("catalogue.root", f"chown root: '{root}' && chmod go-w '{root}'".replace("'", ""))
    ]
    assert seen(desk).problems == ()


def test_a_file_that_the_person_named_themselves_is_theirs(desk: Desk) -> None:
    root = put(desk, "root.json", "{}", 0o666)
    desk.user(f'[catalogue]\nroot = "{root}"\n')
    assert relied_on(seen(desk)) == []

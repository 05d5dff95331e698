"""Files in policy.d that are not read because of their names: hidden ones rightly, others with a word to IT."""

from __future__ import annotations

import os

import pytest

from deskside.config.kept import DoesNotCount
from deskside.paths import find_paths

from .conftest import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such folder, and no such names")
TEXT = '[organisation]\nname = "Contoso"\n'


@pytest.mark.parametrize("name", [".27-hidden.toml", ".10.toml.swp", ".#10.toml"])
def test_a_hidden_file_does_not_count_and_is_nothing_to_say(desk: Desk, name: str) -> None:
    desk.it(TEXT, f"policy.d/{name}")
    settings = desk.load()
    assert (settings.text("organisation.name"), settings.problems) == ("", ())


@pytest.mark.parametrize("name", ["23.TOML", "10-site.tml", "10-site.conf", "10-site", "10-site.toml.txt", "10.toml "])
def test_a_file_whose_ending_keeps_it_from_counting_is_said(desk: Desk, name: str) -> None:
    desk.it(TEXT, f"policy.d/{name}")
    settings = desk.load()
    (problem,) = settings.problems
    assert isinstance(problem, DoesNotCount)
    assert problem.file == str(desk.policy / "policy.d" / name)
    assert ".toml" in problem.says
    assert settings.text("organisation.name") == ""


def test_a_folder_in_the_folder_is_said(desk: Desk) -> None:
    (desk.policy / "policy.d" / "site").mkdir()
    assert len(desk.load().problems) == 1


@pytest.mark.parametrize(
    "name",
    [
        *("README", "README.md", "10.toml~", "10.toml.bak", "10.toml.dpkg-old", "10.toml.dpkg-dist", "10.toml.ucf-old"),
        *("10.toml.rpmsave", "10.toml.rpmnew", "10.toml.disabled", "10-example.toml.example"),
    ],
)
def test_what_packages_editors_and_people_leave_there_on_purpose_is_nothing_to_say(desk: Desk, name: str) -> None:
    desk.it(TEXT, f"policy.d/{name}")
    settings = desk.load()
    assert (settings.text("organisation.name"), settings.problems) == ("", ())


def test_a_file_that_is_named_right_later_counts(desk: Desk) -> None:
    desk.it(TEXT, "policy.d/23.TOML")
    (desk.policy / "policy.d" / "23.TOML").rename(desk.policy / "policy.d" / "23.toml")
    assert (desk.load().text("organisation.name"), desk.load().problems) == ("Contoso", ())


def test_the_folder_of_it_is_never_the_persons_to_move() -> None:
    assert find_paths({"DESKSIDE_HOME": "/nowhere"}).it == find_paths({}).it

"""``deskside check`` where others could have written what IT sets: what is wrong, and the line that puts it right."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.model.report import CheckRow
from deskside.paths import find_paths

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")


@pytest.fixture
def it(tmp_path: Path) -> Path:
    folder = tmp_path / "etc"
    (folder / "policy.d").mkdir(parents=True)
    for place in (folder, folder / "policy.d"):
        place.chmod(0o755)
    return folder


def checked(it: Path) -> list[CheckRow]:
    """What is said of the settings of an installed Deskside, whose keepers are those who run this."""
    found = find_paths({"DESKSIDE_HOME": str(it.parent / "home")}, it)
    paths = replace(found, keepers=frozenset({0, os.geteuid()}))
    return [row for row in compose(paths, load(paths)).health() if row.name == "settings"]


def put(file: Path, text: str, mode: int = 0o644) -> Path:
    file.write_text(text, "utf-8")
    file.chmod(mode)
    return file


@pytest.mark.parametrize("which", ["policy", "root"])
def test_what_others_can_change_is_named_until_its_line_is_typed(it: Path, which: str) -> None:
    root = put(it / "root.json", "{}", 0o666 if which == "root" else 0o644)
    policy = put(it / "policy.d" / "10.toml", f'[catalogue]\nroot = "{root}"\n', 0o666 if which == "policy" else 0o644)
    (row,) = checked(it)
    assert not row.ok
    assert str(policy) in row.says
    assert ("can change this file" if which == "policy" else f"can change {root}") in row.says
    right = row.do if os.geteuid() == 0 else row.do.partition("&& ")[2]  # only root makes root the owner
    subprocess.run(right, shell=True, check=True)
    assert [row.ok for row in checked(it)] == [True]


def test_a_file_that_does_nothing_is_named_with_what_to_do(it: Path) -> None:
    put(it / "policy.d" / "23.TOML", '[organisation]\nname = "Contoso"\n')
    (row,) = checked(it)
    assert (row.ok, row.do) == (False, "Give it another name, or take it away.")
    assert "does not end in .toml" in row.says

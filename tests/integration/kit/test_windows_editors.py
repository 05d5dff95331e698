"""A troubleshooter that was edited on Windows: a mark first in each file, two letters at the end of each line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.integration.cli.test_contract import deskside

from deskside.application.settings import load
from deskside.application.workshop import make_workshop
from deskside.catalogue import read_manifest
from deskside.kit.linting import lint
from deskside.kit.testing import try_folder
from deskside.paths import find_paths

from .broken_versions import good


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = good(tmp_path)
    for file in made.rglob("*.*"):
        if file.suffix in (".toml", ".py", ".po"):
            file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    return made


def test_it_lints_clean_and_every_scenario_comes_out(folder: Path) -> None:
    assert lint(folder) == ()
    paths = find_paths()
    tested = try_folder(make_workshop(paths, load(paths)), folder)
    assert tested.ok, tested
    assert len(tested.tried) > 3


def test_its_words_are_there_in_the_other_language(folder: Path) -> None:
    causes = {cause.id: cause for cause in read_manifest(folder, "de").causes}
    assert causes["page-down"].explain == "Unsere eigene Seite öffnet von hier aus nicht."


def test_what_this_computer_says_to_it_can_be_recorded(folder: Path) -> None:
    recorded = deskside("plugin", "record", str(folder), "here")
    assert "is no text" not in recorded.stderr
    assert (folder / "scenarios" / "here.toml").is_file(), recorded.stderr


def test_code_that_can_not_be_recorded_is_named_where_its_author_has_it(folder: Path) -> None:
    code = folder / "troubleshooter.py"
    code.write_bytes(code.read_bytes() + b"\r\n1 / 0\r\n")
    line = code.read_bytes().count(b"\n")
    recorded = deskside("plugin", "record", str(folder), "here")
    assert recorded.returncode == 1
    assert f"{code}:{line}: ZeroDivisionError" in recorded.stderr

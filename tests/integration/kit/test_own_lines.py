"""Where something is wrong is told with its line: letters of another encoding, and masks that lead back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.integration.cli.test_contract import deskside

from deskside.errors import ManifestProblem
from deskside.kit.linting import lint
from deskside.kit.manuscript import read_own, read_scenario
from deskside.kit.remarks import Severity

from .broken_versions import CODE, DE, HEALTHY, M, good


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return good(tmp_path)


def in_latin(file: Path) -> int:
    """An umlaut as an old editor saves it, in a comment in the middle of the file; its line."""
    lines = file.read_bytes().split(b"\n")
    at = len(lines) // 2
    lines.insert(at, "# für später".encode("latin-1"))
    file.write_bytes(b"\n".join(lines))
    return at + 1


@pytest.mark.parametrize("name", [M, CODE, DE, HEALTHY])
def test_a_letter_in_another_encoding_is_told_with_its_line(folder: Path, name: str) -> None:
    line = in_latin(folder / name)
    assert line > 1
    assert [one.line for one in lint(folder) if one.file == folder / name] == [line]


def test_the_same_holds_for_the_commands_that_need_the_manifest(folder: Path, tmp_path: Path) -> None:
    line = in_latin(folder / M)
    for words in (
        ("test", str(folder)),
        ("preview", str(folder), "--pictures", str(tmp_path / "drawn")),
        ("record", str(folder), "here"),
    ):
        told = deskside("plugin", *words)
        assert told.returncode == 1
        assert f"{folder / M}:{line}: manifest.toml is not text in UTF-8." in told.stderr, words
    with pytest.raises(ManifestProblem, match=f"manifest.toml:{line}:"):
        read_own(folder)


def test_a_scenario_in_another_encoding_is_told_with_its_line_when_it_is_tried(folder: Path) -> None:
    line = in_latin(folder / HEALTHY)
    told = deskside("plugin", "test", str(folder))
    assert f"{folder / HEALTHY}:{line}: This line is not UTF-8." in told.stdout


def test_a_folder_that_is_not_there_has_no_line_nought(tmp_path: Path) -> None:
    for verb in ("test", "lint", "pack", "preview"):
        more = ("--pictures", str(tmp_path / "drawn")) if verb == "preview" else ()
        told = deskside("plugin", verb, str(tmp_path / "nowhere"), *more)
        assert told.returncode == 1
        assert "There is no manifest.toml in this folder." in told.stdout + told.stderr
        assert ":0:" not in told.stdout + told.stderr, verb
    assert not (tmp_path / "drawn").exists()


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_scenario_that_is_no_file_of_its_own_holds_nobody_up(folder: Path, kind: str) -> None:
    odd = folder / "scenarios" / "odd.toml"
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "link":
        odd.symlink_to("/dev/zero")
    else:
        odd.mkdir()
    assert [one.says for one in lint(folder) if one.file == odd and one.severity is Severity.PROBLEM]
    with pytest.raises(ManifestProblem, match="not a file of its own"):
        read_scenario(odd)


def test_a_new_one_above_is_told_by_the_folder_that_is_really_made(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    made = deskside("plugin", "new", "../up", "--folder", str(tmp_path / "inner"))
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "up" / M).is_file()
    assert f"{tmp_path / 'up'} is made:" in made.stdout
    assert ".." not in made.stdout


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("mask", ["cable-out", "badge-reader.cable-out"])
def test_a_cause_that_masks_itself_is_told(folder: Path, mask: str) -> None:
    edit(folder / M, 'masks = ["page-down"]', f'masks = ["{mask}"]')
    line = (folder / M).read_text("utf-8").partition("masks")[0].count("\n") + 1
    (told,) = lint(folder)
    assert (told.says, told.line) == ('The cause "cable-out" masks itself.', line)
    assert told.severity is Severity.PROBLEM


def test_a_cause_in_code_that_masks_itself_is_told_at_its_class(folder: Path) -> None:
    edit(folder / CODE, "    likelihood = 0.2\n", '    likelihood = 0.2\n    masks = ("paused",)\n')
    line = (folder / CODE).read_text("utf-8").partition("class Paused")[0].count("\n") + 1
    assert [(one.file, one.line) for one in lint(folder) if "masks itself" in one.says] == [(folder / CODE, line)]


def test_masks_in_a_circle_are_told_once_as_advice_with_all_of_the_circle(folder: Path) -> None:
    edit(folder / M, 'id = "page-down"\n', 'id = "page-down"\nmasks = ["paused"]\n')
    edit(folder / CODE, "    likelihood = 0.2\n", '    likelihood = 0.2\n    masks = ("badge-reader.cable-out",)\n')
    (told,) = lint(folder)
    assert "circle: cable-out, page-down, paused." in told.says
    assert told.severity is Severity.ADVICE
    assert told.line == (folder / M).read_text("utf-8").partition("masks")[0].count("\n") + 1


def test_a_cause_that_masks_all_of_its_own_is_no_slip(folder: Path) -> None:
    edit(folder / M, 'masks = ["page-down"]', 'masks = ["badge-reader.*"]')
    assert lint(folder) == ()

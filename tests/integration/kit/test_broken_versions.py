"""What a publisher is told of a troubleshooter with one thing wrong: which thing, in which file, in which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.kit.linting import lint
from deskside.kit.remarks import Remark, Severity, problems

from .broken_versions import BY_HAND, VERSIONS, do, good


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return good(tmp_path)


def test_of_a_good_one_there_is_nothing_to_say(folder: Path) -> None:
    assert lint(folder) == ()


@pytest.mark.parametrize("what", VERSIONS)
def test_a_broken_one_is_caught_with_file_and_line(folder: Path, what: str) -> None:
    broken = VERSIONS[what]
    do(broken, folder)
    file = folder / (broken.told or broken.file)
    remarks = lint(folder)
    told = [one for one in remarks if broken.says in one.says and one.file == file]
    assert told, _printed(remarks)
    text = file.read_text("utf-8", errors="replace")
    line = text[: text.index(broken.at)].count("\n") + 1 if broken.at else 1
    assert line in [one.line for one in told], _printed(remarks)
    assert {one.severity for one in told} == {Severity.ADVICE if broken.advice else Severity.PROBLEM}
    assert all(one.do for one in remarks)


@pytest.mark.parametrize("what", BY_HAND)
def test_files_that_can_not_be_published_are_named(folder: Path, what: str) -> None:
    breaks, says = BY_HAND[what]
    file = breaks(folder)
    assert [(one.file, one.line) for one in lint(folder) if says in one.says] == [(file, 1)]


def test_more_than_forty_ways_are_tried() -> None:
    assert len(VERSIONS) + len(BY_HAND) >= 40


def test_many_things_that_are_wrong_are_told_at_once(folder: Path) -> None:
    ways = ("a key nobody knows", "a version of two numbers", "a cause without a fix", "blame")
    tried = [VERSIONS[what] for what in ways]
    for broken in tried:
        do(broken, folder)
    said = [one.says for one in problems(lint(folder))]
    assert [any(broken.says in one for one in said) for broken in tried] == [True] * 4


def _printed(remarks: tuple[Remark, ...]) -> str:
    return "\n".join(str(one) for one in remarks) or "nothing was said"

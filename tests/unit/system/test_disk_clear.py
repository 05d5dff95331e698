"""Clearing takes away what lies in a folder and nothing else, in each of the two ways in which systems allow it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem
from deskside.system import disk_clear
from deskside.system.disk_caches import Place, clear_one, measure
from deskside.system.disk_clear import clear, everything
from deskside.system.disk_write import try_to_write

from .test_disk_walk import written

MB = 1 << 20


@pytest.fixture(params=[True, False], ids=["held", "by path"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Linux and macOS hold folders open; Windows cannot."""
    monkeypatch.setattr(disk_clear, "_HELD", request.param)
    return bool(request.param)


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_everything_in_it_goes_and_the_folder_stays(tmp_path: Path, way: bool) -> None:
    cache = tmp_path / "cache"
    written(cache / "a" / "b" / "c")
    written(cache / "d")
    cleared = clear([(str(cache), everything)])
    assert left_in(tmp_path) == ["cache"]
    assert (cleared.gone, cleared.refused) == (4, 0)


def test_what_a_link_points_to_stays(tmp_path: Path, way: bool) -> None:
    film = written(tmp_path / "Documents" / "film")
    cache = tmp_path / "cache"
    written(cache / "x")
    (cache / "folder").symlink_to(film.parent)
    (cache / "file").symlink_to(film)
    clear([(str(cache), everything)])
    assert left_in(tmp_path / "Documents") == ["film"]
    assert left_in(cache) == ([] if way else ["file", "folder"])


def test_a_folder_that_is_a_link_is_not_cleared(tmp_path: Path, way: bool) -> None:
    film = written(tmp_path / "Documents" / "film")
    (tmp_path / "cache").symlink_to(film.parent)
    try:
        clear([(str(tmp_path / "cache"), everything)])
    except CallProblem:
        assert way, "it may refuse, or do nothing"
    assert film.exists()


def test_only_what_is_wanted_goes(tmp_path: Path, way: bool) -> None:
    written(tmp_path / "keep" / "me")
    written(tmp_path / "go" / "me")
    clear([(str(tmp_path), lambda path, _told: path.startswith("go"))])
    assert left_in(tmp_path) == ["keep", "keep/me"]


def test_what_is_to_be_left_is_not_touched(tmp_path: Path, way: bool) -> None:
    written(tmp_path / "other disk" / "file")
    written(tmp_path / "file")
    clear([(str(tmp_path), everything)], leave={str(tmp_path / "other disk")})
    assert left_in(tmp_path) == ["other disk", "other disk/file"]


def test_a_folder_its_program_protects_from_writing_goes_too(tmp_path: Path) -> None:
    module = written(tmp_path / "modules" / "one").parent
    module.chmod(0o500)
    clear([(str(tmp_path), everything)])
    assert left_in(tmp_path) == []


def test_what_programs_speak_through_stays(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(os.fspath(tmp_path / "door"))
        written(tmp_path / "file")
        clear([(str(tmp_path), everything)])
    assert left_in(tmp_path) == ["door"]


def test_a_folder_that_is_gone_is_clear(tmp_path: Path, way: bool) -> None:
    assert clear([(str(tmp_path / "gone"), everything)]).gone == 0


def test_a_cache_is_measured_by_the_rule_by_which_it_is_cleared(tmp_path: Path) -> None:
    def old(path: str, _told: os.stat_result) -> bool:
        return path.startswith("old")

    written(tmp_path / "old", 3 * MB)
    written(tmp_path / "new", 2 * MB)
    places = [Place("browser", "Browser", str(tmp_path), old)]
    [row] = measure(places)
    assert (row["id"], row["name"], row["files"], row["complete"]) == ("browser", "Browser", 1, True)
    assert 3 * MB <= row["size"] < 4 * MB
    clear_one(places, "browser")
    assert left_in(tmp_path) == ["new"]
    assert measure(places) == []


def test_folders_of_one_program_are_one_cache(tmp_path: Path) -> None:
    places = [Place("chat", "Chat", str(written(tmp_path / name / "x", 2 * MB).parent)) for name in ("a", "b")]
    [row] = measure(places)
    assert row["size"] >= 4 * MB
    clear_one(places, "chat")
    assert left_in(tmp_path) == ["a", "b"]


def test_only_a_cache_that_is_listed_can_be_cleared(tmp_path: Path) -> None:
    written(tmp_path / "letter")
    for asked in ("/", str(tmp_path), "../..", ""):
        with pytest.raises(CallProblem):
            clear_one([Place("browser", "Browser", str(tmp_path / "cache"))], asked)
    assert left_in(tmp_path) == ["letter"]


def test_writing_is_tried_and_leaves_nothing_behind(tmp_path: Path) -> None:
    assert try_to_write(str(tmp_path)) == {"ok": True, "problem": "", "why": ""}
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    ("prepared", "problem"),
    [(lambda folder: folder / "gone", "other"), (lambda folder: written(folder / "a file"), "other")],
    ids=["no folder", "a file in its place"],
)
def test_a_place_that_takes_no_file_is_told_apart(
    tmp_path: Path, prepared: Callable[[Path], Any], problem: str
) -> None:
    told = try_to_write(str(prepared(tmp_path)))
    assert (told["ok"], told["problem"]) == (False, problem)
    assert told["why"]


def test_a_folder_that_is_protected_can_be_emptied_and_keeps_what_others_may(tmp_path: Path) -> None:
    folder = written(tmp_path / "cache" / "modules" / "x").parent
    written(folder / "kept")
    folder.chmod(0o555)
    clear([(str(tmp_path / "cache"), lambda path, _told: path == "modules/x")])
    assert left_in(folder) == ["kept"]
    assert folder.stat().st_mode & 0o777 == 0o755

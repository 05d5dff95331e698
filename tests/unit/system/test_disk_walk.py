"""Looking through folders: what is counted is what is really used, and what is not the person's is not entered."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from deskside.errors import TookTooLong
from deskside.system.disk_folder import contents
from deskside.system.disk_largest import LEAST, largest
from deskside.system.disk_walk import Walk, shown

MB = 1 << 20


def later() -> float:
    return time.monotonic() + 60


def written(path: Path, size: int = 4096) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(os.urandom(size))
    return path


def claims(path: Path, size: int) -> Path:
    """A file that says it is large and uses nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
    return path


def as_told(_path: str, told: os.stat_result) -> int:
    """Takes a file at its word, so that a test needs no large ones."""
    return told.st_size


def test_a_sparse_file_takes_up_only_what_was_written_to_it(tmp_path: Path) -> None:
    claims(tmp_path / "machine.img", 500 << 30)
    assert contents(str(tmp_path)).size < MB


def test_a_file_with_two_names_is_counted_once(tmp_path: Path) -> None:
    os.link(written(tmp_path / "one", 5 * MB), tmp_path / "two")
    assert 5 * MB <= contents(str(tmp_path)).size < 6 * MB


def test_clearing_wins_nothing_where_a_file_has_another_name_elsewhere(tmp_path: Path) -> None:
    inside = tmp_path / "cache"
    os.link(written(tmp_path / "project" / "library", 5 * MB), written(inside / "other").parent / "library")
    assert contents(str(inside), freed=True).size < MB
    os.link(inside / "other", inside / "again")
    both = [seen for seen in Walk(str(inside), later(), freed=True) if seen.size]
    assert [seen.path in ("other", "again") for seen in both] == [True]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    written(tmp_path / "photos" / "film", 5 * MB)
    inside = tmp_path / "downloads"
    inside.mkdir()
    (inside / "all my photos").symlink_to(tmp_path / "photos")
    assert contents(str(inside)).size == 0


def test_another_disk_in_a_folder_is_not_looked_at(tmp_path: Path) -> None:
    written(tmp_path / "Team" / "far away", 5 * MB)
    written(tmp_path / "letter")
    seen = [one.path for one in Walk(str(tmp_path), later(), leave={str(tmp_path / "Team")})]
    assert seen == ["letter"]


def test_what_was_not_seen_in_time_is_said_to_be_missing(tmp_path: Path) -> None:
    for number in range(3):
        written(tmp_path / str(number) / "file")
    walk = Walk(str(tmp_path), time.monotonic() - 1)
    assert len(list(walk)) < 6
    assert not walk.complete
    assert not contents(str(tmp_path), patience=-1).complete


def test_the_persons_folders_come_before_what_programs_keep(tmp_path: Path) -> None:
    for name in (".mozilla/x", "AppData/x", "Documents/2024/letter"):
        written(tmp_path / name)
    order = [one.path for one in Walk(str(tmp_path), later()) if not one.folder]
    assert order[0] == "Documents/2024/letter"
    assert len(order) == 3


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert contents(str(tmp_path / "Downloads")) == contents(str(tmp_path))


def test_what_lies_in_a_folder_is_told_largest_first_with_all_that_is_in_it(tmp_path: Path) -> None:
    written(tmp_path / "small.txt")
    written(tmp_path / "album" / "disc 1" / "song", 2 * MB)
    written(tmp_path / "album" / "cover", MB)
    rows = contents(str(tmp_path)).rows
    assert [(row["name"], row["folder"]) for row in rows] == [("album", True), ("small.txt", False)]
    assert 3 * MB <= rows[0]["size"] < 4 * MB


def test_a_name_in_no_writing_can_still_be_told() -> None:
    assert shown("caf\udce9\n.txt") == "caf\ufffd\ufffd.txt"
    assert shown("Téléchargements/写真") == "Téléchargements/写真"


def test_the_largest_files_come_first(tmp_path: Path) -> None:
    claims(tmp_path / "Videos" / "film.mkv", 900 * MB)
    claims(tmp_path / "backup.zip", 300 * MB)
    claims(tmp_path / "letter.odt", MB)
    rows = largest(str(tmp_path), size_of=as_told)
    assert [(row["name"], row["folder"]) for row in rows] == [("Videos/film.mkv", False), ("backup.zip", False)]
    assert all(row["complete"] for row in rows)


def test_many_small_files_are_one_row_and_no_byte_is_told_twice(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        for number in range(20):
            claims(tmp_path / "Pictures" / year / f"{number}.jpg", 10 * MB)
    claims(tmp_path / "Pictures" / "2024" / "clip.mov", 700 * MB)
    rows = largest(str(tmp_path), size_of=as_told)
    told = {row["name"]: row["size"] for row in rows}
    assert told == {"Pictures/2024/clip.mov": 700 * MB, "Pictures/2023": 200 * MB, "Pictures/2024": 200 * MB}


def test_a_large_library_is_told_as_a_whole_and_not_in_crumbs(tmp_path: Path) -> None:
    for number in range(60):
        claims(tmp_path / "Music" / f"album {number}" / "all.flac", 2 * LEAST)
    rows = largest(str(tmp_path), size_of=as_told)
    assert [(row["name"], row["size"]) for row in rows] == [("Music", 120 * LEAST)]


def test_nothing_found_in_too_little_time_is_no_answer(tmp_path: Path) -> None:
    claims(tmp_path / "Videos" / "film.mkv", 900 * MB)
    with pytest.raises(TookTooLong):
        largest(str(tmp_path), size_of=as_told, patience=-1)
    assert largest(str(tmp_path / "empty"), size_of=as_told) == []

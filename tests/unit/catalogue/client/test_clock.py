"""A clock set back revives nothing that has run out; one that once stood far ahead keeps out nothing signed later."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.catalogue.client.clock import LATEST, Clock

DAY = 86_400.0
NOW = 1_790_000_000.0
FAR = NOW + 70 * 365 * DAY
KEYS, OTHERS = ("k1",), ("k2",)


def look(place: Path, now: float, ends: float, keys: tuple[str, ...] = KEYS) -> float:
    """What ends are judged by in one look that finds a timestamp which ends then."""
    clock = Clock(place, now)
    told = clock.reference
    clock.saw(ends, keys)
    return told


def test_a_clock_set_back_does_not_count(tmp_path: Path) -> None:
    look(tmp_path, NOW, NOW + 3 * DAY)
    assert look(tmp_path, NOW + DAY, NOW + 3 * DAY) == NOW + DAY
    assert look(tmp_path, NOW - 400 * DAY, NOW + 3 * DAY) == NOW + DAY


def test_a_timestamp_that_was_once_seen_to_have_run_out_has_run_out_for_good(tmp_path: Path) -> None:
    ends = NOW + 3 * DAY
    look(tmp_path, NOW, ends)
    assert look(tmp_path, NOW + 9 * DAY, ends) >= ends
    for now in (NOW + DAY, NOW, 0.0, -1e9):
        assert look(tmp_path, now, ends) >= ends


def test_it_has_run_out_even_where_the_look_was_ended_before_it_came_to_its_end(tmp_path: Path) -> None:
    look(tmp_path, NOW, NOW + 3 * DAY)
    Clock(tmp_path, NOW + 9 * DAY)
    assert Clock(tmp_path, NOW).reference >= NOW + 3 * DAY


def test_an_earlier_end_that_comes_later_does_not_lower_the_mark(tmp_path: Path) -> None:
    look(tmp_path, NOW, NOW + 30 * DAY)
    look(tmp_path, FAR, NOW + 30 * DAY)
    assert look(tmp_path, NOW, NOW + 3 * DAY) == NOW + 30 * DAY
    assert look(tmp_path, NOW, NOW + 3 * DAY) == NOW + 30 * DAY


def test_a_clock_that_once_stood_far_ahead_keeps_out_nothing_that_is_signed_after_it(tmp_path: Path) -> None:
    look(tmp_path, NOW, NOW + 3 * DAY)
    assert look(tmp_path, FAR, NOW + 3 * DAY) == FAR
    assert look(tmp_path, NOW + DAY, NOW + 4 * DAY) < NOW + 4 * DAY  # renewed: believed again


def test_a_clock_that_stood_far_ahead_before_anything_was_known_leaves_no_mark(tmp_path: Path) -> None:
    assert look(tmp_path, FAR, 0.0) == FAR
    assert look(tmp_path, NOW, NOW + 3 * DAY) == NOW


def test_new_keys_undo_what_a_thief_of_the_old_ones_signed_for_ever(tmp_path: Path) -> None:
    look(tmp_path, NOW, 1e30)
    assert look(tmp_path, FAR, 1e30) == FAR
    assert look(tmp_path, NOW, NOW + 3 * DAY) == FAR  # as long as those keys count
    look(tmp_path, NOW, 0.0, OTHERS)
    assert look(tmp_path, NOW, NOW + 3 * DAY, OTHERS) == NOW


def test_a_look_in_which_nothing_has_changed_writes_nothing(tmp_path: Path) -> None:
    look(tmp_path, NOW, NOW + DAY)
    before = (tmp_path / "clock.json").stat()
    look(tmp_path, NOW, NOW + DAY)
    after = (tmp_path / "clock.json").stat()  # not the whole of it: when it was last read is in it too
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "content",
    ["", "{", '{"mark": "x"}', '{"mark": 1e999}', '{"mark": 1e300}', '{"mark": 1e18, "until": 1}', "[" * 9000],
)
def test_a_clock_file_that_is_damaged_stops_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "clock.json").write_text(content, "utf-8")
    assert Clock(tmp_path, NOW).reference == NOW


def test_no_clock_is_beyond_what_a_calendar_can_say(tmp_path: Path) -> None:
    assert Clock(tmp_path, 1e30).reference == LATEST

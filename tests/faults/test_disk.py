"""Disks that are really full or closed: exactly the causes are found, and nothing of the person's own is ever touched.

The probes count a repair that lost one of the person's files as none.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lab.suite import suite
from office import PUT_RIGHT, RIGHT, TRUTH, office
from sampling import by_whom, some

LOOK = "run disk-full --json"
FIX = "run disk-full --json --yes --irreversible"
HEALTHY = [name for name, fault in suite("disk").faults.items() if fault.healthy]
FIXED = {
    "disk_full": "disk-full",
    "disk_nearly_full": "disk-full",
    "no_inodes": "no-inodes",
    "big_trash": "trash-big",
    "big_caches": "temp-big",
}
LEFT = {
    "disk_full_nothing_to_clear": {"disk-full"},
    "big_downloads": {"downloads-big"},
    "big_files": {"big-files"},
    "read_only_home": {"read-only"},
}
TOGETHER = {
    "big_trash+big_downloads": {"trash-big", "downloads-big"},
    "big_caches+big_trash": {"temp-big", "trash-big"},
    "big_caches+big_downloads": {"temp-big", "downloads-big"},
}


@pytest.mark.parametrize(("oddity", "world"), by_whom(HEALTHY, persons=1))
def test_what_only_looks_full_is_never_blamed(oddity: str, world: tuple[str, ...], tmp_path: Path) -> None:
    seen = office(f"disk/{oddity}", tmp_path, FIX, world=world)
    assert (seen.short_causes, seen.unnamed) == (set(), [])
    assert (seen.reports[0]["outcome"], seen.codes) == ("nothing-found", [0])
    assert (seen.before, seen.after) == (False, False)


@pytest.mark.parametrize(("fault", "world"), by_whom([*FIXED], persons=2))
def test_space_is_really_made_and_ones_own_files_stay(fault: str, world: tuple[str, ...], tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, TRUTH, LOOK, world=world)
    assert seen.before
    assert (seen.short_causes, seen.unnamed) == ({FIXED[fault]}, [])
    found = seen.finding(f"disk-full.{FIXED[fault]}")
    assert (found["state"], found["verified"]) == ("fixed", True)
    assert seen.codes == [0, RIGHT, 0]
    assert seen.reports[2]["findings"] == []


@pytest.mark.parametrize("fault", some([*FIXED], more=2))
def test_what_cannot_be_brought_back_goes_only_when_that_was_agreed_to(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, f"{LOOK} --yes")
    assert seen.finding(f"disk-full.{FIXED[fault]}")["state"] == "offered"
    assert (seen.codes, seen.after) == ([1], True)


@pytest.mark.parametrize(("fault", "world"), by_whom([*LEFT], persons=1))
def test_what_only_a_person_may_part_with_is_shown_and_stays(
    fault: str, world: tuple[str, ...], tmp_path: Path
) -> None:
    seen = office(fault, tmp_path, FIX, world=world)
    assert seen.before
    assert (seen.short_causes, seen.unnamed) == (LEFT[fault], [])
    assert not [one for one in seen.reports[0]["findings"] if one["state"] == "fixed"]
    assert (seen.codes, seen.after) == ([1], True)


@pytest.mark.parametrize("fault", some(["big_downloads", "read_only_home", "big_files"], more=1))
def test_what_someone_has_put_right_is_no_longer_blamed(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, LOOK, PUT_RIGHT, LOOK)
    assert seen.codes == [1, 0, 0]
    assert seen.reports[2]["findings"] == []


@pytest.mark.parametrize("faults", some([*TOGETHER], core=("big_trash+big_downloads",), more=1))
def test_two_causes_at_once_are_both_found(faults: str, tmp_path: Path) -> None:
    seen = office(faults, tmp_path, LOOK)
    assert seen.before
    assert (seen.short_causes, seen.unnamed) == (TOGETHER[faults], [])

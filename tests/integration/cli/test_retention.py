"""Any command that opens the person's data also clears out what is long over, once a day and after its own work."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from deskside.model.case import Case, Ending
from deskside.paths import find_paths
from deskside.storage import Cases, Database
from deskside.storage.retention import DAY

from .test_contract import deskside


def remembered() -> set[str]:
    """The cases in the person's data."""
    with Database(find_paths().database) as db:
        return {case.id for case in Cases(db).all()}


@pytest.fixture
def home(deskside_home: Path) -> Path:
    """A computer where somebody had help two days, three months and a year ago."""
    now = time.time()
    with Database(find_paths().database) as db:
        for name, days in (("DS-lately", 2), ("DS-spring", 95), ("DS-lastyear", 366)):
            at = now - days * DAY
            words = "Quittenkompott" if days > 90 else "nothing comes out"
            Cases(db).save(Case(name, "printer", "1.0.0", "Printing", at, touched=at, ending=Ending.FIXED, words=words))
    return deskside_home


def test_what_is_older_than_ninety_days_is_gone_after_the_first_command(home: Path) -> None:
    said = deskside("post", "--json")
    assert said.stdout.count("\n") == 1
    assert remembered() == {"DS-lately"}
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"nothing comes out" in kept
    assert b"Quittenkompott" not in kept


def test_the_organisation_or_the_person_may_keep_more_or_less(home: Path) -> None:
    assert deskside("settings", "set", "privacy.keep_days", "0").returncode == 1
    deskside("settings", "set", "privacy.keep_days", "300")
    deskside("history")
    assert remembered() == {"DS-lately", "DS-spring"}


def test_it_is_done_once_a_day_only(home: Path) -> None:
    deskside("settings", "set", "privacy.keep_days", "3650")
    deskside("history")
    deskside("settings", "set", "privacy.keep_days", "1")
    deskside("history")
    assert len(remembered()) == 3


def test_asking_for_help_only_clears_out_too_but_a_look_at_the_settings_opens_nothing(home: Path) -> None:
    deskside("settings", "show")
    assert len(remembered()) == 3
    deskside("find", "qwertz uiop asdf")
    assert remembered() == {"DS-lately"}

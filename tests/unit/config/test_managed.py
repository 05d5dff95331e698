"""What IT sets by group policy or by a profile counts and is locked, as its files are."""

from __future__ import annotations

import plistlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from deskside.config.managed import DOMAIN, POLICY_KEY, MacPreferences, WindowsPolicy, managed_sources, nested
from deskside.config.settings import Settings, load_settings
from deskside.config.sources import Source

from .conftest import RT, Desk
from .recorded import RecordedRegistry


def load(desk: Desk, *sources: Source) -> Settings:
    return load_settings(desk.paths, RT, managed=sources)


RECORDED = {
    "organisation": {"name": "Contoso", "hours": '{"days": "Mon-Fri", "from": "08:00", "to": "17:00"}'},
    "interface": {"start_with_computer": 0},
    "printing": {"expected": {"1": "Office", "2": "Hall", "10": "Cellar"}},
    "network.work_names": ["intranet", "mail"],
    "tickets": {"backend": "rt", "rt": {"url": "https://rt.example.org"}},
    "network": {"shares": '["smb://files/team"]'},
}
"""As a template writes it: REG_SZ, REG_DWORD, REG_MULTI_SZ and a list box."""


def test_what_group_policy_sets_counts_and_is_locked(desk: Desk) -> None:
    desk.user('[organisation]\nname = "Mine"\n')
    settings = load(desk, WindowsPolicy(RecordedRegistry(RECORDED)))
    assert settings.problems == ()
    assert settings.text("organisation.name") == "Contoso"
    assert not settings.flag("interface.start_with_computer")
    assert settings.texts("printing.expected") == ("Office", "Hall", "Cellar")
    assert settings.texts("network.work_names") == ("intranet", "mail")
    assert settings.texts("network.shares") == ("smb://files/team",)
    assert settings.table("organisation.hours")["days"] == "Mon-Fri"
    assert settings.text("tickets.rt.url") == "https://rt.example.org"
    assert {row.key for row in settings.rows() if row.locked} == {
        row.key for row in settings.rows() if row.origin == "IT"
    }
    assert settings.locked("organisation.name")


def test_a_wrong_policy_is_named_with_its_key(desk: Desk) -> None:
    settings = load(desk, WindowsPolicy(RecordedRegistry({"interface": {"start_with_computer": 7}, "nonsense": "x"})))
    assert sorted(problem.key for problem in settings.problems) == ["interface.start_with_computer", "nonsense"]
    assert {problem.file for problem in settings.problems} == {rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}"}


def test_keys_that_somebody_made_in_other_letters_before_count(desk: Desk) -> None:
    """Windows finds a key in any letters, and keeps those of whoever made it first."""
    tree = {"Catalogue": {"ring": "pilot", "": "a text without a name"}, "TICKETS": {"RT": {"Queue": "Büro"}}}
    settings = load(desk, WindowsPolicy(RecordedRegistry(tree)))
    assert settings.problems == ()
    assert (settings.text("catalogue.ring"), settings.text("tickets.rt.queue")) == ("pilot", "Büro")
    assert settings.locked("tickets.rt.queue")


@pytest.mark.parametrize("held", [b"\x01\x02", None, 5])
def test_a_value_of_a_kind_that_no_setting_has_is_said_and_locks(desk: Desk, held: Any) -> None:
    """An installer makes bytes of "#x0102" and a number of "#5"."""
    desk.user('[interface]\nlanguage = "de"\n')
    settings = load(desk, WindowsPolicy(RecordedRegistry({"interface.language": held})))
    assert [problem.key for problem in settings.problems] == ["interface.language"]
    assert (settings.text("interface.language"), settings.locked("interface.language")) == ("", True)


def test_without_a_policy_there_is_nothing_to_say(desk: Desk, tmp_path: Path) -> None:
    assert load(desk, WindowsPolicy(RecordedRegistry(None)), *managed_sources(tmp_path)).problems == ()


def test_a_policy_that_may_not_be_read_is_said(desk: Desk) -> None:
    (problem,) = load(desk, WindowsPolicy(RecordedRegistry({}, refuses=True))).problems
    assert "may not read" in problem.words()


def test_what_a_profile_sets_counts_and_is_locked(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / f"{DOMAIN}.plist"
    held = {
        "organisation.name": "Contoso",
        "network": {"work_names": ["intranet"]},
        "network.work_sites": ["https://intranet.example.org"],
        "interface": {"start_with_computer": False},
        "PayloadUUID": "5F3B",
    }
    place.write_bytes(plistlib.dumps(held))
    settings = load(desk, *managed_sources(tmp_path))
    assert settings.problems == ()
    assert settings.text("organisation.name") == "Contoso"
    assert settings.texts("network.work_names") == ("intranet",)
    assert settings.texts("network.work_sites") == ("https://intranet.example.org",)
    assert settings.locked("interface.start_with_computer")


@pytest.mark.parametrize(
    "content",
    [b"", b"not a list", b"bplist00\xff\xff\xff", plistlib.dumps(["a"]), b"<?xml version='1.0'?><plist><dict><key>"],
)
def test_a_damaged_profile_is_said(desk: Desk, tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "damaged.plist"
    place.write_bytes(content)
    (problem,) = load(desk, MacPreferences(place)).problems
    assert (problem.file, "don't count" in problem.says) == (str(place), True)


def test_names_with_dots_and_tables_come_together() -> None:
    when = datetime(2025, 12, 25, 8, 0)
    assert nested({"a.b": 1, "a": {"c": 2}, "d": when, "d.e": 3}) == {"a": {"b": 1, "c": 2}, "d": {"e": 3}}


@pytest.mark.parametrize(("held", "on"), [("1", True), ("0", False), ("true", True), ("false", False), (1, True)])
def test_a_switch_counts_as_a_number_and_as_text(desk: Desk, held: Any, on: bool) -> None:
    """Preferences of group policy make texts where nobody chose otherwise."""
    settings = load(desk, WindowsPolicy(RecordedRegistry({"interface.start_with_computer": held})))
    assert (settings.problems, settings.flag("interface.start_with_computer")) == ((), on)


def test_a_table_counts_as_it_stands_in_a_file_too(desk: Desk) -> None:
    """So the template's words show it, and so an administrator types it."""
    says = '{ days = "Mon-Fri", from = "08:00", to = "17:00", holidays = [2027-01-01] }'
    settings = load(desk, WindowsPolicy(RecordedRegistry({"organisation": {"hours": says}})))
    assert settings.problems == ()
    assert settings.table("organisation.hours")["holidays"] == ["2027-01-01"]

"""What IT proposes and does not lock: it counts until the person chooses otherwise, and never against policy."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from deskside.config.change import set_value
from deskside.config.managed import DEFAULTS_KEY, DOMAIN, WindowsPolicy, default_sources
from deskside.config.settings import Settings, load_settings
from deskside.config.sources import Source
from deskside.model.report import SettingRow

from .conftest import RT, Desk
from .recorded import RecordedRegistry


def row(settings: Settings, key: str = "catalogue.ring") -> SettingRow:
    return next(row for row in settings.rows() if row.key == key)


def test_the_organisations_default_counts_and_is_not_locked(desk: Desk) -> None:
    desk.it('[catalogue]\nring = "early"\n', "defaults.toml")
    file = str(desk.policy / "defaults.toml")
    assert row(desk.load()) == SettingRow("catalogue.ring", "early", "IT", False, file)


def test_the_person_may_choose_otherwise(desk: Desk) -> None:
    desk.it('[catalogue]\nring = "early"\n', "defaults.toml")
    set_value(desk.paths, "catalogue.ring", "pilot", RT)
    file = str(desk.home / "settings.toml")
    assert row(desk.load()) == SettingRow("catalogue.ring", "pilot", "user", False, file)


def test_policy_wins_over_the_organisations_default_and_locks(desk: Desk) -> None:
    desk.it('[catalogue]\nring = "early"\n', "defaults.toml")
    desk.it('[catalogue]\nring = "pilot"\n')
    file = str(desk.policy / "policy.toml")
    assert row(desk.load()) == SettingRow("catalogue.ring", "pilot", "IT", True, file)


def test_where_policy_is_wrong_the_organisations_default_counts_and_not_the_persons(desk: Desk) -> None:
    desk.it('[catalogue]\nring = "early"\n', "defaults.toml")
    desk.user('[catalogue]\nring = "pilot"\n')
    desk.it('[catalogue]\nring = "sometimes"\n')
    settings = desk.load()
    assert row(settings) == SettingRow("catalogue.ring", "early", "IT", True, str(desk.policy / "policy.toml"))
    assert [problem.key for problem in settings.problems] == ["catalogue.ring"]


def test_a_wrong_default_is_named_and_the_rest_counts(desk: Desk) -> None:
    desk.it('[catalogue]\nring = "sometimes"\n[organisation]\nname = "Contoso"\n', "defaults.toml")
    settings = desk.load()
    assert (row(settings).value, row(settings).origin) == ("all", "default")
    assert settings.text("organisation.name") == "Contoso"
    assert settings.problems[0].file == str(desk.policy / "defaults.toml")


@pytest.mark.parametrize("dotted", [True, False])
def test_what_an_installer_wrote_into_the_registry_is_such_a_default(desk: Desk, dotted: bool) -> None:
    tree = {"catalogue.ring": "early"} if dotted else {"catalogue": {"ring": "early"}}
    source = WindowsPolicy(RecordedRegistry(tree, DEFAULTS_KEY), DEFAULTS_KEY, locks=False)
    sources: tuple[Source, ...] = (source,)
    settings = load_settings(desk.paths, RT, managed=sources)
    file = rf"HKEY_LOCAL_MACHINE\{DEFAULTS_KEY}"
    assert row(settings) == SettingRow("catalogue.ring", "early", "IT", False, file)
    desk.user('[catalogue]\nring = "pilot"\n')
    assert row(load_settings(desk.paths, RT, managed=sources)).origin == "user"


def test_preferences_of_a_mac_that_no_profile_set_are_such_a_default(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / f"{DOMAIN}.plist").write_bytes(plistlib.dumps({"catalogue": {"ring": "early"}}))
    settings = load_settings(desk.paths, RT, managed=default_sources(tmp_path))
    assert (row(settings).value, row(settings).origin, row(settings).locked) == ("early", "IT", False)


def test_a_secret_among_the_defaults_is_refused_unread(desk: Desk) -> None:
    desk.it('[tickets.rt]\ntoken = "1-23-abc"\n', "defaults.toml")
    (problem,) = desk.load().problems
    assert "must not stand in a file" in problem.words()
    assert "1-23-abc" not in problem.words()

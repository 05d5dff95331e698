"""Every setting from every place it can be set in: its value counts, and who set it, where and how firmly is told."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskside.config.change import toml
from deskside.config.managed import DEFAULTS_KEY, DOMAIN, POLICY_KEY, WindowsPolicy, default_sources, managed_sources
from deskside.config.settings import Settings, load_settings
from deskside.config.sources import Source
from deskside.kit.settings_pages.every import every_key, example
from deskside.kit.settings_pages.xml_templates import written
from deskside.model.report import SettingRow
from deskside.model.troubleshooter import Json
from deskside.tickets.options import backend_keys

from .conftest import Desk
from .recorded import RecordedRegistry

EVERY = {key.name: key for key in every_key()}
Placed = tuple[str, tuple[Source, ...]]
"""What it is set in, by name, and what is read beside files."""


def text(name: str, value: Json) -> str:
    group, _dot, last = name.rpartition(".")
    return f"[{group}]\n{last} = {toml(value)}\n"


def in_file(file: str) -> Callable[[Desk, Path, str], Placed]:
    def put(desk: Desk, _folder: Path, name: str) -> Placed:
        desk.it(text(name, example(EVERY[name])), file)
        return str(desk.policy / file), ()

    return put


def by_the_person(desk: Desk, _folder: Path, name: str) -> Placed:
    desk.user(text(name, example(EVERY[name])))
    return str(desk.paths.settings), ()


def in_registry(top: str, *, locks: bool, dotted: bool) -> Callable[[Desk, Path, str], Placed]:
    def put(_desk: Desk, _folder: Path, name: str) -> Placed:
        value = example(EVERY[name])
        held: Any = int(value) if isinstance(value, bool) else value if type(value) is int else written(EVERY[name])
        if isinstance(value, list) and not dotted:
            held = {str(number): item for number, item in enumerate(value, 1)}
        *groups, last = [name] if dotted else name.split(".")
        tree: dict[str, Any] = {last: held}
        for group in reversed(groups):
            tree = {group: tree}
        return rf"HKEY_LOCAL_MACHINE\{top}", (WindowsPolicy(RecordedRegistry(tree, top), top, locks=locks),)

    return put


def in_preferences(sources: Callable[[Path], tuple[Source, ...]], format_: Any) -> Callable[[Desk, Path, str], Placed]:
    def put(_desk: Desk, folder: Path, name: str) -> Placed:
        file = folder / f"{DOMAIN}.plist"
        file.write_bytes(plistlib.dumps({name: example(EVERY[name])}, fmt=format_))
        return str(file), sources(folder)

    return put


PLACES: dict[str, tuple[str, bool, Callable[[Desk, Path, str], Placed]]] = {
    "the person's file": ("user", False, by_the_person),
    "policy.toml": ("IT", True, in_file("policy.toml")),
    "policy.d": ("IT", True, in_file("policy.d/50-site.toml")),
    "defaults.toml": ("IT", False, in_file("defaults.toml")),
    "group policy": ("IT", True, in_registry(POLICY_KEY, locks=True, dotted=False)),
    "names with dots in the registry": ("IT", True, in_registry(POLICY_KEY, locks=True, dotted=True)),
    "what the installer wrote": ("IT", False, in_registry(DEFAULTS_KEY, locks=False, dotted=True)),
    "a profile": ("IT", True, in_preferences(managed_sources, plistlib.FMT_BINARY)),
    "a Mac's preferences": ("IT", False, in_preferences(default_sources, plistlib.FMT_XML)),
}


def load(desk: Desk, sources: tuple[Source, ...]) -> Settings:
    return load_settings(desk.paths, backend_keys(), managed=sources)


@pytest.mark.parametrize("place", PLACES)
def test_every_setting_counts_and_its_origin_lock_and_place_are_told(desk: Desk, tmp_path: Path, place: str) -> None:
    origin, locked, put = PLACES[place]
    for name in EVERY:
        source, sources = put(desk, tmp_path, name)
        settings = load(desk, sources)
        assert settings.problems == (), name
        told = {row.key: row for row in settings.rows()}
        assert told.pop(name) == SettingRow(name, example(EVERY[name]), origin, locked, source)
        for row in told.values():
            assert row == SettingRow(row.key, EVERY[row.key].default, "default", False)


@pytest.mark.parametrize("name", EVERY)
def test_of_all_places_at_once_the_last_policy_wins(desk: Desk, tmp_path: Path, name: str) -> None:
    key = EVERY[name]
    desk.it(text(name, key.default), "defaults.toml")
    desk.user(text(name, example(key)))
    unlocked = load(desk, ())
    assert (unlocked.origins[name], unlocked.locked(name)) == ("user", False)
    assert unlocked.value(name) == example(key)
    desk.it(text(name, example(key)))
    desk.it(text(name, key.default), "policy.d/10.toml")
    desk.it(text(name, example(key)), "policy.d/05.toml")
    source, (policy,) = in_registry(POLICY_KEY, locks=True, dotted=False)(desk, tmp_path, name)
    files, all_ = load(desk, ()), load(desk, (policy,))
    assert (files.value(name), files.sources[name]) == (key.default, str(desk.policy / "policy.d" / "10.toml"))
    assert (all_.value(name), all_.sources[name]) == (example(key), source)
    assert files.locked(name)
    assert all_.locked(name)


def test_there_is_nothing_and_everything_is_as_it_comes(desk: Desk) -> None:
    for row in load(desk, ()).rows():
        assert row == SettingRow(row.key, EVERY[row.key].default, "default", False)

"""What IT sets on Windows by group policy and on macOS by a profile, behind the same face as a file.

Each is asked on its own system only. Elsewhere its place is nobody's: on
Windows ``/Library`` is ``C:\\Library``, which anyone may make for all others.
"""

from __future__ import annotations

import getpass
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

from deskside.config.files import Unreadable, read_bytes
from deskside.config.kept import changed_by_others, not_kept
from deskside.config.sources import MAX_SETTINGS, Reading, Source, unreadable
from deskside.config.toml_text import plain
from deskside.errors import SettingProblem
from deskside.language import _
from deskside.model.troubleshooter import Json
from deskside.system import platform

POLICY_KEY = r"SOFTWARE\Policies\Deskside"
DEFAULTS_KEY = r"SOFTWARE\Deskside\Defaults"
"""What an installer was told, and the person may change."""
PREFERENCES = Path("/Library/Managed Preferences")
DEFAULT_PREFERENCES = Path("/Library/Preferences")
DOMAIN = "org.deskside.Deskside"

_MOST = 500
_READ = (str, int, list)
"""What a value of the registry can be. Bytes and the like are no setting's: they are named as wrong, and lock."""
_ROOT = 0


class Registry(Protocol):
    """The few things asked of HKEY_LOCAL_MACHINE. OSError when the key is not there or may not be read."""

    def values(self, key: str) -> list[tuple[str, Any]]: ...
    def subkeys(self, key: str) -> list[str]: ...


class LocalMachine:
    """HKEY_LOCAL_MACHINE itself, its 64-bit view; raises OSError where there is no registry."""

    def __init__(self) -> None:
        try:
            self._winreg: Any = importlib.import_module("winreg")
        except ImportError as problem:
            raise FileNotFoundError("no registry on this system") from problem

    def _open(self, key: str) -> Any:
        reg = self._winreg
        return reg.OpenKey(reg.HKEY_LOCAL_MACHINE, key, 0, reg.KEY_READ | reg.KEY_WOW64_64KEY)

    def values(self, key: str) -> list[tuple[str, Any]]:
        with self._open(key) as handle:
            count = min(self._winreg.QueryInfoKey(handle)[1], _MOST)
            return [self._winreg.EnumValue(handle, number)[:2] for number in range(count)]

    def subkeys(self, key: str) -> list[str]:
        with self._open(key) as handle:
            count = min(self._winreg.QueryInfoKey(handle)[0], _MOST)
            return [self._winreg.EnumKey(handle, number) for number in range(count)]


def nested(flat: dict[str, Any]) -> dict[str, Json]:
    """Names with dots as tables in tables; a name that is a table and a value keeps the table."""
    tree: dict[str, Any] = {}
    for name, value in sorted(flat.items(), key=lambda pair: pair[0].count(".")):
        *groups, last = name.split(".")[:8]
        table = tree
        for group in groups:
            if not isinstance(table.get(group), dict):
                table[group] = {}
            table = table[group]
        part, there = plain(value), table.get(last)
        table[last] = there | part if isinstance(part, dict) and isinstance(there, dict) else part
    return tree


class WindowsPolicy:
    r"""HKLM\SOFTWARE\Policies\Deskside: a subkey a group, or names with dots. A list is a subkey of numbered values."""

    by = "IT"
    texts = True

    def __init__(self, registry: Registry | None = None, key: str = POLICY_KEY, *, locks: bool = True) -> None:
        self.name, self.locks = rf"HKEY_LOCAL_MACHINE\{key}", locks
        self._registry, self._key = registry, key

    def read(self) -> Reading:
        try:
            registry = self._registry or LocalMachine()
            return Reading(nested(self._table(registry, self._key, 0)))
        except FileNotFoundError:
            return Reading()
        except OSError:
            says = _("Deskside may not read what IT has set here.")
            return Reading(problems=(SettingProblem(says, file=self.name),))

    def _table(self, registry: Registry, key: str, depth: int) -> dict[str, Any]:
        found = registry.values(key)
        table: dict[str, Any] = {name: value if isinstance(value, _READ) else None for name, value in found if name}
        for name in registry.subkeys(key) if depth < 4 else ():
            inner = self._table(registry, rf"{key}\{name}", depth + 1)
            numbered = bool(inner) and all(part.isdecimal() for part in inner)
            table[name] = [inner[part] for part in sorted(inner, key=int)] if numbered else nested(inner)
        return table


class MacPreferences:
    """One property list that a profile put under "Managed Preferences", or IT under "Preferences"."""

    by = "IT"
    texts = False

    def __init__(self, path: Path, *, locks: bool = True, keepers: frozenset[int] = frozenset()) -> None:
        self.path, self.name, self.locks, self._keepers = path, str(path), locks, keepers

    def read(self) -> Reading:
        try:
            content = read_bytes(self.path, MAX_SETTINGS)
        except Unreadable as problem:
            return Reading() if problem.why == "missing" else Reading(problems=(unreadable(problem),))
        reading = self._parsed(content)
        if self._keepers and (place := changed_by_others(self.path, self._keepers)):
            return Reading(reading.values, problems=(not_kept(self.path, place),), counts=False)
        return reading

    def _parsed(self, content: bytes) -> Reading:
        import plistlib  # here: only macOS has such a file
        from xml.parsers.expat import ExpatError

        damaged = (
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
            OverflowError,
            RecursionError,
            ExpatError,
        )
        try:
            found = plistlib.loads(content)
            if not isinstance(found, dict):
                raise TypeError("not a table")
            names = {str(name): value for name, value in found.items() if not str(name).startswith("Payload")}
            return Reading(nested(names))
        except damaged:
            says = _("This list of settings can't be read, so its settings don't count.")
            return Reading(problems=(SettingProblem(says, file=self.name),))


def managed_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """What IT may have set beside policy files; for everyone first, then for this person.

    ``folder``: in place of the system's managed preferences; nobody looks whose it is.
    """
    return cast("tuple[Source, ...]", (WindowsPolicy(), *_of_a_mac(folder, PREFERENCES, _people(), locks=True)))


def default_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """The organisation's defaults beside ``defaults.toml``."""
    preferences = _of_a_mac(folder, DEFAULT_PREFERENCES, [""], locks=False)
    return cast("tuple[Source, ...]", (WindowsPolicy(key=DEFAULTS_KEY, locks=False), *preferences))


def _people() -> list[str]:
    """Everyone, and the person who is signed in."""
    try:
        person = getpass.getuser()
    except (OSError, KeyError, ImportError):
        person = ""
    return ["", person] if person and "/" not in person and not person.startswith(".") else [""]


def _of_a_mac(folder: Path | None, own: Path, people: list[str], *, locks: bool) -> Iterator[MacPreferences]:
    if folder is None and platform.current() != "macos":
        return
    keepers = frozenset({_ROOT}) if folder is None else frozenset()
    for person in people:
        yield MacPreferences((folder or own) / person / f"{DOMAIN}.plist", locks=locks, keepers=keepers)

"""Where settings come from: one face for the person's file, IT's files, and what Windows and macOS are told by IT.

A source is read once and never raises: what it holds, where each part stands,
and what could not be read, in plain words.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from deskside.config.files import Unreadable, read_text
from deskside.config.kept import changed_by_others, not_kept
from deskside.config.toml_map import TomlMap
from deskside.config.toml_text import parse_rest, plain
from deskside.errors import SettingProblem
from deskside.language import _
from deskside.model.troubleshooter import Json

MAX_SETTINGS = 64 * 1024
"""Bytes. A settings file with everything in it has three thousand."""


def _no_line(_path: tuple[str, ...]) -> int:
    return 0


class Reading(Struct, frozen=True):
    """What a source holds: tables in tables, as in TOML."""

    values: dict[str, Json] = {}
    line: Callable[[tuple[str, ...]], int] = _no_line
    problems: tuple[SettingProblem, ...] = ()
    counts: bool = True
    """False where others can change it: no value of it is taken, and what it locks stays locked all the same."""


class Source(Protocol):
    """``by`` is "user" or "IT"; ``texts`` says that values may be written as text and need to be read again.

    ``locks``: what it holds is policy. IT's without are the organisation's defaults, which a person may change.
    """

    @property
    def name(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def locks(self) -> bool: ...
    @property
    def texts(self) -> bool: ...
    def read(self) -> Reading: ...


def unreadable(problem: Unreadable) -> SettingProblem:
    """The words for a file that can't be read at all."""
    says = {
        "not-a-file": _("This is not a file, so its settings don't count."),
        "no-right": _("Deskside may not read this file, so its settings don't count."),
        "too-large": _("This file is too large for settings, so they don't count."),
        "not-text": _("This file is not text in UTF-8, so its settings don't count."),
    }
    return SettingProblem(
        says.get(problem.why, _("This file can't be read, so its settings don't count.")), file=str(problem.path)
    )


class TomlFile:
    """A settings file in TOML. One that is not there holds nothing; one that not only ``keepers`` can write counts not.

    Without ``keepers`` nobody looks who can.
    """

    texts = False

    def __init__(self, path: Path, by: str, *, locks: bool = False, keepers: frozenset[int] = frozenset()) -> None:
        self.path, self.name, self.by, self.locks, self._keepers = path, str(path), by, locks, keepers

    def read(self) -> Reading:
        try:
            text = read_text(self.path, MAX_SETTINGS)
        except Unreadable as problem:
            if problem.why == "missing" and not self._is_link():
                return Reading()
            return Reading(problems=(unreadable(problem),))
        values, kept, wrongs = parse_rest(text)
        where = TomlMap(kept)
        held = {name: plain(value, 1) for name, value in values.items()}
        if self._keepers and (place := changed_by_others(self.path, self._keepers)):
            return Reading(held, problems=(not_kept(self.path, place),), counts=False)
        problems = tuple(SettingProblem(wrong.why, file=self.name, line=wrong.line) for wrong in wrongs)
        return Reading(held, lambda path: where.line(*path), problems)

    def _is_link(self) -> bool:
        """A link to nothing is there: whoever made it wanted what it leads to."""
        try:
            return self.path.is_symlink()
        except (OSError, ValueError):
            return False

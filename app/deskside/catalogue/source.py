"""A manifest as it was read: its data, and the line of everything in it, for whoever has to say what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deskside.catalogue.fields import Field
from deskside.config.files import Unreadable, read_text
from deskside.config.toml_map import TomlMap
from deskside.config.toml_text import parse
from deskside.errors import ManifestProblem

MAX_MANIFEST = 128 * 1024
"""Bytes. Thirty causes with all their words take twenty thousand."""

_UNREADABLE = {
    "missing": "There is no {name} in this folder.",
    "not-a-file": "{name} is not a file.",
    "no-right": "{name} may not be read.",
    "too-large": "{name} is larger than {most} KiB.",
    "not-text": "{name} is not text in UTF-8.",
}


class TomlSource:
    """One file. Raises ManifestProblem when it can't be read at all."""

    def __init__(self, file: Path, most: int) -> None:
        self.file = file
        try:
            text = read_text(file, most, links=False)
        except Unreadable as problem:
            says = _UNREADABLE.get(problem.why, "{name} can't be read.")
            raise ManifestProblem(says.format(name=file.name, most=most // 1024), file=str(file)) from problem
        self.data, wrong = parse(text)
        if wrong:
            raise ManifestProblem(wrong.why, file=str(file), line=wrong.line)
        self._text = text

    def problem(self, says: str, *path: str | int, suggestion: str = "") -> ManifestProblem:
        """What is wrong at ``path``, ready to be raised."""
        line = TomlMap(self._text).line(*path) or 1
        return ManifestProblem(says, file=str(self.file), line=line, suggestion=suggestion)

    def check(self, table: Mapping[str, Any], fields: Mapping[str, Field], what: str, *path: str | int) -> None:
        """Every key of ``table`` is known and fits, and none is missing. ``what`` names the table: "a cause"."""
        for key in table:
            if key not in fields:
                says = f'"{key[:60]}" is not a key of {what}.'
                raise self.problem(says, *path, key, suggestion=nearest(key, fields))
        for key, field in fields.items():
            if key not in table:
                if field.must:
                    raise self.problem(f'{what[0].upper()}{what[1:]} needs "{key}".', *path)
            elif not field.fits(table[key]):
                raise self.problem(
                    f'"{key}" must be {field.says}.', *path, key, suggestion=_nearest_word(table[key], field.of)
                )

    def unique(self, items: Iterable[str], what: str, *path: str | int) -> None:
        """No id twice among the tables at ``path``."""
        seen: set[str] = set()
        for number, item in enumerate(items):
            if item in seen:
                raise self.problem(f'There is a second {what} "{item}".', *path, number, "id")
            seen.add(item)


class ManifestSource(TomlSource):
    """One manifest.toml, in its folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "manifest.toml", MAX_MANIFEST)
        self.folder = folder


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> str:
    """The word that was most likely meant, or ""."""
    found = difflib.get_close_matches(word[:100], sorted(words), 1, cutoff)
    return found[0] if found else ""


def _nearest_word(value: Any, words: tuple[str, ...]) -> str:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item not in words:
            return nearest(item.lower(), words) if words else ""
    return ""

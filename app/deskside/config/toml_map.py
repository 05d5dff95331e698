"""Where in a TOML text each thing stands: the line to name when it is wrong, the letters to replace when it changes.

Only for text that the standard library has already read without complaint,
so nothing is checked here. A path is the names and numbers that lead to a
value: ``("cause", 1, "fix", "picture")``.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from bisect import bisect_right
from typing import TypeAlias

from msgspec import Struct

Path: TypeAlias = tuple[str | int, ...]

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_STRING = re.compile(r'''"""(?:\\[\s\S]|[^\\])*?""""{0,2}|\'\'\'[\s\S]*?\'\'\'\'{0,2}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''')
_SCALAR = re.compile(r"[^,\]}#\r\n]*[^,\]}#\r\n\s]")


class Statement(Struct, frozen=True):
    """``name = value`` or, when ``value`` is None, the ``[header]`` of a table."""

    path: Path
    table: Path
    """The table whose header stands above it."""
    start: int
    end: int
    value: tuple[int, int] | None = None


class TomlMap:
    """The statements of one text in their order, and the line of every path."""

    def __init__(self, text: str) -> None:
        self.statements: list[Statement] = []
        self._text, self._at, self._lines = text, 0, dict[Path, int]()
        self._breaks = [place for place, letter in enumerate(text) if letter == "\n"]
        self._arrays: dict[Path, int] = {}
        with contextlib.suppress(RecursionError):  # deeper than any file of ours; what is known by then is kept
            self._read()

    def line(self, *path: str | int) -> int:
        """The line, from 1, of this path or of the nearest thing around it; 0 when nothing is."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 0

    def paths(self) -> set[Path]:
        return set(self._lines)

    def _note(self, path: Path, place: int) -> None:
        self._lines.setdefault(path, bisect_right(self._breaks, place - 1) + 1)

    def _skip(self, pattern: re.Pattern[str] = _SKIP) -> None:
        if found := pattern.match(self._text, self._at):
            self._at = found.end()

    def _read(self) -> None:
        table: Path = ()
        self._skip()
        while self._at < len(self._text):
            start, value = self._at, None
            if self._text[start] == "[":
                path = table = self._header()
            else:
                path = self._key(table)
                self._skip(_EQUALS)
                begin = self._at
                self._value(path)
                value = (begin, self._at)
            self.statements.append(Statement(path, table, start, self._at, value))
            self._skip()

    def _header(self) -> Path:
        start, many = self._at, self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        names = self._names()
        self._skip(re.compile(r"[ \t]*\]\]?" if many else r"[ \t]*\]"))
        path: Path = ()
        for depth, name in enumerate(names, 1):
            path += (name,)
            self._note(path, start)
            if many and depth == len(names):
                self._arrays[path] = self._arrays.get(path, 0) + 1
            if path in self._arrays:
                path += (self._arrays[path] - 1,)
                self._note(path, start)
        return path

    def _names(self) -> list[str]:
        names: list[str] = []
        self._skip(re.compile(r"[ \t]*"))
        while found := _KEY.match(self._text, self._at):
            raw, self._at = found[0], found.end()
            names.append(tomllib.loads(f"name = {raw}")["name"] if raw[0] in "\"'" else raw)
            dot = _DOT.match(self._text, self._at)
            if not dot:
                break
            self._at = dot.end()
        return names

    def _key(self, table: Path) -> Path:
        start, path = self._at, table
        for name in self._names():
            path += (name,)
            self._note(path, start)
        return path

    def _value(self, path: Path) -> None:
        self._note(path, self._at)
        opening = self._text[self._at]
        if opening == "[":
            self._inside(path, "]")
        elif opening == "{":
            self._inside(path, "}")
        elif found := (_STRING if opening in "\"'" else _SCALAR).match(self._text, self._at):
            self._at = found.end()

    def _inside(self, path: Path, closing: str) -> None:
        """The items of an array or of an inline table."""
        self._at += 1
        self._skip()
        number = 0
        while self._text[self._at] != closing:
            if closing == "]":
                item: Path = (*path, number)
                self._note(item, self._at)
            else:
                item = self._key(path)
                self._skip(_EQUALS)
            self._value(item)
            number += 1
            self._skip()
            if self._text[self._at] == ",":
                self._at += 1
                self._skip()
        self._at += 1

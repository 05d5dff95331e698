"""Text in TOML to data, with the line and plain words where it can't be read, and the rest rescued if wished.

The reader of the standard library says where it stopped; what people need is
the line where the trouble begins, such as the bracket that is never closed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from deskside.language import _
from deskside.model.troubleshooter import Json

_LONGEST_LINE = 8000
_TRIES = 60
"""How often one text is read again, at most, to find where its trouble begins."""

_TOO_DEEP = re.compile(
    r"""(?<![\w"'-])(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')(?:[ \t]*+\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')){20}"""
)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class Wrong(Struct, frozen=True):
    """What can't be read: its first line, from 1, and why, in plain words."""

    line: int
    why: str


class _Stopped(Exception):
    """The reader stopped at ``line`` (0: at the end) and said ``message``."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def plain(value: Any, depth: int = 0) -> Json:
    """The value as JSON data: dates and times as text. What is deeper than any setting is cut off."""
    if isinstance(value, dict):
        return {str(name): plain(part, depth + 1) for name, part in value.items()} if depth < 8 else {}
    if isinstance(value, list | tuple):
        return [plain(part, depth + 1) for part in value] if depth < 8 else []
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _load(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as problem:  # of TOML, or a number with thousands of digits
        place = _LINE.search(str(problem))
        raise _Stopped(int(place[1]) if place else 0, str(problem)) from problem
    except RecursionError as problem:
        raise _Stopped(0, "too deep") from problem


def _why(message: str) -> str:
    """Plain words for what the reader said."""
    if "twice" in message or "overwrite" in message or "Duplicate" in message or "immutable" in message:
        return _("This is set a second time here. Please keep only one of the two.")
    if "Unclosed" in message or "Expected ']'" in message:
        return _("A bracket is opened here and never closed.")
    if "Illegal character '\\n'" in message or "Unterminated" in message or "Expected \"'" in message:
        return _("A quotation mark is missing here.")
    if "Invalid value" in message:
        return _("The value can't be read. Text needs quotation marks around it.")
    if "Expected '='" in message or "Invalid statement" in message:
        return _('This line can\'t be read. It should look like this: name = "value".')
    return _("This line can't be read.")


def _too_much(lines: Iterable[str]) -> Iterator[Wrong]:
    """Lines no honest file has; they keep the reader busy for minutes."""
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            yield Wrong(number, _("This line is too long."))
        elif _TOO_DEEP.search(line):
            yield Wrong(number, _("There are too many dots in a row here."))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def _begin(lines: list[str], stopped: int, tries: int) -> int:
    """The line, from 0, of the statement the reader stopped in: the first after the last whole ones."""
    for whole in range(stopped - 1, max(0, stopped - tries), -1):
        try:
            _load("\n".join(lines[:whole]))
        except _Stopped:
            continue
        return whole
    return 0 if stopped <= tries else stopped - 1


def parse(text: str) -> tuple[dict[str, Any], Wrong | None]:
    """All of it, or nothing and the first thing that is wrong."""
    if wrong := next(_too_much(text.split("\n")), None):
        return {}, wrong
    try:
        return _load(text), None
    except _Stopped as problem:
        lines = _lines(text)
        line = _begin(lines, min(problem.line or len(lines), len(lines)), _TRIES)
        return {}, Wrong(line + 1, _why(problem.message))


def parse_rest(text: str) -> tuple[dict[str, Any], str, tuple[Wrong, ...]]:
    """What can be read, the text with the wrong lines emptied, and what was wrong.

    A line that can't be read is left out; when it opens a table, the whole
    table is: its settings must not slip into the one before.
    """
    lines, tries = _lines(text), _TRIES
    wrongs = list(_too_much(lines))
    for wrong in wrongs:
        _leave_out(lines, wrong.line - 1)
    while True:
        try:
            return _load("\n".join(lines)), "\n".join(lines), tuple(wrongs)
        except _Stopped as problem:
            stopped = min(problem.line or len(lines), len(lines))
            first = _begin(lines, stopped, tries)
            tries -= max(1, stopped - first)
            wrongs.append(Wrong(first + 1, _why(problem.message)))
            if tries <= 0:
                return {}, "", tuple(wrongs)
            _leave_out(lines, first)


def _leave_out(lines: list[str], first: int) -> None:
    """Empties the statement that begins at ``first``: the line, or the table it opens."""
    last = first + 1
    if lines[first].lstrip().startswith("["):
        while last < len(lines) and not lines[last].lstrip().startswith("["):
            last += 1
    for number in range(first, last):
        lines[number] = ""

"""Changing one setting in the person's own file: only what has to change does, comments and all else stay.

Several ways to write the change are tried, the least intrusive first, and
each is read back: one that gives exactly the wished data is saved. When none
does, nothing is touched and the person is told which line to change.
"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from deskside.config.files import Unreadable, read_text, replace_text
from deskside.config.keys import Key, known_keys
from deskside.config.settings import load_settings, unknown
from deskside.config.sources import MAX_SETTINGS, unreadable
from deskside.config.toml_map import Statement, TomlMap
from deskside.config.toml_text import parse
from deskside.errors import SettingProblem
from deskside.language import _
from deskside.model.troubleshooter import Json
from deskside.paths import Paths

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def set_value(paths: Paths, key: str, text: str, more_keys: Iterable[Key] = ()) -> None:
    """Writes the person's choice. ``text`` is plain text, or JSON for flags, numbers, lists and tables.

    SettingProblem says why it may not be: unknown, a secret, set by IT, not a fitting value.
    """
    keys = known_keys(more_keys)
    if key not in keys:
        raise unknown(key, keys)
    found = keys[key]
    if found.secret:
        says = _("{key} is a secret. Set it with: deskside settings secret set {key}").format(key=key)
        raise SettingProblem(says, key=key)
    if load_settings(paths, keys.values()).locked(key):
        raise SettingProblem(_("{key} is set by your organisation and can't be changed here.").format(key=key), key=key)
    value = _value(found, text)
    replace_text(paths.settings, changed_text(_own_text(paths), found.name, value, str(paths.settings)))


def _value(key: Key, text: str) -> Json:
    says = _("{key} can't be set to this.").format(key=key.name) + " "
    try:
        value = key.type.from_text(text)
    except ValueError as problem:
        raise SettingProblem(says + key.needs(), key=key.name) from problem
    if not key.takes(value):
        raise SettingProblem(says + key.needs(), key=key.name)
    return value


def _own_text(paths: Paths) -> str:
    """The person's file as it is; it has to be readable from end to end before a line of it is changed."""
    try:
        text = read_text(paths.settings, MAX_SETTINGS)
    except Unreadable as problem:
        if problem.why == "missing":
            return ""
        raise unreadable(problem) from problem
    if wrong := parse(text)[1]:
        says = _("Please put this line right first. Nothing was changed.") + " " + wrong.why
        raise SettingProblem(says, file=str(paths.settings), line=wrong.line)
    return text


def changed_text(text: str, key: str, value: Json, file: str = "") -> str:
    """``text`` with ``key`` set to ``value`` and nothing else different."""
    path = tuple(key.split("."))
    wanted = _with(tomllib.loads(text), path, value)
    for candidate in _candidates(text, path, value, wanted):
        read, wrong = parse(candidate)
        if wrong is None and read == wanted and len(candidate.encode()) <= MAX_SETTINGS:
            return candidate
    says = _("{key} can't be changed from here. Please change it in the file.").format(key=key)
    raise SettingProblem(says, key=key, file=file, line=TomlMap(text).line(*path))


def _with(data: dict[str, Any], path: tuple[str, ...], value: Json) -> dict[str, Any]:
    """A copy of ``data`` in which ``path`` leads to ``value``."""
    data = copy.deepcopy(data)
    table = data
    for name in path[:-1]:
        inner = table.get(name)
        if not isinstance(inner, dict):
            inner = table[name] = {}
        table = inner
    table[path[-1]] = value
    return data


def _candidates(text: str, path: tuple[str, ...], value: Json, wanted: dict[str, Any]) -> Iterator[str]:
    """The text after the change, written in ever more intrusive ways."""
    statements = TomlMap(text).statements
    for length in range(len(path), 0, -1):  # the value itself, or the inline table it is in
        part: Any = wanted
        for name in path[:length]:
            part = part[name]
        for statement in statements:
            if statement.value and statement.path == path[:length]:
                begin, end = statement.value
                yield text[:begin] + toml(part) + text[end:]
    kept = _without(text, path, statements)
    yield from _insertions(kept, path, value)


def _without(text: str, path: tuple[str, ...], statements: list[Statement]) -> str:
    """The text without the lines that set something below ``path``; most often there are none."""
    for statement in reversed(statements):
        if statement.path[: len(path)] == path:
            begin = text.rfind("\n", 0, statement.start) + 1
            end = text.find("\n", statement.end)
            text = text[:begin] + (text[end + 1 :] if end >= 0 else "")
    return text


def _insertions(text: str, path: tuple[str, ...], value: Json) -> Iterator[str]:
    """A new line under the nearest header, at the top, or under a header of its own at the end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    statements = TomlMap(text).statements
    whole = text if not text or text.endswith("\n") else text + newline
    for length in range(len(path) - 1, -1, -1):
        line = _name(path[length:]) + " = " + toml(value) + newline
        below = [statement for statement in statements if statement.table == path[:length]]
        if below or not length:
            end = whole.find("\n", below[-1].end) + 1 if below else 0
            yield whole[:end] + line + whole[end:]
        if length:
            header = f"[{_name(path[:length])}]{newline}"
            yield whole + (newline if whole else "") + header + line


def _name(path: tuple[str, ...]) -> str:
    return ".".join(part if _BARE.fullmatch(part) else toml(part) for part in path)


def toml(value: Any) -> str:
    """The value in TOML, on one line."""
    if isinstance(value, dict):
        inner = ", ".join(f"{_name((name,))} = {toml(part)}" for name, part in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(part) for part in value) + "]"
    if isinstance(value, float):
        return repr(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

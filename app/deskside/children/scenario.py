"""A simulated sick PC as data: what the computer says, and what must be found, offered and verified.

::

    system = "linux"
    answers = { which = "Office" }
    expect = { findings = ["paused"], fixed = ["paused"], outcome = "fixed" }

    [[says]]
    call = "printing.queues"
    gives = [{ name = "Office", state = "stopped" }]

    [[says]]
    call = "printing.resume"
    with = { queue = "Office" }       # left out: whatever the arguments
    gives = true                      # or problem = "not-permitted", why = "…"

    [[says]]
    after = "printing.resume"         # from the moment that call was made; "printing.resume:Office" is narrower
    call = "printing.queues"
    gives = [{ name = "Office", state = "idle" }]

TOML knows no null: a value that is left out is null.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from deskside.config.toml_map import TomlMap
from deskside.errors import CALL_PROBLEMS, ManifestProblem
from deskside.model.shapes import convert
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS

_STOPPED = re.compile(r"at line (\d+)")
_PLACE = re.compile(r"at `\$(.*)`")
_PART = re.compile(r"[^.\[\]]+")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")


class Says(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row: what the computer says to a call."""

    call: str
    arguments: dict[str, Json] | None = msgspec.field(default=None, name="with")
    """None: whatever they are. Else those named here must be equal."""
    gives: Json = None
    problem: str = ""
    why: str = ""
    after: str = ""
    """The changing call that makes this row hold; "" from the start."""


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must come out. None: it is not looked at."""

    findings: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    outcome: str = ""
    could_not_check: tuple[str, ...] | None = msgspec.field(default=None, name="could-not-check")


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    system: str = "linux"
    title: str = ""
    answers: dict[str, str] = {}
    expect: Expect = Expect()
    says: tuple[Says, ...] = ()


def load_scenario(path: Path) -> Scenario:
    """Reads a scenario file. Raises ``ManifestProblem`` with the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        scenario = convert(tomllib.loads(text), Scenario)
    except msgspec.ValidationError as problem:
        raise ManifestProblem(str(problem), file=str(path), line=_line(text, *_path(str(problem)))) from problem
    except tomllib.TOMLDecodeError as problem:
        stopped = _STOPPED.search(str(problem))
        raise ManifestProblem(str(problem), file=str(path), line=int(stopped[1]) if stopped else 0) from problem
    except (OSError, ValueError, RecursionError) as problem:
        raise ManifestProblem(str(problem), file=str(path)) from problem
    for number, row in enumerate(scenario.says):
        if wrong := _wrong(row):
            key, says, near = wrong
            raise ManifestProblem(says, file=str(path), line=_line(text, "says", number, key), suggestion=near)
    return scenario


def _wrong(row: Says) -> tuple[str, str, str] | None:
    """Its key, what is wrong, and what was most likely meant."""
    for key, call in (("call", row.call), ("after", row.after.partition(":")[0])):
        if call and call not in CALLS:
            return key, f"there is no call {call!r}", _near(call, CALLS)
    if row.problem and row.problem not in CALL_PROBLEMS:
        return "problem", f"there is no problem {row.problem!r}", _near(row.problem, CALL_PROBLEMS)
    if row.after and not CALLS[row.after.partition(":")[0]].changes:
        return "after", f"{row.after!r} changes nothing, so nothing comes after it", ""
    return None


def _near(word: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(words), 1)
    return near[0] if near else ""


def _line(text: str, *path: str | int) -> int:
    return TomlMap(text).line(*path) or 1


def _path(said: str) -> list[str | int]:
    """What msgspec says of the place, "$.says[1].call", as a path of the file."""
    place, unknown = _PLACE.search(said), _UNKNOWN.search(said)
    parts: list[str | int] = [
        int(part) if part.isdecimal() else part for part in _PART.findall(place[1] if place else "")
    ]
    return [*parts, unknown[1]] if unknown else parts


def write_scenario(scenario: Scenario) -> str:
    """The scenario as TOML, to be edited by people."""
    told = msgspec.to_builtins(scenario)
    rows = told.pop("says")
    if scenario.expect == Expect():
        del told["expect"]
    lines = [f"{name} = {_toml(value)}" for name, value in told.items() if value not in ("", None, {})]
    for row in rows:
        lines += ["", "[[says]]"]
        lines += [f"{name} = {_toml(value)}" for name, value in row.items() if value not in ("", None)]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        inner = ", ".join(f"{_name(key)} = {_toml(item)}" for key, item in value.items() if item is not None)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(item) for item in value if item is not None) + "]"
    return repr(value)


def _name(key: str) -> str:
    return key if key and key.isascii() and key.replace("-", "a").replace("_", "a").isalnum() else _text(key)


def _text(value: str) -> str:
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")

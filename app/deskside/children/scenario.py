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
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from deskside.errors import CALL_PROBLEMS, ManifestProblem
from deskside.model.shapes import convert
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS


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
    """Reads a scenario file. Raises ``ManifestProblem``."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        scenario = convert(told, Scenario)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise ManifestProblem(str(problem), file=str(path)) from problem
    for row in scenario.says:
        _check(row, path)
    return scenario


def _check(row: Says, path: Path) -> None:
    for call in (row.call, row.after.partition(":")[0]):
        if call and call not in CALLS:
            near = difflib.get_close_matches(call, CALLS, 1)
            raise ManifestProblem(f"there is no call {call!r}", file=str(path), suggestion=near[0] if near else "")
    if row.problem and row.problem not in CALL_PROBLEMS:
        near = difflib.get_close_matches(row.problem, CALL_PROBLEMS, 1)
        said = f"there is no problem {row.problem!r}"
        raise ManifestProblem(said, file=str(path), suggestion=near[0] if near else "")
    if row.after and not CALLS[row.after.partition(":")[0]].changes:
        raise ManifestProblem(f"{row.after!r} changes nothing, so nothing comes after it", file=str(path))


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

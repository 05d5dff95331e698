"""A manifest held to its contract, and not only to the first thing that is wrong with it.

The catalogue's reader stops at the first problem, which is right for a computer
that has to choose between listing and not listing. A publisher wants them all: what is wrong is
mended in memory with something harmless, and the reader reads on. What follows from a mended place alone is not told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskside.catalogue import fields
from deskside.catalogue.manifest import read_source
from deskside.catalogue.source import MAX_MANIFEST, ManifestSource, nearest
from deskside.config.files import Unreadable, read_text
from deskside.config.toml_text import parse_rest
from deskside.errors import ManifestProblem
from deskside.kit.manuscript import line_of_no_text
from deskside.kit.remarks import Remark
from deskside.model.troubleshooter import Troubleshooter
from deskside.system.table import CALLS

_ROUNDS = 60
_ADD = re.compile(r'uses "([^"]+)"\. Please add|^"([^"]+)" must be among "needs"')
_MISSING = re.compile(r'needs "([a-z_]+)"\.$')
_FILLED: dict[str, Any] = {"api": fields.API, "version": "1.0.0", "title": "…", "ask": "…", "explain": "…"}
_FILLED |= {"label": "…", "fix": {"people": "…"}, "check": {"is": "home-not-writable"}}
_CHECK_NEEDS = "disk.write"


class _Patient(ManifestSource):
    """A manifest that remembers where its last problem was."""

    path: tuple[str | int, ...] = ()

    def problem(self, says: str, *path: str | int, suggestion: str = "") -> ManifestProblem:
        self.path = path
        return super().problem(says, *path, suggestion=suggestion)


def contract(folder: Path) -> tuple[Troubleshooter | None, tuple[Remark, ...]]:
    """The troubleshooter when nothing is wrong with its manifest, and all that is."""
    try:
        patient = _Patient(folder)
    except ManifestProblem as problem:
        return None, _unread(folder, problem)
    remarks: list[Remark] = []
    for _round in range(_ROUNDS):
        try:
            read = read_source(patient)
            return (None if remarks else read), tuple(remarks)
        except ManifestProblem as problem:
            remarks.append(_remark(problem))
            if not _mend(patient, problem.says, folder.name):
                break
    return None, tuple(remarks)


def _unread(folder: Path, problem: ManifestProblem) -> tuple[Remark, ...]:
    """A manifest that is no TOML: every line that can't be read."""
    file = folder / "manifest.toml"
    try:
        _data, _text, wrongs = parse_rest(read_text(file, MAX_MANIFEST, links=False))
    except Unreadable as unread:
        return (_unreadable(file, unread.why, problem.says),)
    do = "Mend this line; compare it with a manifest that deskside plugin new makes."
    return tuple(Remark(file, wrong.line, wrong.why, do) for wrong in wrongs)


def _unreadable(file: Path, why: str, says: str) -> Remark:
    if why == "not-text":
        do = "Save the file as UTF-8: this line has a letter in another encoding."
        return Remark(file, line_of_no_text(file, MAX_MANIFEST), says, do)
    if not file.exists():
        says = "There is no manifest.toml in this folder."
    return Remark(file, 1, says, "deskside plugin new ID makes one to begin with.")


def _remark(problem: ManifestProblem) -> Remark:
    return Remark(Path(problem.file), problem.line, problem.says, _to_do(problem))


def _to_do(problem: ManifestProblem) -> str:
    if problem.suggestion:
        return f'Write "{problem.suggestion}", if you meant that.'
    if found := _ADD.search(problem.says):
        return f'Write "{found[1] or found[2]}" into the list needs = [ … ] near the top of manifest.toml.'
    if found := _MISSING.search(problem.says):
        return f"Add {found[1]} = … to it."
    if "too new" in problem.says:
        return f"Write api = {fields.API}, or take a newer Deskside."
    if "must be the folder" in problem.says:
        return "Rename the folder, or write the folder's name here."
    if "picture" in problem.says:
        return "Put the picture there, name the right one, or leave the key out."
    if "is not a key of" in problem.says:
        return "Leave it out; docs/publishing-manifest.md lists every key."
    return "docs/publishing-manifest.md says how it is written."


def _mend(patient: _Patient, says: str, name: str) -> bool:
    """Puts something harmless where the problem is; False when reading on would tell nothing."""
    path = patient.path
    if found := _ADD.search(says):
        patient.data.setdefault("needs", []).append(found[1] or found[2])
        return True
    if path == ("api",) and "too new" in says:
        return False
    if path[-3:-2] == ("choices",) and path[-1] == "id":  # a choice that is there twice
        path = path[:-1]
    if len(path) > 2 and path[0] == "cause" and path[2] in ("check", "fix"):
        return _replace_part(patient.data, path[:3])
    missing = _MISSING.search(says)
    if missing and path[-1:] != (missing[1],):
        _at(patient.data, path)[missing[1]] = _filling(missing[1], path, name)
        return _need_check(patient.data, missing[1])
    return bool(path) and _replace(patient.data, path, name)


def _replace(data: dict[str, Any], path: tuple[str | int, ...], name: str) -> bool:
    """One wrong value: filled where it must be there, left out where not."""
    try:
        holder, last = _at(data, path[:-1]), path[-1]
        if isinstance(holder, str):  # a choice written as a text alone
            return _replace(data, path[:-1], f"{name}-{path[-2]}")
        if isinstance(holder, list) and isinstance(last, int):
            holder[last] = _item(data, str(path[-2]), last, holder[last])
        elif last in _FILLED or last in ("id", "value"):
            holder[last] = _filling(str(last), path, name)
        else:
            del holder[last]
    except (KeyError, IndexError, TypeError):
        return False
    return _need_check(data, last)


def _replace_part(data: dict[str, Any], path: tuple[str | int, ...]) -> bool:
    _at(data, path[:-1])[path[-1]] = _FILLED[str(path[-1])]
    return _need_check(data, path[-1])


def _need_check(data: dict[str, Any], part: str | int) -> bool:
    """The check that is filled in makes a call."""
    if part == "check" and isinstance(needs := data.setdefault("needs", []), list) and _CHECK_NEEDS not in needs:
        needs.append(_CHECK_NEEDS)
    return True


def _filling(key: str, path: tuple[str | int, ...], name: str) -> Any:
    if key == "id":
        return name if path in ((), ("id",)) else f"mended-{path[1]}"
    if key == "value":
        return f"mended {path[-2] if path[-1] == 'value' else path[-1]}"
    return _FILLED[key]


def _item(data: Mapping[str, Any], key: str, number: int, was: Any) -> Any:
    """An item of a list that is right in any manifest."""
    if key == "needs":
        call = str(was).partition(":")[0]
        return call if call in CALLS else nearest(call, CALLS, 0.0)
    if key == "questions":
        return data["question"][0]["id"]
    return {"masks": "*", "choices": f"mended {number}"}[key]


def _at(data: Mapping[str, Any], path: tuple[str | int, ...]) -> Any:
    value: Any = data
    for part in path:
        value = value[part]
    return value

"""Causes in code, asked to describe themselves in a plugin child; and texts in code that nobody could translate."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from deskside.children import Children
from deskside.errors import ChildProblem, ManifestProblem
from deskside.kit.linting.reading import Module, classes, id_of, read_modules
from deskside.kit.remarks import Remark, Severity
from deskside.model.troubleshooter import Cause, Troubleshooter

_PLACE = re.compile(r"\b([A-Za-z_]\w*\.py) line (\d+)")
_LINE = re.compile(r"\(line (\d+)\)")
_CAUSE = re.compile(r"^the cause '([^']+)'")
_IMPORTS = re.compile(r"^imports ([\w.]+);")
_CLASS = re.compile(r"^([A-Za-z_]\w*) has ")
_TO_DO = {
    "no undo()": "Write undo(self, pc, change), or say in no_undo_why why there is none.",
    "can't be undone": "Write undo(self, pc, change), or say in no_undo_why why there is none.",
    "no apply()": "Write apply(self, pc, finding): it makes the change, and gives Change(was, now).",
    "no detect()": "Write detect(self, pc, answers): it gives None or a Finding.",
    "without consent": "Say what Deskside asks the person before it does it.",
    "no fix": "Every cause ends in Automatic(…), HandsOn(…) or People(…).",
    "without a step": "Say what the person does.",
    "no open()": 'Write open(self, pc, finding), such as pc.open.folder("downloads").',
    "imports": "Leave that out: what the code wants of the computer, it asks pc for.",
    "picture_says": "Say in picture_says what the picture shows.",
    "is no picture": "Put it into pictures/, or name the right one.",
    "does not ask": "Add the question to manifest.toml, or leave it out of questions.",
}
_SHOWN = ("title", "explain", "why", "tip")
_WITH_TEXT = {"Finding": 0, "Automatic": 0, "HandsOn": 0, "People": 0, "unnamed": 0}
_TEXT_KEYS = ("says", "consent", "step", "what", "no_undo_why", "picture_says", "opens")


def all_causes(own: Troubleshooter) -> tuple[tuple[Cause, ...], tuple[Remark, ...]]:
    """Those of its manifest and of its code; and why its code can't be loaded, with the author's own file and line."""
    if not own.has_code:
        return own.causes, ()
    modules, wrong = read_modules(own.folder)
    told: tuple[Cause, ...] = ()
    if not wrong:
        with Children({}) as children:
            told, wrong = told_causes(children, own, modules)
    return (*own.causes, *told), wrong


def told_causes(
    children: Children, own: Troubleshooter, modules: Sequence[Module]
) -> tuple[tuple[Cause, ...], tuple[Remark, ...]]:
    """What its code tells of its causes, or the first thing that is wrong with it. None of it runs in this process."""
    try:
        return children.describe(own), ()
    except (ChildProblem, ManifestProblem) as problem:
        said = problem.says if isinstance(problem, ManifestProblem) else str(problem)
        file, line = _place(said, own.folder, modules)
        do = next((do for part, do in _TO_DO.items() if part in said), "docs/sdk.md says how it is written.")
        return (), (Remark(file, line, f"{said[:1].upper()}{said[1:]}.", do),)


def _place(said: str, folder: Path, modules: Sequence[Module]) -> tuple[Path, int]:
    code = folder / "troubleshooter.py"
    if found := _PLACE.search(said):
        return folder / found[1], int(found[2])
    if found := _LINE.search(said):
        return code, int(found[1])
    if found := _IMPORTS.search(said):
        return next(_importing(modules, found[1]), (code, 1))
    name = _CLASS.search(said) or _CAUSE.search(said)
    for module, node in classes(modules):
        if name and name[1] in (node.name, id_of(node)):
            return module.file, node.lineno
    return code, 1


def _importing(modules: Sequence[Module], wanted: str) -> Iterator[tuple[Path, int]]:
    for module in modules:
        for node in ast.walk(module.tree):
            if wanted in _imported(node):
                yield module.file, getattr(node, "lineno", 1)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def unmarked(modules: Sequence[Module]) -> Iterator[Remark]:
    """Texts for people that stand outside ``_()``."""
    for module in modules:
        for node in ast.walk(module.tree):
            for text in _texts(node):
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value:
                    says, do = "This text can't be translated.", "Put it inside _( … )."
                    yield Remark(module.file, text.lineno, says, do, Severity.ADVICE, text.value)


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.Assign) and any(isinstance(t, ast.Name) and t.id in _SHOWN for t in part.targets):
                yield part.value
    elif isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in _WITH_TEXT:
            yield from node.args[:1]
            yield from (keyword.value for keyword in node.keywords if keyword.arg in _TEXT_KEYS)

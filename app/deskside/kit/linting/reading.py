"""A troubleshooter as the lint has read it: its manifest with its lines, its code as trees, and those beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from deskside.catalogue.source import MAX_MANIFEST
from deskside.children import Children
from deskside.config.files import Unreadable, read_text
from deskside.config.toml_map import TomlMap
from deskside.errors import ChildProblem, ManifestProblem
from deskside.kit.manuscript import line_of_no_text
from deskside.kit.remarks import Remark, Severity
from deskside.model.catalogue import MOST_OF_ONE
from deskside.model.troubleshooter import Cause, Troubleshooter


class Module(Struct, frozen=True):
    """One file of its code; nothing of it was run."""

    file: Path
    tree: ast.Module


class Subject(Struct, frozen=True):
    """What the checks look at, once the manifest is right."""

    own: Troubleshooter
    map: TomlMap
    modules: tuple[Module, ...]
    told: tuple[Cause, ...]
    """Causes that its code told of, in a child process."""
    others: Mapping[str, Troubleshooter]
    children: Children

    @property
    def manifest(self) -> Path:
        return self.own.folder / "manifest.toml"

    @property
    def causes(self) -> tuple[Cause, ...]:
        return (*self.own.causes, *self.told)

    def at(self, *path: str | int) -> int:
        """The line of the manifest where this stands."""
        return self.map.line(*path) or 1

    def problem(self, says: str, do: str, *path: str | int) -> Remark:
        return Remark(self.manifest, self.at(*path), says, do)

    def advice(self, says: str, do: str, *path: str | int) -> Remark:
        return Remark(self.manifest, self.at(*path), says, do, Severity.ADVICE)

    def about_cause(self, cause: str, says: str, do: str, severity: Severity = Severity.PROBLEM) -> Remark:
        """About the masks of one of its causes, wherever that is written."""
        for number, one in enumerate(self.own.causes):
            if one.id == cause:
                return Remark(self.manifest, self.at("cause", number, "masks"), says, do, severity)
        for module, node in classes(self.modules):
            if id_of(node) == cause:
                return Remark(module.file, node.lineno, says, do, severity)
        return Remark(self.own.folder / "troubleshooter.py", 1, says, do, severity)


def classes(modules: Sequence[Module]) -> Iterator[tuple[Module, ast.ClassDef]]:
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                yield module, node


def id_of(node: ast.ClassDef) -> str:
    """The id of a cause in code: its own ``id``, or the one that is made of its name."""
    for part in node.body:
        if isinstance(part, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "id" for t in part.targets):
            return str(part.value.value) if isinstance(part.value, ast.Constant) else ""
    return "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(node.name))


def read_map(own: Troubleshooter) -> TomlMap:
    return TomlMap(read_text(own.folder / "manifest.toml", MAX_MANIFEST, links=False))


def read_modules(folder: Path) -> tuple[tuple[Module, ...], tuple[Remark, ...]]:
    """Its code as trees; what is no Python is told by the child that would run it."""
    modules: list[Module] = []
    remarks: list[Remark] = []
    for file in sorted(folder.glob("*.py")):
        try:
            modules.append(Module(file, ast.parse(read_text(file, MOST_OF_ONE, links=False))))
        except Unreadable as problem:
            says = f"{file.name} can't be read as text ({problem.why})."
            remarks.append(Remark(file, line_of_no_text(file), says, "Save it as UTF-8."))
        except SyntaxError as problem:
            says = f"This is no Python: {problem.msg}."
            remarks.append(Remark(file, problem.lineno or 1, says, "Mend this line."))
        except (ValueError, RecursionError, MemoryError) as problem:
            remarks.append(Remark(file, 1, f"This is no Python: {problem}.", "Write the file anew."))
    return tuple(modules), tuple(remarks)


def describe(children: Children, own: Troubleshooter) -> tuple[Cause, ...]:
    """The causes in code; () where they can't be told."""
    try:
        return children.describe(own) if own.has_code else ()
    except (ChildProblem, ManifestProblem):
        return ()


def causes_of(children: Children, other: Troubleshooter) -> Sequence[str]:
    """The ids of another troubleshooter's causes."""
    return [cause.id for cause in (*other.causes, *describe(children, other))]


def strings(modules: Sequence[Module]) -> Iterator[tuple[Module, ast.Constant]]:
    """Every text in the code."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield module, node

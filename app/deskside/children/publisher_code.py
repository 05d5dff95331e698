"""A publisher's ``troubleshooter.py`` inside its child: what it imports is loaded first, then the walls, then it.

Behind the walls no file can be opened, so the standard library modules that
the source names are imported before. Only names that do nothing on import.
"""

from __future__ import annotations

import _ast
import sys

from deskside.sdk.causes import Cause, describe, problem_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType
    from typing import Any

MODULE = "troubleshooter"

_ONLY_TREE = 0x400  # ast.PyCF_ONLY_AST
_NOT_FOR_PLUGINS = {"antigravity", "this", "idlelib", "turtledemo", "tkinter", "turtle", "lib2to3", "ensurepip", "venv"}
_NOT_INSIDE = {"test", "tests", "idle_test"}


class Refused(Exception):
    """Why this code is not run, for its author."""


class PublisherCode:
    """One ``troubleshooter.py``. Made before the walls are up, run after."""

    def __init__(self, source: str) -> None:
        try:
            tree = compile(source, "troubleshooter.py", "exec", _ONLY_TREE, dont_inherit=True)
            self._code: CodeType = compile(tree, "troubleshooter.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
            raise Refused(f"line {getattr(problem, 'lineno', 0)}: {problem}") from problem
        for name, inside in _imports(tree):
            _preload(name, inside)
        if "strptime" in source:
            __import__("_strptime")  # which time and datetime import only when it is called
        self.causes: dict[str, type[Cause]] = {}

    def run(self) -> list[dict[str, Any]]:
        """Runs the module and describes its causes, in the order they are written."""
        module = type(sys)(MODULE)
        sys.modules[MODULE] = module
        try:
            exec(self._code, module.__dict__)  # noqa: S102 - this is what the walls are for
        except BaseException as problem:
            raise Refused(in_words(problem)) from problem
        for name, value in list(vars(module).items()):
            if isinstance(value, type) and issubclass(value, Cause) and value.__module__ == MODULE and name[0] != "_":
                if wrong := problem_with(value):
                    raise Refused(f"{name} {wrong}")
                if value.id in self.causes:
                    raise Refused(f"two causes are called {value.id!r}")
                self.causes[value.id] = value
        return [describe(cause) for cause in self.causes.values()]


def in_words(problem: BaseException) -> str:
    """An exception and the last line of the publisher's own code it passed through."""
    line, step = 0, problem.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "troubleshooter.py":
            line = step.tb_lineno
        step = step.tb_next
    said = f"{type(problem).__name__}: {problem}"[:500]
    return f"{said} (line {line})" if line else said


def _imports(node: _ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every import the tree names, at any depth: module, and what is taken from inside it."""
    if isinstance(node, _ast.Import):
        for alias in node.names:
            yield alias.name, ()
    elif isinstance(node, _ast.ImportFrom):
        if node.level or not node.module:
            raise Refused(f"line {node.lineno}: a troubleshooter is one file and imports nothing beside it")
        yield node.module, tuple([alias.name for alias in node.names])
    else:
        for field in node._fields:
            value = getattr(node, field, None)
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, _ast.AST):
                    yield from _imports(child)


def _preload(name: str, inside: tuple[str, ...]) -> None:
    if name == "deskside.sdk":
        return
    if not _harmless(name):
        raise Refused(f"imports {name}; a troubleshooter imports deskside.sdk and the standard library only")
    wanted = [part for part in inside if part != "*" and _harmless(f"{name}.{part}")]
    try:
        __import__(name, fromlist=wanted)
    except ImportError as problem:
        raise Refused(str(problem)) from problem


def _harmless(dotted: str) -> bool:
    """Whether this is of the standard library and importing it only defines things."""
    top, *inner = dotted.split(".")
    if top == "__future__":
        return True
    known = top in sys.stdlib_module_names and top not in _NOT_FOR_PLUGINS
    return known and not any(part[:2] == "__" or part in _NOT_INSIDE for part in (top, *inner))

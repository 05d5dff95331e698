"""Every icon that the code names is there: a missing one is drawn as nothing, and nobody would say so."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

from deskside.ui.parts.helped import ICONS
from deskside.ui.tokens import Colours

TOP = Path(__file__).parents[3]
FOLDER = TOP / "resources" / "icons"
UI = TOP / "app" / "deskside" / "ui"
INKS = frozenset(Colours.__annotations__)
DRAWN_BY = {"draw_icon": 1, "pixmap": 0}
"""What draws an icon under another word than ``icon``, and the place of its name among the arguments."""


def _told(node: ast.AST | None) -> Iterator[str]:
    """The words a value can be: one, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _told(node.body)
        yield from _told(node.orelse)


def _takers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """What takes an ``icon``, by the name it is called by, and the place it takes it at."""
    for kind in ast.walk(tree):
        for one in getattr(kind, "body", ()) if isinstance(kind, ast.ClassDef | ast.Module) else ():
            if isinstance(one, ast.FunctionDef):
                names = [given.arg for given in one.args.args if given.arg != "self"]
                if "icon" in names:
                    made = isinstance(kind, ast.ClassDef) and one.name == "__init__"
                    yield kind.name if made and isinstance(kind, ast.ClassDef) else one.name, names.index("icon")


def _named_in_calls(tree: ast.AST, takers: dict[str, int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            place = takers.get(getattr(node.func, "id", getattr(node.func, "attr", "")), len(node.args))
            yield from _told(node.args[place] if place < len(node.args) else None)
            for word in node.keywords:
                yield from _told(word.value if word.arg == "icon" else None)
        elif isinstance(node, ast.arguments):
            defaults = zip(reversed(node.args), reversed(node.defaults), strict=False)
            for given, default in defaults:
                yield from _told(default if given.arg == "icon" else None)


def _named_beside_an_ink(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        row = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else []
        for first, second in itertools.pairwise(row):
            if any(ink in INKS for ink in _told(second)):
                yield from (name for name in _told(first) if name not in INKS)


def _named_in_rows(tree: ast.AST) -> Iterator[str]:
    """``for icon, says in points`` tells where in each of the points the icon is."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inside = list(ast.walk(function))
            targets = [one.target for one in inside if isinstance(one, ast.For | ast.comprehension)]
            for target in targets:
                names = [getattr(one, "id", "") for one in target.elts] if isinstance(target, ast.Tuple) else []
                if "icon" in names:
                    rows = (one for one in inside if isinstance(one, ast.Tuple) and len(one.elts) == len(names))
                    for row in rows:
                        yield from _told(row.elts[names.index("icon")])


def _named() -> dict[str, str]:
    """Each icon the code names, and a file that names it."""
    trees = {path.name: ast.parse(path.read_text("utf-8")) for path in sorted(UI.rglob("*.py"))}
    takers = dict(DRAWN_BY)
    for tree in trees.values():
        takers.update(_takers(tree))
    named = dict.fromkeys(ICONS.values(), "helped.py")
    for file, tree in trees.items():
        for names in (_named_in_calls(tree, takers), _named_beside_an_ink(tree), _named_in_rows(tree)):
            named.update((name, file) for name in names if name)
    return named


def test_every_icon_the_code_names_is_drawn() -> None:
    there = {path.stem for path in FOLDER.glob("*.svg")}
    named = _named()
    assert {"restart", "save", "hand", "lock", "bulb", "tray-fine", "messages", "note", "dot"} <= named.keys()
    assert {name: file for name, file in named.items() if name not in there} == {}

"""What a troubleshooter's own files name: it is published with them, so a recording may say it too.

Whole values only. A plain word of the code ("size") is also what somebody calls a file, so it stays only where the
troubleshooter itself asks or compares by it, and never as the name of a file or a document.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from deskside.kit.hiding.kinds import DOCUMENT, FILE, FOLDER, PERSON, TEXT, VOLUME

_NEVER_A_WORD = (DOCUMENT, FILE, FOLDER, PERSON, TEXT, VOLUME)


class Named(Struct, frozen=True):
    values: frozenset[str] = frozenset()
    """Those that are more than a word."""
    asked_for: frozenset[str] = frozenset()
    """Words by which it asks or compares."""

    def has(self, kind: str, value: str) -> bool:
        return value in self.values or (value in self.asked_for and kind not in _NEVER_A_WORD)


def named_in(folder: Path) -> Named:
    """Every value that the files of a troubleshooter name."""
    values: set[str] = set()
    asked_for: set[str] = set()
    for value in _leaves(tomllib.loads((folder / "manifest.toml").read_text("utf-8-sig"))):
        values.add(value)
        call, colon, first = value.partition(":")  # of a need: "reach.connect:vpn.example.org"
        if colon and "." in call and " " not in call:
            values.add(first)
            asked_for.add(first)
    for file in folder.glob("*.py"):
        nodes = tuple(ast.walk(ast.parse(file.read_text("utf-8-sig"))))
        sentences = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        values.update(value for node in nodes if id(node) not in sentences for value in _text(node))
        asked_for.update(value for node in nodes for inner in _compared(node) for value in _text(inner))
    values |= {_host(value) for value in values if "://" in value}
    return Named(frozenset(one for one in values if one and not one.isalpha()), frozenset(asked_for - {""}))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


def _text(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _compared(node: ast.AST) -> Iterator[ast.AST]:
    """What a line of code compares with, and what it asks the computer by: ``pc.printing.jobs("Office")``."""
    if isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            yield side
            if isinstance(side, ast.Tuple | ast.List | ast.Set):
                yield from side.elts
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
    ):
        yield from (*node.args, *(one.value for one in node.keywords))


def _host(value: str) -> str:
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""

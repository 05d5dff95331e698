"""Finds a colour, size, distance or side that a page says itself, by reading its source as Python does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

DISTANCES = re.compile(
    r"set(?:Contents)?Margins?|setViewportMargins|setDocumentMargin|set(?:Horizontal|Vertical)?Spacing|addSpacing|insertSpacing"
)
SIZES = re.compile(
    r"set(?:Minimum|Maximum|Fixed)(?:Size|Width|Height)|setP(?:ixel|oint)Size(?:F)?|setIconSize|resize|setCursorWidth"
    r"|QSizeF?|QPen|QFont|setWeight|setStretch|setLineWidth|setTabStopDistance|setLetterSpacing|setDuration|setInterval"
)
ROUNDS = re.compile(r"draw(?:RoundedRect|Ellipse)|addRoundedRect")
COLOURS = re.compile(r"QColor|QBrush|QLinearGradient|fromRgb|fromRgba|setRgb|setAlpha|setAlphaF|darker|lighter")
_IN_TEXT = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b(?!\w)|\b[1-9]\d*(?:px|pt|em)\b|\brgba?\(")
_NAMED = re.compile(r"QColor\(\s*[\"'](?!\{)")
SIDES = ("AlignLeft", "AlignRight")
SHORTENS = ("elidedText", "setTextElideMode", "ElideRight", "ElideMiddle", "ElideLeft")


def literals(source: str) -> Iterator[tuple[int, str]]:
    """The line, and what is wrong there. 0 and 1 are no sizes: nothing at all, and one of something."""
    tree = ast.parse(source)
    quiet = {id(one) for one in _docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in _of_call(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            if found := _IN_TEXT.search(node.value):
                yield node.lineno, f"{found[0]!r} in a text"
        elif isinstance(node, ast.Attribute):
            yield from ((node.lineno, what) for what in _of_attribute(node))


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts that stand alone say what something is for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = [*call.args, *(word.value for word in call.keywords)]
    if COLOURS.fullmatch(name) and any(_said(one, least=0) is not None or _is_text(one) for one in given):
        yield f"{name} with a colour of its own"
    if DISTANCES.fullmatch(name) or SIZES.fullmatch(name):
        for one in given:
            if (number := _said(one, least=2)) is not None:
                yield f"{name}({number:g})"
    if ROUNDS.fullmatch(name):
        for one in given[-2:]:
            if (number := _said(one, least=2)) is not None:
                yield f"{name} with a radius of {number:g}"


def _of_attribute(node: ast.Attribute) -> Iterator[str]:
    if isinstance(node.value, ast.Attribute) and node.value.attr == "GlobalColor" and node.attr != "transparent":
        yield f"Qt.GlobalColor.{node.attr}"
    if node.attr in SIDES:
        yield f"{node.attr}: leading or trailing mirrors"
    if node.attr in SHORTENS:
        yield f"{node.attr}: words wrap, they are not shortened"


def _said(node: ast.expr, least: int) -> float | None:
    """A number that stands there as it is, or is added to something; a multiple of a token is none."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _said(node.operand, least)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value) if abs(node.value) >= least else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return next(
            (said for side in (node.left, node.right) if (said := _said(side, max(2, least))) is not None), None
        )
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("max", "min", "round"):
        return next((said for one in node.args if (said := _said(one, max(2, least))) is not None), None)
    return None


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)

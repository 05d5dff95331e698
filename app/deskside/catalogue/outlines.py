"""How long the lines of a drawing are, at most: what crosses itself again and again takes the longest to fill.

Curves are never longer than the lines through their control points, so nothing here is found shorter than it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
NUMBER = re.compile(_NUMBER)
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_ARC = re.compile(rf"({_NUMBER})[\s,]*({_NUMBER})[\s,]*{_NUMBER}[\s,]*[01][\s,]*[01][\s,]*({_NUMBER})[\s,]*({_NUMBER})")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_POINTS = {"M": 1, "L": 1, "T": 1, "S": 2, "Q": 2, "C": 3}
"""How many points a command takes; the last is where it ends."""


class Outline(Struct, frozen=True):
    length: float = 0.0
    corners: int = 0


def numbers(text: str) -> list[float]:
    return [float(one) for one in NUMBER.findall(text)]


def outline(name: str, attributes: Mapping[str, str]) -> Outline:
    """Of one shape, in its own units."""
    if name == "path":
        steps = list(_steps(attributes.get("d", "")))
        return Outline(sum(steps), len(steps))
    if name in ("polyline", "polygon"):
        flat = numbers(attributes.get("points", ""))
        points = list(zip(flat[::2], flat[1::2], strict=False))
        return Outline(sum(map(math.dist, points, points[1:] + points[:1])), len(points))
    sizes = {key: abs(value) for key, text in attributes.items() for value in numbers(text)[:1] if key in _SIZES}
    if name == "line":
        return Outline(sum(sizes.get(key, 0.0) for key in ("x1", "y1", "x2", "y2")), 1)
    if name in ("circle", "ellipse"):
        return Outline(2 * math.pi * max(sizes.get(key, 0.0) for key in ("r", "rx", "ry")), 4)
    return Outline(2 * (sizes.get("width", 0.0) + sizes.get("height", 0.0)), 4) if name == "rect" else Outline()


_SIZES = frozenset({"x1", "y1", "x2", "y2", "r", "rx", "ry", "width", "height"})


def _steps(text: str) -> Iterator[float]:
    """The length of each piece of a path, at most."""
    here = begun = reflected = (0.0, 0.0)
    for command, told in _COMMAND.findall(text):
        kind, relative = command.upper(), command.islower()
        if kind == "Z":
            yield math.dist(here, begun)
            here = reflected = begun
        for points, more in _pieces(kind, told, here, relative=relative):
            way = [here, *([_mirrored(reflected, here)] if kind in "ST" else []), *points]
            yield max(sum(map(math.dist, way, way[1:])), more)
            reflected = way[-2] if kind in "CSQT" else points[-1]
            here = points[-1]
            begun = here if kind == "M" else begun


_Point = tuple[float, float]


def _pieces(kind: str, told: str, here: _Point, *, relative: bool) -> Iterator[tuple[list[_Point], float]]:
    """The points of each repetition of a command, and how long it is at least taken to be."""
    if kind == "A":
        for rx, ry, x, y in _ARC.findall(told):
            to = _moved((float(x), float(y)), here, relative)
            yield [to], math.pi * max(2 * abs(float(rx)), 2 * abs(float(ry)), math.dist(here, to))
            here = to
        return
    flat = numbers(told)
    if kind in "HV":
        for value in flat:
            x, y = (value, 0.0) if kind == "H" else (0.0, value)
            to = (here[0] + x, here[1] + y) if relative else (x, here[1]) if kind == "H" else (here[0], y)
            yield [to], 0.0
            here = to
        return
    many = 2 * _POINTS.get(kind, 0)
    for at in range(0, len(flat) - many + 1, many) if many else ():
        pairs = zip(flat[at : at + many : 2], flat[at + 1 : at + many : 2], strict=True)
        points = [_moved(pair, here, relative) for pair in pairs]
        yield points, 0.0
        here = points[-1]


def _moved(point: _Point, here: _Point, relative: bool) -> _Point:
    return (here[0] + point[0], here[1] + point[1]) if relative else point


def _mirrored(point: _Point, here: _Point) -> _Point:
    return 2 * here[0] - point[0], 2 * here[1] - point[1]


def stretch(transform: str) -> float:
    """By how much a transform makes lines longer, at most."""
    factor = 1.0
    for name, told in _TRANSFORM.findall(transform):
        given = numbers(told)
        if name == "scale" and given:
            factor *= max(map(abs, given))
        elif name == "matrix" and len(given) == 6:
            a, b, c, d = given[:4]
            half, other = (a * a + b * b + c * c + d * d) / 2, (a * a + b * b - c * c - d * d) / 2
            factor *= math.sqrt(half + math.hypot(other, a * c + b * d))
        elif name.startswith("skew") and given:
            factor *= 1 + abs(math.tan(math.radians(given[0])))
    return factor

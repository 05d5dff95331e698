"""Whether a picture is one that is quickly drawn: two kilobytes that repeat what repeats itself take hours.

What it would take is reckoned, generously, from what was measured of Qt: large on a sharp screen, on a slow computer.
What takes long are not the many shapes of an honest drawing but lines that cross each other by the
thousand, thick dashes by the ten thousand, pictures inside a picture again and again, letters as high as the page.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from deskside.catalogue.image_size import MOST_PIXELS, image_size
from deskside.catalogue.outlines import NUMBER, Outline, numbers, outline, stretch

_REPEATS = frozenset({"pattern", "marker", "mask", "filter", "font", "glyph"})
"""What makes a small drawing a long one."""
_SHAPES = frozenset({"path", "polyline", "polygon", "line", "circle", "ellipse", "rect"})
_LETTERS = frozenset({"text", "tspan", "textArea"})
_MOST_SHAPES = 5_000
_MOST_NUMBERS = 100_000
_DEEPEST = 100
_MOST_MILLISECONDS = 2_000
_SHAPE_MS, _BLEND_MS, _LETTER_MS, _HIGH_LETTER_MS = 0.8, 7.0, 0.05, 1.2
_PICTURE_MS, _MEGAPIXEL_MS, _DASH_MS = 40.0, 6.0, 0.2
_CROSSINGS_MS, _MANY_CROSSINGS_MS = 0.032, 6.0
"""By how often the outline of a shape is as long as the page is high: the square of that, up to some hundred."""
_RULE_MS = 0.001
"""A rule of a style sheet, for each part of the drawing."""
_PROPERTY = re.compile(r"(fill|stroke|stroke-width|stroke-dasharray|font-size)\s*:\s*([^;}]+)")


class _Pen(Struct, frozen=True):
    """What a shape has of those around it. ``scale``: of the page's height, one unit."""

    scale: float
    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    dash: float = 0.0
    """Length of one dash and gap; 0: a line without gaps."""
    letters: float = 16.0


def too_much(text: str) -> str:
    """What would take long to draw, in words for its author; "" when nothing does. ``text`` has no entities."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # without entities
    except ElementTree.ParseError:
        return "is no SVG picture"
    by_id: dict[str | None, Element] = {}
    for count, (element, depth) in enumerate(_all(root), 1):
        by_id[element.get("id")] = element
        if _name(element) in _REPEATS:
            return f"has a <{_name(element)}>"
        if count > _MOST_SHAPES or depth > _DEEPEST:
            return "has too many parts"
    if (
        sum(len(NUMBER.findall(element.get(key, ""))) for element in root.iter() for key in ("d", "points"))
        > _MOST_NUMBERS
    ):
        return "has too many points"
    try:
        return _Reckoning(root, by_id).says
    except (OverflowError, ValueError):
        return "has lengths that nobody can draw"


class _Reckoning:
    """What the whole takes, part by part."""

    def __init__(self, root: Element, by_id: Mapping[str | None, Element]) -> None:
        self._root, self._by_id = root, by_id
        self._outlines: dict[Element, Outline] = {}
        self._spent, self._shapes = 0.0, 0
        self.says = self._reckoned()

    def _reckoned(self) -> str:
        height = _height(self._root)
        if not height:
            return "has no viewBox, and no width and height"
        sheets = [element.text or "" for element in self._root.iter() if _name(element) == "style"]
        parts = sum(1 for _ in self._root.iter())
        self._spent += _RULE_MS * parts * sum(sheet.count("{") + sheet.count(",") for sheet in sheets)
        left: list[tuple[Element, _Pen, bool]] = [(self._root, _worst(_Pen(1 / height), sheets), False)]
        while left:
            element, around, again = left.pop()
            pen = _pen(element, around, sheets=bool(sheets))
            if says := self._add(element, pen, again=again):
                return says
            if self._spent > _MOST_MILLISECONDS:
                return "takes too long to draw"
            if _name(element) == "use":
                left.append((self._by_id.get(_link(element).removeprefix("#"), self._root), pen, True))
            left += [(child, pen, again) for child in element]
        return ""

    def _add(self, element: Element, pen: _Pen, *, again: bool) -> str:
        """Counts one part; what is wrong with it, or ""."""
        name = _name(element)
        self._shapes += 1
        if again and name == "use":
            return "has a <use> of a <use>"
        if self._shapes > _MOST_SHAPES:
            return "has too many parts"
        if name == "image":
            return self._add_picture(_link(element))
        if name in _LETTERS:
            high = min(1.0, pen.letters * pen.scale)
            count = len(element.text or "") + sum(len(child.tail or "") for child in element)
            self._spent += _SHAPE_MS + count * (_LETTER_MS + _HIGH_LETTER_MS * high * high)
            self._spent += count * _DASH_MS * 2 * pen.letters / pen.dash if pen.dash else 0.0
        elif name in _SHAPES:
            self._spent += self._shape(element, pen)
        return ""

    def _add_picture(self, link: str) -> str:
        try:
            size = image_size(base64.b64decode(link.partition(",")[2]))
        except (binascii.Error, ValueError):
            size = None
        if size is None or size.pixels > MOST_PIXELS:
            return "has a picture in it that is too large, or none"
        self._spent += _PICTURE_MS + _MEGAPIXEL_MS * size.pixels / 1_000_000
        return ""

    def _shape(self, element: Element, pen: _Pen) -> float:
        if element not in self._outlines:
            self._outlines[element] = outline(_name(element), element.attrib)
        drawn, spent = self._outlines[element], _SHAPE_MS
        spent += _BLEND_MS * ("url(" in pen.fill) + _BLEND_MS * ("url(" in pen.stroke)
        if pen.fill != "none":
            spent += _crossing(drawn.length * pen.scale)
        if pen.stroke != "none":
            dashes = drawn.length / pen.dash if pen.dash else 0.0
            around = 2 * drawn.length + 3 * pen.width * (drawn.corners + 2 * dashes)
            spent += _DASH_MS * dashes + _crossing(around * pen.scale)
        return spent


def _crossing(times: float) -> float:
    return min(_CROSSINGS_MS * times * times, _MANY_CROSSINGS_MS * times)


def _height(root: Element) -> float:
    """Of the page in the units that are drawn in; 0 when it does not say."""
    box = numbers(root.get("viewBox", ""))
    told = box[3:4] or numbers(root.get("height", ""))[:1]
    return max(0.0, *told, 0.0)


def _pen(element: Element, around: _Pen, *, sheets: bool) -> _Pen:
    """With what the part says itself. Where there are style sheets only what takes longer counts: they come first."""
    told = dict(element.attrib) | {key: value.strip() for key, value in _PROPERTY.findall(element.get("style", ""))}
    pen = replace(around, scale=around.scale * stretch(told.get("transform", "")))
    if not sheets:
        pen = replace(pen, fill=told.get("fill", pen.fill), stroke=told.get("stroke", pen.stroke))
    elif blend := next((told[key] for key in ("fill", "stroke") if "url(" in told.get(key, "")), ""):
        pen = replace(pen, fill=blend)
    width, letters = _first(told, "stroke-width"), _first(told, "font-size")
    if width is not None:
        pen = replace(pen, width=max(width, pen.width) if sheets else width)
    if letters is not None:
        pen = replace(pen, letters=max(letters, pen.letters) if sheets else letters)
    if "stroke-dasharray" in told and told["stroke-dasharray"] != "inherit":
        dash = _dash(told["stroke-dasharray"])
        pen = replace(pen, dash=min(filter(None, (dash, pen.dash)), default=0.0) if sheets else dash)
    return pen


def _worst(pen: _Pen, sheets: list[str]) -> _Pen:
    """What a style sheet could give any part of the drawing."""
    for key, value in (pair for sheet in sheets for pair in _PROPERTY.findall(sheet)):
        if key == "stroke-dasharray":
            pen = replace(pen, dash=min(filter(None, (_dash(value), pen.dash)), default=0.0))
        elif key in ("stroke-width", "font-size") and (given := numbers(value)):
            field = "width" if key == "stroke-width" else "letters"
            pen = replace(pen, **{field: max(given[0], getattr(pen, field))})
        elif key in ("fill", "stroke") and (key == "stroke" or "url(" in value):
            pen = replace(pen, **{key: value if "url(" in value else "black"})
    return pen


def _dash(value: str) -> float:
    return sum(map(abs, numbers(value)))


def _first(told: Mapping[str, str], key: str) -> float | None:
    given = numbers(told.get(key, ""))
    return abs(given[0]) if given else None


def _link(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"), "")


def _all(root: Element) -> Iterator[tuple[Element, int]]:
    """Every element and how deep it lies; not by calls, of which a deep one would take too many."""
    left = [(root, 0)]
    while left:
        element, depth = left.pop()
        yield element, depth
        left += [(child, depth + 1) for child in element]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

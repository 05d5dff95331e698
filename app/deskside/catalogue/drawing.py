"""Whether a drawing is one that is quickly drawn: two kilobytes that repeat what repeats itself take hours."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_REPEATS = frozenset({"pattern", "marker", "mask", "filter"})
"""What makes a small drawing a long one."""
_MOST_SHAPES = 5_000
_DEEPEST = 100


def too_much(text: str) -> str:
    """What would take long to draw, in words for its author; "" when nothing does. ``text`` has no entities."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # without entities
    except ElementTree.ParseError:
        return "is no SVG picture"
    shapes, by_id = 0, {}
    for element, depth in _all(root):
        shapes += 1
        by_id[element.get("id")] = element
        if _name(element) in _REPEATS:
            return f"has a <{_name(element)}>"
        if shapes > _MOST_SHAPES or depth > _DEEPEST:
            return "has too many parts"
    for element in [one for one in root.iter() if _name(one) == "use"]:
        link = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"), "")
        again = by_id.get(link.removeprefix("#"), root)
        for one in again.iter():
            shapes += 1
            if _name(one) == "use":
                return "has a <use> of a <use>"
            if shapes > _MOST_SHAPES:
                return "has too many parts"
    return ""


def _all(root: Element) -> Iterator[tuple[Element, int]]:
    """Every element and how deep it lies; not by calls, of which a deep one would take too many."""
    left = [(root, 0)]
    while left:
        element, depth = left.pop()
        yield element, depth
        left += [(child, depth + 1) for child in element]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

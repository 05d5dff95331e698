"""All machine checks of a page, by name; each gives what it objects to, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QScrollArea

from ..gallery.looks import Appearance, Wardrobe, nudge, still
from ..walk import Walk
from . import legible, reached, whole
from .mirrored import not_mirrored, text_at_the_wrong_edge
from .words import untranslated

Check = Callable[[Walk], Iterator[str]]
MOST_HIGH = 12_000
"""Forty requests at twice the text are that high; a page that is higher is looked at as far as that."""

AS_IT_IS: dict[str, Check] = {
    "outside the window": lambda walk: whole.outside(walk.window),
    "too small to press": lambda walk: whole.too_small(walk.window),
}
"""In the window as large as it is."""
UNROLLED: dict[str, Check] = {
    "cut": lambda walk: whole.cut(walk.window),
    "overlapping": lambda walk: whole.overlapping(walk.window),
    "hard to read": lambda walk: legible.too_faint(walk.window),
    "not drawn": lambda walk: legible.empty_labels(walk.window),
    "at the wrong edge": lambda walk: text_at_the_wrong_edge(walk.window),
    "not mirrored": lambda walk: not_mirrored(walk.window, lambda: _anew(walk)),
    "not named": lambda walk: reached.unnamed(walk.window),
    "named twice": lambda walk: reached.named_twice(walk.window),
    "not reached": lambda walk: reached.not_reached(walk.window),
    "out of order": lambda walk: reached.out_of_order(walk.window),
    "focus not seen": lambda walk: reached.focus_not_seen(walk.window),
    "not translated": lambda walk: untranslated(walk.window),
}
"""In a window so high that the whole page is seen at once."""


def objections(walk: Walk, wardrobe: Wardrobe, look: Appearance) -> Iterator[str]:
    """Everything wrong with the page that is shown, in this look."""
    wardrobe.dress(walk, look)
    for name, check in AS_IT_IS.items():
        yield from (f"{look}: {name}: {one}" for one in check(walk))
    _unroll(walk)
    for name, check in UNROLLED.items():
        yield from (f"{look}: {name}: {one}" for one in check(walk))


def _anew(walk: Walk) -> None:
    """Laid out anew for a direction, and the whole page is seen."""
    nudge(walk, walk.window.size())
    _unroll(walk)


def _unroll(walk: Walk) -> None:
    """Makes the window as high as the page, and no higher."""
    window = walk.window
    body = window.findChild(QScrollArea)
    assert isinstance(body, QScrollArea)
    for _ in range(5):
        missing = body.verticalScrollBar().maximum()
        if not missing or window.height() >= MOST_HIGH:
            break
        window.resize(window.width(), min(MOST_HIGH, window.height() + missing))
        still(walk)

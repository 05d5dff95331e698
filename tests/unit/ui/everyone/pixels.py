"""A window as pixels: what stands out from what it lies on, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

RATIO = 2
"""Drawn twice as fine, so that thin strokes show their full ink."""
STANDS_OUT = 1.25
"""A contrast from which on a pixel belongs to what is drawn, not to what it is drawn on."""
APART = 6
"""Between two things in one row, in pixels of the window."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Patch:
    """Something drawn: where it lies, in pixels of the window, and its strongest contrast to what is round it."""

    area: QRect
    contrast: float


def shot(widget: QWidget, area: QRect | None = None) -> Floats:
    """Each pixel's relative luminance, of the widget or a part of it."""
    part = widget.rect() if area is None else area
    image = QImage(part.size() * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    image.fill(0)
    widget.render(image, QPoint(0, 0), QRegion(part))
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return luminance(raw[:, : image.width(), 2::-1])


def luminance(colours: NDArray[np.uint8]) -> Floats:
    """Of red, green and blue, as WCAG 2 computes it."""
    return _LINEAR[colours] @ np.array([0.2126, 0.7152, 0.0722])


_STEPS = np.arange(256) / 255
_LINEAR = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4)


def contrast(one: Floats, other: Floats | float) -> Floats:
    """The contrast ratio of each pixel to another, or to one ground."""
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def cut_out(whole: Floats, area: QRect) -> Floats:
    """A part of a shot; ``area`` is in pixels of the window."""
    top, left = max(0, area.top()) * RATIO, max(0, area.left()) * RATIO
    return whole[top : (area.top() + area.height()) * RATIO, left : (area.left() + area.width()) * RATIO]


def ground_of(part: Floats) -> float:
    """The luminance that most of it has."""
    values, counts = np.unique(part.round(4), return_counts=True)
    return float(values[counts.argmax()])


def patches(whole: Floats, area: QRect) -> Iterator[Patch]:
    """Everything drawn in ``area``, apart in rows and columns, as lines of text and icons are."""
    part = cut_out(whole, area)
    if not part.size:
        return
    against = contrast(part, ground_of(part))
    drawn = against > STANDS_OUT
    for top, bottom in _runs(drawn.any(axis=1), 1):
        for left, right in _runs(drawn[top:bottom].any(axis=0), APART * RATIO):
            strongest = float(against[top:bottom, left:right].max())
            size = QRect(left // RATIO, top // RATIO, (right - left) // RATIO + 1, (bottom - top) // RATIO + 1)
            yield Patch(size.translated(max(0, area.left()), max(0, area.top())), strongest)


def _runs(filled: NDArray[np.bool_], gap: int) -> Iterator[tuple[int, int]]:
    """Where something is, from and to; what is less than ``gap`` apart is one."""
    places = np.flatnonzero(filled)
    if not places.size:
        return
    breaks = np.flatnonzero(np.diff(places) > gap)
    for first, last in zip((0, *(breaks + 1)), (*breaks, places.size - 1), strict=True):
        yield int(places[first]), int(places[last]) + 1

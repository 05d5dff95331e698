"""Where the Tab key goes: through the window as it is read, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def as_read(widget: QWidget) -> Iterator[QWidget]:
    """What ``widget`` shows, itself first: by its layout, and without one by what lies above and before what."""
    if widget.isHidden():
        return
    yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)
    else:
        for child in sorted(_children(widget), key=_place):
            yield from as_read(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from as_read(widget)
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]


def _place(widget: QWidget) -> tuple[int, int]:
    around = widget.parentWidget()
    mirrored = around is not None and around.isRightToLeft()
    return widget.y(), -widget.geometry().right() if mirrored else widget.x()


def next_stop(window: QWidget, now: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab leads from ``now``, round and round; None where there is nothing else."""
    parts = list(as_read(window))
    while now is not None and now not in parts:
        now = now.parentWidget()  # inside a part that is one for the person
    at = parts.index(now) if now is not None else -1
    ahead = (*parts[at + 1 :], *parts[: max(at, 0)])
    return next((part for part in (ahead if forward else reversed(ahead)) if _stops(part)), None)


def _stops(part: QWidget) -> bool:
    takes = bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and part.isEnabled() and part.isVisible() and part.focusProxy() is None

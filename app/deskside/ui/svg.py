"""A drawing of somebody else's, drawn only when it needs nothing but itself, and is quickly drawn.

Qt opens whatever file a picture names inside an SVG. Of a publisher's drawing that would be a file of the person's,
or on Windows a share of somebody else's, who is then greeted with the person's sign-in. And a drawing of two
kilobytes that repeats what repeats itself would hold the window for hours.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

_LEADS_OUT = re.compile(
    r"href\s*=\s*[\"'](?!#|data:image/png;base64,\s*iVBORw0KGgo|data:image/jpe?g;base64,\s*/9j/)"
    r"|<!(?:ENTITY|ATTLIST)|<!DOCTYPE[^>]*\["
    r"|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])",
    re.IGNORECASE,
)
"""A link that does not stay inside; a picture inside that may be a drawing again; what could hide either."""


def read_svg(source: bytes) -> QSvgRenderer | None:
    """None when it is no drawing, names anything outside itself, or is more than a picture of a step needs."""
    try:
        text = source.decode("utf-8")  # packed or in another encoding, nobody could see what it names
    except UnicodeDecodeError:
        return None
    if "\0" in text or _LEADS_OUT.search(text):
        return None
    from deskside.catalogue.drawing import too_much  # here: the tray icon needs none of it

    if too_much(text):
        return None
    drawing = QSvgRenderer(QByteArray(source))
    return drawing if drawing.isValid() else None

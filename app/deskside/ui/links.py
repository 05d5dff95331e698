"""Links in text that comes from outside: which may become a button, and what the button says before anything opens.

Only two kinds do. ``https`` shows the host first; ``deskside://open/ID`` leads
to a troubleshooter's first page, where nothing starts by itself.
"""

from __future__ import annotations

import re

from msgspec import Struct
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from deskside.ui.wish import troubleshooter_of

_LINK = re.compile(r"\b(?:https|deskside)://[^\s<>\"'\u2028]{1,2000}", re.IGNORECASE)
_AFTER = ".,;:!?)]}»”’"
MOST_LINKS = 5


class Link(Struct, frozen=True):
    """Either a web page (``url`` and its ``host``) or a ``troubleshooter`` to open."""

    url: str = ""
    host: str = ""
    troubleshooter: str = ""


def links_in(text: str) -> tuple[Link, ...]:
    """The links of a text that may become buttons, each once, the first few."""
    found: dict[Link, None] = {}
    for match in _LINK.finditer(text):
        link = _link(match.group().rstrip(_AFTER))
        if link is not None:
            found[link] = None
    return tuple(found)[:MOST_LINKS]


def host_of(link: str) -> str:
    """The host of an https link as it is safe to show: plain letters only, nothing hidden before an @. "" otherwise."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() != "https" or url.userInfo():
        return ""
    return url.host(QUrl.ComponentFormattingOption.FullyEncoded)


def open_link(link: str) -> None:
    """Opens an https page in the person's own browser; anything else is left alone."""
    if host_of(link):
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))


def _link(text: str) -> Link | None:
    if troubleshooter := troubleshooter_of(text):
        return Link(troubleshooter=troubleshooter)
    host = host_of(text)
    return Link(url=text, host=host) if host else None

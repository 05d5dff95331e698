"""The words of a message that a help desk keeps as HTML. Loaded only by backends that meet such messages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from deskside.tickets.words.plain import plain


def from_html(page: str) -> str:
    """The words of a message that was written as HTML; where a link leads stands behind its words."""
    words = _Words()
    try:
        words.feed(page)
        words.close()
    except (AssertionError, ValueError):  # so the parser meets "<![0", and a character's number without end
        return plain(page)
    return plain(words.text())


class _Words(HTMLParser):
    _BREAKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "pre", "ul", "ol", "table")
    _UNSEEN = ("script", "style", "head", "title", "template")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._unseen = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._UNSEEN:
            self._unseen += 1
        elif tag in self._BREAKS:
            self._parts.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            link = dict(attrs).get("href") or ""
            self._link = link if link.startswith(("https://", "deskside://")) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("p", "div", "tr", "table", "ul", "ol"):
            self._parts.append("\n")
        elif tag == "a" and self._link:
            if not (self._parts and self._parts[-1].strip() == self._link):
                self._parts.append(f" ({self._link})")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        lines = (line.strip() for line in "".join(self._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))

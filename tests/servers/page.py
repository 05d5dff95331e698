"""A help desk's web page as a reader of it sees it: its words, and every element of it that could do something."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msgspec import Struct

_EMPTY = ("br", "img", "input", "hr", "meta", "link", "source", "area", "base", "col", "embed", "param", "track", "wbr")
_LINES = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "pre", "blockquote", "ul", "ol", "table")
_SAFE_LINK = re.compile(r"(?:https?://|ftp://|mailto:|\w+\Z)")
_QUIET = (
    *_LINES,
    "br",
    "span",
    "b",
    "i",
    "em",
    "strong",
    "td",
    "th",
    "tbody",
    "thead",
    "code",
    "hr",
    "small",
    "dd",
    "dt",
)


class Element(Struct):
    tag: str
    attributes: dict[str, str]
    inside: list[Element | str]

    @property
    def words(self) -> str:
        lines = "".join(_told(self)).replace("\xa0", " ").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip()

    @property
    def doing(self) -> list[str]:
        """What is in here that can do more than be read: links, pictures, scripts, frames, handlers."""
        return [one.shape for one in self.all() if one is not self and one.shape not in _QUIET]

    @property
    def doing_more_than_link(self) -> list[str]:
        """As ``doing``, without the links that a help desk makes of an address where it stands."""
        return [one.shape for one in self.all() if one is not self and one.shape not in _QUIET and not one.is_address]

    @property
    def shape(self) -> str:
        """The tag, and what it has that runs or covers others."""
        return " ".join([self.tag, *(name for name in self.attributes if name.startswith("on") or name == "style")])

    @property
    def is_address(self) -> bool:
        """A link that leads where its words say: an address, or the name of a ticket."""
        to, words = self.attributes.get("href", ""), self.words
        return self.shape == "a" and to.removeprefix("mailto:") == words and bool(_SAFE_LINK.match(to))

    @property
    def names(self) -> list[str]:
        return [self.attributes.get("id", ""), *self.attributes.get("class", "").split()]

    def without(self, name: str) -> Element:
        """As it is but for the elements of that class: the page's own controls among the text."""
        kept = [one for one in self.inside if isinstance(one, str) or name not in one.names]
        return Element(self.tag, self.attributes, [one if isinstance(one, str) else one.without(name) for one in kept])

    def all(self) -> list[Element]:
        return [self, *(below for one in self.inside if isinstance(one, Element) for below in one.all())]


class Page(Struct):
    root: Element

    def part(self, name: str, below: str = "") -> Element:
        """The text inside the first element of that class or id: what was written there, without the controls."""
        start = self.part(below) if below else self.root
        for one in start.all():
            if name in one.names:
                return next((part for part in one.all() if "wiki" in part.names), one)
        raise LookupError(f"no {name!r} on the page")

    def owned_by(self, sign: str) -> list[str]:
        """Where on the whole page ``sign`` stands in something that runs."""
        return [
            one.shape
            for one in self.root.all()
            if (
                one.tag in ("script", "style") and sign in "".join(part for part in one.inside if isinstance(part, str))
            )
            or any(sign in value for name, value in one.attributes.items() if name.startswith("on") or name == "srcdoc")
        ]


def page_of(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(reader.open[0])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1].inside.append(made)
        if tag not in _EMPTY:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def _told(element: Element, *, exact: bool = False) -> list[str]:
    if element.tag in ("script", "style", "template"):
        return []
    exact = exact or element.tag == "pre"
    parts = ["\n"] if element.tag in (*_LINES, "br") else []
    for one in element.inside:
        if isinstance(one, Element):
            parts += _told(one, exact=exact)
        else:
            parts.append(one if exact else one.replace("\n", " " if one.strip() else ""))
    return [*parts, "\n"] if element.tag in _LINES else parts

"""A help desk's web page as a reader of it sees it: its words, and every element of it that could do something."""

from __future__ import annotations

from html.parser import HTMLParser

from msgspec import Struct

_EMPTY = ("br", "img", "input", "hr", "meta", "link", "source", "area", "base", "col", "embed", "param", "track", "wbr")
_LINES = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "pre", "blockquote", "ul", "ol", "table")
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
        found = []
        for one in self.all():
            handlers = [name for name in one.attributes if name.startswith("on") or name == "style"]
            if one is not self and (one.tag not in _QUIET or handlers):
                found.append(" ".join([one.tag, *handlers]))
        return found

    def all(self) -> list[Element]:
        return [self, *(below for one in self.inside if isinstance(one, Element) for below in one.all())]


class Page(Struct):
    root: Element

    def part(self, name: str) -> Element:
        """The text inside the first element of that class or id: what was written there, without the controls."""
        for one in self.root.all():
            if name == one.attributes.get("id") or name in one.attributes.get("class", "").split():
                wikis = [part for part in one.all() if "wiki" in part.attributes.get("class", "").split()]
                return wikis[0] if wikis else one
        raise LookupError(f"no {name!r} on the page")

    @property
    def words(self) -> str:
        return self.root.words


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

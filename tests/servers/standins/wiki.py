"""How Jira draws its wiki markup, from its "Text Formatting Notation" help: all of it that can turn text into more."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_KEPT = re.compile(r"\\([!-/:-@\[\]^-`{-~])|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_INLINE = (
    (re.compile(r"\{[a-zA-Z]+(?::[^}\n]*)?\}"), '<div class="macro"></div>'),
    (re.compile(r"\{\{(.+?)\}\}"), r"<tt>\1</tt>"),
    (re.compile(r"\[~([^\]\n]+)\]"), r'<a class="user">\1</a>'),
    (re.compile(r"\[([^\]\n]+)\]"), r'<a class="link">\1</a>'),
    (re.compile(r"!([^!\s][^!\n]*)!"), r'<img src="\1">'),
    (re.compile(r"(?:https?|ftp|file)://\S+|mailto:\S+|\bwww\.\S+"), r'<a class="bare">\g<0></a>'),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), r'<a class="mail">\g<0></a>'),
    (re.compile(r"\(([xiyn/!?+*-]|on|off|\*[rgby])\)|[:;]-?[)(DP|]"), '<img class="emoticon">'),
    (re.compile(r"\b[A-Z][A-Z0-9]+-\d+\b"), r'<a class="issue">\g<0></a>'),
    (re.compile(r"-{2,3}"), "<span>&mdash;</span>"),
    (re.compile(r"(?<!\w)\?\?(\S|\S.*?\S)\?\?(?!\w)"), r"<cite>\1</cite>"),
    *(
        (re.compile(rf"(?<!\w){re.escape(sign)}(\S|\S[^\n]*?\S){re.escape(sign)}(?!\w)"), rf"<{tag}>\1</{tag}>")
        for sign, tag in (("*", "b"), ("_", "em"), ("-", "del"), ("+", "ins"), ("^", "sup"), ("~", "sub"))
    ),
)
_BLOCKS = (
    (re.compile(r"^\s*h([1-6])\.(.*)$", re.MULTILINE), r"<h\1>\2</h\1>"),
    (re.compile(r"^\s*bq\.(.*)$", re.MULTILINE), r"<blockquote>\1</blockquote>"),
    (re.compile(r"^\s*-{4,}\s*$", re.MULTILINE), "<hr>"),
    (re.compile(r"^\s*[*#-]+\s+(.*)$", re.MULTILINE), r"<li>\1</li>"),
    (re.compile(r"^\s*\|(.*)$", re.MULTILINE), r"<td>\1</td>"),
)


def drawn(markup: str) -> str:
    """The page that ``markup`` becomes."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(html.escape(found[1], quote=False) if found[1] else found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    text = _KEPT.sub(keep, markup.replace("\\\\", "\ue002"))
    text = html.escape(text, quote=False).replace("\ue002", "<br>")
    for pattern, tags in (*_BLOCKS, *_INLINE):
        text = pattern.sub(tags, text)
    text = re.sub(r"\ue000(\d+)\ue001", lambda found: kept[int(found[1])], text)
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in re.split(r"\n{2,}", text))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags = "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.words += "\n" if tag == "br" else "\n\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> str:
    """What people read on it."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    return parser.words.strip()


def tags(page: str) -> set[str]:
    """What it is made of."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    return parser.tags

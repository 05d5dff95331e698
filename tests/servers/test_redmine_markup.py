"""Texts made at random of all that means something to Textile, Markdown or Redmine: it draws their words alone."""

from __future__ import annotations

import os
import random

from deskside.tickets.markup import fenced, textile
from deskside.tickets.words.plain import plain, same_words

from .page import Element
from .payloads import PAYLOADS
from .redmine.agent import RealSide
from .redmine.drawing import drawn
from .redmine.server import RedmineServer
from .test_payloads import formatting

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
TEXTS = 8000 if FULL else 500

_BITS = (
    "#1|r1|commit:ab|@admin|user:admin|{{toc}}|{{include(x)}}|{{macro_list}}|{{macro(0)}}|[[Wiki]]|!a.png!|www.x.org|"
    '!http://x/y.png!|"a":http://x.y|http://x.y/z|a@b.org|h1. |bq. |p. |p(x). |fn1. |* |# |> |---|***|*|_|-|+|^|~|%|'
    '??|@|==|&|&amp;|&#65;|<|>|<b>|</pre>|<pre>|<code>|<code class="ruby">|</code>|<notextile>|<!--|-->|x%x%|%x|'
    "<script>alert(1)</script>|{|}|[|]|(|)|ABC(def)|\"|'|:|!|=|.|..|,|;|?|\\|`|  | |\n|\n\n|\n\n\n|\t|<redpre#0>|ä|🖨|"
    'note|a|b|word|9:30|1|[1]|[1]:http://x|table. |clear. |- |attachment:x|document:"x"|source:a/b|version:1|forum#1|'
    "export:a|http|javascript:alert(1)|$|/|\u00a0|\u200b|##1|#1-2|#note-1|{{collapse|}}|<kbd>|>>|=.|p=. x|"
    "p{color:red}. x|sandbox:#1|@a@b.c|-x-|_x_|+x+|*x*|%{color:red}x%|```|~~~|    |1. |\\#1|<http://x.y>|![x](y)|[x](y)"
)
BITS = [*_BITS.split("|"), "|a|b|", "repo|r1", "|_. x|"]


def made_up(count: int) -> list[str]:
    chance = random.Random(SEED)
    return [
        "".join(chance.choice(BITS) + chance.choice(("", "", " ", "\n")) for _ in range(chance.randint(1, 9)))
        for _ in range(count)
    ]


def wrongly(texts: list[str], shown: list[Element]) -> list[tuple[str, str, list[str]]]:
    """Those that do not come out as their words, or do more than to be read."""
    both = zip(texts, shown, strict=True)
    return [(text, one.words, one.doing) for text, one in both if not same_words(text, one.words) or one.doing]


def test_any_text_is_drawn_as_its_words_in_textile(redmine_server: RedmineServer) -> None:
    texts = [*made_up(TEXTS), *(plain(text, len(text)) for text in PAYLOADS.values())]
    said = [f"x\n\n-- \n{text}" for text in texts]
    assert wrongly(texts, drawn(redmine_server, [textile.written(text) for text in texts])) == []
    assert wrongly(said, drawn(redmine_server, [textile.ticket("x", text) for text in texts])) == []
    assert all(same_words(textile.read(textile.written(text)), text) for text in texts)


def test_any_text_is_drawn_as_its_words_in_common_mark(redmine_server: RedmineServer) -> None:
    texts = made_up(TEXTS)
    with formatting(redmine_server, "common_mark"):
        assert wrongly(texts, drawn(redmine_server, [fenced.written(text) for text in texts])) == []


def test_the_drawing_would_show_what_is_not_made_harmless(redmine_server: RedmineServer) -> None:
    desk = RealSide(redmine_server)
    assert desk.server.markup == "textile"
    acting = {
        "#note": "*x*",
        "link": "http://x.y/z",
        "mail": "a@b.org",
        "picture": "!http://x/y.png!",
        "quote": "bq. x",
    }
    shown = drawn(redmine_server, list(acting.values()))
    assert len(wrongly(list(acting.values()), shown)) == len(acting)

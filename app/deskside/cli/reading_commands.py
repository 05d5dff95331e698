"""The command about reading: articles, and problems that are known."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

import msgspec

from deskside.casework import Casework
from deskside.cli.output import print_json, say_all
from deskside.errors import WrongUsage
from deskside.language import _
from deskside.model.article import Article, Heading, Notice, Onward, Paragraph, Points

WIDTH = 80


def read(casework: Casework, arguments: argparse.Namespace) -> int:
    """One article or known problem, or the list of them."""
    if not arguments.id:
        _list(casework, arguments)
        return 0
    found = _found(casework, arguments.id)
    if arguments.json:
        print_json(found)
    else:
        say_all(_notice_lines(found) if isinstance(found, Notice) else _article_lines(casework, found))
    return 0


def _list(casework: Casework, arguments: argparse.Namespace) -> None:
    notices, articles = casework.notices(), casework.articles()
    if arguments.json:
        print_json({"notices": msgspec.to_builtins(notices), "articles": msgspec.to_builtins(articles)})
        return
    say_all(f"{one.id}: {_known(one)}" for one in notices)
    say_all(f"{one.id}: {one.title}" for one in articles)


def _found(casework: Casework, wanted: str) -> Article | Notice:
    notices = {one.id: one for one in casework.notices()}
    found = casework.article(wanted) or notices.get(wanted)
    if found is None:
        known = ", ".join([*notices, *(one.id for one in casework.articles())])
        raise WrongUsage(f"There is nothing to read called {wanted[:40]!r}. There is: {known or 'nothing'}.")
    return found


def _known(notice: Notice) -> str:
    return _("Known problem: {title}").format(title=notice.title)


def _notice_lines(notice: Notice) -> Iterator[str]:
    yield _known(notice)
    yield ""
    yield textwrap.fill(notice.says, WIDTH)


def _article_lines(casework: Casework, article: Article) -> Iterator[str]:
    titles = {one.id: one.title for one in casework.articles()}
    titles |= {one.id: one.title for one in casework.troubleshooters()}
    yield article.title
    yield textwrap.fill(article.summary, WIDTH)
    for part in article.parts:
        match part:
            case Heading(text):
                yield f"\n{text}"
            case Paragraph(text):
                yield f"\n{textwrap.fill(text, WIDTH)}"
            case Points(items):
                yield ""
                yield from (textwrap.fill(f"- {item}", WIDTH, subsequent_indent="  ") for item in items)
            case Onward(to):
                if to in titles:
                    yield f"\n→ {titles[to]} (deskside open {to})"

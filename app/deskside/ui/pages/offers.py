"""A card for each thing that may help: a problem that can be looked at, an article, a problem that is known."""

from __future__ import annotations

from collections.abc import Callable

from deskside.language import _
from deskside.model.article import Article, Notice, Onward, Paragraph
from deskside.model.report import Hit
from deskside.model.troubleshooter import Troubleshooter
from deskside.ui.around import Around
from deskside.ui.pages.when import when
from deskside.ui.parts.press import Card

Words = Callable[[], str]
"""What the person has typed so far; it goes along into a case."""


def no_words() -> str:
    return ""


def problem_card(around: Around, one: Troubleshooter, words: Words = no_words, *, brief: bool = False) -> Card:
    """``brief``: its title alone, for a long list."""
    icon = f"problem-{one.id}"
    second = "" if brief else one.summary
    card = Card(around.look, one.title, second, icon if around.look.icons.has(icon) else "problem")
    card.clicked.connect(lambda: around.ways.open_troubleshooter(one.id, words()))
    return card


def article_card(around: Around, one: Article) -> Card:
    card = Card(around.look, one.title, one.summary, "bulb")
    card.clicked.connect(lambda: around.ways.read(one))
    return card


def notice_card(around: Around, one: Notice) -> Card:
    card = Card(around.look, _("Known problem: {title}").format(title=one.title), known_since(one), "note", "notice")
    card.clicked.connect(lambda: around.ways.read(as_article(one)))
    return card


def known_since(one: Notice) -> str:
    return _("Known since: {when}").format(when=when(one.since))


def as_article(one: Notice) -> Article:
    """A notice as a page to read."""
    onward = (Onward(one.troubleshooter),) if one.troubleshooter else ()
    return Article(one.id, one.title, known_since(one), parts=(Paragraph(one.says), *onward))


def card_by_id(around: Around, wanted: str) -> Card | None:
    """Of a problem or an article; None when this computer has neither."""
    known = around.board.known
    for problem in known.troubleshooters:
        if problem.id == wanted:
            return problem_card(around, problem)
    for article in known.articles:
        if article.id == wanted:
            return article_card(around, article)
    return None


def card_of(around: Around, hit: Hit, words: Words) -> Card | None:
    """Of a result of the search; None when it is gone by now."""
    known = around.board.known
    if hit.kind == "notice":
        return next((notice_card(around, one) for one in known.notices if one.id == hit.id), None)
    if hit.kind == "article":
        return next((article_card(around, one) for one in known.articles if one.id == hit.id), None)
    return next((problem_card(around, one, words) for one in known.troubleshooters if one.id == hit.id), None)

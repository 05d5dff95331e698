"""A short article, or a known problem in full: to be read from top to bottom, with buttons to what may help."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskside.model.article import Article, Heading, Onward, Paragraph, Part, Points
from deskside.ui.around import Around
from deskside.ui.pages.offers import card_by_id
from deskside.ui.parts import heading
from deskside.ui.parts.row import Point
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, empty, stacked
from deskside.ui.tokens import PAD


class Reading(Sheet):
    """Its words come from outside, so they run in the direction of their own language."""

    def __init__(self, around: Around, article: Article) -> None:
        super().__init__(around.look, article.title)
        self.article = article
        self._around = around
        self.title = around.name
        self.heading.from_outside()
        self.add(Words(around.look, article.summary, colour="text_quiet").from_outside())
        self._cards: dict[str, QVBoxLayout] = {}
        for thought in _thoughts(article.parts):
            block = stacked((), PAD)
            for part in thought:
                self._show(part, block)
            self.add(block)
        self._offered: tuple[str, ...] = ()
        around.board.changed.connect(self._on_board)
        self._on_board()

    def arrive(self) -> None:
        self._around.board.read_again()

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _show(self, part: Part, block: QVBoxLayout) -> None:
        if isinstance(part, Onward):
            self._cards[part.to] = place = stacked(())
            block.addLayout(place)
            return
        for widget in self._told(part):
            block.addWidget(widget)

    def _told(self, part: Heading | Paragraph | Points) -> tuple[QWidget, ...]:
        match part:
            case Heading(text):
                return (heading.Heading(self.look, text).from_outside(),)
            case Paragraph(text):
                return (Words(self.look, text).from_outside(),)
            case Points(items):
                points = tuple(Point(self.look, item) for item in items)
                for point in points:
                    point.words.from_outside()
                return points

    def _on_board(self) -> None:
        """A button appears once it is known that what it leads to is there."""
        cards = {to: card for to in self._cards if (card := card_by_id(self._around, to)) is not None}
        if tuple(cards) == self._offered:
            return
        self._offered = tuple(cards)
        for to, place in self._cards.items():
            empty(place)
            if to in cards:
                place.addWidget(cards[to])


def _thoughts(parts: tuple[Part, ...]) -> list[list[Part]]:
    """Parts that belong together: a heading and what is below it; buttons that follow one another."""
    thoughts: list[list[Part]] = []
    for part in parts:
        before = thoughts[-1][-1] if thoughts else None
        fresh = before is None or isinstance(part, Heading) or isinstance(part, Onward) != isinstance(before, Onward)
        if fresh:
            thoughts.append([])
        thoughts[-1].append(part)
    return thoughts

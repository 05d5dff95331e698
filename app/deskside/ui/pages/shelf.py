"""Lists of everything there is: all problems that can be looked at, all articles to read."""

from __future__ import annotations

from collections.abc import Iterable

from deskside.language import _
from deskside.ui.around import Around
from deskside.ui.board import Known
from deskside.ui.pages.offers import article_card, problem_card
from deskside.ui.parts.press import Card
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, empty, stacked


class _Shelf(Sheet):
    """One column of cards, by title."""

    def __init__(self, around: Around, heading: str) -> None:
        super().__init__(around.look, heading)
        self._around = around
        self.title = around.name
        self._column = stacked(())
        self.add(self._column)
        self._shown: object = None
        around.board.changed.connect(self._on_board)
        self._on_board()

    def arrive(self) -> None:
        self._around.board.read_again()

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _on_board(self) -> None:
        known = self._around.board.known
        things = self._things(known)
        if self._shown == things or not known.read:
            return
        self._shown = things
        empty(self._column)
        for card in self._cards(known):
            self._column.addWidget(card)
        if not things:
            says = _("There is nothing here yet. A person can help you.")
            self._column.addWidget(Words(self.look, says, colour="text_quiet"))

    def _things(self, known: Known) -> tuple[object, ...]:
        raise NotImplementedError

    def _cards(self, known: Known) -> Iterable[Card]:
        raise NotImplementedError


class AllProblems(_Shelf):
    def __init__(self, around: Around) -> None:
        super().__init__(around, _("All problems"))

    def _things(self, known: Known) -> tuple[object, ...]:
        return known.troubleshooters

    def _cards(self, known: Known) -> Iterable[Card]:
        by_title = sorted(known.troubleshooters, key=lambda one: one.title.casefold())
        return (problem_card(self._around, one, brief=True) for one in by_title)


class GoodToKnow(_Shelf):
    def __init__(self, around: Around) -> None:
        super().__init__(around, _("Good to know"))

    def _things(self, known: Known) -> tuple[object, ...]:
        return known.articles

    def _cards(self, known: Known) -> Iterable[Card]:
        by_title = sorted(known.articles, key=lambda one: one.title.casefold())
        return (article_card(self._around, one) for one in by_title)

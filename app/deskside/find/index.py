"""Finds what fits a person's own words, best first, and says when nothing of ours does.

Two judges, each of which sees what the other can't: the ranking by shared
words knows every entry, also those that IT publishes tomorrow; what was
learned from people's phrasings knows what a symptom means that names nothing
("nothing comes out"), for the problems it was taught.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from heapq import nsmallest

from deskside.find.entry import Entry
from deskside.find.learned import NONE, Learned
from deskside.find.ranking import Ranking
from deskside.find.words import split
from deskside.model.report import Found, Hit

_SHARED = 0.4
"""What shared words add to what was learned. These figures come from benchmarks/understanding.py."""
_NOT_TAUGHT = {"troubleshooter": 2.0, "notice": 2.0, "article": 1.2}
"""The same for an entry that nothing was learned about: shared words are all it has. Reading comes second."""
_FLOOR = {"troubleshooter": -1.0, "notice": -1.0, "article": -1.2}
"""Where such an entry starts: as far off as a topic that a text does not speak of."""
_OURS = 0.7
"""How far ours must stand before what is not ours."""
_SURE_WORDS = {"troubleshooter": 0.49, "notice": 0.49, "article": 0.7}
"""How well words must be shared where nothing was learned."""
_WORTH_SHOWING = -0.9
_WORD_FOR_WORD = 4.0
"""How far before the others the entry stands that has these very words as a phrase."""


class Index:
    """Made once from all entries; searching changes nothing in it. Without ``learned`` shared words judge alone."""

    def __init__(self, entries: Iterable[Entry], learned: Learned | None = None) -> None:
        known = tuple(entries)
        self._ranking = Ranking(known)
        self._entries = tuple(Entry(one.id, one.title, one.kind) for one in known)
        """What is shown; the ranking has learned the words, and nothing else keeps them."""
        self._learned = learned

    def search(self, words: str, limit: int = 3, *, word_for_word: bool = True) -> Found:
        """The entries that fit ``words``, at most ``limit``, best first.

        An entry that has just these words as a phrase comes first, unless ``word_for_word`` is off: then as if they
        had been said a little differently.
        """
        if not split(words):
            return Found(words, (), sure=False)
        shared = self._ranking.scores(words)
        margins = self._learned.margins(words) if self._learned and self._learned.hears(words) else {}
        same = self._ranking.word_for_word(words) if word_for_word else None
        standing = (
            (
                -self._standing(entry, shared.get(number, 0.0), margins) - _WORD_FOR_WORD * (number == same),
                entry.id,
                number,
            )
            for number, entry in enumerate(self._entries)
        )
        best = nsmallest(limit, (one for one in standing if one[0] <= -_WORTH_SHOWING))
        hits = (self._hit(self._entries[number], -standing) for standing, _id, number in best)
        return Found(words, tuple(hits), sure=same is not None or self._sure(shared, margins))

    @staticmethod
    def _is_taught(entry: Entry, margins: dict[str, float]) -> bool:
        """A notice may be called as the problem it is about; nothing was learned of it."""
        return entry.kind == "troubleshooter" and entry.id in margins

    def _standing(self, entry: Entry, shared: float, margins: dict[str, float]) -> float:
        """How far an entry stands before the others."""
        if self._is_taught(entry, margins):
            return margins[entry.id] + _SHARED * shared
        return _FLOOR[entry.kind] + _NOT_TAUGHT[entry.kind] * shared

    @staticmethod
    def _hit(entry: Entry, standing: float) -> Hit:
        return Hit(entry.id, entry.title, entry.kind, round(1 / (1 + math.exp(-3 * standing)), 3))

    def _sure(self, shared: dict[int, float], margins: dict[str, float]) -> bool:
        for number, score in shared.items():
            entry = self._entries[number]
            if not self._is_taught(entry, margins) and score >= _SURE_WORDS[entry.kind]:
                return True
        ours = [margin for topic, margin in margins.items() if topic != NONE]
        return bool(ours) and max(ours) - margins[NONE] + _SHARED * max(shared.values(), default=0.0) >= _OURS

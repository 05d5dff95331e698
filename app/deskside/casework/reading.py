"""What there is to read: articles and notices of known problems, and how they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from deskside.catalogue import NoticeBoard, Shelf
from deskside.catalogue.notices import Stamp
from deskside.find import Entry
from deskside.model.article import Article, Notice
from deskside.model.report import Found, Hit
from deskside.model.troubleshooter import Broken

NEAR = 0.6
"""A notice comes first when it fits at least so well as the best result does, as a share."""


class Reading:
    """Articles are read once a language; notices come and go while Deskside runs."""

    def __init__(self, shelf: Callable[[str], Shelf], board: NoticeBoard) -> None:
        self._shelf, self._board = shelf, board
        self._shelves: dict[str, Shelf] = {}

    def articles(self, language: str) -> Shelf:
        if language not in self._shelves:
            self._shelves[language] = self._shelf(language)
        return self._shelves[language]

    def notices(self, language: str) -> tuple[Notice, ...]:
        return self._board.read(language).notices

    def broken(self, language: str) -> tuple[Broken, ...]:
        """Articles and notices that can't be read."""
        return (*self.articles(language).broken, *self._board.read(language).broken)

    def stamp(self) -> Stamp:
        """Differs when there are other notices than before."""
        return self._board.stamp()

    def entries(self, language: str, others: Iterable[str]) -> Iterator[Entry]:
        """Each article and notice by its words in every language; shown in the person's own."""
        languages = tuple(dict.fromkeys((language, "en", *others)))
        shelves = [self.articles(name) for name in languages]
        for own in shelves[0].articles:
            told = (shelf.get(own.id) for shelf in shelves)
            yield _without_bare_words(_entry("article", own, [(one, one.summary) for one in told if one is not None]))
        boards = [{one.id: one for one in self.notices(name)} for name in languages]
        for notice in boards[0].values():
            told_of = (board.get(notice.id) for board in boards)
            yield _entry("notice", notice, [(one, one.says) for one in told_of if one is not None])


def _entry(kind: str, own: Article | Notice, told: list[tuple[Article | Notice, str]]) -> Entry:
    """``told``: the same in each language, with its sentence about itself."""
    return Entry(
        id=own.id,
        title=own.title,
        kind=kind,
        titles=tuple(dict.fromkeys(one.title for one, _ in told)),
        keywords=tuple(dict.fromkeys(word for one, _ in told for word in one.keywords)),
        phrases=tuple(dict.fromkeys(phrase for one, _ in told for phrase in one.phrases)),
        summaries=tuple(dict.fromkeys(summary for _, summary in told)),
    )


def _without_bare_words(entry: Entry) -> Entry:
    """Whoever says no more than "slow" or "password" has a problem: one bare word must not lead to an article first."""
    return replace(entry, keywords=tuple(word for word in entry.keywords if " " in word))


def known_first(found: Found, notices: Iterable[Notice], limit: int) -> Found:
    """A known problem stands before everything else: when the words fit it, or fit the troubleshooter it is about."""
    if not found.results:
        return found
    best = found.results[0]
    fits = {
        hit.id: hit for hit in found.results if hit.kind == "notice" and found.sure and hit.score >= NEAR * best.score
    }
    for notice in notices:
        if found.sure and best.kind == "troubleshooter" and notice.troubleshooter == best.id:
            fits.setdefault(notice.id, Hit(notice.id, notice.title, "notice", best.score))
    first = tuple(fits.values())
    return replace(found, results=(*first, *(hit for hit in found.results if hit not in first))[:limit])

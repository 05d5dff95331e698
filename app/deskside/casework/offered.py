"""What is offered at this moment, and how it is found: troubleshooters, built in or arrived, and what can be read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from deskside.casework.deskroom import Deskroom
from deskside.casework.reading import known_first
from deskside.catalogue import Listing, read_translation
from deskside.find import Entry, Index, Learned, entry_of
from deskside.language import current
from deskside.model.report import Found

LANGUAGES = ("de", "fr", "es")
"""Languages beside English that troubleshooters are written in."""


class Offered:
    """Read once a language, and again when something else arrived from the catalogue."""

    def __init__(self, room: Deskroom) -> None:
        self._room = room
        self._listings: dict[str, tuple[object, Listing]] = {}
        self._indexes: dict[str, tuple[object, Index]] = {}
        """By language: what was known then, and the index with it."""

    def listed(self, language: str = "") -> Listing:
        """The troubleshooters, in ``language`` or that of this process."""
        language, stamp = language or current(), self._room.arrivals.stamp()
        made = self._listings.get(language)
        if made is None or made[0] != stamp:
            made = self._listings[language] = (stamp, self._room.listing(language))
        return made[1]

    def find(self, words: str, limit: int, language: str) -> Found:
        language = language or current()
        stamp = (self._room.arrivals.stamp(), self._room.reading.stamp())
        made = self._indexes.get(language)
        if made is None or made[0] != stamp:
            made = self._indexes[language] = (stamp, Index(self._entries(language), self._learned))
        found = made[1].search(words, limit)
        return known_first(found, self._room.reading.notices(language), limit)

    def rest(self) -> None:
        """Lets go of what a search needs, which is made anew in a moment."""
        self._indexes.clear()
        self.__dict__.pop("_learned", None)
        gc.collect()  # their caches hold on to them

    @cached_property
    def _learned(self) -> Learned | None:
        return self._room.learned()

    def _entries(self, language: str) -> Iterator[Entry]:
        """Each troubleshooter by its words in every language, for people mix them; shown in the person's own."""
        listed, others = self.listed(language), [name for name in LANGUAGES if name != language]
        for source in self.listed("en").troubleshooters:
            own = listed.get(source.id) or source
            texts = [own.texts, *(read_translation(source.folder, name) for name in others)]
            yield replace(entry_of(source, texts), title=own.title)
        yield from self._room.reading.entries(language, LANGUAGES)

"""Whether people who say these phrases are led here, and not to another troubleshooter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from deskside.find import Index, Learned, entry_of, read_learned
from deskside.kit.linting.reading import Subject
from deskside.kit.remarks import Remark
from deskside.paths import find_paths

_SHOWN = 3
"""How many of what is found a person sees."""


@lru_cache(maxsize=1)
def _learned() -> Learned | None:
    return read_learned(find_paths().resources / "find")


def phrases(subject: Subject) -> Iterator[Remark]:
    """Searches for each phrase among all troubleshooters, as the first page does."""
    own = subject.own
    if not own.phrases:
        says = "There are no phrases: people find it by its title alone."
        yield subject.advice(says, 'Write what people say: phrases = ["my badge is not read", …]')
    for other in subject.others.values():
        if other.title.casefold() == own.title.casefold():
            says = f'"{other.id}" has the same title: people can\'t tell them apart.'
            yield subject.problem(says, "Say in the title what is different.", "title")
    index = Index((entry_of(own), *(entry_of(other) for other in subject.others.values())), _learned())
    said_by = {phrase.casefold(): other.id for other in subject.others.values() for phrase in other.phrases}
    for number, phrase in enumerate(own.phrases):
        if rival := said_by.get(phrase.casefold()):
            says = f'"{rival}" has the phrase "{phrase}", too.'
            yield subject.problem(says, "Leave it to one of the two.", "phrases", number)
        else:
            yield from _led_away(subject, index, number, phrase)


def _led_away(subject: Subject, index: Index, number: int, phrase: str) -> Iterator[Remark]:
    # Hardly anyone says it word for word.
    found = [hit.id for hit in index.search(phrase, _SHOWN, word_for_word=False).results]
    if found[:1] == [subject.own.id] or not found:
        return
    if subject.own.id in found:
        says = f'"{phrase}" leads to "{found[0]}" first, and here as number {found.index(subject.own.id) + 1}.'
        do = "Say it with words that only this one has: the name of the thing, what is on its screen."
    else:
        says = f'"{phrase}" leads to "{found[0]}", and does not lead here.'
        do = f'Say it with words that only this one has, or leave it to "{found[0]}".'
    yield subject.advice(says, do, "phrases", number)

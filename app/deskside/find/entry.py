"""One thing that can be found, with all the words it may be found by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from deskside.model.troubleshooter import Troubleshooter


class Entry(Struct, frozen=True):
    """One thing that can be found. The texts may be in several languages side by side."""

    id: str
    title: str
    """As it is shown."""
    kind: str = "troubleshooter"
    titles: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()


def entry_of(troubleshooter: Troubleshooter, translations: Iterable[Mapping[str, str]] = ()) -> Entry:
    """The entry of a manifest: its own texts, those of the language in use, and any further ``translations``."""
    texts = (troubleshooter.texts, *translations)

    def also(*sources: str) -> tuple[str, ...]:
        told = dict.fromkeys(sources)
        for translated in texts:
            told.update(dict.fromkeys(translated[source] for source in sources if translated.get(source)))
        return tuple(told)

    title = troubleshooter.title
    return Entry(
        id=troubleshooter.id,
        title=troubleshooter.texts.get(title) or title,
        titles=also(title),
        keywords=also(*troubleshooter.keywords),
        phrases=also(*troubleshooter.phrases),
        summaries=also(troubleshooter.summary),
    )

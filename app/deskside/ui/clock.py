"""The time of day as the person's own system writes it, also for texts of this process that are made without Qt."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime

from deskside import language


def written(hour: int, minute: int) -> str:
    """ "14:05", "2:05 PM"."""
    return ways().toString(QTime(hour, minute), QLocale.FormatType.ShortFormat)


def ways() -> QLocale:
    """The system's own ways of writing dates, unless they are another language's than the words around them."""
    systems, words = QLocale(), QLocale(language.current())
    return systems if systems.language() == words.language() else words

"""Can every word be translated? In the pseudo-language whatever was looked up is in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from deskside.kit.pseudo import LONG
from deskside.language import current
from deskside.ui.parts.press import shown as without_mark

from .seen import called, texts, words_of

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_PSEUDO = re.compile("[][åçéîñöûýÅÉÎÑÖÛÝ]")
NAMES = re.compile(
    r"Example Library|Donaudampf\S+ Universitäts- und Landesbibliothek|Office|Second floor|\S*example\.org|Deutsch"
    r"|English|Español|Français|DS-\w+|root|anna|\S*settings\.toml|It is (?:off|odd)|Is (?:off|odd) right|screen\.png"
    r"|.*(?:stripes|flickers|keyboard|meeting|projector|stays dark).*|العربية|American english|Hall"
    r"|Printing does not work|Which printer do you mean|I can put it right|It is right again|IT will look at it"
    r"|Press the button|The printer blinks"
)
"""What people, printers and languages are called, and what people wrote, is not translated."""


def untranslated(window: QWidget) -> Iterator[str]:
    """Words of ours that stay English in every language."""
    if current() != LONG:
        return
    for text in texts(window):
        if isinstance(text, QLineEdit | QPlainTextEdit) or getattr(text, "_from_outside", False):
            continue
        says = without_mark(words_of(text))
        if _LETTERS.search(NAMES.sub("", says)) and not _PSEUDO.search(says):
            yield f"{called(text)} is not translated"

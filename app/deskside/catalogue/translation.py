"""A troubleshooter's words in the person's language, from ``locale/LANGUAGE.po`` beside its manifest.

A translation can't break a troubleshooter: one that is missing, damaged or
half done leaves the English words where they are.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

import msgspec

from deskside.config.files import Unreadable, read_text
from deskside.model.troubleshooter import Cause, Choice, Fix, Question, Troubleshooter

MAX_TRANSLATION = 512 * 1024
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_LONGEST = 2000

log = logging.getLogger(__name__)


def read_translation(folder: Path, language: str) -> dict[str, str]:
    """Source text to text. Empty for English and where there is no translation; "de_AT" falls back on "de"."""
    language = language.replace("-", "_")
    if not _LANGUAGE.fullmatch(language):
        return {}
    for name in dict.fromkeys((language, language.partition("_")[0])):
        if name == "en":
            return {}
        file = folder / "locale" / f"{name}.po"
        try:
            return _texts(read_text(file, MAX_TRANSLATION, links=False))
        except Unreadable as problem:
            if problem.why != "missing":
                log.warning("%s: %s; its words stay English", file, problem.why)
        except (ValueError, OSError) as problem:
            log.warning("%s can't be read: %s; its words stay English", file, problem)
    return {}


def _texts(content: str) -> dict[str, str]:
    import polib  # here: nobody who reads English has to pay for it

    entries = polib.pofile("\n" + content)  # begins with a new line: never taken for a file's name
    return {
        entry.msgid: entry.msgstr
        for entry in entries
        if entry.msgid and entry.translated() and 0 < len(entry.msgstr) <= _LONGEST
    }


def translated(own: Troubleshooter, texts: dict[str, str]) -> Troubleshooter:
    """The troubleshooter with every text that people read taken from ``texts`` where it is there."""

    def say(text: str) -> str:
        return texts.get(text, text)

    def all_of(many: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(say(text) for text in many)

    def fix(one: Fix) -> Fix:
        words = {name: say(getattr(one, name)) for name in ("consent", "no_undo_why", "picture_says", "opens")}
        return msgspec.structs.replace(one, changes=all_of(one.changes), **words)

    def cause(one: Cause) -> Cause:
        words = {name: say(getattr(one, name)) for name in ("title", "explain", "why", "tip")}
        return msgspec.structs.replace(one, fix=fix(one.fix), **words)

    def question(one: Question) -> Question:
        choices = tuple(Choice(choice.value, say(choice.label)) for choice in one.choices)
        return msgspec.structs.replace(one, ask=say(one.ask), hint=say(one.hint), choices=choices)

    return msgspec.structs.replace(
        own,
        title=say(own.title),
        summary=say(own.summary),
        phrases=all_of(own.phrases),
        keywords=all_of(own.keywords),
        questions=tuple(question(one) for one in own.questions),
        causes=tuple(cause(one) for one in own.causes),
        texts=texts,
    )

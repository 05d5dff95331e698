"""What a setting is called where IT fills in a form, in a language of the form."""

from __future__ import annotations

from pathlib import Path

import polib

from deskside.config.keys import Key
from deskside.paths import find_paths

LANGUAGES = ("en-US", "de-DE", "es-ES", "fr-FR")


class Words:
    """English where there is no translation: what only IT reads, and the names of help desk systems' own fields."""

    def __init__(self, language: str = "en-US") -> None:
        self._known: dict[str, str] = {}
        po = find_paths().resources / "locale" / language[:2] / "LC_MESSAGES" / "deskside.po"
        if po.is_file():
            self._known = _read(po)

    def of(self, text: str) -> str:
        return self._known.get(text) or text

    def name(self, key: Key) -> str:
        """One line without a full stop: "The phone number of the help desk"."""
        return self.of(key.says).partition(". ")[0].removesuffix(".")

    def explained(self, key: Key, example: str) -> str:
        """What it is for, what it needs, and what it is called elsewhere."""
        needs = self.of(key.type.needs) if not key.choices else ""
        lines = (self.of(key.says), needs, f"{key.name} = {example}")
        return "\n\n".join(line for line in lines if line)


def _read(po: Path) -> dict[str, str]:
    return {one.msgid: one.msgstr for one in polib.pofile(str(po)).translated_entries() if one.msgstr}

"""Free text word by word: what print systems, kernels and pages say stays readable, whatever else it names does not.

Three passes: values that an answer has told, by their stand-ins; the redaction of the house; and of what is left
every word that is not known to be one that any computer says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize
from urllib.parse import quote

from deskside.diagnostics.redact import Redacted
from deskside.diagnostics.standins import stand_ins
from deskside.kit.hiding.harmless import HARMLESS
from deskside.kit.hiding.kinds import HOST, PERSON, WORD
from deskside.kit.hiding.network import Network

_ADDRESS = (
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)"
    r"|(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w+)?(?![\w:])"
)
_WORDS = re.compile(r"\d+(?:[ ./-]\d+)+(?![^\W_])|[^\W_]+(?:['’\-_.@][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,4}|0x[0-9a-f]{1,8}|\d{1,2}\.\d{1,2}", re.IGNORECASE)
_JOINTS = re.compile(r"(['’\-_.@ /])")
_MOST_DIGITS = 4
"""More in a row could be somebody's number."""
_SHORTEST = 2
"""A file called "a" would be hidden in every sentence."""


class Texts:
    def __init__(self, network: Network, redact: Callable[[str], Redacted]) -> None:
        self._network, self._names = network, network.names
        self._redact = redact
        self._known = re.compile(_ADDRESS)
        self._stand_ins: dict[str, str] = {}
        self._house: dict[str, str] = {}
        """By the stand-in that the house has for a value: ours."""

    def study(self) -> None:
        """What has a stand-in so far is hidden in all texts, however it is written there."""
        for value, stand_in in self._names.known():
            for spelled in (
                (normalize("NFC", value), quote(value, errors="replace"), repr(value)[1:-1])
                if len(value) >= _SHORTEST
                else ()
            ):
                self._stand_ins.setdefault(spelled.casefold(), stand_in)
            if stand_in.lower().startswith((PERSON, HOST)):
                house = self._redact(value).text
                if [(0, len(house))] == list(stand_ins(house)):
                    self._house.setdefault(house, stand_in)
        longest = "|".join(map(re.escape, sorted(self._stand_ins, key=len, reverse=True)))
        inner = rf"|(?<![^\W_])(?:{longest})(?![^\W_])" if longest else ""
        self._known = re.compile(_ADDRESS + inner, re.IGNORECASE)

    def of(self, text: str) -> str:
        return "".join(self._parts(normalize("NFC", text.encode("utf-8", "replace").decode())))

    def _parts(self, text: str) -> Iterator[str]:
        last = 0
        for found in self._known.finditer(text):
            ours = self._network.addresses.of(found[0]) or self._stand_ins.get(found[0].casefold())
            if ours:
                yield self._of_house(text[last : found.start()])
                yield ours
                last = found.end()
        yield self._of_house(text[last:])

    def _of_house(self, text: str) -> str:
        if not text.strip():
            return text
        hidden = self._redact(text).text
        parts, last = [], 0
        for start, end in stand_ins(hidden):
            if start < last:
                continue
            theirs = hidden[start:end]
            ours = self._house.get(theirs) or self._names.of(theirs.rpartition("-")[0], f"\0{theirs}")
            parts += [_WORDS.sub(self._word, hidden[last:start]), ours]
            last = end
        return "".join([*parts, _WORDS.sub(self._word, hidden[last:])])

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        if word.lower() in HARMLESS or _NUMBER.fullmatch(word):
            return word
        parts = _JOINTS.split(word)
        if len(parts) == 1 or sum(map(str.isdigit, word)) > _MOST_DIGITS:
            return self._names.of(WORD, word)
        return "".join(part if _JOINTS.fullmatch(part) else _WORDS.sub(self._word, part) for part in parts)

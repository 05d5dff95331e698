"""Secrets that stand behind a name for them: ``password=``, ``"token": "…"``, ``<keyMaterial>``, ``Wi-Fi key:``.

All names are looked for as plain strings, in four languages; what stands round
each is then looked at from there, so the cost hardly grows with their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.names_of_secrets import CODES, LISTS, PASSWORDS, SHORT, TOKENS, WIFI_KEYS
from deskside.diagnostics.rules.rule import Finder, Span, Text
from deskside.diagnostics.rules.values import is_random, is_value, separator_at, value_at

_TAIL = re.compile(
    r"(?:[_\-. ]?(?:access[_\-. ]?key|key|value|text|hash|data|content|plain|plaintext|base64|b64|enc|encrypted|prod|dev|test|old|new|current"
    r"|\d{1,2}))?s?(?: \([^)\n]{0,40}\)| (?:for|of|für|zum|vom|von|pour|de|du|del|para) [^\s:=]{1,60}){0,2}",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"[ \t]+(?:is|was|ist|lautet|war|wäre|est|était|es|era|to|auf|en|à|a)(?:[ \t]+(?:now|still|jetzt|now:|:))?[ \t]*:?[ \t]+"
)
_SPACE = re.compile(r"[ \t]+(?=\S)")
_CODE = re.compile(
    r"(?:\d[ \-]?){3,11}\d|[A-Za-z0-9]{3,8}-[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8})?|(?=[A-Za-z]{0,9}\d)[A-Za-z0-9]{4,10}"
)
_CODE_LIST = re.compile(r"(?:[\s,;]{0,4}(?=[A-Za-z\-]{0,14}\d)[A-Za-z0-9\-]{5,14}){1,20}+")


def _is_start(text: str, at: int) -> bool:
    """Whether a short name begins here, and not a longer word goes on: "pin" in "pin=" and "cardPin=", not in "spin="."""
    if at == 0 or not text[at - 1].isalnum():
        return True
    return text[at].isupper() and text[at - 1].islower()


def _places(text: Text, name: str) -> Iterator[int]:
    at = text.lower.find(name)
    while at >= 0:
        yield at
        at = text.lower.find(name, at + len(name))


class _Named:
    """One sort of names: what their values are called, and what a value must look like."""

    def __init__(self, kind: str, names: tuple[str, ...], *, short: bool = False, rest: bool = False) -> None:
        self._kind, self._names, self._short, self._rest = kind, names, short, rest

    def __call__(self, text: Text) -> Iterator[Span]:
        for name in self._names:
            for at in _places(text, name):
                if not self._short or _is_start(text.text, at):
                    yield from self._value(text.text, at, at + len(name))

    def _value(self, text: str, name: int, end: int) -> Iterator[Span]:
        tail = _TAIL.match(text, end)
        end = tail.end() if tail else end
        for at, loose in self._starts(text, name, end):
            start, stop, quoted = value_at(
                text,
                at,
                rest=self._rest and not loose,
                in_list=_in_list(text, name),
                element=text[at - 1] == ">" and text[at - 2] != "=",
            )
            value = text[start:stop]
            if value and is_value(value, quoted=quoted) and self._fits(value, quoted=quoted, loose=loose):
                yield Span(start, stop, self._kind)
                return

    def _starts(self, text: str, name: int, end: int) -> Iterator[tuple[int, bool]]:
        """Where the value may begin; True when only blanks or "is" lead to it, so that it must look like a secret."""
        separator = separator_at(text, end)
        if separator > end:
            yield separator, False
        elif copula := _COPULA.match(text, end):
            yield copula.end(), True
        elif space := _SPACE.match(text, end):
            yield space.end(), text[name - 1 : name] not in ("-", "/") or text[name - 2 : name - 1].isalnum()

    def _fits(self, value: str, *, quoted: bool, loose: bool) -> bool:
        if loose and not quoted:
            plain = value.isalpha() and (value.islower() or value.istitle() or value.isupper())
            return len(value) >= 5 and not plain and (any(c.isdigit() for c in value) or is_random(value))
        if self._kind == "token":
            return is_random(value) or (len(value) >= 6 and any(char.isdigit() for char in value))
        return len(value) >= (1 if quoted else 2) and not _is_sentence(value)


def _is_sentence(value: str) -> bool:
    lower = value.lower()
    return value.count(" ") >= 2 and any(
        word in lower for word in ("password", "passwort", "kennwort", "mot de passe", "contrase", "required", "enter ")
    )


def _in_list(text: str, name: int) -> bool:
    """Whether ``name`` stands in a query, connection string or list, where ``;``, ``&`` or ``,`` ends a value."""
    start = text.rfind("\n", 0, name) + 1
    before = text[max(start, name - 200) : name]
    return any(mark in before for mark in ("?", "&", ";", ",", "{", "("))


def _codes(text: Text) -> Iterator[Span]:
    """PINs and one-time codes: digits, or a few letters with some."""
    for name in CODES:
        for at in _places(text, name):
            end = at + len(name)
            start = separator_at(text.text, end)
            if start == end:
                gap = _COPULA.match(text.text, end) or _SPACE.match(text.text, end)
                start = gap.end() if gap else end
            match = _CODE.match(text.text, start) if start > end and _is_start(text.text, at) else None
            if match:
                yield Span(match.start(), match.end(), "code")
    for name in LISTS:
        for at in _places(text, name):
            end = at + len(name)
            start = separator_at(text.text, end)
            match = _CODE_LIST.match(text.text, start) if start > end else None
            if match:
                lead = len(match[0]) - len(match[0].lstrip(" \t\r\n,;"))
                yield Span(match.start() + lead, match.end(), "code")


FINDERS: tuple[Finder, ...] = (
    _Named("password", WIFI_KEYS, rest=True),
    _Named("password", PASSWORDS),
    _Named("password", SHORT, short=True),
    _Named("token", TOKENS),
    _codes,
)

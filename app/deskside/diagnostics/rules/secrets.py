"""Secrets that stand behind a name for them: ``password=``, ``"token": "…"``, ``<keyMaterial>``, ``Wi-Fi key:``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from deskside.diagnostics.rules.names_of_secrets import CODES, LISTS, PASSWORDS, SHORT, STRICT, TOKENS, WIFI_KEYS
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text
from deskside.diagnostics.rules.values import is_random, is_sentence, is_value, separator_at, value_at

_TAIL = re.compile(
    r"(?:[_\-. ]?(?:access[_\-. ]?key|key|value|text|hash|data|content|plain|plaintext|base64|b64|enc|encrypted"
    r"|prod|dev|test|old|new|current))?(?:_?\d{1,2})?s?"
    r"(?: (?:new|old|current|temporary|nueva|nuevo|actual|antigua|temporal|actuel|provisoire"
    r"|session|windows|wi-?fi|mail|email|messagerie|admin|root|login|vpn|pc|laptop|computer|domain|account|compte|konto|cuenta|correo"
    r"|portal|router|server|db|database|outlook|citrix|sap|ad|ldap|smtp|imap|bios|disk)(?=[ \t]?[:=]| (?:is|ist|est|"
    r"es)\b))?"
    r"(?: \([^)\n]{0,40}\)| (?:for|of|für|zum|vom|von|pour|de|du|del|para)(?: [^\s:=]{1,40}){1,3}(?=[ \t]?[:=]|[ \t]"
    r"(?:is|ist|est|es)\b))?",
    re.IGNORECASE,
)
"""What may follow a name before its separator: "password_hash", "passwords", "password for hana"."""
_IS = re.compile(
    r"[ \t]+(?:is|was|ist|lautet|war|wäre|est|était|es|era|to|auf|en|à|a)(?:[ \t]+(?:now|still|jetzt|now:|"
    r":))?[ \t]*:?[ \t]+"
)
_SPACE = re.compile(r"[ \t]+(?=\S)")
_CODE = re.compile(
    r"(?:\d[ \-]?){3,11}\d|[A-Za-z0-9]{3,8}-[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8})?|(?=[A-Za-z]{0,9}\d)[A-Za-z0-9]{4,10}"
)
_CODE_LIST = re.compile(r"(?:[\s,;]{0,4}(?=[A-Za-z\-]{0,14}\d)[A-Za-z0-9\-]{5,14}){1,20}")
_OPENS_LIST = re.compile(r"[?&;,{(#]")

Places = Callable[[Text, str], Iterator[int]]


class _Named:
    """One sort of names: what their values are called, and what a value must look like."""

    def __init__(self, kind: str, names: tuple[str, ...], places: Places, *, rest: bool = False) -> None:
        self._kind, self._names, self._places, self._rest = kind, names, places, rest

    def __call__(self, text: Text) -> Iterator[Span]:
        for name in self._names:
            done = 0
            for at in self._places(text, name):
                if at >= done and (span := self._value(text.text, at, at + len(name))):
                    done = span.end
                    yield span

    def _value(self, text: str, name: int, end: int) -> Span | None:
        tail = _TAIL.match(text, end)
        end = tail.end() if tail else end
        at, loose = _start(text, name, end)
        if at == end:
            return None
        start, stop, quoted = value_at(
            text,
            at,
            rest=self._rest and not loose and not text[text.rfind("\n", 0, name) + 1 : name].strip(" \t-*"),
            in_list=not loose and _in_list(text, name),
            element=text[at - 1] == ">" and text[at - 2] != "=",
        )
        value = text[start:stop]
        if not value or (not quoted and "," in text[end:at]) or not is_value(value, quoted=quoted):
            return None
        return Span(start, stop, self._kind) if self._fits(value, quoted=quoted, loose=loose) else None

    def _fits(self, value: str, *, quoted: bool, loose: bool) -> bool:
        if loose and not quoted:
            inner = value.strip("?!.,;:")
            return len(value) >= 5 and any(char.isdigit() or char in "!#$%&*+=?@^_~" for char in inner)
        if self._kind == "token":
            return " " not in value and (is_random(value) or (len(value) >= 6 and any(map(str.isdigit, value))))
        return len(value) >= (1 if quoted else 2) and not is_sentence(value)


def _start(text: str, name: int, end: int) -> tuple[int, bool]:
    """Where the value may begin; true when only blanks or "is" lead to it, so that it must look like a secret."""
    separator = separator_at(text, end)
    if separator > end:
        return separator, False
    if copula := _IS.match(text, end):
        return copula.end(), True
    if space := _SPACE.match(text, end):
        is_option = text[name - 1 : name] in ("-", "/") and not text[max(name - 2, 0) : name - 1].isalnum()
        return space.end(), not is_option
    return end, False


def _in_list(text: str, name: int) -> bool:
    """Whether ``name`` stands in a query, connection string or list, where ``;``, ``&`` or ``,`` ends a value."""
    start = max(text.rfind("\n", 0, name) + 1, name - 200)
    return bool(_OPENS_LIST.search(text, start, name))


def _code(text: str, end: int) -> Iterator[Span]:
    if tail := _TAIL.match(text, end):
        end = tail.end()
    start = separator_at(text, end)
    if start == end:
        gap = _IS.match(text, end) or _SPACE.match(text, end)
        start = gap.end() if gap else end
    match = _CODE.match(text, start) if start > end else None
    if match:
        yield Span(match.start(), match.end(), "code")


def _code_list(text: str, end: int) -> Iterator[Span]:
    start = separator_at(text, end)
    match = _CODE_LIST.match(text, start) if start > end else None
    if match:
        lead = len(match[0]) - len(match[0].lstrip(" \t\r\n,;"))
        yield Span(match.start() + lead, match.end(), "code")


def _codes(text: Text) -> Iterator[Span]:
    """PINs and one-time codes: digits, or a few letters with some."""
    for names, look in ((CODES, _code), (LISTS, _code_list)):
        for name in names:
            for at in text.names(name):
                yield from look(text.text, at + len(name))


_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def _strict(text: Text) -> Iterator[Span]:
    for name in STRICT:
        for at in text.names(name):
            start = separator_at(text.text, at + len(name))
            if start > at + len(name):
                start, stop, _quoted = value_at(text.text, start, in_list=True)
                value = text.text[start:stop]
                if (
                    len(value) >= 12
                    and sum(map(str.isdigit, value)) >= 3
                    and is_random(value)
                    and not _GUID.fullmatch(value)
                ):
                    yield Span(start, stop, "token")


def _camel(text: Text, name: str) -> Iterator[int]:
    """Short names as whole words, and at the end of "dbPass"."""
    yield from text.names(name)
    for at in text.places(name):
        if text.text[at].isupper() and text.text[max(at - 1, 0)].islower():
            yield at


FINDERS: tuple[Finder, ...] = (
    _Named("password", WIFI_KEYS, Text.names, rest=True),
    _Named("password", PASSWORDS, Text.places),
    _Named("password", SHORT, _camel),
    _Named("token", TOKENS, Text.places),
    _strict,
    _codes,
    Rule(r"(?i)\b(?:cvv|cvc)2?[ :=]{1,3}(?P<code>\d{3,4})(?!\d)", begins="cvv cvc cvv2 cvc2"),
)

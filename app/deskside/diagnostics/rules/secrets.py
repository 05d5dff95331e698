"""Secrets that stand behind a name for them: ``password=``, ``"token": "…"``, ``<keyMaterial>``, ``Wi-Fi key:``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from deskside.diagnostics.rules.names_of_secrets import CODES, LISTS, PASSWORDS, SHORT, STRICT, TOKENS, WIFI_KEYS
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text
from deskside.diagnostics.rules.values import is_random, is_sentence, is_value, separator_at, value_at

_TAIL = re.compile(
    r"(?:[_\-. ]?(?:access[_\-. ]?key|key[_\-]base|key|value|text|hash|data|content|plain|plaintext|base64|b64|enc|"
    r"encrypted"
    r"|prod|dev|test|old|new|current|salt|base))?(?:_?\d{1,2})?s?"
    r"(?: (?:new|old|current|temporary|nueva|nuevo|actual|antigua|temporal|actuel|provisoire"
    r"|session|windows|wi-?fi|mail|email|messagerie|admin|root|login|vpn|pc|laptop|computer|domain|account|compte|"
    r"konto|cuenta|correo"
    r"|portal|router|server|db|database|outlook|citrix|sap|ad|ldap|smtp|imap|bios|disk)(?=[ \t]?[:=]| \S{0,40}\d| "
    r"(?:is|ist|est|"
    r"es)\b))?"
    r"(?: \([^)\n]{0,40}\)| (?:for|of|für|zum|vom|von|der|des|pour|de|du|del|para)(?: [^\s:=]{1,40}){1,3}(?=[ "
    r"\t]?[:=]|[ \t]"
    r"(?:is|ist|est|es)\b))?",
    re.IGNORECASE,
)
"""What may follow a name before its separator: "password_hash", "passwords", "password for hana"."""
_IS = re.compile(
    r"[ \t]+(?:is|was|ist|lautet|war|wäre|est|était|es|era|to|auf|en|à|a)(?:[ \t]+(?:now|still|jetzt|now:|noch|"
    r"immer noch|"
    r"probably|maybe|i think|(?:ich )?glaube(?: ich)?|wahrscheinlich|vielleicht|toujours|je crois|todavía|creo(?: "
    r"que)?|:)){0,2}"
    r"[ \t]*:?[ \t]+",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t]+(?=\S)")
_CODE = re.compile(
    r"(?:\d[ \-]?){3,11}\d|[A-Za-z0-9]{3,8}-[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8})?|(?=[A-Za-z]{0,9}\d)[A-Za-z0-9]{4,10}"
)
_CODE_LIST = re.compile(r"(?:[\s,;]{0,4}(?=[A-Za-z\-]{0,14}\d)[A-Za-z0-9\-]{5,14}){1,20}")
_PUBLIC = ("publickey", "public_key", "public-key")
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
                if (
                    at >= done
                    and not text.lower.endswith(_PUBLIC, 0, at)
                    and (span := self._value(text.text, at, at + len(name)))
                ):
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


_NO_SECRET_KEY = re.compile(
    r"(?:public|foreign|primary|sort|order|partition|group|cache|registry|host|object|lookup|natural|unique|row|"
    r"hot|short|"
    r"function|arrow|map|index|license file|pub|machine)[_\-. ]?$"
)
_KEY_VALUE = re.compile(
    r"[\"'(]{0,2}(?P<q>base64:)?(?P<key>[^\s\"'<>,;]{16,500}|(?<=[\"'])[^\"'\n<>]{16,500}(?=[\"']))"
)


def _keys(text: Text) -> Iterator[Span]:
    """What is only called a key: its value must look made by a machine, and be none that anybody may see."""
    for name in ("key", "_salt"):
        for at in text.places(name) if name != "key" else _ends_in_key(text):
            if _NO_SECRET_KEY.search(text.lower, max(at - 12, 0), at):
                continue
            start = separator_at(text.text, at + len(name))
            match = _KEY_VALUE.match(text.text, start) if start > at + len(name) else None
            if match and _is_key(match["key"]):
                yield Span(match.start("key"), match.end("key"), "key")


def _ends_in_key(text: Text) -> Iterator[int]:
    """Words that end in "key": "key", "validationKey", "appkey"."""
    for word, starts in text.words.items():
        if word.endswith("key"):
            yield from (at + len(word) - 3 for at in starts)


def _is_key(value: str) -> bool:
    return (
        is_value(value, quoted=True)
        and is_random(value)
        and sum(map(str.isdigit, value)) >= 2
        and any(map(str.isalpha, value))
        and not _GUID.fullmatch(value.strip("{}"))
        and not _ORDINARY_KEY.match(value)
    )


_ORDINARY_KEY = re.compile(
    r"ssh-|ecdsa-|AAAA|[\w.\-]{1,60}[\\/][\w. \-]{1,60}[\\/]|hkey_|software\\|system\\|[\w\-]{1,80}\.[\w.\-]{1,80}$"
    r"|[a-z\-]{3,40}\d{0,4}$|\d[\d.:\-TZ+ ]*$"
    r"|[A-Za-z]{2,30}(?:[_\- ][A-Za-z0-9]{1,12}){2,12}$",
    re.IGNORECASE,
)


def _camel(text: Text, name: str) -> Iterator[int]:
    """Short names as whole words, and at the end of "dbPass"."""
    yield from text.names(name)
    for at in text.places(name):
        if text.text[at].isupper() and text.text[max(at - 1, 0)].islower():
            yield at


_NOT_PASS = ("bypass", "compass", "encompass", "surpass", "trespass", "overpass")


def _ends_in_pass(text: Text, name: str) -> Iterator[int]:
    """Words glued together that end in a short name: "BINDPW", "dbpass"."""
    for word in text.ending((name,)):
        if word not in _NOT_PASS and not (name == "pass" and len(word) > 14):
            yield from (at + len(word) - len(name) for at in text.words[word])


FINDERS: tuple[Finder, ...] = (
    _Named("password", WIFI_KEYS, Text.names, rest=True),
    _Named("password", PASSWORDS, Text.places),
    _Named("password", SHORT, _camel),
    _Named("password", ("pw", "pwd", "pass"), _ends_in_pass),
    _Named("token", TOKENS, Text.places),
    Rule(
        r"(?i)^[ \t]{0,8}(?:bindpw|rootpw|binddn_?password)[ \t]{1,20}(?P<password>[^\s{]\S{0,200})",
        words="bindpw rootpw",
    ),
    Rule(
        r"(?i)\boption[ \t]{1,4}(?:key|psk|wpakey)\d?[ \t]{1,4}['\"](?P<password>[^'\"\n]{5,100})['\"]", begins="option"
    ),
    _strict,
    _codes,
    _keys,
    Rule(
        r"(?i)variable[ \t]{1,4}\"[\w\-]{0,40}(?:password|secret|token|key)\"[ \t]{0,4}\{[^}]{0,200}?default[ "
        r"\t]{0,4}=[ \t]{0,4}"
        r"\"(?P<password>[^\"\n]{1,400})\"",
        ("variable",),
        whole=True,
    ),
    Rule(r"(?i)\b(?:cvv|cvc)2?[ :=]{1,3}(?P<code>\d{3,4})(?!\d)", begins="cvv cvc cvv2 cvc2"),
)

"""Stand-ins: what stands in the text where something private stood, the same one for the same value.

A stand-in is a plain noun and a number, "person-1". It tells the agent that
two lines are about the same person without telling who. Text that consists of
stand-ins is never hidden again, which makes redacting twice the same as once.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from typing import NoReturn

from deskside.language import _

KINDS = (
    "person",
    "email",
    "phone",
    "place",
    "id",
    "password",
    "token",
    "key",
    "code",
    "card",
    "account",
    "ip",
    "mac",
    "host",
    "wifi",
    "serial",
    "hidden",
)

_SECRET = frozenset(("password", "token", "key", "code"))
"""Kinds that share stand-ins only with each other: that a password is somebody's name is nobody's business."""
_FIRST_NUMBER, _LAST_NUMBER = 100, 999_999
"""Of values that are not this computer's own, where a secret decides about the number."""

_TAIL = re.compile(r"-(?<=[a-z]-)\d{1,6}(?![0-9A-Za-z])")
_ENDINGS = {letter: [kind for kind in KINDS if kind.endswith(letter)] for letter in {kind[-1] for kind in KINDS}}
_NOTHING_LEFT = re.compile(rf"(?:(?:{'|'.join(KINDS)})-\d{{1,6}}|[^\w]|_)+")
_MASK = re.compile(
    r"[*•●.#\-_ ]+|[xX]{3,}"
    r"|[<\[({](?:redacted|filtered|hidden|masked|removed|secret|password|token|none|empty|omitted|protected)[>\])}]"
    r"|redacted|filtered|\*+\w{0,4}",
    re.IGNORECASE,
)


def stand_ins(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of everything in a text that has the shape of a stand-in."""
    for tail in _TAIL.finditer(text):
        for kind in _ENDINGS.get(text[tail.start() - 1], ()):
            start = tail.start() - len(kind)
            if text.startswith(kind, max(start, 0)) and _begins(text, start):
                yield start, tail.end()


def _begins(text: str, start: int) -> bool:
    return start >= 0 and (
        not text[start - 1 : start].isalnum() or text[max(start - 2, 0) : start] in ("\\n", "\\r", "\\t")
    )


def is_hidden(value: str) -> bool:
    """Whether there is nothing (more) to hide: stand-ins, or somebody else's mask such as ``****``."""
    return bool(_NOTHING_LEFT.fullmatch(value) or _MASK.fullmatch(value))


def kind_in_words(stand_in: str) -> str:
    """What stood there, for the person who looks at the preview: "person-1" was "a name"."""
    words = {
        "person": _("a name"),
        "email": _("an e-mail address"),
        "phone": _("a phone number"),
        "place": _("an address or a place"),
        "id": _("a number that belongs to a person"),
        "password": _("a password"),
        "token": _("a secret that signs somebody in"),
        "key": _("a secret key"),
        "code": _("a secret code"),
        "card": _("a card number"),
        "account": _("a bank account"),
        "ip": _("an address in the network"),
        "mac": _("the number of a network part"),
        "host": _("the name of a computer"),
        "wifi": _("the name of a Wi-Fi"),
        "serial": _("the number of a device"),
        "hidden": _("something you hid"),
    }
    return words.get(stand_in.rpartition("-")[0] or stand_in, _("something private"))


def canonical(kind: str, value: str) -> str:
    """One spelling for values that mean the same."""
    if kind in ("mac", "card", "account"):
        return re.sub(r"[\W_]", "", value).lower()
    if kind == "hidden":
        return " ".join(value.casefold().split())
    return value.lower().rstrip(".") if kind in ("host", "person", "email", "ip", "serial") else value


class StandIns:
    """Gives out stand-ins. What it knows never leaves this computer: it has no way to be read back or saved.

    A value has one stand-in, whatever kind it seems to be elsewhere. With a ``secret`` the number comes from the
    value, so that it is the same whatever else is hidden beside it; without one, numbers count up.
    """

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret
        self._by_value: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, str] = {}
        self._last: dict[str, int] = {}
        self._taken: set[str] = set()

    def copy(self) -> StandIns:
        """Another one that gives the same stand-ins to the same values, and goes its own way from here."""
        other = StandIns(self._secret)
        other._by_value, other._kinds = dict(self._by_value), dict(self._kinds)
        other._last, other._taken = dict(self._last), set(self._taken)
        return other

    def __reduce__(self) -> NoReturn:
        raise TypeError("what was hidden is never written down")

    def avoid(self, text: str) -> None:
        """Never gives out a stand-in that already stands in ``text``, put there by somebody else."""
        found = {text[start:end] for start, end in stand_ins(text)}
        self._taken.update(found - self._kinds.keys())

    def of(self, kind: str, value: str) -> str:
        """The stand-in of a value."""
        key = _key(kind, value)
        known = self._by_value.get(key)
        return known if known is not None else self._new(kind, key)

    def own(self, kind: str, value: str) -> None:
        """The next low number for a value of this computer, where a secret decides about all the others."""
        key = _key(kind, value)
        if self._secret and key not in self._by_value:
            self._give(kind, key, self._next(kind))

    def same(self, kind: str, value: str, other: str) -> None:
        """Lets ``other`` have the stand-in of ``value``: a user name and the name of its owner."""
        self._by_value.setdefault(_key(kind, other), self.of(kind, value))

    def kind_of(self, stand_in: str) -> str:
        """The kind of a stand-in given out here, or ""."""
        return self._kinds.get(stand_in, "")

    def _new(self, kind: str, key: tuple[str, str]) -> str:
        if not self._secret or kind == "hidden":
            return self._give(kind, key, self._next(kind))
        drawn = int.from_bytes(
            hmac.digest(self._secret, "\0".join(key).encode("utf-8", "replace"), "sha256")[:8], "big"
        )
        number = _FIRST_NUMBER + drawn % (_LAST_NUMBER - _FIRST_NUMBER)
        while f"{kind}-{number}" in self._taken or f"{kind}-{number}" in self._kinds:
            number = number + 1 if number < _LAST_NUMBER else _FIRST_NUMBER
        return self._give(kind, key, number)

    def _next(self, kind: str) -> int:
        number = self._last.get(kind, 0) + 1
        while f"{kind}-{number}" in self._taken:
            number += 1
        self._last[kind] = number
        return number

    def _give(self, kind: str, key: tuple[str, str], number: int) -> str:
        stand_in = f"{kind}-{number}"
        self._by_value[key], self._kinds[stand_in] = stand_in, kind
        return stand_in


def _key(kind: str, value: str) -> tuple[str, str]:
    return "secret" if kind in _SECRET else "", canonical(kind, value)

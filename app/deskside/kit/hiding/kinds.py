"""What a text in an answer can be, and so what stands in for it.

A plain kind is always hidden. ``Only`` holds the words or the form that tell nothing of anybody: such a value stays,
any other is hidden as its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

PERSON, FILE, FOLDER, DOCUMENT, VOLUME = "person", "file", "folder", "document", "volume"
PRINTER, DRIVER, REASON, DEVICE, SCREEN = "printer", "driver", "reason", "device", "screen"
LINK, NETWORK, HOST, PAGE, PROXY, ISSUER = "link", "network", "host", "page", "proxy", "issuer"
PROFILE, PROGRAM, CACHE, SERVICE, COMPUTER, ZONE = "profile", "program", "cache", "service", "computer", "zone"
SOUND, ENDING = "sound", "x"
TEXT, SIGN, WORD = "text", "sign", "word"
"""Free text is read word by word; a sign is a text that others are compared with; a word is none of those we know."""
FIRST = "first"
"""The first argument of the call that is named beside it: whatever that is there."""


class Only:
    """Stays when it is one of ``words`` or has the ``form``; else it is hidden as ``kind``."""

    def __init__(self, kind: str, words: Iterable[str] = (), form: str = "") -> None:
        self.kind, self.words, self._form = kind, frozenset(words), re.compile(form) if form else None

    def keeps(self, value: str) -> bool:
        return value in self.words or bool(self._form and self._form.fullmatch(value))


Kind: TypeAlias = "str | Only"
Shape: TypeAlias = "Kind | list[Shape] | dict[str, Shape] | None"
"""None: no text is in it. A list has the shape of each of its values."""


class Call:
    """What is decided of one call: the shape of its answer, and the kinds of its arguments that are texts."""

    def __init__(self, gives: Shape = None, /, **arguments: Kind) -> None:
        self.gives, self.arguments = gives, arguments


def words(listed: str, *, otherwise: str = WORD) -> Only:
    """Those words, separated by spaces."""
    return Only(otherwise, listed.split())


def kind_of(shape: Kind) -> str:
    return shape if isinstance(shape, str) else shape.kind

"""A number as it is said on the phone: in groups, each letter by a word; and a short code for what was found. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from deskside.language import _

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def groups(reference: str) -> tuple[str, ...]:
    """What is said of a number: "DS-7K3FQ-9XM2A" begins as every one does, so the rest will do."""
    first, *rest = reference.split("-")
    return tuple(rest) if first == "DS" and rest else tuple(part for part in (first, *rest) if part)


def in_words(reference: str) -> str:
    """Letter by letter, as people say it: "7, Kilo, 3, Foxtrot, Quebec – 9, X-ray, Mike, 2, Alfa"."""
    words = _alphabet()
    return " – ".join(", ".join(words.get(sign, sign) for sign in group) for group in groups(reference))


def cause_code(cause: str) -> str:
    """Four digits for a cause ("printer.paused"), the same for ever; "" for none."""
    return f"{zlib.crc32(cause.encode()) % 10_000:04}" if cause else ""


def meant_by(code: str, causes: Iterable[str]) -> tuple[str, ...]:
    """Which of these a person means who says this code."""
    said = "".join(sign for sign in code if sign.isdigit())
    return tuple(cause for cause in causes if cause_code(cause) == said)


def _alphabet() -> dict[str, str]:
    """By which letters are told on the phone; the usual one of a language where it has one of its own."""
    ours = (
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India",
        "Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo",
        "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu",
    )
    theirs = (
        _("Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India"),
        _("Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo"),
        _("Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"),
    )
    words = " ".join(theirs).split()
    if len(words) != len(_LETTERS) or any(
        word[0].upper() != letter for word, letter in zip(words, _LETTERS, strict=False)
    ):
        words = " ".join(ours).split()
    return dict(zip(_LETTERS, words, strict=True))

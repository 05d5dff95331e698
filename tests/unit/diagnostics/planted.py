"""Reads the corpus: texts with planted values, and with look-alikes that must stay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_PLANTED = re.compile(r"⟦(\w+)(!?):(.*?)⟧", re.DOTALL)
_HARMLESS = re.compile(r"⟪(.*?)⟫", re.DOTALL)


class Planted(NamedTuple):
    name: str
    text: str
    private: tuple[tuple[str, str], ...]
    """Kind and value."""
    harmless: tuple[str, ...]
    never: frozenset[str] = frozenset()
    """Those of the private values that must never be missed."""


def corpus(folder: str = "corpus") -> list[Planted]:
    return [text for path in sorted((Path(__file__).parent / folder).glob("*.txt")) for text in _texts(path)]


def _texts(path: Path) -> list[Planted]:
    parts = re.split(r"^=== ", path.read_text(encoding="utf-8").replace("·", ""), flags=re.MULTILINE)[1:]
    return [_text(path.stem, *part.split("\n", 1)) for part in parts]


def _text(file: str, name: str, marked: str) -> Planted:
    plain = _HARMLESS.sub(r"\1", _PLANTED.sub(r"\3", marked))
    private = tuple((kind, value.strip()) for kind, _never, value in _PLANTED.findall(marked))
    never = frozenset(value.strip() for _kind, never, value in _PLANTED.findall(marked) if never)
    return Planted(f"{file}: {name}", plain, private, tuple(_HARMLESS.findall(marked)), never)


def pieces(value: str) -> list[str]:
    """What of a value must not be left: all of it, or every telling line of a key."""
    lines = [line for line in re.split(r"\n|\\n", value) if len(line) >= 16 and "---" not in line]
    return lines if len(lines) > 1 else [value]

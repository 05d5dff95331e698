"""Brings what goes into a bundle into a form that every reader takes: clean text, not too deep, not too large."""

from __future__ import annotations

import math
import re
from typing import Any

import msgspec

from deskside.diagnostics.bundle_form import DEPTH
from deskside.model.troubleshooter import Json

_LONGEST = 100_000
"""Letters of one text."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What steers a screen instead of being read, and halves of letters that no file can hold."""
_WHOLE = 2**63
LEFT_OUT = "left out: too large"


def plain_text(text: str) -> str:
    """``text`` as it can be shown and saved anywhere."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def is_plain(text: str) -> bool:
    """Whether there is nothing in ``text`` that steers a screen."""
    return _CONTROL.search(text) is None


def plain_json(value: Json, depth: int = DEPTH // 2) -> Any:
    """``value`` with plain texts and numbers that every reader takes; what lies too deep is left out."""
    if isinstance(value, str):
        return plain_text(value[:_LONGEST])
    if isinstance(value, dict):
        return {plain_text(str(key)): plain_json(item, depth - 1) for key, item in value.items()} if depth else LEFT_OUT
    if isinstance(value, list | tuple):
        return [plain_json(item, depth - 1) for item in value] if depth else LEFT_OUT
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return value if -_WHOLE <= value < _WHOLE else LEFT_OUT
    return value


def fitting(values: dict[str, Json], most: int) -> dict[str, Json]:
    """``values`` with the largest left out until all together are written in ``most`` bytes."""
    sizes = {name: _written(value) for name, value in values.items()}
    total, out = sum(sizes.values()), set[str]()
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        if total <= most:
            break
        total -= sizes[name]
        out.add(name)
    return {name: LEFT_OUT if name in out else value for name, value in values.items()}


def _written(value: Json) -> int:
    """Bytes, with a line for each value as it stands in a bundle: tables in tables are mostly spaces."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=1)
    return len(text) + 4 * text.count(b"\n")

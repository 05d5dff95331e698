"""Reading data into structs, from whichever thread.

What msgspec knows of a struct it finds out when one is first read, and it does
not expect two threads at that: the process ends by a signal. So it is found
out here, one thread at a time, before anything is read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

S = TypeVar("S")

_one_at_a_time = threading.Lock()
_known: set[Any] = set()


def decode(data: str | bytes, kind: type[S], dec_hook: Callable[[type, Any], Any] | None = None) -> S:
    """The JSON in ``data`` as ``kind``. Raises what ``msgspec.json.decode`` does, and ``RecursionError``."""
    _know(kind)
    return msgspec.json.decode(data, type=kind, dec_hook=dec_hook)


def convert(data: Any, kind: type[S]) -> S:
    """Plain data as ``kind``. Raises ``msgspec.ValidationError``."""
    _know(kind)
    return msgspec.convert(data, kind)


def _know(kind: Any) -> None:
    if kind not in _known:
        with _one_at_a_time:
            msgspec.json.Decoder(kind)
            _known.add(kind)

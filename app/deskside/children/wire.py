"""The pipe, as a child holds it: JSON lines on descriptors of their own, out of the way of stray prints.

Written without ``json``, which loads ``re`` and would double a child's start.
"""

from __future__ import annotations

import _thread
import os
from _json import encode_basestring_ascii, make_scanner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def encode(value: Any) -> str:
    """JSON of plain data; ``TypeError`` names what is not plain."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise TypeError(f"{value} is not plain data")
        return float.__repr__(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([encode(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([_key(key) + ":" + encode(item) for key, item in value.items()]) + "}"
    raise TypeError(f"{type(value).__name__} is not plain data")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is not a name")
    return encode_basestring_ascii(key)


class _Plain:
    """How ``_json`` wants to be told that nothing special is wanted."""

    strict, object_hook, object_pairs_hook, parse_constant = True, None, None, float
    parse_float, parse_int = float, int
    memo: dict[str, str] = {}  # noqa: RUF012 - the scanner's own


_scan = make_scanner(_Plain())  # type: ignore[arg-type]  # it only wants these attributes


def decode(line: str) -> Any:
    """What one line of JSON says."""
    return _scan(line, 0)[0]


class Wire:
    """Reads from the host in one thread; many may write."""

    def __init__(self) -> None:
        self.input, self._out = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        self._lock = _thread.allocate_lock()

    def send(self, message: dict[str, Any]) -> None:
        """Writes one line, whole."""
        left = memoryview((encode(message) + "\n").encode())
        with self._lock:
            while left:
                left = left[os.write(self._out, left) :]

    def lines(self) -> Iterator[dict[str, Any]]:
        """What the host says, until it closes the pipe."""
        rest = b""
        while data := os.read(self.input, 1 << 16):
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                yield decode(line.decode())

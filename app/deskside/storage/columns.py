"""Structs to text columns and back. A row that no longer fits its struct is left where it is and skipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from deskside.model.shapes import decode

S = TypeVar("S", bound=Struct)


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"a column cannot hold {type(value)}")


def _rich(kind: type, value: Any) -> Any:
    if issubclass(kind, Path):
        return kind(value)
    raise NotImplementedError(f"a column cannot give {kind}")


def pack(struct: Struct) -> str:
    """The struct as JSON."""
    return msgspec.json.encode(struct, enc_hook=_plain).decode()


def unpack(text: str, kind: type[S]) -> S | None:
    """The struct in ``text``, or None when it does not fit."""
    if not isinstance(text, str | bytes):
        return None  # SQLite gives whatever lies in the column
    try:
        return decode(text, kind, _rich)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None

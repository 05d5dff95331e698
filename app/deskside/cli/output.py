"""Where words go: one JSON object on standard output with ``--json``, plain words on standard error otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

import msgspec

SCHEMA = 1


def print_json(shape: object) -> None:
    """Prints ``shape`` (a struct or a mapping) as one line of JSON, with its schema number first."""
    plain = msgspec.to_builtins(shape)
    fields = plain if isinstance(plain, Mapping) else {"rows": plain}
    sys.stdout.write(msgspec.json.encode({"schema": SCHEMA, **fields}).decode() + "\n")
    sys.stdout.flush()


def say(text: str, *, to: TextIO | None = None) -> None:
    """Plain words for a person; on standard output unless ``to`` is given."""
    print(printable(text), file=to or sys.stdout, flush=True)  # the one place that prints


def tell(text: str) -> None:
    """A message beside the result: standard error."""
    say(text, to=sys.stderr)


def say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def printable(text: str) -> str:
    """``text`` without what could steer a terminal: control characters other than line ends, and direction marks."""
    return "".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)

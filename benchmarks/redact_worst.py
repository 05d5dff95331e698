#!/usr/bin/env python3
"""The nastiest text for each rule of redaction: what makes it look closer, over and over, and never what it looks for.

Every rule meets its own words and strings, glued together in several ways, and a
text twice as long should take twice as long. Then the whole redaction meets a
megabyte of the ten slowest.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "app"))

from deskside.diagnostics.redact import Redactor
from deskside.diagnostics.rules.everything import FINDERS
from deskside.diagnostics.rules.rule import Behind, Finder, Rule, Text

SIZE = 20_000
LONG = 1_000_000
GLUE = ("", " ", "=", ": ", "\n", '": "', ".", "-", "/", " \\", "=a ", " 1", "='", "\t")
ALONE = (
    "a",
    "A",
    "1",
    ".",
    "-",
    ":",
    "::",
    "a.",
    "1.",
    "1-",
    "aB",
    "0:",
    "%40",
    "a@",
    "@a.b",
    "\\",
    "\\n",
    "/",
    "//",
    "://",
    "<",
    "</",
    '"',
    "'",
    "{",
    "[",
    "(",
    "[1]",
    " ",
    "\n",
    "\t",
    "|a",
    ",a",
    "=",
    "a=",
    "a:b:",
    "é",
    "ß",
    "10.1.1.1",
    "de",
    "eyJ",
    "A1",
    "Ab ",
    "Ab cd ",
    "a1-",
    "00-01-00-01-",
    "1 2 ",
    "(1",
    "\\\\a",
    "Calle A ",
    "1 Ab ",
    "12:34 a: ",
    "name user\n",
    "A  B  C\n",
)


def seconds(finder: Finder, text: str) -> float:
    read = Text(text)
    _words = read.words
    began = time.process_time()
    for _span in finder(read):
        pass
    return time.process_time() - began


def texts(finder: Finder, size: int) -> Iterator[tuple[str, str]]:
    if isinstance(finder, (Rule, Behind)):
        needles = finder.looks_for
        for needle in (*needles[:4], *needles[-2:]):
            for glue in GLUE:
                piece = needle + glue
                yield piece, (piece * (size // len(piece) + 1))[:size]
    else:
        for piece in ALONE:
            yield piece, (piece * (size // len(piece) + 1))[:size]


def slowest() -> list[tuple[float, float, str]]:
    """Seconds for a megabyte, growth when twice as long, and the piece; the slowest first."""
    found: list[tuple[float, float, str]] = []
    for finder in FINDERS:
        worst = max(((seconds(finder, text), piece) for piece, text in texts(finder, SIZE)), default=(0.0, ""))
        piece = worst[1]
        if piece:
            twice = seconds(finder, (piece * (2 * SIZE // len(piece) + 1))[: 2 * SIZE])
            found.append((twice / 2 / SIZE * 1e6, twice / max(worst[0], 1e-4), piece))
    return sorted(found, reverse=True)


def main() -> None:
    found = slowest()
    print(f"{len(found)} rules; slowest on its own nastiest text: {found[0][0]:.2f} s/MB")
    grows = [one for one in found if one[1] > 3 and one[0] > 0.2]
    print(f"grow by more than 3 when the text is twice as long: {grows or 'none'}")
    for _seconds, _growth, piece in found[:10]:
        text = (piece * (LONG // len(piece) + 1))[:LONG]
        began = time.process_time()
        Redactor().redact(text)
        print(f"{time.process_time() - began:6.2f} s for a megabyte of {piece!r}", flush=True)


if __name__ == "__main__":
    main()

"""Run as a program: gives a reader texts that repeat one short piece thousands of times, as large as it takes them.

``python -m tests.unit.endless_texts READER SEED COUNT``. A pattern that looks
back, a list that is searched for each of its items, a table in a table in a
table: such texts are what they are slow or deep on. The reader is named by the
test, which limits this process; each piece is printed before it is tried, so
that the last one printed is the one that took too much.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.unit.diagnostics.hostile_zips import with_json

from deskside.catalogue.manifest import read_manifest
from deskside.catalogue.source import MAX_MANIFEST
from deskside.config.settings import load_settings
from deskside.config.sources import MAX_SETTINGS
from deskside.diagnostics.bundle_reader import read_bundle
from deskside.diagnostics.redact import Redactor
from deskside.errors import DesksideError
from deskside.paths import Paths

PIECES = Path(__file__).with_name("endless_pieces.txt")
"""A line a piece, under the name of what it is of; ␣ is a space, ␤ ends a line."""


def listed(name: str) -> list[str]:
    """The pieces under ``== name``."""
    section = PIECES.read_text(encoding="utf-8").partition(f"== {name}\n")[2].partition("\n== ")[0]
    return [line.replace("␣", " ").replace("␤", "\n") for line in section.splitlines()]


def settings(text: str, folder: Path) -> None:
    """Never raises."""
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    load_settings(Paths(file, folder, folder, folder, (file,), folder, folder), managed=())


def manifest(text: str, folder: Path) -> None:
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    with suppress(DesksideError):
        read_manifest(folder, "de")


def bundle(text: str, folder: Path) -> None:
    for data in (with_json(text.encode()), with_json(evidence=b'{"schema":1,"evidence":{"a":' + text.encode())):
        with suppress(DesksideError):
            read_bundle(data)


def redactor(text: str, folder: Path) -> None:
    once = Redactor().redact(text).text
    twice = Redactor().redact(once).text
    if once != twice:
        sys.exit("redacting twice is not redacting once")


READERS: dict[str, tuple[Callable[[str, Path], None], str, int]] = {
    "settings": (settings, "toml", MAX_SETTINGS),
    "manifest": (manifest, "toml", MAX_MANIFEST),
    "bundle": (bundle, "json", 1_000_000),
    "redactor": (redactor, "words", 40_000),
}


def pieces(of: list[str], chance: random.Random, count: int) -> Iterator[str]:
    """Single ones and short rows of them."""
    for _time in range(count):
        yield "".join(chance.choice(of) for _piece in range(chance.randint(1, 4)))


def main(name: str, seed: str, count: str) -> None:
    read, of, most = READERS[name]
    chance = random.Random(f"{name} {seed}")
    with tempfile.TemporaryDirectory() as folder:
        for piece in pieces(listed(of), chance, int(count)):
            sys.stdout.write(f"{piece!r}\n")
            sys.stdout.flush()
            size = len(piece.encode("utf-8", "surrogatepass"))
            text = piece * (most // size - 1) + chance.choice(["", "x", "\n]", '"'])
            read(text.encode("utf-8", "replace").decode(), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])

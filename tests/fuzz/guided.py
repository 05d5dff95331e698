#!/usr/bin/env python3
"""Coverage-guided fuzzing, for hours rather than seconds: ``guided.py redactor|bundle [libFuzzer's own arguments…]``.

Not among the tiers: it needs atheris, which is in no lock file (``pip install
atheris`` beside Deskside's own dependencies), and it has no end of its own::

    nice python tests/fuzz/guided.py redactor -max_total_time=600 FOLDER_FOR_WHAT_IT_LEARNS

It stops at the first input that breaks a promise and keeps it in a file. The
same promises, on inputs made without a guide, are among the unit tests.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import atheris

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP), str(TOP / "app")]

with atheris.instrument_imports(include=["deskside.diagnostics"]):
    from deskside.diagnostics.bundle_form import PARTS, READ_ALL
    from deskside.diagnostics.bundle_reader import read_bundle
    from deskside.diagnostics.redact import Known, Redactor
    from deskside.errors import BundleProblem

from tests.unit.diagnostics.hostile_zips import REFUSED, Piece, deflated, packed, pieces, with_json  # noqa: E402
from tests.unit.diagnostics.planted import corpus  # noqa: E402

OPTIONS = ["-timeout=20", "-rss_limit_mb=1024", "-max_len=3000", "-use_value_profile=1", "-print_final_stats=1"]
CANARY = "Zwqx-Kanari7"


def redactor(data: bytes) -> None:
    """Redacting twice is redacting once, and a known value is gone wherever it stood as a word."""
    text = data.decode("utf-8", "replace")
    known = [Known("person", CANARY)]
    if len(text) % 2:
        middle = len(text) // 2
        text = f"{text[:middle]} {CANARY} {text[middle:]}"
    once = Redactor(known).redact(text)
    twice = Redactor(known).redact(once.text).text
    assert twice == once.text, f"redacting again changes {once.text!r} to {twice!r}"
    assert CANARY not in once.text, f"still there in {once.text!r}"
    assert len(once.text) <= len(text) + 12 * (len(once.places) + 1)


def bundle(data: bytes) -> None:
    """Any bytes are a bundle or are refused by an error of ours."""
    chosen = atheris.FuzzedDataProvider(data)
    try:
        found = read_bundle(_made(chosen))
    except BundleProblem:
        return
    assert tuple(name for name, _text in found.texts) == PARTS
    assert sum(len(text) for _name, text in found.texts) <= READ_ALL


def _made(chosen: Any) -> bytes:
    """The bytes as they are, in place of JSON, or as what an odd packer says of four good parts."""
    kind = chosen.ConsumeIntInRange(0, 3)
    if kind == 0:
        return bytes(chosen.ConsumeBytes(4000))
    if kind == 1:
        return with_json(chosen.ConsumeBytes(2000))
    if kind == 2:
        return with_json(evidence=b'{"schema":1,"evidence":{"a":' + chosen.ConsumeBytes(2000) + b"}}")
    whole = packed(_odd(chosen, pieces()), note=b"")
    for _time in range(chosen.ConsumeIntInRange(0, 4)):
        at = chosen.ConsumeIntInRange(0, len(whole))
        whole = whole[:at] + chosen.ConsumeBytes(4) + whole[at + chosen.ConsumeIntInRange(0, 4) :]
    return whole


def _odd(chosen: Any, parts: list[Piece]) -> list[Piece]:
    """Up to four things that no honest packer says of a part."""
    number = chosen.ConsumeIntInRange
    for _time in range(number(0, 4)):
        part = parts[number(0, len(parts) - 1)]
        field, value = chosen.PickValueInList(
            [
                ("name", chosen.ConsumeBytes(20)),
                ("content", chosen.ConsumeBytes(200)),
                ("packed", deflated(part.content)[: number(0, 60)] + chosen.ConsumeBytes(20)),
                ("flags", number(0, 0xFFFF)),
                ("size", number(0, 0xFFFFFFFF)),
                ("packed_size", number(0, 0xFFFFFFFF)),
                ("crc", number(0, 0xFFFFFFFF)),
                ("extra", chosen.ConsumeBytes(30)),
                ("local_extra", chosen.ConsumeBytes(30)),
                ("behind", chosen.ConsumeBytes(17)),
                ("method", number(0, 99)),
                ("attributes", number(0, 0xFFFFFFFF)),
                ("at", number(0, 2000)),
            ]
        )
        setattr(part, field, value)
    return parts


def _learn_from(folder: Path, name: str) -> None:
    """Inputs to begin with, so that it has not to find out what a zip file or a password is."""
    texts = [planted.text.encode()[:2900] for planted in corpus()]
    begin = texts if name == "redactor" else [b"\x00" + data for data, _why in REFUSED.values() if len(data) < 2900]
    for number, content in enumerate(begin):
        (folder / f"seed-{number}").write_bytes(content)


def main() -> None:
    name, *arguments = sys.argv[1:] or [""]
    targets = {"redactor": redactor, "bundle": bundle}
    if name not in targets:
        sys.exit(f"{__doc__}")
    folders = [Path(word) for word in arguments if not word.startswith("-")]
    for folder in folders[:1]:
        folder.mkdir(parents=True, exist_ok=True)
        _learn_from(folder, name)
    atheris.Setup([sys.argv[0], *OPTIONS, *arguments], targets[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

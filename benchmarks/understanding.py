#!/usr/bin/env python3
"""``find`` on people it has not heard: cross-validated over our phrasings, and on a file of others with ``--phrases``.

The file has one JSON object a line, with text, lang, intent (a topic or
"none") and optionally also_ok. It is measured with, never learned from.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "packaging"))

from learn import WORDS, Line, read_lines
from understanding import FOLDS, Heard, Names, entries, figures, hear, left_out, mistyped

from deskside.find import Index, read_learned
from deskside.find.learned import NONE

SAMPLE = 1500
"""Lines a fold that are asked."""


def show(what: str, heard: Sequence[Heard]) -> None:
    if heard:
        told = figures(heard)
        print(
            f"{what}: first {told.first:.1f} %, among three {told.three:.1f} %, sure {told.sure:.1f} %, n={told.lines}",
            flush=True,
        )


def split_up(heard: Sequence[Heard], names: Names, note: str = "") -> None:
    ours = [one for one in heard if one.line.topic != NONE]
    for language in sorted({one.line.language for one in ours}):
        own = [one for one in ours if one.line.language == language]
        show(f"{language}, problem named{note}", [one for one in own if names.in_line(one.line)])
        show(f"{language}, nothing named{note}", [one for one in own if not names.in_line(one.line)])
        show(f"{language}, as they come{note}", own)
    show(f"all that are ours{note}", ours)
    strangers = [one for one in heard if one.line.topic == NONE]
    if strangers:
        told = figures(strangers)
        print(f"not ours{note}: unsure {100 - told.sure:.1f} % (goal 85), n={told.lines}", flush=True)


def cross_validated(folds: int, each: int, seed: int, misses: int) -> None:
    chance, lines, known = random.Random(seed), read_lines(), entries()
    names, heard, slipped = Names(known), [], []
    for fold in range(folds):
        model, rest = left_out(lines, fold)
        index = Index(known, model)
        asked = chance.sample(rest, min(each, len(rest)))
        heard += hear(index, asked)
        slips = hear(index, [line._replace(text=mistyped(line.text, chance)) for line in asked])
        slipped += [one._replace(line=line) for one, line in zip(slips, asked, strict=True)]
    print(f"cross-validated: {folds} of {FOLDS} folds by topic and group, {len(lines)} phrasings, seed {seed}")
    split_up(heard, names)
    split_up(slipped, names, ", two of five words mistyped")
    for one in [one for one in heard if one.place == 99 and one.line.topic != NONE and one.sure][:misses]:
        print(f"  missed: {one.line.topic} found as {', '.join(one.ids)}: {one.line.text}")


def of_others(file: Path, misses: int) -> None:
    """A file of phrases that nothing was learned from; any answer in also_ok counts as right."""
    known = entries()
    index, names = Index(known, read_learned(WORDS)), Names(known)
    heard = []
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        line = Line(row["text"], row["intent"], row["lang"], row.get("sampling", ""))
        (one,) = hear(index, [line])
        right = {line.topic, *row.get("also_ok", ())}
        place = next((at for at, id in enumerate(one.ids) if id in right), 99)  # noqa: A001 - it is the id
        heard.append(one._replace(place=place))
    print(f"{file.name}: {len(heard)} phrases")
    split_up(heard, names)
    for kind in sorted({one.line.group for one in heard}):
        show(f"sampling {kind}", [one for one in heard if one.line.group == kind and one.line.topic != NONE])
    for one in [one for one in heard if one.place > 0 and one.line.topic != NONE][:misses]:
        print(f"  missed: {one.line.topic} found as {', '.join(one.ids)}: {one.line.text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="all folds, all lines")
    parser.add_argument("--phrases", type=Path, help="a file of other people's phrases")
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.phrases:
        of_others(options.phrases, options.misses)
    elif options.full:
        cross_validated(FOLDS, sys.maxsize, options.seed, options.misses)
    else:
        cross_validated(1, SAMPLE, options.seed, options.misses)


if __name__ == "__main__":
    main()

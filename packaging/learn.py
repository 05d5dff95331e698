#!/usr/bin/env python3
"""Learns from packaging/phrasings which problem people mean; writes resources/find/learned.bin, which ``find`` ships.

A linear support vector machine, one against the rest, by scikit-learn's
liblinear: the best of what was tried at this size (docs/decisions), and
it takes seconds. Same lines, same file, on the same machine.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "app"))

from deskside.find.concepts import Concepts, read_concepts  # noqa: E402
from deskside.find.features import BUCKETS, features  # noqa: E402
from deskside.find.learned import FILE, RARITY, Head, Learned  # noqa: E402
from deskside.find.slips import Slips  # noqa: E402
from deskside.find.words import split  # noqa: E402

PHRASINGS = TOP / "packaging" / "phrasings"
WORDS = TOP / "resources" / "find"
STRICTNESS = 0.8
"""The machine's C: how much a line on the wrong side costs."""
_MET_OFTEN = 2
"""A word said once may itself be mistyped."""


class Line(NamedTuple):
    """One phrasing. Lines of one group are alike: they are learned from, or measured with, together."""

    text: str
    topic: str
    language: str
    group: str


def read_lines(folder: Path = PHRASINGS) -> list[Line]:
    lines = []
    for file in sorted(folder.glob("*/*.txt")):
        group = ""
        for text in file.read_text("utf-8").splitlines():
            if text.startswith("# "):
                group = text[2:]
            elif text.strip():
                lines.append(Line(text.strip(), file.stem, file.parent.name, group))
    return lines


def learn(lines: Sequence[Line], concepts: Concepts) -> Learned:
    """A model of these lines."""
    head, rarity, table = _learned(lines, concepts)
    return Learned(head, rarity, table, concepts)


def _learned(lines: Sequence[Line], concepts: Concepts) -> tuple[Head, bytes, bytes]:
    split_lines = [split(line.text) for line in lines]
    met = Counter(word for words in split_lines for word in words)
    known = {word: times for word, times in sorted(met.items()) if times >= _MET_OFTEN and word.isalpha()}
    slips = Slips({**dict.fromkeys(concepts.words(), 1), **known})
    said = _matrix((features(slips.right(words), concepts) for words in split_lines), len(lines))
    rarity = _rarity(said)
    said.data *= rarity[said.indices] / RARITY
    lengths = np.sqrt(np.asarray(said.multiply(said).sum(axis=1)).ravel())
    said.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(said.indptr))
    machine = LinearSVC(C=STRICTNESS, random_state=0).fit(said, [line.topic for line in lines])
    weights = machine.coef_.T
    steps = np.abs(weights).max(axis=0) / 127
    table = np.rint(weights / steps).astype(np.int8)
    topics = tuple(str(topic) for topic in machine.classes_)
    head = Head(topics, tuple(steps.tolist()), tuple(machine.intercept_.tolist()), known)
    return head, rarity.astype(np.uint8).tobytes(), table.tobytes()


def _matrix(rows: Iterable[dict[int, float]], count: int) -> Any:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        columns += row.keys()
        values += row.values()
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(count, BUCKETS))


def _rarity(said: Any) -> Any:
    """How rare each feature is, in sixteenths, as a byte."""
    held = np.bincount(said.indices, minlength=BUCKETS)
    rarity = np.log((1 + said.shape[0]) / (1 + held)) + 1
    return np.minimum(np.rint(rarity * RARITY), 255)


def main() -> None:
    lines = read_lines()
    head, rarity, table = _learned(lines, read_concepts(WORDS))
    new = WORDS / (FILE + ".new")
    new.write_bytes(msgspec.json.encode(head) + b"\n" + rarity + table)
    new.replace(WORDS / FILE)
    print(f"Learned from {len(lines)} phrasings: {len(head.topics)} topics, {len(head.known)} words.")  # noqa: T201


if __name__ == "__main__":
    main()

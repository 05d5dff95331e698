#!/usr/bin/env python3
"""``find`` as it comes (27 problems and 12 articles in 4 languages), and with 1,000 made-up ones; what was learned too.

The slowest of a hundred queries, ready, and memory. The floor of a query is what any search must do at least:
folding and splitting the same words. Both are timed in turn in the same run.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "packaging"))

from learn import WORDS, read_lines
from understanding import entries as as_it_comes
from understanding import mistyped

from deskside.find import Entry, Index, read_learned
from deskside.find.words import split, stem, weight

RUNS = 10
QUERIES = 400
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wu",
    "sch",
    "ter",
    "ung",
    "ion",
    "ment",
    "ado",
    "lich",
    "keit",
    "eur",
    "tra",
    "plo",
]
COMMON = [
    "my",
    "the",
    "does",
    "not",
    "work",
    "when",
    "i",
    "it",
    "says",
    "is",
    "no",
    "longer",
    "since",
    "today",
    "nicht",
    "geht",
    "mehr",
    "ne",
    "marche",
    "pas",
    "no",
    "funciona",
]


def word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _syllable in range(chance.randint(2, 4)))


def entry(number: int, chance: random.Random, words: list[str], languages: int) -> Entry:
    own = chance.sample(words, 10 * languages)

    def phrase() -> str:
        return " ".join(chance.choice(own if chance.random() < 0.4 else COMMON) for _word in range(6))

    return Entry(
        f"entry-{number}",
        " ".join(own[:3]),
        titles=tuple(" ".join(own[part : part + 3]) for part in range(languages)),
        keywords=tuple(own),
        phrases=tuple(phrase() for _phrase in range(12 * languages)),
        summaries=tuple(phrase() for _summary in range(languages)),
    )


def typed(chance: random.Random, words: list[str]) -> str:
    """What a person might type: 4 to 12 words, some mistyped, some never heard."""
    said = []
    for _word in range(chance.randint(4, 12)):
        one = chance.choice(words if chance.random() < 0.6 else COMMON)
        at = chance.randrange(len(one))
        said.append(one[:at] + one[at + 1 :] if chance.random() < 0.3 else one)
    return " ".join(said)


def slowest(search: Callable[[str], object], queries: list[str]) -> float:
    """Milliseconds of the one query in a hundred that takes longest."""
    seconds = []
    for query in queries:
        began = time.perf_counter()
        search(query)
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)[int(len(seconds) * 0.99)] * 1000


def floor(query: str) -> list[tuple[str, float]]:
    return [(stem(one), weight(one)) for one in split(query)]


def line(what: str, value: float, unit: str, goal: float, limit: float, ratio: str = "") -> None:
    print(f"{what}: median {value:.2f} {unit} (goal {goal:g}, limit {limit:g}){ratio}, n={RUNS}", flush=True)


def measure(name: str, entries: list[Entry], queries: list[str], goal: float, limit: float) -> None:
    ours, floors, ready = [], [], []
    for _run in range(RUNS):
        stem.cache_clear()
        weight.cache_clear()
        began = time.perf_counter()
        index = Index(entries, read_learned(WORDS))
        index.search("first")
        ready.append((time.perf_counter() - began) * 1000)
        ours.append(slowest(index.search, queries))
        floors.append(slowest(floor, queries))
    ratio = f" ratio {statistics.median(ours) / statistics.median(floors):.0f} of splitting the words"
    line(f"find p99, {name}", statistics.median(ours), "ms", goal, limit, ratio)
    line(f"find ready, {name}", statistics.median(ready), "ms", 150, 150)
    line(f"find memory, {name}", memory(entries), "MB", 30, 30)


def memory(entries: list[Entry]) -> float:
    """Megabytes that an index and what was learned hold."""
    gc.collect()
    tracemalloc.start()
    index = Index(entries, read_learned(WORDS))
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del index
    return held


def thousand(chance: random.Random) -> tuple[list[Entry], list[str]]:
    """As many as a large organisation may publish, made up, and what is asked for among them."""
    words = [word(chance) for _word in range(8000)]
    entries = [entry(number, chance, words, 1) for number in range(973)]
    return [*as_it_comes()[:27], *entries], [typed(chance, words) for _query in range(QUERIES)]


def main() -> None:
    chance = random.Random(27)
    said = [mistyped(one.text, chance) for one in chance.sample(read_lines(), QUERIES)]
    measure("27 problems and 12 articles in 4 languages", as_it_comes(), said, 5, 10)
    measure("1,000 troubleshooters", *thousand(chance), 15, 30)


if __name__ == "__main__":
    main()

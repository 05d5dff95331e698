"""Two halves of a corpus of our own and a third part, genre by genre, held to the figures of SECURITY.md.

Half B and the third part were written before the rules had ever seen them; what they scored then stands
in ``redaction/README.md``, and is the figure to believe for texts nobody has seen.
"""

from __future__ import annotations

from itertools import groupby

import pytest

from deskside.diagnostics.redact import Redactor

from .planted import Planted, corpus
from .scored import Score, score

HALVES = {half: corpus(f"redaction/{half}") for half in ("half_a", "half_b", "third")}
GENRES = [
    pytest.param(list(texts), id=f"{half} {genre}")
    for half, planted in HALVES.items()
    for genre, texts in groupby(planted, key=lambda text: text.name.partition(":")[0])
]


def scored(texts: list[Planted]) -> Score:
    return score(texts, lambda text: Redactor().redact(text).text)


@pytest.mark.parametrize("half", HALVES)
def test_a_half_is_hidden_as_promised(half: str) -> None:
    result = scored(HALVES[half])
    told = f"{result}\n" + "\n".join(result.left)
    assert result.share("S") >= 98, told
    assert result.share("P") >= 95, told
    assert result.share("N") >= 95, told
    assert result.share("H") <= 3, told
    assert (result.never_missed, result.unstable) == (0, []), told


@pytest.mark.parametrize("texts", GENRES)
def test_no_genre_is_left_behind(texts: list[Planted]) -> None:
    result = scored(texts)
    told = f"{result}\n" + "\n".join(result.left)
    assert all(result.share(tier) >= 90 or result.total[tier] - result.hit[tier] <= 1 for tier in "SPN"), told
    assert result.share("H") <= 5, told
    assert (result.never_missed, result.unstable) == (0, []), told


def test_each_half_is_larger_than_the_shared_development_corpus() -> None:
    for texts in (HALVES["half_a"], HALVES["half_b"]):
        assert len(texts) > 60
        assert sum(len(text.private) for text in texts) > 271
        assert sum(len(text.harmless) for text in texts) > 266

"""Nothing planted in what this computer's own tools say gets through ``deskside redact``; ``plant`` does it in full."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .canaries import KINDS, Aviary
from .places import PLACES, is_here
from .plant import planted_in

SEED = 20260203


def test_no_canary_planted_in_the_output_of_real_tools_gets_through(tmp_path: Path) -> None:
    places = {name: place for name, place in PLACES.items() if is_here(place)}
    sys.stdout.write(f"seed {SEED}; at full size: python -m tests.integration.redaction.plant --seed {SEED}\n")
    seen, left, unstable = planted_in(places, Aviary(SEED), tmp_path)
    assert left == []
    assert unstable == []
    assert len(seen) >= 60
    assert len({canary.kind for canary in seen}) >= 30


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_says_which_canaries_are_planted(kind: str) -> None:
    assert Aviary(SEED)(kind) == Aviary(SEED)(kind) != Aviary(SEED + 1)(kind)

"""Every page, looked at by machine.

A run takes one language for each walk and one look for each page, by the seed; ``--full`` takes all languages, and
several looks. All looks at all scales: ``./dev gallery DIR --check``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from deskside.ui import pages
from deskside.ui.sheet import Sheet

from ..gallery.languages import LANGUAGES, SHIPPED, pseudo_bundle, speak
from ..gallery.looks import Wardrobe, covering
from ..gallery.scenes import TOURS, Tour
from .checks import objections

SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
FULL = bool(os.environ.get("DESKSIDE_FULL"))
LOOKS = 3 if FULL else 1
"""For each page. They follow one another, so that over a walk all come up."""
STRIDE = 5
"""From page to page; it has no divisor in common with the number of looks."""


def _languages(number: int) -> tuple[str, ...]:
    return LANGUAGES if FULL else (LANGUAGES[(number + SEED) % len(LANGUAGES)],)


WALKS = [(tour, name) for number, tour in enumerate(TOURS) for name in _languages(number)]
TAKEN: set[str] = set()
OPENED: set[str] = set()
"""The pages that were looked at."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo_bundle(tmp_path_factory.mktemp("bundle"))


@pytest.fixture
def wardrobe(qapp: QApplication) -> Iterator[Wardrobe]:
    """Without motion: a page that fades in is not what people come to read."""
    moves = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    clothes = Wardrobe(qapp)
    yield clothes
    clothes.undress()
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, moves)


@pytest.mark.parametrize(("tour", "spoken"), WALKS, ids=[f"{tour.name}-{name}" for tour, name in WALKS])
def test_every_page_can_be_read_reached_and_used(
    tour: Tour, spoken: str, qapp: QApplication, tmp_path: Path, bundle: Path, wardrobe: Wardrobe
) -> None:
    ours = None if spoken in SHIPPED else bundle
    speak(spoken, ours)
    looks, turn = covering(spoken), SEED + len(tour.name)
    try:
        walk = tour.begin(qapp, tmp_path, ours)
        found = []
        try:
            TAKEN.add(tour.name)
            for page in tour.scenes(walk):
                OPENED.add(type(walk.sheet).__name__)
                for _ in range(LOOKS):
                    found += [f"{page}: {one}" for one in objections(walk, wardrobe, looks[turn % len(looks)])]
                    turn += STRIDE
                wardrobe.dress(walk, looks[0])
        finally:
            wardrobe.undress()
            walk.end()
    finally:
        speak("en", None)
    assert not found, "\n".join(found)


def test_no_page_was_forgotten() -> None:
    """A new page belongs into the scenes of the gallery. Says nothing where not all walks were taken."""
    if len(TAKEN) < len(TOURS):
        pytest.skip("not all walks were taken")
    for module in iter_modules(pages.__path__, f"{pages.__name__}."):
        import_module(module.name)
    ours = [one for one in _kinds(Sheet) if one.__module__.startswith(pages.__name__)]
    kinds = {one.__name__ for one in ours if not one.__name__.startswith("_")}
    forgotten = sorted(kinds - OPENED)
    assert forgotten == []


def _kinds(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        yield one
        yield from _kinds(one)

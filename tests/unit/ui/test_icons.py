"""Every icon is of one hand, on one grid, in the colour it is given; the tray's four states by shape."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from deskside.ui.icons import Icons
from deskside.ui.tokens import DARK, PICTURE, TRAY_INK, contrast_of

FOLDER = Path(__file__).parents[3] / "resources" / "icons"
LINES = sorted(path.stem for path in FOLDER.glob("*.svg") if not path.stem.startswith("tray-"))
STATES = ("fine", "waits", "working", "trouble")
PANELS = ("#f0f0f0", "#202020")
FORM = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
    'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
)
FREE = 1
"""Units at the edge of the grid that stay empty."""
TOLD_APART = 0.2
"""The part of two states' ink that must differ, in black and white."""


def ink_of(name: str, size: int) -> frozenset[tuple[int, int]]:
    """The pixels that are more than half covered."""
    image = Icons(FOLDER).pixmap(name, "#000000", size).toImage()
    return frozenset((x, y) for x in range(size) for y in range(size) if image.pixelColor(x, y).alpha() > 127)


@pytest.mark.parametrize("name", LINES)
def test_every_icon_is_of_one_hand(name: str) -> None:
    source = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert source.startswith(FORM)
    assert not re.search(r"#[0-9a-fA-F]{3}|rgb\(|<style|<text|<image|href", source)


@pytest.mark.parametrize("name", LINES)
def test_no_icon_runs_into_the_edge_of_its_grid(qapp: QApplication, name: str) -> None:
    scale = 4
    ink = ink_of(name, 24 * scale)
    assert ink
    low, high = FREE * scale, (24 - FREE) * scale
    assert all(low <= x < high and low <= y < high for x, y in ink)


def test_no_two_icons_look_alike(qapp: QApplication) -> None:
    drawn = {name: ink_of(name, 48) for name in LINES}
    alike = [
        (one, other)
        for one, other in itertools.combinations(LINES, 2)
        if len(drawn[one] ^ drawn[other]) < 0.1 * len(drawn[one] | drawn[other])
    ]
    assert not alike


@pytest.mark.parametrize("size", [16, 22, 24, 32])
@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(STATES, 2)])
def test_the_states_of_the_tray_are_told_apart_without_colour(
    qapp: QApplication, one: str, other: str, size: int
) -> None:
    first, second = ink_of(f"tray-{one}", size), ink_of(f"tray-{other}", size)
    assert len(first ^ second) >= TOLD_APART * len(first | second)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("state", STATES)
def test_the_tray_icon_is_seen_on_light_and_on_dark_panels(qapp: QApplication, state: str, panel: str) -> None:
    image = Icons(FOLDER).pixmap(f"tray-{state}", TRAY_INK[state], 16).toImage()
    full = [image.pixelColor(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255]
    assert len(full) > 40
    assert all(contrast_of(_opaque(colour), panel) >= 3 for colour in full)


def test_where_the_system_tints_the_icon_itself_it_gets_one_colour(qapp: QApplication) -> None:
    for state in STATES:
        image = Icons(FOLDER).pixmap(f"tray-{state}", TRAY_INK["template"], 22).toImage()
        image.convertTo(QImage.Format.Format_ARGB32)
        seen = {image.pixelColor(x, y).name() for x in range(22) for y in range(22) if image.pixelColor(x, y).alpha()}
        assert seen == {"#000000"}


def _opaque(colour: QColor) -> str:
    return colour.name(QColor.NameFormat.HexRgb)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.parents[1].glob("troubleshooters/*/pictures/*.svg")), ids=lambda p: p.stem
)
def test_a_picture_is_not_glaring_white_in_the_dark(qapp: QApplication, path: Path) -> None:
    drawn = Icons(FOLDER).picture(path, DARK.accent, DARK.surface, QSize(*PICTURE), 1.0).toImage()
    assert (drawn.width(), drawn.height()) == PICTURE
    dots = (drawn.pixelColor(x, y) for x in range(0, PICTURE[0], 2) for y in range(0, PICTURE[1], 2))
    seen = {dot.name() for dot in dots if dot.alpha() == 255}
    assert DARK.accent in seen
    assert DARK.surface in seen
    assert "#ffffff" not in seen

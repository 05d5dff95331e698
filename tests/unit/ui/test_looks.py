"""What a person sees in every appearance: edges in high contrast, rings that show, mirrored arrows, calm scrolling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QPointF, QRect, QSettings, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.bar import Act
from deskside.ui.parts.choice import Choice, Star, Switch
from deskside.ui.parts.field import Line
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.logo import MOST_BYTES, Logo, read_logo
from deskside.ui.parts.nothing import Nothing
from deskside.ui.parts.press import Button, Card, Weight
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.scroll import Thumb
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet
from deskside.ui.tokens import (
    BLOCK,
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    DISC,
    INSIDE,
    LIGHT,
    LOGO,
    PAD,
    Colours,
    contrast_of,
)
from deskside.ui.window import Window

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"><rect width="{0}" height="{1}"/></svg>'


def _controls(look: Look) -> tuple[QWidget, ...]:
    line = Line(look, "Label")
    return (
        *(Button(look, "Go on", weight) for weight in Weight),
        Card(look, "Title", "Second", "problem"),
        Choice(look, "One", "one"),
        Switch(look, "Start with the computer", on=True),
        Star(look, 1, "1 star"),
        line,
    )


def _picture(part: QWidget) -> QImage:
    part.ensurePolished()
    part.resize(part.sizeHint())
    return part.grab().toImage()


def _inks(picture: QImage) -> set[str]:
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize("colours", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_in_high_contrast_everything_has_an_edge(look: Look, colours: Colours, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskside.ui.look.colours", lambda **_: colours)
    look.read_again()
    parts = (*_controls(look), Panel(look), Banner(look, "Says"))
    for part in parts:
        if not isinstance(part, Button | Star) or part.accessibleName() == "Go on":
            edged = _inks(_picture(part)) & {colours.line, colours.accent}
            assert edged, type(part)


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
def test_the_focus_ring_shows_on_everything_around_it(colours: Colours) -> None:
    around = (colours.ground, colours.surface, colours.raised, colours.tint, colours.tint_notice, colours.pressed)
    assert all(contrast_of(colours.accent, one) >= 3 for one in around)


def test_the_pointer_on_anything_that_can_be_pressed_is_seen(look: Look) -> None:
    for part in _controls(look)[:-1]:
        part.resize(part.sizeHint())
        part.show()
        before = part.grab().toImage()
        at = QPointF(5, 5)
        QApplication.sendEvent(part, QEnterEvent(at, at, at))
        part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=True)
        assert part.grab().toImage() != before, type(part)
        QApplication.sendEvent(part, QEvent(QEvent.Type.Leave))
        part.close()


@pytest.mark.parametrize("icon", ["back", "forward"])
def test_arrows_point_the_other_way_where_reading_does(look: Look, icon: str) -> None:
    button = Button(look, "", Weight.QUIET, icon)
    there = _picture(button)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert _picture(button) == there.flipped(Qt.Orientation.Horizontal)


def test_the_icons_of_things_stay_as_they_are(look: Look) -> None:
    card = Card(look, "", "", "problem-printer")
    left_to_right = _picture(card)
    card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = _picture(card)
    side = PAD + INSIDE
    disc = QRect(side, (card.height() - DISC) // 2, DISC, DISC)
    there = disc.translated(card.width() - 2 * side - DISC, 0)
    assert left_to_right.copy(disc) == mirrored.copy(there)


def _window(look: Look, folder: Path) -> Window:
    window = Window(look, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    window.resize(440, 480)
    return window


@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_moves_when_there_is_more_to_scroll(look: Look, tmp_path: Path, *, mirrored: bool) -> None:
    window = _window(look, tmp_path)
    try:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        sheet = Sheet(look, "A short page")
        panel = Panel(look)
        sheet.add(panel)
        window.open_sheet(sheet)
        window.show()
        QApplication.processEvents()
        before = panel.mapTo(window, panel.rect().topLeft()), panel.width()
        for _ in range(20):
            sheet.add(Words(look, "More to read"))
        limit = QDeadlineTimer(5_000)
        while not any(one.maximum() > 0 for one in window.findChildren(Thumb)) and not limit.hasExpired():
            QApplication.processEvents()
        bar = next(one for one in window.findChildren(Thumb) if one.isVisible() and one.maximum() > 0)
        assert (panel.mapTo(window, panel.rect().topLeft()), panel.width()) == before
        at = bar.mapTo(window, bar.rect().topLeft()).x()
        right_of_it = before[0].x() + panel.width()
        assert at + bar.width() <= before[0].x() if mirrored else at >= right_of_it
    finally:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("width", [400, 440, 900, 1600])
def test_head_page_and_actions_stand_on_one_edge(look: Look, tmp_path: Path, width: int) -> None:
    window = _window(look, tmp_path)
    try:
        window.open_sheet(Sheet(look, "First"))
        window.open_sheet(sheet := Sheet(look, "Second"))
        window.resize(width, 480)
        window.show()
        QApplication.processEvents()
        edges = [sheet.heading.mapTo(window, sheet.heading.rect().topLeft()).x()]
        buttons = (window.head.back, window.bar.people)
        edges += [one.mapTo(window, one.rect().topLeft()).x() + one.outset[0] for one in buttons]
        assert max(edges) - min(edges) <= 1, edges
    finally:
        window.close()
        window.deleteLater()


def test_the_actions_have_their_room_whatever_size_the_window_had_before(look: Look, tmp_path: Path) -> None:
    window = _window(look, tmp_path)
    try:
        sheet = Sheet(look, "Is it working now?")
        window.open_sheet(sheet)
        sheet.show_acts(Act("Yes, it works", lambda: None), Act("No, not yet", lambda: None))
        window.show()
        for width in (900, 408, 400, 900, 408, 400, 440):
            window.resize(width, 480)
            QApplication.processEvents()
            bar = window.bar
            assert bar.main is not None
            assert bar.height() == bar.heightForWidth(width)
            for button in (bar.people, *bar.others, bar.main):
                assert bar.rect().contains(button.geometry()), width
    finally:
        window.close()
        window.deleteLater()


def test_the_tab_key_goes_as_the_window_is_read(look: Look, tmp_path: Path) -> None:
    window = _window(look, tmp_path)
    try:
        window.open_sheet(Sheet(look, "First"))
        window.open_sheet(sheet := Sheet(look, "Second"))
        later, line = Button(look, "Made first"), Line(look, "Your words")
        sheet.add(line)
        sheet.add(flowing(Button(look, "Undo", Weight.QUIET), later))
        sheet.show_acts(Act("Yes", lambda: None), Act("No", lambda: None))
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        reached = []
        for _ in range(8):
            focused = window.focusWidget()
            reached.append(focused.accessibleName())
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        round_trip = ["Your words", "Undo", "Made first", "Talk to a person", "No", "Yes", "Back"]
        assert reached == ["Second", *round_trip]
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        assert window.focusWidget().accessibleName() == "Back"
    finally:
        window.close()
        window.deleteLater()


def test_an_empty_list_says_so_in_a_sentence(look: Look) -> None:
    nothing = Nothing(look, "letter", "Nothing is open with the help desk.")
    nothing.resize(392, nothing.sizeHint().height())
    assert nothing.words.text() == "Nothing is open with the help desk."
    assert look.colours.raised in _inks(nothing.grab().toImage())
    assert nothing.sizeHint().height() > 2 * BLOCK


def _logo(folder: Path, kind: str) -> Path:
    file = folder / f"logo.{kind}"
    if kind == "svg":
        file.write_text(SVG.format(300, 100), "utf-8")
    else:
        image = QImage(300, 100, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.transparent)
        image.save(str(file))
    return file


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_organisations_mark_is_shown_as_large_as_there_is_room(look: Look, tmp_path: Path, kind: str) -> None:
    logo = Logo(look)
    assert logo.isHidden()
    logo.show_image(read_logo(str(_logo(tmp_path, kind))))
    assert not logo.isHidden()
    size = logo.sizeHint()
    assert (size.width(), size.height()) == (LOGO[1] * 3, LOGO[1])


def _no_file(_folder: Path) -> str:
    return ""


def _text(folder: Path) -> str:
    (folder / "logo.png").write_text("no picture", "utf-8")
    return str(folder / "logo.png")


def _huge(folder: Path) -> str:
    (folder / "logo.svg").write_text(SVG.format(1, 1) + " " * MOST_BYTES, "utf-8")
    return str(folder / "logo.svg")


def _other_kind(folder: Path) -> str:
    (folder / "logo.gif").write_bytes(b"GIF89a")
    return str(folder / "logo.gif")


def _endless(folder: Path) -> str:
    QImage(4_000, 1, QImage.Format.Format_RGB32).save(str(folder / "logo.png"))
    return str(folder / "logo.png")


@pytest.mark.parametrize("file", [_no_file, _text, _huge, _other_kind, _endless])
def test_a_mark_that_is_none_is_left_out(look: Look, tmp_path: Path, file: Callable[[Path], str]) -> None:
    logo = Logo(look)
    logo.show_image(read_logo(file(tmp_path)))
    assert logo.isHidden()

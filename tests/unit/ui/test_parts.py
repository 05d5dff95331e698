"""The parts that all pages are made of, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.bar import Act, ActionBar
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.reading import as_read
from deskside.ui.parts.text import Block, Words
from deskside.ui.sheet import Sheet
from deskside.ui.tokens import MARGIN, WINDOW, Role

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def show(qapp: QApplication, look: Look) -> Iterator[Show]:
    """Shows a part on its own."""
    shown: list[QWidget] = []

    def on_screen(part: QWidget) -> QWidget:
        part.setPalette(look.palette())
        shown.append(part)
        part.show()
        qapp.processEvents()
        return part

    yield on_screen
    for part in shown:
        part.close()
        part.deleteLater()


def _first_ink(picture: QImage, ground: str, *, mirrored: bool) -> int:
    """How far from the leading edge something is drawn."""
    columns = range(picture.width() - 1, -1, -1) if mirrored else range(picture.width())
    for away, x in enumerate(columns):
        if any(picture.pixelColor(x, y).name() != ground for y in range(picture.height())):
            return away
    return -1


@pytest.mark.parametrize("mirrored", [False, True], ids=["left-to-right", "right-to-left"])
@pytest.mark.parametrize("icon", ["", "undo", "letter"])
def test_quiet_buttons_begin_where_the_text_begins(show: Show, look: Look, icon: str, *, mirrored: bool) -> None:
    sheet = Sheet(look, "HHH")
    sheet.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    button, row = Button(look, "HHH", Weight.QUIET, icon), Button(look, "HHH", Weight.QUIET, icon)
    sheet.add(button)
    sheet.add(flowing(row))
    sheet.resize(*WINDOW)
    show(sheet)
    sheet.heading.setFocus()
    picture = sheet.grab().toImage()
    edges = []
    for part in (sheet.heading, button, row):
        at = part.mapTo(sheet, part.rect().topLeft())
        strip = picture.copy(0, at.y(), picture.width(), part.height())
        edges.append(_first_ink(strip, look.colours.ground, mirrored=mirrored))
    assert all(MARGIN <= edge <= MARGIN + 3 for edge in edges), edges


def test_long_words_on_a_quiet_button_wrap_within_the_page(show: Show, look: Look) -> None:
    sheet = Sheet(look, "Page")
    button = Button(look, "Donaudampfschifffahrtsgesellschaft und noch viel mehr als das", Weight.QUIET, "attach")
    sheet.add(flowing(button))
    sheet.resize(*WINDOW)
    show(sheet)
    at = button.mapTo(sheet, button.rect().topLeft()).x()
    assert at + button.width() <= WINDOW[0] - MARGIN + button.outset[1]
    assert button.height() >= button.heightForWidth(button.width())


@pytest.fixture(params=range(100, 225, 25))
def sized(qapp: QApplication, look: Look, request: pytest.FixtureRequest) -> Iterator[Look]:
    """The system's text is so many per cent of the usual."""
    usual, larger = qapp.font(), qapp.font()
    larger.setPointSizeF(usual.pointSizeF() * request.param / 100)
    qapp.setFont(larger)
    look.read_again()
    yield look
    qapp.setFont(usual)


@pytest.mark.parametrize("label", ["&Talk to a person", "&You will", "A&Va or Tee"])
def test_a_button_as_wide_as_it_asks_for_keeps_its_words_in_one_line(sized: Look, label: str) -> None:
    """Its letter for the keyboard is underlined, and so does not nestle against the next one."""
    button = Button(sized, label, Weight.QUIET, "person")
    button.setPalette(sized.palette())
    button.resize(button.sizeHint())
    picture = button.grab().toImage()
    ground = picture.pixelColor(0, 0)
    rows = [*range(4), *range(picture.height() - 4, picture.height())]
    assert not [y for y in rows if any(picture.pixelColor(x, y) != ground for x in range(picture.width()))]


@pytest.mark.parametrize(("role", "least", "most"), [(Role.BODY, 1.35, 1.45), (Role.TITLE, 1.18, 1.3)])
def test_lines_have_air_and_headings_hold_together(look: Look, role: Role, least: float, most: float) -> None:
    font = look.font(role)
    one, two = (Block(text, font, 400, right_to_left=False, leading=role.leading).height for text in ("A", "A\nA"))
    assert least <= (two - one + 1) / font.pixelSize()
    assert (two - one - 1) / font.pixelSize() <= most


def test_actions_without_room_share_a_row_and_nobody_loses_words(show: Show, look: Look) -> None:
    bar = ActionBar(look)
    bar.show_acts(Act("Yes, it works now", lambda: None), (Act("No, not yet at all", lambda: None),))
    bar.resize(WINDOW[0], bar.heightForWidth(WINDOW[0]))
    show(bar)
    assert bar.main is not None
    other, main, people = bar.others[0].geometry(), bar.main.geometry(), bar.people.geometry()
    assert other.width() == main.width()
    assert other.top() == main.top() < people.top()
    assert other.right() < main.left()
    assert people.width() >= bar.people.sizeHint().width()
    assert [one for one in as_read(bar) if isinstance(one, Button)] == [bar.others[0], bar.main, bar.people]


def test_what_was_pressed_shows_that_it_works_and_is_done_once(show: Show, look: Look) -> None:
    done: list[str] = []
    bar = ActionBar(look)
    bar.resize(*WINDOW)
    act = Act("Fix it", lambda: done.append("fixed"))
    bar.show_acts(act)
    show(bar)
    button = bar.main
    assert button is not None
    before = button.grab().toImage()
    button.click()
    bar.show_acts(Act("Fix it", act.do, working=True))
    assert bar.main is button
    assert button.grab().toImage() != before
    assert button.accessibleDescription() == "One moment, please."
    button.click()
    assert done == ["fixed"]
    bar.show_acts(act)
    assert button.accessibleDescription() == ""
    button.click()
    assert done == ["fixed", "fixed"]


@pytest.mark.parametrize("mirrored", [False, True], ids=["left-to-right", "right-to-left"])
def test_icon_and_words_stand_together_in_the_middle_of_a_wide_button(look: Look, *, mirrored: bool) -> None:
    button = Button(look, "HHH", Weight.MAIN, "tick")
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    button.resize(3 * button.sizeHint().width(), button.sizeHint().height())
    face = button.grab().toImage().copy(20, 10, button.width() - 40, button.height() - 20)
    before = _first_ink(face, look.colours.accent, mirrored=False)
    behind = _first_ink(face, look.colours.accent, mirrored=True)
    assert abs(before - behind) <= 8, (before, behind)


def test_a_finger_on_a_button_is_seen(show: Show, look: Look) -> None:
    for weight in Weight:
        button = Button(look, "Go on", weight)
        show(button)
        at_rest = button.grab().toImage()
        button.setDown(True)
        assert button.grab().toImage() != at_rest, weight


def test_wide_windows_do_not_make_long_lines(look: Look) -> None:
    words = Words(look, "the quiet printer on the second floor waits for paper " * 4)
    laid_out = Block(words.text(), look.font(Role.BODY), words.sizeHint().width(), right_to_left=False)
    lines = laid_out.lines
    assert len(lines) > 2
    assert max(map(len, lines)) <= 66

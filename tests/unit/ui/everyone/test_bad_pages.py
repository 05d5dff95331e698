"""Each check can fail: a window with one thing wrong in it is objected to, and the same window put right is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from deskside import language
from deskside.kit.pseudo import LONG, longer
from deskside.ui.look import Look
from deskside.ui.parts.choice import Choice
from deskside.ui.parts.field import Line
from deskside.ui.parts.press import Button
from deskside.ui.parts.text import Words
from deskside.ui.tokens import LINE, MARGIN, TARGET

from .legible import empty_labels, too_faint
from .mirrored import not_mirrored, text_at_the_wrong_edge
from .reached import focus_not_seen, named_twice, not_reached, out_of_order, unnamed
from .whole import cut, outside, overlapping, too_small
from .words import untranslated

FAINT, FAINTER = "#9aa0a8", "#c8ccd2"
WIDE, HIGH = 440, 400
PRESS = QRect(MARGIN, 120, 200, TARGET)
BELOW = PRESS.translated(0, 2 * TARGET)


class Ground(QWidget):
    """Something to lay parts on, painted as the window is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.resize(WIDE, HIGH)
        self.setPalette(look.palette())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        painter.end()

    def put(self, part: QWidget, area: QRect) -> QWidget:
        part.setParent(self)
        part.setGeometry(area)
        part.show()
        return part


class Still(Button):
    """A button that does not show the focus."""

    @property
    def ringed(self) -> bool:
        return False


@pytest.fixture
def ground(look: Look, qapp: QApplication) -> Iterator[Ground]:
    one = Ground(look)
    one.show()
    one.activateWindow()
    qapp.processEvents()
    yield one
    one.close()
    one.deleteLater()
    qapp.processEvents()


def words(look: Look, text: str = "Nothing is lost. It goes on.", ink: str = "text") -> Words:
    return Words(look, text, colour=ink)


TOP = QRect(MARGIN, MARGIN, 300, 40)


def test_text_that_is_hard_to_read(ground: Ground, look: Look) -> None:
    ground.put(words(look), TOP)
    assert not list(too_faint(ground))
    look.colours = type(look.colours)(**{**vars(look.colours), "text": FAINT})
    look._qcolours.clear()
    assert "needs 7" in " ".join(too_faint(ground))


def test_a_quiet_second_line_counts_by_itself(ground: Ground, look: Look) -> None:
    from deskside.ui.parts.press import Card

    ground.put(Card(look, "Printing does not work", "Finds out why."), QRect(MARGIN, MARGIN, 380, 80))
    assert not list(too_faint(ground))
    look.colours = type(look.colours)(**{**vars(look.colours), "text_quiet": FAINT})
    look._qcolours.clear()
    assert "needs 4.5" in " ".join(too_faint(ground))


@pytest.mark.parametrize("kind", ["choice", "field"])
def test_a_control_that_hardly_shows(ground: Ground, look: Look, kind: str) -> None:
    part = Choice(look, "Office", "Office") if kind == "choice" else Line(look, "Your address")
    ground.put(part, QRect(MARGIN, MARGIN, 300, 80))
    assert not list(too_faint(ground))
    look.colours = type(look.colours)(**{**vars(look.colours), "line": FAINTER})
    look._qcolours.clear()
    assert "3" in " ".join(too_faint(ground))


def test_words_that_are_not_drawn(ground: Ground, look: Look) -> None:
    part = ground.put(words(look), TOP)
    assert not list(empty_labels(ground))
    part.tint("ground")  # type: ignore[attr-defined]
    assert list(empty_labels(ground))


def test_words_that_are_cut(ground: Ground, look: Look) -> None:
    long = "Rindfleischetikettierungsüberwachungsaufgabe " * 4
    part = ground.put(words(look, long), QRect(MARGIN, MARGIN, 300, 340))
    assert not list(cut(ground))
    part.setFixedHeight(30)
    assert "of height" in " ".join(cut(ground))


def test_words_behind_an_edge(ground: Ground, look: Look) -> None:
    holder = QWidget()
    ground.put(holder, TOP)
    part = words(look)
    part.setParent(holder)
    part.setGeometry(0, 0, 300, 40)
    part.show()
    assert not list(cut(ground))
    holder.setFixedHeight(20)
    assert "behind an edge" in " ".join(cut(ground))


def test_a_hint_longer_than_its_field(ground: Ground) -> None:
    line = QLineEdit()
    line.setPlaceholderText("For example: no internet")
    ground.put(line, TOP)
    assert not list(cut(ground))
    line.setFixedWidth(60)
    assert "its hint" in " ".join(cut(ground))


def test_things_over_one_another(ground: Ground, look: Look) -> None:
    ground.put(words(look), TOP)
    press = ground.put(Button(look, "Fix it"), PRESS)
    assert not list(overlapping(ground))
    press.move(TOP.topLeft())
    assert list(overlapping(ground))


def test_things_outside_the_window(ground: Ground, look: Look) -> None:
    press = ground.put(Button(look, "Fix it"), PRESS)
    assert not list(outside(ground))
    press.move(WIDE - 50, 0)
    assert list(outside(ground))


def test_things_too_small_to_press(ground: Ground, look: Look) -> None:
    press = ground.put(Button(look, "Fix it"), PRESS)
    assert not list(too_small(ground))
    press.setFixedSize(TARGET, TARGET - 1)
    assert list(too_small(ground))


def test_a_focus_that_is_not_seen(ground: Ground, look: Look) -> None:
    ground.put(Button(look, "Fix it"), PRESS)
    assert not list(focus_not_seen(ground))
    ground.put(Still(look, "Not now"), BELOW)
    assert "Not now" in " ".join(focus_not_seen(ground))


def test_a_focus_that_is_seen_only_just(ground: Ground, look: Look) -> None:
    look.colours = type(look.colours)(**{**vars(look.colours), "accent": FAINTER})
    look._qcolours.clear()
    ground.put(Button(look, "Fix it"), PRESS)
    assert list(focus_not_seen(ground))


@pytest.mark.parametrize("name", ["", " ", "{name}", "&Fix", "QPushButton"])
def test_names_that_nobody_would_say(ground: Ground, look: Look, name: str) -> None:
    press = ground.put(Button(look, "Fix it"), PRESS)
    assert not list(unnamed(ground))
    press.setText(name)  # type: ignore[attr-defined]
    press.setAccessibleName(name)
    assert list(unnamed(ground))


def test_two_buttons_of_the_same_name(ground: Ground, look: Look) -> None:
    ground.put(Button(look, "Take out"), PRESS)
    other = ground.put(Button(look, "Take out"), BELOW)
    assert list(named_twice(ground))
    other.setAccessibleName("Take out screen.png")
    assert not list(named_twice(ground))


def test_something_that_tab_does_not_reach(ground: Ground, look: Look) -> None:
    first, second = Button(look, "Fix it"), Button(look, "Not now")
    ground.put(first, PRESS)
    ground.put(second, BELOW)
    first.setFocus()
    assert not list(not_reached(ground))
    second.keyPressEvent = lambda _event: None  # type: ignore[assignment, method-assign]
    first.focusNextPrevChild = lambda _forward: True  # type: ignore[method-assign]
    first.setFocus()
    assert "Not now" in " ".join(not_reached(ground))


@pytest.mark.parametrize("mirrored", [False, True])
def test_an_order_that_is_not_the_order_of_reading(ground: Ground, look: Look, *, mirrored: bool) -> None:
    side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    ground.setLayoutDirection(side)
    places = [PRESS, PRESS.translated(210, 0), BELOW]
    buttons = [Button(look, text) for text in ("One", "Two", "Three")]
    for button, place in zip(buttons, [places[1], places[0], places[2]] if mirrored else places, strict=True):
        ground.put(button, place)
    buttons[0].setFocus()
    assert not list(out_of_order(ground))
    buttons[2].setGeometry(PRESS.translated(0, -100))
    buttons[0].setFocus()
    assert "Three" in " ".join(out_of_order(ground))


@pytest.mark.parametrize("wrong", [False, True])
def test_a_row_that_does_not_mirror(ground: Ground, look: Look, qapp: QApplication, *, wrong: bool) -> None:
    row = QWidget()
    box = QHBoxLayout(row)
    for text in ("Undo", "Start again"):
        box.addWidget(Button(look, text))
    box.addStretch(1)
    column = QVBoxLayout(ground)
    column.setSpacing(LINE)
    column.addWidget(row)
    column.addStretch(1)
    if wrong:
        row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def live() -> None:
        for size in (ground.size().grownBy(ground.contentsMargins()), ground.size()):
            ground.resize(size.width() + 8, size.height())
            qapp.processEvents()
        ground.resize(WIDE, HIGH)
        qapp.processEvents()

    assert bool(list(not_mirrored(ground, live))) is wrong
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_text_at_the_wrong_edge(ground: Ground, look: Look) -> None:
    class Stubborn(Words):
        """Begins on the left whatever the direction is."""

        def _laid_out(self, width: int) -> object:  # type: ignore[override]
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            return super()._laid_out(width)

    ground.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    ground.put(words(look, "قليل"), TOP)
    assert not list(text_at_the_wrong_edge(ground))
    ground.put(Stubborn(look, "قليل"), TOP.translated(0, 60))
    assert list(text_at_the_wrong_edge(ground))


@pytest.fixture
def in_pseudo(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    monkeypatch.setattr(language, "_name", LONG)
    return longer


def test_words_that_cannot_be_translated(ground: Ground, look: Look, in_pseudo: Callable[[str], str]) -> None:
    part = ground.put(words(look, in_pseudo("Nothing is lost.")), TOP)
    assert not list(untranslated(ground))
    part.setText("Nothing is lost.")  # type: ignore[attr-defined]
    assert list(untranslated(ground))


def test_radio_buttons_are_known_to_the_checks(ground: Ground, look: Look) -> None:
    """One of a group is enough for the Tab key; two groups are two stops."""
    choices = [Choice(look, text, text) for text in ("Office", "Hall")]
    for number, choice in enumerate(choices):
        ground.put(choice, PRESS.translated(0, 60 * number))
    choices[0].setFocus()
    assert isinstance(choices[0], QRadioButton)
    assert not list(not_reached(ground))

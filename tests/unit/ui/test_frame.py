"""Every page, at every size: nothing is cut, everything has a name and is large enough, the frame keeps its corners."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from deskside.model.page import Verb
from deskside.ui.look import Look
from deskside.ui.pages.article import Reading
from deskside.ui.pages.exact import Exact
from deskside.ui.pages.home import Home
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.screenshot import Screenshot
from deskside.ui.pages.story import Story
from deskside.ui.parts.bar import Act, ActionBar, with_mnemonics
from deskside.ui.parts.drawing import drawn
from deskside.ui.parts.text import Block, Words
from deskside.ui.tokens import MARGIN, SMALLEST, TARGET, Role

from .prepared import with_tickets
from .walk import Walk


def _home(walk: Walk) -> None:
    walk.at(Home)


def _intro(walk: Walk) -> None:
    walk.open()


def _question(walk: Walk) -> None:
    walk.open()
    walk.act(Verb.BEGIN)


def _finding(walk: Walk) -> None:
    walk.to_finding()


def _fixed(walk: Walk) -> None:
    walk.to_finding()
    walk.act(Verb.FIX)


def _people(walk: Walk) -> None:
    walk.to_finding()
    walk.act(Verb.PEOPLE)


def _story(walk: Walk) -> None:
    walk.guide.write(words="Nothing is printed.")
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)


def _preview(walk: Walk) -> None:
    _story(walk)
    story = walk.at(Story)
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.at(Preview)


def _exact(walk: Walk) -> None:
    _preview(walk)
    walk.press("Hide a part of it")
    walk.at(Exact)


def _taking_a_picture(walk: Walk) -> None:
    _story(walk)
    walk.press("Add a picture of the screen")
    walk.at(Screenshot)


def _picture(walk: Walk) -> None:
    _story(walk)
    story = walk.at(Story)
    story.letter.drawings["file-1"] = drawn("screen.png", QImage(1920, 1080, QImage.Format.Format_RGB32))
    walk.guide.picture(story.letter, "file-1")
    walk.at(Screenshot)


def _sent(walk: Walk) -> None:
    _preview(walk)
    preview = walk.sheet
    walk.press("Send")
    walk.until(lambda: walk.sheet is not preview)


def _request(walk: Walk) -> None:
    with_tickets(walk.prepared)
    walk.settle()
    walk.guide.request(walk.board.known.tickets[1].reference)
    walk.settle()


def _solved(walk: Walk) -> None:
    with_tickets(walk.prepared)
    walk.settle()
    walk.guide.request(walk.board.known.tickets[0].reference)
    walk.settle()


def _requests(walk: Walk) -> None:
    with_tickets(walk.prepared)
    walk.settle()
    walk.guide.requests()


def _history(walk: Walk) -> None:
    _fixed(walk)
    walk.act(Verb.YES)
    walk.guide.history()
    walk.settle()


def _known_problem(walk: Walk) -> None:
    walk.prepared.tell()
    walk.settle()


def _all_problems(walk: Walk) -> None:
    walk.guide.all_problems()


def _all_articles(walk: Walk) -> None:
    walk.guide.good_to_know()


def _article(walk: Walk) -> None:
    walk.guide.open_by_id("fake-messages")
    walk.at(Reading)


def _settings(walk: Walk) -> None:
    walk.guide.settings()
    walk.until(lambda: len(walk.seen(QRadioButton)) > 1)


PAGES = (
    _home,
    _intro,
    _question,
    _finding,
    _fixed,
    _people,
    _story,
    _preview,
    _exact,
    _taking_a_picture,
    _picture,
    _sent,
    _request,
    _solved,
    _requests,
    _history,
    _settings,
    _known_problem,
    _all_problems,
    _all_articles,
    _article,
)


@pytest.fixture(params=[1.0, 2.0], ids=["normal", "twice-the-text"])
def text_size(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[float]:
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * request.param)
    qapp.setFont(larger)
    yield request.param
    qapp.setFont(font)


@pytest.fixture(scope="module", params=PAGES)
def shown(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    """A walk that has led to this page; nothing is changed there."""
    walk = Walk(qapp, tmp_path_factory.mktemp("home"))
    request.param(walk)
    yield walk
    walk.end()


def _place(walk: Walk, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(walk.window, QPoint(0, 0)), widget.size())


def _cut(walk: Walk) -> Iterator[str]:
    """Texts that have less room than they need."""
    for words in walk.seen(Words):
        assert isinstance(words, Words)
        if words.text() and words.height() < words.heightForWidth(words.width()):
            yield words.text()
    for button in walk.seen(QAbstractButton):
        if button.hasHeightForWidth() and button.height() < button.heightForWidth(button.width()):
            yield button.accessibleName()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("text_size")
def test_nothing_is_cut_even_in_the_smallest_window(walk: Walk, page: Callable[[Walk], None]) -> None:
    page(walk)
    for size in ((440, 680), SMALLEST):
        walk.window.resize(*size)
        walk.until(lambda size=size: walk.window.size() == QSize(*size))  # type: ignore[misc]
        assert not list(_cut(walk))
        for widget in (walk.window.head, walk.window.bar):
            assert walk.window.rect().contains(_place(walk, widget))
        for part in walk.seen(QWidget):
            assert _place(walk, part).right() <= walk.window.width(), part


def test_whatever_takes_the_focus_has_a_name_and_room_to_be_pressed(shown: Walk) -> None:
    for widget in shown.seen(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else "")
        assert name.strip(), widget
        if isinstance(widget, QAbstractButton):
            assert widget.width() >= TARGET, name
            assert widget.height() >= TARGET, name


def test_the_keyboard_reaches_everything_and_comes_round_again(shown: Walk) -> None:
    reached: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and len(reached) < 100:
        if now in reached:
            break
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    for widget in shown.seen(QWidget):
        takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        alone = isinstance(widget, QRadioButton)  # one of a group is reached, the arrow keys do the rest
        if takes and widget.focusProxy() is None and widget.isEnabled() and not alone:
            assert widget in reached, widget.accessibleName()


def test_all_text_is_plain_and_no_label_opens_links(shown: Walk) -> None:
    for label in shown.seen(QLabel):
        assert isinstance(label, QLabel)
        if label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText
            assert not label.openExternalLinks()
    for box in shown.seen(QPlainTextEdit):
        assert isinstance(box, QPlainTextEdit)
        assert not box.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_new_page_takes_the_focus_to_its_heading(walk: Walk, page: Callable[[Walk], None]) -> None:
    page(walk)
    focus = QApplication.focusWidget()
    assert focus in (walk.sheet.heading, walk.sheet.lead) or walk.sheet.isAncestorOf(focus)
    walk.window.back()
    walk.until(lambda: True)
    assert walk.window.isAncestorOf(QApplication.focusWidget())


def test_a_person_is_bottom_left_and_back_top_left(shown: Walk) -> None:
    window = shown.window
    people = _place(shown, window.bar.people)
    assert people.left() <= MARGIN
    assert people.bottom() > window.height() - 2 * TARGET
    if window.bar.main is not None:
        main = _place(shown, window.bar.main)
        assert main.right() >= window.width() - MARGIN
        assert main.left() >= people.right() or main.bottom() < people.top()
    if window.head.back.isVisible():
        assert _place(shown, window.head.back).left() <= MARGIN


def test_a_mirrored_window_swaps_the_corners(walk: Walk) -> None:
    walk.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    walk.to_finding()
    window = walk.window
    assert window.bar.main is not None
    assert _place(walk, window.bar.people).right() >= window.width() - MARGIN
    assert _place(walk, window.bar.main).left() <= MARGIN
    assert _place(walk, window.head.back).right() >= window.width() - MARGIN


def test_mnemonics_never_clash() -> None:
    labels = ("Talk to a person", "Try again", "Tell IT", "Fix it", "It is solved", "Ä", "&", "")
    letters = [
        text[text.index("&") + 1].lower() for text in with_mnemonics(labels) if text.replace("&&", "").count("&")
    ]
    assert len(letters) == len(set(letters)) == 6


@pytest.mark.parametrize("width", [400, 440, 700])
def test_long_words_make_buttons_grow_and_never_leave_the_bar(look: Look, width: int, qapp: QApplication) -> None:
    bar = ActionBar(look)
    try:
        bar.people.setText("Mit einem Menschen sprechen")
        later = Act("Vielleicht später noch einmal versuchen", lambda: None)
        bar.show_acts(Act("Donaudampfschifffahrtsgesellschaft", lambda: None), (later, later))
        bar.resize(width, bar.heightForWidth(width))
        bar.show_acts(Act("Donaudampfschifffahrtsgesellschaft", lambda: None), (later, later))
        assert bar.main is not None
        places = [one.geometry() for one in (bar.people, *bar.others, bar.main)]
        assert all(bar.rect().contains(place) for place in places)
        assert all(not a.intersects(b) for a in places for b in places if a is not b)
        for button in (*bar.others, bar.main):
            assert button.height() >= button.heightForWidth(button.width())
    finally:
        bar.deleteLater()


def test_a_word_longer_than_the_line_is_broken_not_cut(look: Look) -> None:
    block = Block("Rindfleischetikettierungsüberwachungsaufgabe", look.font(Role.TITLE), 200, right_to_left=False)
    assert block.widest <= 201
    assert block.height > look.font(Role.TITLE).pixelSize() * 2


def test_the_window_comes_back_where_it_was(walk: Walk) -> None:
    walk.window.resize(500, 600)
    walk.window.move(30, 20)
    walk.until(lambda: walk.window.size() == QSize(500, 600))
    place = walk.window.pos()
    walk.window.close()
    walk.window.resize(440, 480)
    walk.guide.show()
    assert walk.window.size() == QSize(500, 600)
    assert walk.window.pos() == place


def test_words_typed_stay_when_the_window_is_closed(walk: Walk) -> None:
    home = walk.at(Home)
    home.field.edit.setText("half a sen")
    QTest.keyClick(walk.window, Qt.Key.Key_Escape)
    assert not walk.window.isVisible()
    walk.guide.show()
    assert [one.text() for one in walk.seen(QLineEdit)] == ["half a sen"]  # type: ignore[attr-defined]


def test_a_screen_reader_can_choose_an_answer(walk: Walk) -> None:
    _question(walk)
    assert not walk.button("Go on").isEnabled()
    reached = QAccessible.queryAccessibleInterface(walk.button("Office"))
    reached.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
    walk.until(lambda: walk.button("Go on").isEnabled())

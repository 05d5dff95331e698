"""What there is to read: articles and known problems, from home, from the search, and by their ids."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from deskside.model.article import Article, Onward
from deskside.ui.board import Known
from deskside.ui.pages.article import Reading
from deskside.ui.pages.home import Home, of_the_week
from deskside.ui.pages.shelf import AllProblems, GoodToKnow
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.press import Card

from .prepared import NOTICE
from .walk import Walk


def tell(walk: Walk, text: str = NOTICE) -> None:
    """A notice arrives while Deskside runs."""
    walk.prepared.tell(text)
    walk.settle()


def search(walk: Walk, words: str) -> list[str]:
    """The names of the cards that come."""
    home = walk.at(Home)
    home.field.edit.setText(words)
    walk.until(lambda: home.found is not None and home.found.query == words)
    return [card.accessibleName() for card in walk.seen(Card)]


WAITING = "how long does it take until somebody answers"


def test_an_article_is_found_by_ones_own_words_and_read(walk: Walk) -> None:
    assert "Fake messages: how to spot them" in search(walk, "how do i recognise phishing")
    walk.press("Fake messages: how to spot them")
    page = walk.at(Reading)
    assert page.heading.text() == "Fake messages: how to spot them"
    assert "What gives them away" in walk.words()
    assert "Keep the message. We want to look at it." in walk.words()


def test_enter_opens_the_best_result_when_it_is_an_article(walk: Walk) -> None:
    assert search(walk, WAITING)[0] == "How long things take, and why"
    QTest.keyClick(walk.at(Home).field.edit, Qt.Key.Key_Return)
    assert walk.at(Reading).article.id == "how-long"


def test_back_leads_from_an_article_to_where_it_was_opened(walk: Walk) -> None:
    walk.press("All articles")
    walk.at(GoodToKnow)
    walk.press("Good passwords, kept well")
    walk.press("Fake messages: how to spot them")
    assert walk.at(Reading).article.id == "fake-messages"
    walk.window.back()
    assert walk.at(Reading).article.id == "passwords"
    walk.window.back()
    walk.at(GoodToKnow)


def test_an_article_leads_to_the_troubleshooter_it_names(walk: Walk) -> None:
    walk.guide.open_by_id("printing-well")
    walk.at(Reading)
    walk.press("Printing does not work")
    assert walk.at(Wizard).run.case.troubleshooter == "printer"


def test_what_an_article_names_and_nobody_has_installed_is_not_offered(walk: Walk) -> None:
    article = Article("odd", "Odd", "Odd words.", parts=walk.prepared.casework.articles()[0].parts)
    walk.guide.read(article)
    walk.board.show(Known(read=True))
    walk.until(lambda: not walk.seen(Card))
    walk.settle()
    walk.until(lambda: len(walk.seen(Card)) == sum(isinstance(part, Onward) for part in article.parts))


def test_a_link_or_the_command_line_opens_an_article(walk: Walk) -> None:
    walk.guide.open_by_id("how-long")
    assert walk.at(Reading).article.id == "how-long"
    walk.guide.open_by_id("printer")
    walk.at(Wizard)


def test_an_unknown_id_is_said_on_home(walk: Walk) -> None:
    walk.guide.open_by_id("no-such-thing")
    walk.until(lambda: "There is nothing called no-such-thing here." in walk.words())
    walk.at(Home)


def test_headings_are_told_to_screen_readers(walk: Walk) -> None:
    walk.guide.open_by_id("how-long")
    walk.at(Reading)
    headings = [one for one in walk.seen(Heading) if isinstance(one, Heading)]
    told = [QAccessible.queryAccessibleInterface(one) for one in headings]
    assert {one.role() for one in told} == {QAccessible.Role.Heading}
    assert "First, somebody reads what you wrote" in {one.text(QAccessible.Text.Name) for one in told}


def test_an_article_is_scrolled_with_the_keyboard_alone(walk: Walk) -> None:
    walk.guide.open_by_id("how-long")
    page = walk.at(Reading)
    walk.until(page.heading.hasFocus)
    bar = walk.window.findChild(QScrollArea).verticalScrollBar()
    walk.until(lambda: bar.maximum() > 0)
    for key, moved in keys(bar.maximum()):
        before = bar.value()
        QTest.keyClick(walk.app.focusWidget(), key)
        assert moved(before, bar.value()), key


def keys(end: int) -> list[tuple[Qt.Key, Callable[[int, int], bool]]]:
    return [
        (Qt.Key.Key_Down, lambda before, now: now > before),
        (Qt.Key.Key_PageDown, lambda before, now: now > before),
        (Qt.Key.Key_PageUp, lambda before, now: now < before),
        (Qt.Key.Key_End, lambda _before, now: now == end),
        (Qt.Key.Key_Home, lambda _before, now: now == 0),
        (Qt.Key.Key_Space, lambda before, now: now > before),
    ]


def test_a_known_problem_stands_first_on_home_and_tells_all_of_it(walk: Walk) -> None:
    tell(walk)
    first = walk.seen(Card)[0]
    top = min(walk.seen(Card), key=lambda card: card.mapTo(walk.window, card.rect().topLeft()).y())
    assert first is top
    assert first.accessibleName() == "Known problem: The mail is slow today"
    walk.press(first.accessibleName())
    assert walk.at(Reading).heading.text() == "The mail is slow today"
    assert "New messages come late. None is lost." in walk.words()
    assert walk.button("Printing does not work")


def test_a_known_problem_goes_when_its_file_is_gone(walk: Walk) -> None:
    tell(walk)
    (walk.prepared.paths.notices / "mail.toml").unlink()
    walk.settle()
    assert "Known problem" not in walk.words()
    assert not any("Known problem" in card for card in search(walk, "the mail is slow today"))


def test_a_known_problem_comes_first_in_the_search_for_what_it_is_about(walk: Walk) -> None:
    tell(walk)
    assert search(walk, "the mail is slow")[0] == "Known problem: The mail is slow today"
    about_printing = search(walk, "my printer wont print")
    assert about_printing[:2] == ["Known problem: The mail is slow today", "Printing does not work"]


def test_a_known_problem_stays_out_of_a_search_for_something_else(walk: Walk) -> None:
    tell(walk, text=NOTICE.replace('troubleshooter = "printer"\n', ""))
    assert not any("Known problem" in card for card in search(walk, "there is no space left on the disk"))


def test_every_problem_is_one_press_away(walk: Walk) -> None:
    walk.press("All problems")
    walk.at(AllProblems)
    titles = [card.accessibleName() for card in walk.seen(Card)]
    known = walk.board.known.troubleshooters
    assert titles == sorted((one.title for one in known), key=str.casefold)
    assert [one.id for one in known if not walk.sheet.look.icons.has(f"problem-{one.id}")] == []


def test_home_shows_no_empty_headings_before_the_first_reading(walk: Walk) -> None:
    walk.board.show(Known())
    walk.until(lambda: "Common problems" not in walk.words())
    assert "Your requests" not in walk.words()
    walk.settle()
    assert "Common problems" in walk.words()


def test_what_to_read_changes_each_week_until_all_had_their_turn() -> None:
    articles = tuple(Article(str(number), str(number), "") for number in range(12))
    monday = QDate(2026, 11, 23)
    assert of_the_week(articles, monday) == of_the_week(articles, monday.addDays(6))
    shown = [one.id for week in range(4) for one in of_the_week(articles, monday.addDays(7 * week))]
    assert len(set(shown)) == 12
    assert of_the_week((), monday) == ()
    assert len(of_the_week(articles[:2], monday)) == 2

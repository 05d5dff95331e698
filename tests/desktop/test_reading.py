"""From the icon to an article and a known problem: by one's own words, and to the end of the page without a mouse."""

from __future__ import annotations

from desktop.conftest import NewDesk, every_way
from desktop.desk import Desk
from desktop.steps import FIELD, using
from desktop.walk import NOTICE

ARTICLE = "Fake messages: how to spot them"
LAST = "Keep the message. We want to look at it."


@every_way
def test_an_article_is_found_and_leads_on_to_a_problem(new_desk: NewDesk, tray: str, way: str) -> None:
    desk = new_desk(tray=tray)
    person = using(way, desk)
    person.bring_up()
    person.write(FIELD, "how do i recognise phishing")
    desk.wait_for("This may help:")
    person.press(ARTICLE)
    desk.wait_for_heading(ARTICLE)
    assert [one.name for one in desk.look() if one.role == "heading"] == [
        ARTICLE,
        "What gives them away",
        "When you have clicked",
    ]
    person.press("I clicked something strange, or fear a virus")
    desk.wait_for("Start")
    assert not desk.complaints()


def last_line(desk: Desk) -> bool:
    """Whether the end of the article stands inside the window, above its bar."""
    thing, window = next(one for one in desk.look() if one.name == LAST), desk.window()
    assert window is not None
    return window.top < thing.top < window.top + window.height - 3 * thing.height


def test_an_article_is_read_to_its_end_with_the_keyboard_alone(new_desk: NewDesk) -> None:
    desk = new_desk(tray="tint2")
    desk.start("open", "fake-messages")
    desk.wait_for_heading(ARTICLE)
    desk.until(lambda: any("focused" in one.states for one in desk.look() if one.name == ARTICLE), "the focus there")
    assert not last_line(desk)
    for _page in range(3):
        desk.ask("key", "space")
    desk.until(lambda: last_line(desk), "the end of the article")
    desk.ask("key", "Home")
    desk.until(lambda: not last_line(desk), "the beginning of the article")
    assert not desk.complaints()


@every_way
def test_a_known_problem_is_told_before_anything_is_looked_at(new_desk: NewDesk, tray: str, way: str) -> None:
    desk = new_desk(tray=tray)
    person = using(way, desk)
    desk.ask("write", ".local/share/deskside/catalogue/notices/slow-mail.toml", NOTICE)
    person.bring_up()
    desk.wait_for("Known problem: E-mail is slow today")
    person.write(FIELD, "my mails do not arrive in outlook")
    desk.wait_for("This may help:")
    person.press("Known problem: E-mail is slow today")
    desk.wait_for("New messages come late. None is lost. We write here when it is over.")
    assert not desk.complaints()

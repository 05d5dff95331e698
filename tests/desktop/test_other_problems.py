"""From the tray icon to an internet that is back and a disk with room; a site that is down is nobody's fault here."""

from __future__ import annotations

from desktop.conftest import NewDesk, every_way
from desktop.steps import have_it_looked_at, say_what_is_wrong, using
from desktop.walk import settle


@every_way
def test_a_dead_proxy_is_taken_out_of_use_and_comes_back_when_the_person_wants_it(
    new_desk: NewDesk, tray: str, way: str
) -> None:
    desk = new_desk(tray=tray, fault="network/proxy_dead")
    settle(desk)
    person = using(way, desk)
    say_what_is_wrong(person, "connected but no internet", "I can't get online")
    have_it_looked_at(person, "The go-between for web pages (proxy.example.test) does not answer.")
    assert "manual" in desk.run("gsettings", "get", "org.gnome.system.proxy", "mode")
    person.press("Fix it")
    desk.wait_for_heading("That is fixed.")
    assert "none" in desk.run("gsettings", "get", "org.gnome.system.proxy", "mode")
    person.press("Undo")
    desk.wait_for_heading("I took it back.")
    assert "manual" in desk.run("gsettings", "get", "org.gnome.system.proxy", "mode")
    assert not desk.complaints()


@every_way
def test_a_full_downloads_folder_is_shown_and_opened_and_nothing_in_it_is_touched(
    new_desk: NewDesk, tray: str, way: str
) -> None:
    desk = new_desk(tray=tray, fault="disk/big_downloads")
    settle(desk)
    person = using(way, desk)
    say_what_is_wrong(person, "there is no space left on my computer", "There is no space left")
    have_it_looked_at(person, "Your Downloads folder takes up 9.7 GB.")
    before = desk.run("sh", "-c", "ls -s ~/Downloads")
    desk.wait_for("Open Downloads")
    person.press("I did it")
    desk.wait_for_heading("It still looks the same from here.")
    assert desk.run("sh", "-c", "ls -s ~/Downloads") == before
    assert not desk.complaints()


@every_way
def test_a_site_that_is_down_is_not_blamed_on_this_computer(new_desk: NewDesk, tray: str, way: str) -> None:
    desk = new_desk(tray=tray, fault="network/site_down")
    settle(desk)
    person = using(way, desk)
    say_what_is_wrong(person, "one website does not open", "A website does not open")
    have_it_looked_at(person, "Which site do you want to open? Its name or address is enough.")
    person.write("Your answer", "other.test")
    person.press("Go on")
    desk.wait_for_heading("The site other.test does not answer, but others do.")
    desk.wait_for("The trouble is with the site or its address, not with your computer.")
    assert not desk.complaints()

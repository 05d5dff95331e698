"""Deskside ended by force at any moment of a case: the case is there again, and nothing was changed without consent."""

from __future__ import annotations

import os
import random

from desktop.conftest import FULL, NewDesk
from desktop.desk import Desk, Missed
from desktop.steps import PROBLEM, using
from desktop.ways import Way

MOMENTS = 50 if FULL else 4
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
LONGEST = 1.2
"""Seconds after a step in which the power may go; checks and the fix take less."""
HEADINGS = {0: PROBLEM, 1: "The printer Office is paused.", 2: "That is fixed."}
PRESSED = {0: PROBLEM, 1: "Start", 2: "Fix it"}
FIRST = "Nothing is changed unless you agree."
"""On the first page of a case, where only its heading stands for a moment."""
CONSENT = 2
GO_ON = f"Go on with: {PROBLEM}"
"""The card at home of a case that was cut off."""


def paused(desk: Desk) -> bool:
    return "disabled" in desk.run("lpstat", "-p", "Office")


def go(person: Way, steps: int) -> None:
    """So many steps of the case, each to the page it leads to."""
    for step in range(steps):
        person.press(PRESSED[step])
        person.desk.wait_for_heading(HEADINGS[step])
        if step == 0:
            person.desk.wait_for(FIRST)


def test_a_case_outlives_any_moment_of_it(new_desk: NewDesk) -> None:
    chance = random.Random(SEED)
    desk = new_desk(fault="queue_paused", policy="user-may")
    person = using("accessibility bus", desk)
    for moment in range(MOMENTS):
        last, after = chance.randrange(3), chance.uniform(0, LONGEST)
        at = f"moment {moment}: {after:.3f} s after {PRESSED[last]!r}"
        person.bring_up()
        go(person, last)
        person.press(PRESSED[last])
        desk.kill(after)
        consented = last == CONSENT
        tells = desk.run("lpstat", "-l", "-p", "Office")
        assert "disabled" in tells or consented, f"{at}: the printer goes on although nobody has agreed: {tells}"
        desk.until(lambda: not desk.tray_icon(), "the old icon to go")
        desk.start()
        desk.until(desk.tray_icon, "the icon in the panel")
        person.bring_up()
        if last == CONSENT:  # a step earlier the power may go before the press itself was taken
            desk.wait_for("Welcome back")
        assert paused(desk) or consented, f"{at}: starting again has changed something"
        finish(person, consented=consented)
        desk.run("cupsdisable", "Office")
        assert not desk.complaints(), at


def finish(person: Way, *, consented: bool) -> None:
    """From the first page after the crash to the end of the case, so that the next one starts afresh.

    A case that was opened beside the one that was cut off leaves that one to go on with; it is finished, too.
    """
    for _case in range(2):
        go_to_the_end(person, consented=consented)
        if nothing_is_left(person.desk):
            break
        consented = True
    else:
        raise Missed(f"a case that is finished is still offered: {person.desk.in_words()}")
    person.desk.ask("key", "Escape")
    person.desk.until(lambda: not person.desk.heading(), "the window to close")


def go_to_the_end(person: Way, *, consented: bool) -> None:
    desk = person.desk
    desk.wait_for("Common problems")  # until home has read what is left, it offers neither
    person.press(GO_ON if desk.all_called(GO_ON) else PROBLEM)
    desk.wait_for_heading(*HEADINGS.values(), "I did not find the cause.")
    desk.until(
        lambda: desk.shows(FIRST) or desk.heading() not in ("", PROBLEM), "all of the first page, or what follows"
    )
    if desk.shows(FIRST):
        person.press("Start")
    heading = desk.wait_for_heading(HEADINGS[1], HEADINGS[2], "I did not find the cause.")
    if heading == HEADINGS[1]:
        assert paused(desk) or consented
        person.press("Fix it")
        heading = desk.wait_for_heading(HEADINGS[2])
    assert not paused(desk)
    person.press("Yes, it works" if heading == HEADINGS[2] else "It works now")
    desk.until(lambda: desk.all_called("Done"), "the last page")
    person.press("Done")


def nothing_is_left(desk: Desk) -> bool:
    """Whether home offers no case to go on with."""
    try:
        return bool(desk.until(lambda: not desk.shows("Welcome back") and desk.shows("Common problems"), "home", 10))
    except Missed:
        return False

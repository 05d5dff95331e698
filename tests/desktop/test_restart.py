"""After the restart that a fix asked for: in the real desktop the window comes up by itself and says welcome back."""

from __future__ import annotations

import sys

from desktop.conftest import NewDesk
from desktop.steps import using

WAITS = """
from msgspec.structs import replace
from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.engine import advance
from deskside.engine.events import Checked, Did, FixApplied
from deskside.model.call import Applied, Detected
from deskside.model.page import Verb
from deskside.model.troubleshooter import Restart
from deskside.paths import find_paths
from deskside.storage import Cases, Database

paths = find_paths()
run = compose(paths, load(paths)).open("printer")
run.close()
paused = next(one for one in run.case.causes if one.id == "printer.paused")
cause = replace(paused, fix=replace(paused.fix, restart=Restart.RESTART), questions=())
case = replace(run.case, causes=(cause,), questions=(), boot="an-earlier-start")
for event in (
    Did(Verb.BEGIN),
    Checked((Detected(cause.id, True, "It is paused."),)),
    Did(Verb.FIX),
    FixApplied(Applied(cause.id, {"was": "paused"})),
):
    case = advance(case, event, case.touched + 1.0)
with Database(paths.database) as db:
    Cases(db).save(case)
"""
"""A case that was left in an earlier start of the computer, where its fix asked for a restart."""


def test_after_a_restart_the_window_comes_up_by_itself(new_desk: NewDesk) -> None:
    desk = new_desk()
    person = using("accessibility bus", desk)
    desk.run(sys.executable, "-c", WAITS)
    person.bring_up()
    desk.wait_for("Welcome back")
    desk.kill()
    desk.until(lambda: not desk.tray_icon(), "the old icon to go")
    desk.start()
    desk.wait_for_heading("Welcome back. Did the restart help?")
    person.press("Yes, it works")
    desk.wait_for_heading("Good to hear it works.")
    person.press("Yes")
    desk.wait_for("Thank you for telling.")
    assert '"helped":true' in desk.run("deskside", "history", "--json")
    desk.kill()
    desk.until(lambda: not desk.tray_icon(), "the icon to go")
    desk.start()
    desk.until(desk.tray_icon, "the icon in the panel")
    assert desk.window() is None, desk.in_words()
    assert not desk.complaints()

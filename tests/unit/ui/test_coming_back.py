"""After the restart that a fix asked for: the window comes up by itself, at the page that says welcome back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings

from deskside.engine import advance
from deskside.engine.events import Checked, Did, FixApplied
from deskside.model.call import Applied, Detected
from deskside.model.case import Case, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import Restart
from deskside.storage import Cases, Database
from deskside.system.boot import boot_id
from deskside.ui.coming_back import came_back, keep_waiting
from deskside.ui.pages.wizard import Wizard

from .prepared import Prepared
from .walk import Walk

HERE = Path(__file__).parent
EARLIER = "an-earlier-start"
PROGRAM = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from PySide6.QtCore import QTimer
import deskside.ui.process as process
from deskside import language
from ui.prepared import Prepared

prepared = Prepared(Path({home!r}))
language.use("en", prepared.paths.resources / "locale")

def look(shell):
    guide = shell._guide
    if guide is not None and guide.window.isVisible() and type(guide.window.sheet).__name__ == "Wizard":
        print(guide.window.sheet.heading.text(), flush=True)
        shell._app.quit()

settle = process.Shell._settle
def settled(self, wish, *, show):
    settle(self, wish, show=show)
    if self._guide is None:
        print("nothing came up", flush=True)
        self._app.quit()
    timer = QTimer(self)
    timer.timeout.connect(lambda: look(self))
    timer.start(20)
process.Shell._settle = settled
sys.exit(process.run_tray(lambda: prepared.casework, prepared.settings, prepared.paths))
"""


def waiting_case(prepared: Prepared, boot: str, restart: Restart = Restart.RESTART) -> Case:
    """A case whose fix was made and waits for the restart; saved as it was in the start ``boot``."""
    run = prepared.casework.open("printer")
    paused = next(one for one in run.case.causes if one.id == "printer.paused")
    cause = replace(paused, fix=replace(paused.fix, restart=restart), questions=())
    case = replace(run.case, causes=(cause,), questions=(), boot=boot)
    run.close()
    told = FixApplied(Applied(cause.id, {"was": "paused"}))
    for event in (Did(Verb.BEGIN), Checked((Detected(cause.id, True, "It is paused."),)), Did(Verb.FIX), told):
        case = advance(case, event, case.touched + 1.0)
    assert case.stand is Stand.RESTART
    with Database(prepared.paths.database) as db:
        Cases(db).save(case)
    return case


def next_start(home: Path, asked: str) -> str:
    """What a tray that starts by itself shows; ``asked``: in which start of the computer a restart was asked for."""
    memory = QSettings(str(Prepared(home).paths.data / "window.ini"), QSettings.Format.IniFormat)
    keep_waiting(memory, asked)
    program = PROGRAM.format(paths=[str(HERE.parents[2] / "app"), str(HERE.parent)], home=str(home))
    command = (sys.executable, "-c", program)
    said = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=60, check=False)
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))


def test_after_the_restart_the_window_comes_up_by_itself_and_says_welcome_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    waiting_case(Prepared(home), EARLIER)
    assert next_start(home, EARLIER) == "Welcome back. Did the restart help?"


def test_without_a_restart_nothing_comes_up_by_itself(tmp_path: Path) -> None:
    home = tmp_path / "home"
    case = waiting_case(Prepared(home), boot_id())
    assert next_start(home, case.boot.partition("/")[0]) == "nothing came up"
    assert next_start(home, "") == "nothing came up"


def test_the_window_remembers_that_a_case_waits_for_a_restart(walk: Walk) -> None:
    case = waiting_case(walk.prepared, f"{EARLIER}/3")
    walk.settle()
    assert walk.board.known.asked_for_restart == EARLIER
    walk.guide.welcome_back()
    wizard = walk.at(Wizard)
    assert (wizard.run.case.id, wizard.run.case.stand) == (case.id, Stand.WELCOME_BACK)
    walk.settle()
    assert walk.board.known.asked_for_restart == ""


def test_a_new_sign_in_is_told_from_the_same_one(tmp_path: Path, walk: Walk) -> None:
    waiting_case(walk.prepared, "start/1", Restart.SIGN_OUT)
    walk.settle()
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    keep_waiting(memory, walk.board.known.asked_for_restart)
    assert [came_back(memory, boot) for boot in ("start/1", "start/2", "other/1")] == [False, True, True]
    keep_waiting(memory, "start")
    assert [came_back(memory, boot) for boot in ("start", "start/2", "other", "other/1")] == [False, False, True, True]
    keep_waiting(memory, "")
    assert not came_back(memory, "other")

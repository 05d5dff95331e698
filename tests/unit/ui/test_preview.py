"""The panel of a preview: which computer is simulated, what it says, and what was asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework
from deskside.kit.rehearsal import Wanted, scenes_of
from deskside.kit.workshop import Trial
from deskside.paths import find_paths
from deskside.ui.pages.wizard import Wizard
from deskside.ui.preview import House
from deskside.ui.preview_panel import Stage

PRINTER = Path(__file__).parents[3] / "troubleshooters" / "printer"


def try_out(trial: Trial) -> Casework:
    paths = find_paths({"DESKSIDE_HOME": str(trial.home)}, policy_root=trial.home / "policy")
    return compose(paths, load(paths), trial.source, trial.folders)


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stage:
    monkeypatch.setenv("DESKSIDE_HOME", str(tmp_path))  # a rehearsal sets its own; this puts it back
    scenes = [one for one in scenes_of(PRINTER) if one.name in ("linux-paused", "linux-healthy-busy")]
    scenes.sort(key=lambda one: one.name, reverse=True)
    made = Stage(qapp, Wanted(PRINTER, tuple(scenes)), House(find_paths(), try_out))
    qtbot.addWidget(made.panel)
    return made


def at_the_wizard(qtbot: QtBot, stage: Stage) -> Wizard:
    window = stage.rehearsal.guide.window
    qtbot.waitUntil(lambda: isinstance(window.sheet, Wizard), timeout=20_000)
    sheet = window.sheet
    assert isinstance(sheet, Wizard)
    return sheet


def test_the_panel_tells_of_the_simulated_computer_and_of_what_is_asked_of_it(qtbot: QtBot, stage: Stage) -> None:
    try:
        wizard = at_the_wizard(qtbot, stage)
        assert stage.panel.scene.currentText() == "linux-paused"
        title, expects = stage.panel.expects.text().split("\n")
        assert title == stage.rehearsal.scene.scenario.title
        assert "paused found; paused mended; ends as fixed" in expects
        assert '"state": "stopped"' in stage.panel.says.toPlainText()
        assert stage.panel.heard.toPlainText() == ""
        wizard.act(next(action.verb for action in wizard.run.page.actions if action.main))
        qtbot.waitUntil(lambda: "printing.queues: " in stage.panel.heard.toPlainText(), timeout=20_000)
        qtbot.waitUntil(lambda: not wizard.busy, timeout=20_000)
    finally:
        stage.end()


def test_another_scenario_begins_anew_in_the_same_place(qtbot: QtBot, stage: Stage) -> None:
    try:
        at_the_wizard(qtbot, stage)
        before = stage.rehearsal.guide.window.geometry()
        stage.panel.scene.setCurrentIndex(1)
        stage.panel.chosen.emit(1)
        at_the_wizard(qtbot, stage)
        assert "nothing found" in stage.panel.expects.text()
        assert stage.rehearsal.guide.window.geometry() == before
    finally:
        stage.end()


def test_the_keyboard_and_a_screen_reader_find_their_way_in_the_panel(stage: Stage) -> None:
    try:
        panel = stage.panel
        named = [part.accessibleName() for part in (panel.scene, panel.says, panel.heard, panel.start_again)]
        assert named == ["Simulated computer", "What it says", "What was asked", "Start again"]
        assert panel.says.tabChangesFocus()
    finally:
        stage.end()


def test_what_was_said_and_asked_stands_in_letters_of_one_width_as_large_as_the_rest(stage: Stage) -> None:
    try:
        for lines in (stage.panel.says, stage.panel.heard):
            stage.panel._look.read_again()
            metrics, told = QFontMetricsF(lines.font()), QFontInfo(lines.font())
            assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
            assert told.pixelSize() == QFontInfo(stage.panel.scene.font()).pixelSize()
    finally:
        stage.end()

"""IT changes policy while Deskside runs: what is asked for next goes by it, and nobody in the middle is disturbed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROGRAM = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from PySide6.QtCore import QTimer
import deskside.ui.process as process
from deskside import language
from deskside.application.standing import Standing
from ui.prepared import Prepared

process.own_command = lambda: [sys.executable, {script!r}]
prepared = Prepared(Path({home!r}))
language.use("en", prepared.paths.resources / "locale")
policy = Path({home!r}) / "it" / "policy.d" / "10.toml"

def setting(shell, key):
    rows = {{row.key: row for row in shell._office.casework.setting_rows()}}
    return rows[key].value, rows[key].locked

def hear(shell, it_says):
    before = shell._settings
    policy.parent.mkdir(exist_ok=True)
    policy.write_text(it_says, "utf-8")
    while shell._settings is before:
        yield

def walk(shell):
    while not shell.board.known.read:
        yield
{steps}
    shell._app.quit()

settle = process.Shell._settle
def settled(self, wish, *, show):
    self._instance.listen()
    self._watch_policy(self._standing)
    self._memory.setValue("welcome/seen", "true")
    self.show_window()
    steps = walk(self)
    self.timer = QTimer(self)
    self.timer.timeout.connect(lambda: next(steps, None))
    self.timer.start(10)
process.Shell._settle = settled
code = process.run_tray(
    lambda: prepared.casework, prepared.settings, prepared.paths, standing=Standing(prepared.paths)
)
print("ended", flush=True)
"""


@pytest.fixture
def again(tmp_path: Path) -> Path:
    """There once another process was started in the place of this one."""
    return tmp_path / "again"


def told(tmp_path: Path, again: Path, steps: str) -> list[str]:
    """What the tray prints on its way through ``steps``."""
    script = tmp_path / "again.py"
    script.write_text(f"open({str(again)!r}, 'w').close()", "utf-8")
    (tmp_path / "run").mkdir(mode=0o700)
    indented = "".join(f"    {line}\n" for line in steps.strip().splitlines())
    home = str(tmp_path / "home")
    program = PROGRAM.format(
        paths=[str(HERE.parents[2] / "app"), str(HERE.parent)], home=home, script=str(script), steps=indented
    )
    environ = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path / "run"), "DESKSIDE_HOME": home}
    command = (sys.executable, "-c", program)
    said = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=60, check=False)
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr, said.stderr
    return said.stdout.splitlines()


def test_the_phone_number_the_help_desk_and_the_locks_are_those_of_the_new_policy(tmp_path: Path, again: Path) -> None:
    steps = """
says = '[organisation]\\nphone = "112"\\n[tickets]\\nbackend = "webhook"\\n[catalogue]\\nring = "pilot"'
yield from hear(shell, says)
while shell.board.known.organisation.phone != "112":
    yield
desk = shell._office.casework
print(setting(shell, "organisation.phone"), setting(shell, "catalogue.ring"), desk.mail.backend_name)
print(shell._guide.window.isVisible())
"""
    said = told(tmp_path, again, steps)
    assert said == ["('112', True) ('pilot', True) webhook", "True", "ended"]
    assert not again.exists()


def test_the_settings_page_that_is_open_shows_that_the_organisation_has_set_it(tmp_path: Path, again: Path) -> None:
    steps = """
from deskside.ui.parts.row import Banner
shell.guide.settings()
page = shell.guide.window.sheet
yield from hear(shell, '[interface]\\nstart_with_computer = false')
while not page.findChildren(Banner):
    yield
print("set by the organisation")
"""
    assert told(tmp_path, again, steps) == ["set by the organisation", "ended"]


def test_a_case_that_is_under_way_keeps_the_settings_it_began_with(tmp_path: Path, again: Path) -> None:
    steps = """
shell.guide.open_troubleshooter("printer")
while type(shell.guide.window.sheet).__name__ != "Wizard":
    yield
run = shell.guide.window.sheet.run
yield from hear(shell, '[interface]\\nlanguage = "de"\\nstart_with_computer = false')
shell.guide.window.close()
yield from (None for _turn in range(20))
print(run._house.starts_itself())
print(type(shell.guide.window.sheet).__name__, setting(shell, "interface.start_with_computer"))
"""
    assert told(tmp_path, again, steps) == ["True", "Wizard (False, True)", "ended"]
    assert not again.exists()


def test_another_language_is_spoken_once_the_window_was_closed(tmp_path: Path, again: Path) -> None:
    steps = """
yield from hear(shell, '[interface]\\nlanguage = "de"')
print(shell.guide.window.isVisible())
shell.guide.window.close()
while True:
    yield
"""
    assert told(tmp_path, again, steps) == ["True", "ended"]
    assert again.exists()


def test_words_that_were_typed_are_not_lost_to_a_new_policy(tmp_path: Path, again: Path) -> None:
    steps = """
shell.guide._home.field.edit.setText("my printer")
yield from hear(shell, '[organisation]\\nname = "Another"')
shell.guide.window.close()
yield from (None for _turn in range(20))
print(shell.guide._home.field.text())
"""
    assert told(tmp_path, again, steps) == ["my printer", "ended"]
    assert not again.exists()

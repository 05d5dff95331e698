"""The start of the tray as a person has it: what its icon waits for, and that it speaks as the settings say.

The program itself is started. It tells what it has loaded and what its menu says when the icon was shown and nothing
else yet, and again when the settings were read.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

APP = Path(__file__).parents[3] / "app"
FOR_THE_ICON = {
    *("deskside", "deskside.errors", "deskside.language", "deskside.log", "deskside.paths"),
    *(f"deskside.application{part}" for part in ("", ".main", ".early", ".last_time", ".standing", ".tray")),
    *(f"deskside.system{part}" for part in ("", ".boot", ".own_link", ".platform")),
    "deskside.ui",
    *(f"deskside.ui.{part}" for part in ("arriving", "bubble", "clock", "coming_back", "errand", "glance", "icons")),
    *(f"deskside.ui.{part}" for part in ("lane", "notify", "office", "one_instance", "post", "process", "svg")),
    *(f"deskside.ui.{part}" for part in ("tokens", "tray", "unhurried", "wish")),
}
"""All of ours that may be loaded by then. Whoever adds to it makes everybody's sign-in slower."""
NOT_BY_THEN = {
    *("msgspec", "json", "tomllib", "decimal", "datetime", "uuid", "platform", "csv", "email", "socket", "ssl"),
    *("sqlite3", "asyncio", "http", "subprocess", "importlib.metadata", "logging.handlers", "PySide6.QtNetwork"),
    *("PySide6.QtDBus", "platformdirs", "requests", "psutil", "keyring"),
}

STARTED = """
import sys
sys.path[:0] = [{app!r}]
told = {{}}

def look(self):
    menu = [action.text() for action in self.tray.icon.contextMenu().actions() if action.text()]
    told["shown"] = {{"loaded": list(sys.modules), "menu": menu, "visible": self.tray.icon.isVisible()}}

def watched(*given, **more):
    import deskside.ui.process as process
    settle = process.Shell._settle
    def settled(self, wish, *, show):
        look(self)
        shown.append(self)
        settle(self, wish, show=show)
    process.Shell._settle = settled
    return start(*given, **more)

def read(self):
    read_them(self)
    menu = shown[0].tray.icon.contextMenu()
    menu.aboutToShow.emit()
    told["later"] = [action.text() for action in menu.actions() if action.text()]
    if {ends}:
        shown[0]._app.quit()

import deskside.application.early as early
import deskside.application.tray as tray
shown, read_them, early.Early._settle = [], early.Early._settle, read
start, tray.start_tray = tray.start_tray, watched
from deskside.application.main import main
code = main({arguments!r})
print(repr(told))
sys.exit(code)
"""
OPENS = {"en": "&Open Deskside", "de": "&Deskside öffnen", "es": "&Abrir Deskside"}


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def started(*arguments: str, ends: bool = True) -> dict[str, Any]:
    program = STARTED.format(app=str(APP), arguments=list(arguments), ends=ends)
    run = subprocess.run((sys.executable, "-c", program), capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = ast.literal_eval(run.stdout)
    return told


def note(home: Path) -> Path:
    return home / "cache" / "last-start"


def settle_on(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(f"[interface]\n{text}\n", "utf-8")


def test_the_icon_waits_only_for_what_it_shows() -> None:
    started()
    shown = started()["shown"]
    loaded = set(shown["loaded"])
    assert shown["visible"]
    assert {name for name in loaded if name.startswith("deskside")} <= FOR_THE_ICON
    assert not NOT_BY_THEN & loaded
    assert loaded >= FOR_THE_ICON, "take away from the list what is not needed any more"


@pytest.mark.parametrize("name", ["de", "es"])
def test_the_icon_speaks_as_the_settings_say_the_first_time_and_every_time(deskside_home: Path, name: str) -> None:
    settle_on(deskside_home, f'language = "{name}"')
    for _time in range(2):
        told = started()
        assert (told["shown"]["menu"][0], told["later"][0]) == (OPENS[name], OPENS[name])


def test_the_systems_language_is_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert started()["shown"]["menu"][0] == OPENS["en"]
    monkeypatch.setenv("LANGUAGE", "de")
    assert started()["shown"]["menu"][0] == OPENS["de"]


def test_settings_that_were_changed_count_before_the_icon_is_shown(deskside_home: Path) -> None:
    settle_on(deskside_home, 'language = "de"')
    started()
    settle_on(deskside_home, 'language = "es"')
    assert started()["shown"]["menu"][0] == OPENS["es"]
    (deskside_home / "settings.toml").unlink()
    assert started()["shown"]["menu"][0] == OPENS["en"]


def test_a_menu_in_a_language_of_before_is_put_right_before_anybody_reads_it(deskside_home: Path) -> None:
    """Nothing says that the settings changed: as when a folder became one that others can write."""
    started()
    believed = note(deskside_home).read_text("utf-8")
    note(deskside_home).write_text(believed + "de", "utf-8")
    told = started()
    assert (told["shown"]["menu"][0], told["later"][0]) == (OPENS["de"], OPENS["en"])
    assert note(deskside_home).read_text("utf-8") == believed


@pytest.mark.parametrize("said", [b"", b"\xff\xfe", b"de", b"../../etc\n", b"x" * 100_000])
def test_a_note_that_makes_no_sense_is_not_believed(deskside_home: Path, said: bytes) -> None:
    note(deskside_home).parent.mkdir()
    note(deskside_home).write_bytes(said)
    told = started()
    assert told["shown"]["menu"] == told["later"]
    assert told["shown"]["menu"][0] == OPENS["en"]
    assert note(deskside_home).read_bytes() != said


def test_a_note_names_a_language_and_no_place(deskside_home: Path) -> None:
    started()
    note(deskside_home).write_text(note(deskside_home).read_text("utf-8") + "../de", "utf-8")
    assert started()["shown"]["menu"][0] == OPENS["en"]


def test_a_home_in_which_nothing_can_be_kept_starts_all_the_same(deskside_home: Path) -> None:
    (deskside_home / "cache").write_text("in the way", "utf-8")
    assert started()["shown"]["visible"]


def test_who_wants_no_icon_at_sign_in_sees_none(deskside_home: Path) -> None:
    assert started("--at-sign-in")["shown"]["visible"]
    settle_on(deskside_home, "start_with_computer = false")
    assert started("--at-sign-in") == {}
    assert started()["shown"]["visible"], "who starts it themselves gets it"
    assert started("--at-sign-in") == {}


def test_an_icon_at_sign_in_goes_when_the_settings_turn_out_to_say_so(deskside_home: Path) -> None:
    file = deskside_home / "settings.toml"
    settle_on(deskside_home, "start_with_computer = true ")
    started("--at-sign-in")
    yes, believed = file.stat(), note(deskside_home).read_text("utf-8")
    settle_on(deskside_home, "start_with_computer = false")
    no = file.stat()
    for before, after in ((yes.st_mtime_ns, no.st_mtime_ns), (yes.st_ctime_ns, no.st_ctime_ns)):
        believed = believed.replace(str(before), str(after))
    note(deskside_home).write_text(believed, "utf-8")
    assert started("--at-sign-in", ends=False)["shown"]["visible"]
    assert not note(deskside_home).exists()

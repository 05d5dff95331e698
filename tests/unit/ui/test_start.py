"""The tray process from outside: what it loads, that there is one, and that it ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskside.ui import one_instance
from deskside.ui.one_instance import OneInstance, Start, meeting_point

HERE = Path(__file__).parent
APP = HERE.parents[2] / "app"
HEAVY = ("requests", "urllib3", "keyring", "psutil", "truststore", "ssl", "sqlite3", "msgspec", "http")
SIGNED = ("tuf", "securesystemslib", "cryptography")
OURS = ("casework", "children", "engine", "storage", "tickets", "diagnostics", "find", "model")

TRAY = """
import sys
sys.path[:0] = {paths!r}
from PySide6.QtCore import QTimer
from deskside.paths import find_paths
import deskside.ui.process as process

class Settings:
    problems = ()

def open_casework():
    raise AssertionError("nothing is wanted yet")

def told(shell):
    print("\\n".join(sorted(sys.modules)), flush=True)
    {then}

settle = process.Shell._settle
def settled(self, wish, *, show):
    {first}
    settle(self, wish, show=False)
    told(self)
process.Shell._settle = settled
sys.exit(process.run_tray(open_casework, Settings(), find_paths(), open_id={wish!r}))
"""


def start(then: str = "shell._app.quit()", wish: str = "", first: str = "pass") -> subprocess.Popen[str]:
    """``first``: what is done when the icon was shown and nothing else yet."""
    program = TRAY.format(paths=[str(APP)], then=then, wish=wish, first=first)
    return subprocess.Popen(
        (sys.executable, "-c", program), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_an_idle_tray_has_loaded_nothing_heavy() -> None:
    said, problems = start().communicate(timeout=60)
    loaded = said.split()
    assert "deskside.ui.tray" in loaded, problems
    assert not {*HEAVY, *SIGNED} & set(loaded)
    assert not {name for name in loaded if name.startswith(tuple(f"deskside.{room}" for room in OURS))}


def test_the_icon_does_not_wait_for_what_only_later_parts_need() -> None:
    names = 'import PySide6.QtCore as q; print(*sys.modules, *("qt:" + name for name in vars(q)), flush=True)'
    said, problems = start(first=f"{names}; self._app.quit(); return").communicate(timeout=60)
    loaded = set(said.split())
    assert {"deskside.ui.tray", "qt:QTimer"} <= loaded, problems
    assert not {"qt:Qt", "PySide6.QtNetwork", "logging.handlers", "importlib.metadata"} & loaded


def test_it_ends_when_the_system_asks(capfd: pytest.CaptureFixture[str]) -> None:
    tray = start(then="")
    assert tray.stdout is not None
    assert tray.stdout.readline()
    tray.send_signal(signal.SIGTERM)
    _said, problems = tray.communicate(timeout=60)
    assert tray.returncode == 0, problems


def test_a_tray_that_comes_late_makes_it_start_anew(tmp_path: Path, qtbot: QtBot) -> None:
    note, script = tmp_path / "again", tmp_path / "again.py"
    script.write_text(f"open({str(note)!r}, 'w').close()", "utf-8")
    again = f"process.own_command = lambda: [sys.executable, {str(script)!r}]; shell._start_anew()"
    tray = start(then=again)
    _said, problems = tray.communicate(timeout=60)
    assert tray.returncode == 0, problems
    qtbot.waitUntil(note.exists, timeout=30_000)


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[OneInstance]:
    instance = OneInstance(meeting_point(tmp_path / "data"), qapp)
    assert instance.begin() is Start.FIRST
    instance.listen()
    yield instance
    instance.end()
    instance.deleteLater()


SECOND = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from PySide6.QtCore import QCoreApplication
import deskside.ui.one_instance as door
from deskside.ui.one_instance import OneInstance, meeting_point
app = QCoreApplication([])
door.WAIT_MS = 60_000
{before}
print(OneInstance(meeting_point(Path({data!r}))).begin({wish!r}).value)
"""


def second(data: Path, wish: str, before: str = "") -> subprocess.Popen[str]:
    program = SECOND.format(paths=[str(APP)], data=str(data), wish=wish, before=before)
    return subprocess.Popen((sys.executable, "-c", program), stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("wish", ["", "printer"])
def test_a_second_start_hands_its_wish_to_the_first(
    first: OneInstance, tmp_path: Path, qtbot: QtBot, wish: str
) -> None:
    with qtbot.waitSignal(first.wished, timeout=30_000) as wished:
        other = second(tmp_path / "data", wish)
    assert wished.args == [wish]
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    assert other.communicate()[0].strip() == Start.PASSED_ON.value


EARLY = """
sleep = door.sleep
def waited(seconds):
    print("waits", flush=True)
    sleep(seconds)
door.sleep = waited
"""


def test_a_start_that_comes_while_the_first_one_begins_is_heard(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    """Two clicks in a hurry: the first is there, and listens a moment later."""
    first = OneInstance(meeting_point(tmp_path / "data"), qapp)
    assert first.begin() is Start.FIRST
    try:
        other = second(tmp_path / "data", "printer", before=EARLY)
        assert other.stdout is not None
        assert other.stdout.readline() == "waits\n"
        with qtbot.waitSignal(first.wished, timeout=20_000) as wished:
            first.listen()
        assert wished.args == ["printer"]
        assert other.communicate(timeout=20)[0].splitlines()[-1] == "passed-on"
    finally:
        first.end()


def test_a_start_at_sign_in_opens_no_window_of_one_that_runs(first: OneInstance, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(first.wished, wait=200):
        program = SECOND.replace("begin({wish!r})", "begin(quiet=True)")
        told = subprocess.run(
            (sys.executable, "-c", program.format(paths=[str(APP)], data=str(tmp_path / "data"), before="")),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert told.stdout.strip() == Start.PASSED_ON.value


def test_another_persons_folder_is_another_instance(first: OneInstance, tmp_path: Path) -> None:
    other = second(tmp_path / "elsewhere", "")
    assert other.communicate(timeout=60)[0].strip() == Start.FIRST.value


HOLDER = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from deskside.ui.one_instance import OneInstance, meeting_point
app = QCoreApplication([])
one = OneInstance(meeting_point(Path({data!r})))
one.begin()
one.listen()
print("here", flush=True)
sys.stdin.read()
"""


def test_a_first_one_that_was_killed_is_no_obstacle(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    program = HOLDER.format(paths=[str(APP)], data=str(tmp_path / "data"))
    pipe = subprocess.PIPE
    killed = subprocess.Popen((sys.executable, "-c", program), stdin=pipe, stdout=pipe, text=True)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "here\n"
    killed.kill()
    killed.communicate(timeout=30)
    instance = OneInstance(meeting_point(tmp_path / "data"), qapp)
    assert instance.begin() is Start.FIRST
    instance.listen()
    with qtbot.waitSignal(instance.wished, timeout=30_000):
        other = second(tmp_path / "data", "")
    other.communicate(timeout=30)
    instance.end()


def test_one_that_does_not_answer_is_said_so(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_instance, "WAIT_MS", 500)
    point = meeting_point(tmp_path / "data")
    lock = QLockFile(f"{point}.lock")
    assert lock.tryLock(0)
    assert OneInstance(point, qapp).begin() is Start.NO_ANSWER
    lock.unlock()


def test_nonsense_at_the_door_opens_nothing(first: OneInstance, tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtNetwork import QLocalSocket

    heard: list[str] = []
    first.wished.connect(heard.append)
    gone = QLocalSocket.LocalSocketState.UnconnectedState
    for nonsense in (b"x" * 5000, b"run printer\n", b"\x00\xff\n"):
        socket = QLocalSocket()
        socket.connectToServer(meeting_point(tmp_path / "data"))
        assert socket.waitForConnected(20_000)
        socket.write(nonsense)
        qtbot.waitUntil(lambda socket=socket: socket.state() == gone, timeout=20_000)
    assert not heard
    with qtbot.waitSignal(first.wished, timeout=30_000):
        other = second(tmp_path / "data", "")
    other.communicate(timeout=30)

"""``./dev run`` where there is no screen: the same wizard in a terminal, and without one what was found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]
DEV = [sys.executable, str(TOP / "dev"), "run"]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_screen")
def test_without_a_terminal_it_says_so_and_prints_what_it_found() -> None:
    done = subprocess.run(DEV, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
    sentence, _, report = done.stdout.partition("\n")
    assert sentence.startswith("There is no screen here. There is no one to ask either.")
    assert json.loads(report)["troubleshooter"] == "printer"
    assert done.returncode == 0


def test_a_screen_that_cannot_be_reached_is_told_with_its_name(
    no_screen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", "127.0.0.1:987")
    done = subprocess.run(DEV, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
    first = done.stdout.splitlines()[0]
    assert first.startswith("No window can be shown here: ")
    assert "127.0.0.1:987" in first
    assert done.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="a terminal made by a test is a Unix thing")
@pytest.mark.usefixtures("no_screen")
def test_in_a_terminal_the_wizard_is_led_through_there() -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(DEV, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        os.write(ours, b"\x04" * 20)  # the person has no more to say
        shown = _all_of(ours)
        assert process.wait(120) == 1, shown
    assert "There is no screen here. The same steps follow here in the terminal." in shown
    assert "Printing does not work" in shown
    assert "You stopped here." in shown


def _all_of(terminal: int) -> str:
    """What appears on a terminal until its last program has ended."""
    parts = []
    try:
        while part := os.read(terminal, 4096):
            parts.append(part)
    except OSError:  # how Linux says that no one has the other end open any more
        pass
    os.close(terminal)
    return b"".join(parts).decode()


def test_a_command_of_deskside_is_run_on_the_trials_own_things(deskside_home: Path) -> None:
    done = subprocess.run(
        [*DEV, "settings", "show", "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == 1
    assert any(deskside_home.iterdir())

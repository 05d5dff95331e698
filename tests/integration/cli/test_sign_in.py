"""What an installer starts for everyone at sign-in respects who does not want it. The real program, started."""

from __future__ import annotations

from .test_contract import deskside

NOWHERE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}


def test_it_starts_for_who_never_said_otherwise() -> None:
    said = deskside("--at-sign-in", **NOWHERE)
    assert "There is no screen here." in said.stderr  # so far did it come


def test_it_ends_at_once_and_quietly_for_who_switched_it_off() -> None:
    assert deskside("settings", "set", "interface.start_with_computer", "false").returncode == 0
    said = deskside("--at-sign-in", **NOWHERE)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    assert "There is no screen here." in deskside(**NOWHERE).stderr  # who starts it themselves gets it

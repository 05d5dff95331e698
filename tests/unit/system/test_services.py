"""The print service of Linux and macOS: whether it runs is asked of CUPS, orders go to the system's own program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import ipp
from deskside.system.commands import Ran
from deskside.system.linux.services import Systemd
from deskside.system.macos.services import Launchd

from .commands import NO_PROGRAMS, PlayedPrograms
from .servers import Playback, answer, serving

START = ("systemctl", "--no-ask-password", "start", "cups.service")
CAT = ("systemctl", "cat", "cups.service")
PRINT = ("launchctl", "print", "system/org.cups.cupsd")
KICK = ("launchctl", "kickstart", "system/org.cups.cupsd")
ORDINARY = os.geteuid() != 0 if hasattr(os, "geteuid") else True


@pytest.fixture
def nobody_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CUPS is set up to be where nothing answers."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none"))


@pytest.mark.parametrize("service", [Systemd, Launchd])
def test_cups_that_answers_runs_whatever_the_system_says(
    service: type[Systemd] | type[Launchd], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "cups.sock"))
    with serving(Playback({ipp.CUPS_GET_DEFAULT: answer("cups-no-default")}), tmp_path / "cups.sock"):
        assert service(NO_PROGRAMS).state("print") == {"known": True, "running": True}


@pytest.mark.usefixtures("nobody_there")
def test_cups_that_does_not_answer_has_stopped_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskside.system.linux.services._PROGRAMS", {"print": ("no-such-cupsd",)})
    here = {"known": True, "running": False}
    assert Systemd(PlayedPrograms({CAT: Ran(0, "[Unit]\n", "")})).state("print") == here
    assert Launchd(PlayedPrograms({PRINT: Ran(0, "system/org.cups.cupsd = {\n", "")})).state("print") == here


@pytest.mark.usefixtures("nobody_there")
def test_where_there_is_no_cups_nothing_is_said_to_have_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskside.system.linux.services._PROGRAMS", {"print": ("no-such-cupsd",)})
    nothing = {"known": False, "running": False}
    assert Systemd(PlayedPrograms({CAT: Ran(1, "", "No files found")})).state("print") == nothing
    assert Systemd(NO_PROGRAMS).state("print") == nothing
    assert Launchd(PlayedPrograms({PRINT: Ran(113, "", "Could not find service")})).state("print") == nothing


@pytest.mark.parametrize("service", [Systemd, Launchd])
def test_a_print_server_elsewhere_is_no_service_of_this_computer(
    service: type[Systemd] | type[Launchd], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "print.example.org")
    assert service(NO_PROGRAMS).state("print") == {"known": False, "running": False}


def test_an_order_that_is_followed_says_nothing() -> None:
    Systemd(PlayedPrograms({START: Ran(0, "", "")})).start("print")
    Launchd(PlayedPrograms({KICK: Ran(0, "", "")})).start("print")


@pytest.mark.parametrize(
    ("ran", "problem"),
    [
        (Ran(4, "", "Failed to start cups.service: Access denied"), NotPermitted),
        (Ran(1, "", "Failed to start cups.service: Interactive authentication required."), NotPermitted),
        (Ran(5, "", "Failed to start cups.service: Unit cups.service not found."), Unavailable),
        (Ran(3, "", "Job for cups.service failed"), CallProblem),
    ],
)
def test_an_order_that_systemd_refuses_is_told_as_what_it_is(
    ran: Ran, problem: type[CallProblem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskside.system.person.is_administrator", lambda: False)
    with pytest.raises(problem) as raised:
        Systemd(PlayedPrograms({START: ran})).start("print")
    assert raised.type is problem


def test_what_fails_for_root_is_no_question_of_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskside.system.person.is_administrator", lambda: True)
    not_booted = Ran(1, "", "System has not been booted with systemd as init system (PID 1). Can't operate.")
    with pytest.raises(CallProblem) as raised:
        Systemd(PlayedPrograms({START: not_booted})).start("print")
    assert raised.type is CallProblem


@pytest.mark.parametrize(
    ("code", "problem"), [(1, NotPermitted), (150, NotPermitted), (113, Unavailable), (37, CallProblem)]
)
def test_an_order_that_launchd_refuses_is_told_as_what_it_is(
    code: int, problem: type[CallProblem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskside.system.person.is_administrator", lambda: False)
    with pytest.raises(problem) as raised:
        Launchd(PlayedPrograms({KICK: Ran(code, "", "")})).start("print")
    assert raised.type is problem


def test_whether_an_order_may_be_given_is_not_guessed() -> None:
    assert Systemd(NO_PROGRAMS).may("start", "print") is (None if ORDINARY else True)
    assert Launchd(NO_PROGRAMS).may("start", "print") is not ORDINARY
    with pytest.raises(Unavailable):
        Systemd(NO_PROGRAMS).may("start", "sshd")

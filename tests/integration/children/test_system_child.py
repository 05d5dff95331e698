"""The system child: when a call hangs or it dies, the caller hears it, and later calls are answered all the same."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.children import Children
from deskside.children.computer import ThisComputer, passed_on
from deskside.model.call import Answer, Call

from .bench import cause, detect_all, still_running, written

EXPECTED = Call("printing.expected")


@pytest.fixture
def host() -> Iterator[Children]:
    """Asks this computer, with a print server that is not there."""
    computer = ThisComputer({"PATH": "/nowhere", "CUPS_SERVER": "127.0.0.1:1"})
    with Children({"printing.expected": ["Office"]}, source=computer) as made:
        yield made


def test_a_plugin_asks_this_computer_through_the_system_child(folder: Path, host: Children) -> None:
    code = cause("Asks", "return Finding('', {'expected': pc.printing.expected(), 'on': pc.name})")
    told = detect_all(host, written(folder, code))["asks"]
    assert told.problem == ""
    assert told.evidence["expected"] == ["Office"]


def test_a_call_that_hangs_is_told_in_time_and_the_next_one_is_answered(host: Children) -> None:
    assert host.call(EXPECTED).gives == ["Office"]
    (hanging,) = still_running()
    os.kill(hanging, signal.SIGSTOP)
    assert host.call(EXPECTED).problem == "took-too-long"
    assert host.call(EXPECTED).gives == ["Office"]
    assert hanging not in still_running()


def test_a_call_whose_process_dies_is_asked_again_of_a_new_one(host: Children) -> None:
    assert host.call(EXPECTED).gives == ["Office"]
    (dying,) = still_running()
    os.kill(dying, signal.SIGKILL)
    assert host.call(EXPECTED).gives == ["Office"]


def test_what_changes_something_is_not_asked_twice(folder: Path) -> None:
    """The program it runs ends its parent, the system child: it must have been started once only."""
    tool = folder / "systemctl"
    folder.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$@" >> {folder}/ran\nkill -9 $PPID\n', "utf-8")
    tool.chmod(0o755)
    with Children({}, source=ThisComputer({"PATH": f"{folder}:/usr/bin:/bin"})) as host:
        answer = host.call(Call("services.start", {"service": "print"}))
    assert answer.problem == "problem"
    assert "signal 9" in answer.why
    assert len((folder / "ran").read_text("utf-8").splitlines()) == 1


def test_stopping_a_call_ends_the_program_it_had_started(folder: Path) -> None:
    """The program stops the system child as well, so that nothing but the host can end the two."""
    tool, runs = folder / "systemctl", folder / "runs"
    folder.mkdir()
    os.mkfifo(runs)
    tool.write_text(f"#!/bin/sh\nkill -STOP $PPID\necho > {runs}\nwhile :; do sleep 1; done\n", "utf-8")
    tool.chmod(0o755)
    with Children({"printing.expected": ["Office"]}, source=ThisComputer({"PATH": f"{folder}:/usr/bin:/bin"})) as host:

        def stop() -> None:
            runs.read_text("utf-8")
            host.cancel()

        person = threading.Thread(target=stop)
        person.start()
        answer = host.call(Call("services.start", {"service": "print"}))
        person.join()
        assert answer == Answer(problem="problem", why="it was stopped")
        assert still_running() == []
        assert host.call(EXPECTED).gives == ["Office"]


def test_no_secret_of_our_environment_is_handed_on() -> None:
    environ = {
        "PATH": "/usr/bin",
        "HOME": "/home/ann",
        "LANG": "de_DE.UTF-8",
        "XDG_RUNTIME_DIR": "/run/user/1000",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
        "TICKET_TOKEN": "s3cret",
        "PYTHONPATH": "/tmp/evil",
        "LD_PRELOAD": "/tmp/evil.so",
    }
    assert passed_on(environ) == {
        "PATH": "/usr/bin",
        "HOME": "/home/ann",
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": "/run/user/1000",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
    }

"""The one door to this computer: only calls of the table, only plain answers, and quick to open."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deskside.errors import CallProblem, Unavailable, WrongCall
from deskside.system import calls, ipp
from deskside.system.browsers import Browsers
from deskside.system.calls import choices, perform
from deskside.system.commands import run
from deskside.system.disk import Disk
from deskside.system.looking import Computer, Crashes, Power, Programs, Screens, Sound
from deskside.system.network import Network
from deskside.system.opening import Opening
from deskside.system.printing import Printing
from deskside.system.services import Services
from deskside.system.table import CALLS

from .servers import Playback, answer, serving

APP = Path(__file__).parents[3] / "app"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_rooms", {})


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("printing.explode", {}),
        ("printing.queues", {"queue": "Office"}),
        ("printing.resume", {}),
        ("printing.resume", {"queue": 7}),
        ("printing.release", {"job": "7"}),
        ("rights.may", {"call": "printing.explode", "first": ""}),
        ("__class__.mro", {}),
    ],
)
def test_what_the_table_does_not_know_is_not_done(name: str, arguments: dict[str, object]) -> None:
    with pytest.raises(WrongCall):
        perform(name, arguments, {})  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's own CUPS module, on a recorded CUPS")
def test_answers_are_plain_data_and_problems_name_their_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "cups.sock"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVERROOT", str(tmp_path))
    server = Playback(
        {
            ipp.CUPS_GET_PRINTERS: answer("cups-queues-one-paused"),
            ipp.CUPS_GET_DEFAULT: answer("cups-default"),
            ipp.GET_PRINTER_ATTRIBUTES: answer("cups-no-such-queue"),
        }
    )
    with serving(server, tmp_path / "cups.sock"):
        told = perform("printing.queues", {}, {})
        assert perform("printing.choices", {}, {"printing.expected": ["Office"]}) == ["Office"]
        assert perform("printing.choices", {}, {"printing.expected": ["Lobby"]}) == ["Lobby", "Office"]
        with pytest.raises(Unavailable) as raised:
            perform("printing.device", {"queue": "Attic"}, {})
    assert json.loads(json.dumps(told)) == told
    assert raised.value.call == "printing.device"


def test_what_only_settings_know_comes_from_them() -> None:
    assert perform("printing.expected", {}, {"printing.expected": ["Office", "Lobby"]}) == ["Office", "Lobby"]
    assert perform("printing.expected", {}, {}) == []


def test_looking_is_always_allowed() -> None:
    assert perform("rights.may", {"call": "printing.queues", "first": ""}, {}) == {"may": True, "why": ""}


def queue(name: str, state: str = "idle", *, default: bool = False, accepting: bool = True) -> dict[str, object]:
    return {"name": name, "state": state, "default": default, "accepting": accepting}


OFFICE, LOBBY, ATTIC = queue("Office", default=True), queue("Lobby"), queue("Attic")


@pytest.mark.parametrize(
    ("queues", "expected", "to_choose"),
    [
        ([], [], []),
        ([LOBBY], [], ["Lobby"]),
        ([LOBBY, OFFICE], [], ["Office"]),
        ([LOBBY, ATTIC], [], ["Lobby", "Attic"]),
        ([LOBBY, OFFICE], ["Lobby"], ["Lobby"]),
        ([LOBBY], ["Office"], ["Office"]),
        ([queue("Lobby", "stopped"), OFFICE], [], ["Office", "Lobby"]),
        ([queue("Lobby", accepting=False), OFFICE, ATTIC], [], ["Office", "Lobby", "Attic"]),
        ([queue("Office", "stopped", default=True), LOBBY], [], ["Office"]),
        ([{**LOBBY, "waiting": 1}, OFFICE], [], ["Office", "Lobby"]),
        ([{**LOBBY, "set_offline": True}, OFFICE], [], ["Office", "Lobby"]),
    ],
    ids=[
        "none",
        "the only one",
        "the default",
        "nothing tells which",
        "what IT expects",
        "what IT expects and is not there",
        "another is paused",
        "another takes nothing",
        "the default itself is paused",
        "pages wait at another",
        "another is set to wait",
    ],
)
def test_a_person_is_asked_which_printer_only_where_it_matters(
    queues: list[dict[str, object]], expected: list[str], to_choose: list[str]
) -> None:
    assert choices(queues, expected) == to_choose


def test_on_an_unknown_system_every_call_says_so() -> None:
    nothing = {
        "printing": Printing(),
        "services": Services(),
        "network": Network(),
        "disk": Disk(),
        "browsers": Browsers(),
        "open": Opening(),
        "computer": Computer(),
        "sound": Sound(),
        "screens": Screens(),
        "power": Power(),
        "programs": Programs(),
        "crashes": Crashes(),
    }
    values: dict[str, object] = {"text": "x", "whole": 1}
    for entry in CALLS.values():
        room, _, verb = entry.name.partition(".")
        if room in nothing and verb not in ("expected", "choices"):
            arguments = {name: values[kind] for name, kind in entry.arguments.items()}
            with pytest.raises(Unavailable):
                getattr(nothing[room], verb)(**arguments)


def test_every_systems_module_can_be_imported_on_every_system() -> None:
    """Modules that only some systems have are taken away, and everything is imported all the same.

    But for those that Windows' own standard library cannot do without.
    """
    code = """
import importlib, os, pathlib, sys
for name in ("pwd", "grp", "fcntl", *(() if os.name == "nt" else ("winreg", "msvcrt"))):
    sys.modules[name] = None
root = pathlib.Path(sys.argv[1])
for path in sorted((root / "deskside/system").rglob("*.py")):
    importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))
"""
    subprocess.run([sys.executable, "-c", code, str(APP)], env={"PYTHONPATH": str(APP)}, check=True, timeout=60)


def test_the_door_opens_without_heavy_imports() -> None:
    heavy = "{'msgspec', 'requests', 'psutil', 'ssl', 'asyncio', 'subprocess'}"
    code = f"import sys, deskside.system.calls; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(APP)},
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(CallProblem):
        run(["sh", "-c", f"trap '' TERM; (trap '' TERM; while :; do sleep 9; done) & echo $! > {note}; wait"], 3.0)
    for _ in range(200):
        if not _runs(note.read_text().strip()):
            return
        time.sleep(0.05)
    pytest.fail("what it started still runs")


def _runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:  # gone, perhaps while it was looked at
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="uses programs of Unix")
def test_a_program_says_what_it_says_in_plain_english_and_with_its_words() -> None:
    ran = run(["sh", "-c", 'echo "$LC_ALL $WORD"; echo no >&2; exit 3'], 20, {"WORD": "Büro"})
    assert (ran.code, ran.out, ran.err) == (3, "C.UTF-8 Büro\n", "no\n")
    with pytest.raises(Unavailable):
        run(["no-such-program-anywhere"], 20)

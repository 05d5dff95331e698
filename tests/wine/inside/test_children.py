"""Child processes on Windows: what hangs, dies or starts others costs its own answer, and nothing is left of it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.integration.children.bench import PAUSED, cause, children, detect_all, innocent, written

from deskside.children import Children, Limits, check_walls
from deskside.children.computer import ThisComputer
from deskside.model.call import Call
from deskside.system.table import CALLS

EXPECTED = Call("printing.expected")
SOON = 60.0
PATIENT = Limits(start=60, thinking=60)
"""For what is not about time: on a busy machine a Python takes seconds to start here."""


def started_here() -> list[psutil.Process]:
    """The children of this process."""
    return psutil.Process().children()


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    assert started_here() == []


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    """Within the limit of a call the process that answers it is started, too."""
    monkeypatch.setattr(CALLS["printing.expected"], "limit", 10.0)
    with Children({"printing.expected": ["Office"]}, PATIENT, source=ThisComputer()) as made:
        yield made


def test_a_plugin_asks_this_computer_through_the_system_child(tmp_path: Path, host: Children) -> None:
    code = cause("Asks", "return Finding('', {'expected': pc.printing.expected(), 'on': pc.name})")
    told = detect_all(host, written(tmp_path / "printer", code))["asks"]
    assert (told.problem, told.evidence) == ("", {"expected": ["Office"], "on": "windows"})


def test_a_call_that_hangs_is_told_in_time_and_the_next_one_is_answered(host: Children) -> None:
    assert host.call(EXPECTED).gives == ["Office"]
    (hanging,) = started_here()
    hanging.suspend()
    assert host.call(EXPECTED).problem == "took-too-long"
    assert host.call(EXPECTED).gives == ["Office"]
    assert not hanging.is_running()


def test_a_call_whose_process_dies_is_asked_again_of_a_new_one(host: Children) -> None:
    assert host.call(EXPECTED).gives == ["Office"]
    (dying,) = started_here()
    dying.kill()
    assert host.call(EXPECTED).gives == ["Office"]


def test_stopping_is_heard_at_once_from_another_thread(tmp_path: Path) -> None:
    with children(PAUSED, Limits(start=60, thinking=300)) as host:
        code = cause("Hang", "import threading\nthreading.Event().wait()") + innocent("Fine")
        troubleshooter = written(tmp_path / "printer", code)
        heard = threading.Event()
        stopper = threading.Thread(target=lambda: (heard.wait(), host.cancel()))
        stopper.start()
        told = detect_all(host, troubleshooter, on_detected=lambda _one: heard.set(), deadline=300)
        stopper.join()
    assert told["fine"].found
    assert told["hang"].problem


FORKS = """
import subprocess, sys
def fork():
    try:
        return subprocess.Popen([sys.executable, "-c", "while True: pass"]).pid
    except OSError:
        return 0
"""


@pytest.mark.parametrize(
    "then", ["return Finding('', {'pid': pid})", "import os\nos._exit(7)"], ids=["ends", "crashes"]
)
def test_what_a_plugin_started_is_ended_with_it(tmp_path: Path, then: str) -> None:
    """Windows itself refuses the start, where a job's limit of one process is held; Wine does not hold it."""
    number = tmp_path / "number"
    body = f"pid = fork()\nopen({str(number)!r}, 'w').write(str(pid))\n{then}"
    with children(PAUSED, PATIENT) as host:
        detect_all(host, written(tmp_path / "printer", cause("Forks", body, FORKS) + innocent("Fine")))
    pid = int(number.read_text("ascii"))
    assert not pid or not psutil.pid_exists(pid)


def test_a_child_knows_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TICKET_TOKEN", "s3cret")
    monkeypatch.setenv("PYTHONSTARTUP", r"C:\evil.py")
    code = cause("Env", "import os\nreturn Finding('', {'env': dict(os.environ)})")
    with children(PAUSED, PATIENT) as host:
        known = detect_all(host, written(tmp_path / "printer", code))["env"].evidence["env"]
    assert "s3cret" not in str(known)
    assert not [name for name in known if name.startswith(("PYTHON", "DESKSIDE_HOME", "PATHX"))]
    assert known["SYSTEMROOT"] == os.environ["SYSTEMROOT"]


def test_when_deskside_is_killed_its_children_end(tmp_path: Path) -> None:
    written(tmp_path / "printer", cause("Hang", "while True: pass") + cause("Fine", "return Finding('fine')"))
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.integration.children.bench import *\n"
        "t = Troubleshooter('printer', '1', 't', Path(sys.argv[1]), needs=NEEDS, has_code=True)\n"
        "with Children({}, Limits(start=60, thinking=300)) as host:\n"
        "    causes = described(host, t)\n"
        "    host.detect((t,), causes, {}, lambda one: print(one.cause, flush=True), 300)\n"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "printer")]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as deskside:
        assert deskside.stdout is not None
        assert deskside.stdout.readline().strip() == b"printer.fine"
        held = psutil.Process(deskside.pid).children(recursive=True)
        assert held
        deskside.kill()
        assert psutil.wait_procs(held, timeout=SOON)[1] == []


def test_no_wall_is_claimed_that_does_not_stand() -> None:
    """Wine holds none of a job's limits. On Windows itself "programs" and "memory" are to stand, too."""
    rows = {row.name: row for row in check_walls()}
    assert set(rows) == {"walls.files", "walls.network", "walls.programs", "walls.others", "walls.memory"}
    assert [name for name, row in rows.items() if row.ok] == []
    assert all(row.do for row in rows.values())

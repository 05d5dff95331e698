"""``.ci/run`` with a ``dev`` that says what it is told to: what is summed up, and what counts as a failure."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]

DEV = """
import os, sys, time
command, *rest = sys.argv[1:]
with open("asked", "a") as note: note.write(" ".join(sys.argv[1:]) + "\\n")
if command == "test" and os.path.exists("slow"):
    with open(rest[0], "w") as note: note.write(str(os.getpid()))
    time.sleep(100)
says = {says!r}.get(rest[0] if command == "test" else command, ("3 passed, 0 failed (seed 1)", 0))
print("noise\\n" + says[0])
sys.exit(says[1])
"""

TOLD = ("unit", "integration", "servers", "faults", "deploy", "desktop wine packages")
"""What is told of, in this order; the last ran beside the others."""
ALL = 3 * len(TOLD) + 1
"""What passes when each says three, and the check one."""

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason=".ci/run is for bash")


def copied(top: Path, says: dict[str, tuple[str, int]]) -> list[str | Path]:
    (top / ".ci").mkdir()
    shutil.copy(TOP / ".ci" / "run", top / ".ci")
    (top / "dev").write_text(DEV.format(says=says), "utf-8")
    return ["bash", top / ".ci" / "run"]


def ci(top: Path, says: dict[str, tuple[str, int]]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(copied(top, says), capture_output=True, text=True, timeout=120, check=False)


def test_the_last_line_sums_up_every_tier_and_the_check(tmp_path: Path) -> None:
    done = ci(tmp_path, {})
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == f"{ALL} passed, 0 failed (seed 1)"
    assert done.stdout.splitlines()[-2].startswith("total time: ")


@pytest.mark.parametrize(
    ("says", "last"),
    [
        ({"check": ("objects", 1)}, (ALL - 1, 1)),
        ({"desktop": ("1 passed, 2 failed (seed 1)", 1)}, (ALL - 2, 2)),
        ({"desktop": ("Killed", 137)}, (ALL - 3, 1)),
        ({"desktop": ("3 passed, 0 failed (seed 1)", 1)}, (ALL, 1)),
    ],
)
def test_whatever_goes_wrong_is_counted(
    tmp_path: Path, says: dict[str, tuple[str, int]], last: tuple[int, int]
) -> None:
    done = ci(tmp_path, says)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"{last[0]} passed, {last[1]} failed (seed 1)"


def test_every_tier_there_is_is_set_up_and_run_once(tmp_path: Path) -> None:
    ci(tmp_path, {})
    asked = [line.split() for line in (tmp_path / "asked").read_text("utf-8").splitlines()]
    ran = [tier for command, *tiers in asked if command == "test" for tier in tiers[: tiers.index("--seed")]]
    ready = next(tiers for command, *tiers in asked if command == "setup")
    there = [folder.name for folder in (TOP / "tests").iterdir() if any(folder.rglob("test_*.py"))]
    assert sorted(ran) == sorted(ready) == sorted(there)


def test_what_the_desktop_says_stands_together_under_its_name(tmp_path: Path) -> None:
    done = ci(tmp_path, {"desktop": ("1 passed, 2 failed (seed 1)", 1)})
    lines = done.stdout.splitlines()
    assert lines[lines.index(f"== {TOLD[-1]}") :][1:3] == ["noise", "1 passed, 2 failed (seed 1)"]
    assert [line for line in lines if line.startswith("== ")][2:] == [f"== {tiers}" for tiers in TOLD]


def test_a_desktop_does_not_outlive_the_run_it_belongs_to(tmp_path: Path) -> None:
    command = copied(tmp_path, {})
    (tmp_path / "slow").touch()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        both = [tmp_path / "desktop", tmp_path / "unit"]
        wait_for(lambda: all(note.exists() and note.read_text() for note in both))
        desktop, unit = (Path("/proc", note.read_text()) for note in both)
        run.terminate()
        run.wait(60)
    try:
        wait_for(lambda: not desktop.exists())
    finally:
        os.kill(int(unit.name), signal.SIGKILL)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)

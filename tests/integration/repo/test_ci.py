"""``.ci/run`` with a ``dev`` that says what it is told to: what is summed up, and what counts as a failure."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]

DEV = """
import sys
command, *rest = sys.argv[1:]
says = {says!r}.get(rest[0] if command == "test" else command, ("3 passed, 0 failed (seed 1)", 0))
print("noise\\n" + says[0])
sys.exit(says[1])
"""

TIERS = ("unit", "integration", "packages", "wine", "servers", "desktop", "faults", "deploy")
ALL = 3 * len(TIERS) + 1
"""What passes when each tier says three, and the check one."""

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason=".ci/run is for bash")


def ci(top: Path, says: dict[str, tuple[str, int]]) -> subprocess.CompletedProcess[str]:
    (top / ".ci").mkdir()
    shutil.copy(TOP / ".ci" / "run", top / ".ci")
    (top / "dev").write_text(DEV.format(says=says), "utf-8")
    return subprocess.run(["bash", top / ".ci" / "run"], capture_output=True, text=True, timeout=120, check=False)


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

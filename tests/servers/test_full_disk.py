"""D01 and D02: a disk that is really full, in a mount of its own that nobody else sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened on a disk of 4 MB."""
    folder = tmp_path_factory.mktemp("disk")
    path = os.pathsep.join([str(TOP / "app"), str(TOP / "tests")])
    script = 'mount -t tmpfs -o size=4m,mode=0700 none "$1" && exec "$2" -m servers.on_a_small_disk "$1"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", str(folder), sys.executable],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_d01_on_a_full_disk_the_reserve_takes_one_more_ticket_then_it_is_said_and_nothing_is_lost(
    said: dict[str, Any],
) -> None:
    assert said["D01"] == {
        "first": "queued",
        "with the reserve": "queued",
        "with nothing left": "DiskFull",
        "readable": ["DS-1", "DS-2"],
        "with space again": "queued",
        "in the end": ["DS-1", "DS-2", "DS-3"],
    }


def test_d02_a_disk_that_fills_while_sending_makes_no_second_ticket(said: dict[str, Any]) -> None:
    assert said["D02"] == {"told": "DiskFull", "made": ["DS-1", "DS-2", "DS-3"], "waiting": []}

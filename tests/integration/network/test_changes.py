"""Links are switched, renewed and looked at for real, in a network that only this test has and that ends with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[3]
ALONE = ("unshare", "--user", "--map-root-user", "--net", "--")


def _can_be_alone() -> bool:
    try:
        return subprocess.run([*ALONE, "true"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not _can_be_alone(), reason="this system gives no networks of one's own")
def test_what_is_changed_of_a_link_is_changed_for_real() -> None:
    inside = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        str(Path(__file__).with_name("inside.py")),
    ]
    ran = subprocess.run([*ALONE, *inside], cwd=TOP, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr

"""Tests that run inside Wine, by a Windows Python: this tier's own, and those of rooms that are to work on Windows too.

What of them cannot be shown there stands in ``inside/not_here.txt``, each line with its reason.
"""

from __future__ import annotations

import re

import pytest

from .computer import PLACE, WindowsComputer

MINUTES = 10
MANY_OF_A_KIND = "not garbage_on_the_pipe and not not_believed_unseen and not cannot_be_used"
"""Left out, for time: what they try happens in the host, which is the same everywhere."""
ROOMS = {
    "Windows itself": ("inside",),
    "what is set and kept": ("tests/unit/config", "tests/unit/storage"),
    "manifests, facts and hours": (
        "tests/unit/catalogue",
        "tests/unit/diagnostics/test_facts*.py",
        "tests/unit/diagnostics/test_bundle.py",
        "tests/unit/tickets/test_hours.py",
    ),
    "what is asked of Windows": (
        "tests/unit/system/test_calls.py",
        "tests/unit/system/test_opening_rules.py",
        "tests/unit/system/test_hosts_file.py",
        "tests/unit/system/test_windows*.py",
    ),
    "children": ("tests/unit/children", "tests/integration/children/test_broken_plugins.py"),
    "the printer troubleshooter on sick computers": ("tests/integration/printer",),
}


@pytest.mark.parametrize("room", ROOMS)
def test_works_on_windows(windows: WindowsComputer, room: str) -> None:
    folder = windows.here(PLACE)
    paths = [path for pattern in ROOMS[room] for path in sorted(folder.glob(pattern))]
    assert paths
    words = ["-m", "pytest", "-q", "-c", r"inside\pytest.ini", "--rootdir=.", "--tb=short", "-k", MANY_OF_A_KIND]
    words += [str(path.relative_to(folder)).replace("/", "\\") for path in paths]
    done = windows.python(r"inside\with_a_parent.py", *words, where=PLACE, seconds=MINUTES * 60)
    passed = re.search(r"(\d+) passed", done.out.splitlines()[-1] if done.out else "")
    assert done.code == 0, done.out[-6000:] + done.err[-2000:]
    assert passed, done.out

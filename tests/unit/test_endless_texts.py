"""No file and no text, however odd, makes Deskside hang, fall over or eat the computer's memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="Windows limits a process in other ways")

TOP = Path(__file__).parents[2]
CPU_SECONDS = 60
"""Many times what a slow computer needs; what grows with the square of a text's length needs hours."""
MEMORY = 700 * 1024 * 1024
FULL = bool(os.environ.get("DESKSIDE_FULL"))


def limited() -> None:
    seconds = CPU_SECONDS * (10 if FULL else 1)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("reader", ["settings", "manifest", "bundle", "redactor"])
def test_a_text_that_never_ends_is_read_or_refused_in_time(reader: str) -> None:
    seed = os.environ.get("DESKSIDE_SEED", "1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.endless_texts", reader, seed, "600" if FULL else "40"],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": f"{TOP / 'app'}{os.pathsep}{TOP}"},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
        preexec_fn=limited,
    )
    tried = done.stdout.splitlines()
    assert done.returncode == 0, f"the piece {tried[-1:]} of {len(tried)}: {done.stderr[-800:]}"
    assert len(tried) >= 40

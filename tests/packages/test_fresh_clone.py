"""A fresh clone in an odd place, with nothing but the system's own Python: ``./dev`` is all anyone needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

TOP = Path(__file__).resolve().parents[2]
NOBODY = 65534
Done: TypeAlias = subprocess.CompletedProcess[str]

pytestmark = pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="needs the Python of a Linux system")


@pytest.fixture(scope="module")
def dev() -> Iterator[Callable[..., Done]]:
    """``dev`` of the clone, run by an ordinary person."""
    place = Path(tempfile.mkdtemp(prefix="Prüfung ä "))
    try:
        clone = place / "Desk side"
        subprocess.run(["git", "clone", "-q", TOP, clone], check=True, timeout=60)
        who: dict[str, int | list[int]] = {}
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", str(NOBODY), place], check=True, timeout=60)
            who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        pip = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HTTP", "http"))}
        env = {"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C", **pip}

        def run(*arguments: str) -> Done:
            return subprocess.run(
                [clone / "dev", *arguments],
                cwd="/",
                env=env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=400,
                check=False,
                **who,  # type: ignore[call-overload]
            )

        yield run
    finally:
        shutil.rmtree(place)


def test_it_sets_itself_up_and_its_tests_pass(dev: Callable[..., Done]) -> None:
    done = dev("test", "unit", "--", "-k", "isolation or plain")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ".venv" in done.stdout.splitlines()[0]


def test_it_does_not_set_up_twice(dev: Callable[..., Done]) -> None:
    assert dev("setup").stdout == "dev: all is set up.\n"


def test_it_runs_on_a_desk_of_its_own(dev: Callable[..., Done]) -> None:
    done = dev("run", "find", "my printer wont print")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()

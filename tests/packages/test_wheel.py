"""The wheel, as IT would install it: built, put into an environment of its own, and asked to work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

TOP = Path(__file__).resolve().parents[2]
Done: TypeAlias = subprocess.CompletedProcess[str]


def run(command: Sequence[str | Path], cwd: Path, *, home: Path, minutes: float = 5) -> Done:
    """Runs a command with nothing of this checkout in its environment but the network settings."""
    env = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DESKSIDE", "XDG", "VIRTUAL"))
    }
    env |= {"DESKSIDE_HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=minutes * 60,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    built = run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out], TOP, home=out)
    assert built.returncode == 0, built.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment that has the wheel, and the locked dependencies of an installed Deskside only."""
    place = tmp_path_factory.mktemp("a computer of Jörg") / "env"
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-qq", "--no-deps"]
    for step in (
        [sys.executable, "-m", "venv", "--without-pip", place],
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", TOP / "requirements.lock"],
        [*pip, "--no-index", wheel],
    ):
        done = run(step, place.parent, home=place.parent)
        assert done.returncode == 0, done.stderr
    return python.parent


@pytest.fixture
def deskside(installed: Path, deskside_home: Path, tmp_path: Path) -> Callable[..., Done]:
    def ask(*arguments: str) -> Done:
        return run([installed / "deskside", *arguments], tmp_path, home=deskside_home)

    return ask


def test_the_wheel_carries_the_troubleshooters_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "deskside/_bundled/troubleshooters/printer/manifest.toml" in names
    assert "deskside/_bundled/resources/jargon.json" in names
    assert "deskside/_bundled/resources/locale/de/LC_MESSAGES/deskside.mo" in names
    assert [name for name in names if "__pycache__" in name or name.startswith(("tests/", "benchmarks/"))] == []
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_installed_deskside_finds_its_troubleshooters(deskside: Callable[..., Done]) -> None:
    done = deskside("find", "my printer wont print", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["results"][0]["id"] == "printer"
    assert answer["sure"] is True


def test_installed_deskside_says_whether_it_is_well(deskside: Callable[..., Done]) -> None:
    done = deskside("check", "--json")
    assert done.returncode in (0, 1), done.stderr
    rows = json.loads(done.stdout)
    assert rows["schema"] == 1


def test_installed_deskside_runs_a_troubleshooters_code(deskside: Callable[..., Done]) -> None:
    done = deskside("run", "printer", "--json", "--only", "printer.paused")
    report = json.loads(done.stdout)
    (check,) = report["checks"]
    assert check["cause"] == "printer.paused"
    assert check["result"] != "could-not-check" or check["why"].startswith("unavailable: printing."), "no print system"
    assert done.returncode == {"nothing-found": 0, "could-not-check": 3}.get(report["outcome"], 1)

"""``./dev test`` in a small project of its own, in a path with a space and an umlaut: what it runs, counts and says."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]

TESTS = """
import pytest

def test_good(): pass

@pytest.mark.parametrize("n", [1, 2])
def test_bad(n): assert n == 1

@pytest.mark.skip
def test_later(): pass
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .venv that borrows the packages of the one these tests run in."""
    place = tmp_path_factory.mktemp("env") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=60)
    (packages,) = place.glob("lib/*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return place


@pytest.fixture
def project(tmp_path: Path, environment: Path) -> Path:
    top = tmp_path / "Prüfung ä"
    (top / "tests" / "unit").mkdir(parents=True)
    shutil.copy(TOP / "dev", top)
    shutil.copytree(TOP / "packaging" / "devkit", top / "packaging" / "devkit")
    shutil.copytree(environment, top / ".venv", symlinks=True)
    (top / "requirements-dev.lock").touch()
    nothing = hashlib.sha256(b"").hexdigest()
    (top / ".venv" / "deskside-setup.txt").write_text(f"{nothing} in {top}", "utf-8")
    (top / "pyproject.toml").touch()
    return top


def dev(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "dev"), *arguments]
    return subprocess.run(
        command, cwd=project.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
    )


def test_passed_failed_and_skipped_are_counted_and_any_failure_is_the_exit_code(project: Path) -> None:
    (project / "tests" / "unit" / "test_some.py").write_text(TESTS, "utf-8")
    done = dev(project, "test", "unit")
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[-2].startswith("unit: 2 passed, 1 failed, 1 skipped in ")
    assert lines[-1] == "2 passed, 1 failed (seed 1)"


def test_all_good_is_exit_code_0_and_pytest_gets_what_stands_behind_two_dashes(project: Path) -> None:
    (project / "tests" / "unit" / "test_some.py").write_text(TESTS, "utf-8")
    done = dev(project, "test", "unit", "--", "-k", "good")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "1 passed, 0 failed (seed 1)"


def test_a_tier_without_tests_says_so_and_fails(project: Path) -> None:
    done = dev(project, "test", "unit", "desktop")
    assert done.returncode == 1
    assert "desktop: cannot run, it has no tests." in done.stdout
    assert done.stdout.splitlines()[-1] == "0 passed, 2 failed (seed 1)"


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="packages are looked up with Debian's dpkg")
def test_a_tier_that_lacks_a_package_names_it_and_fails(project: Path) -> None:
    tier = project / "tests" / "desktop"
    tier.mkdir()
    (tier / "test_some.py").write_text("def test_good(): pass\n", "utf-8")
    (tier / "packages.txt").write_text("base-files no-such-package  # what for\n", "utf-8")
    done = dev(project, "test", "desktop")
    assert done.returncode == 1
    assert "desktop: cannot run, these packages are missing: no-such-package (./dev setup desktop)." in done.stdout


def test_a_file_that_cannot_be_loaded_is_a_failure_too(project: Path) -> None:
    (project / "tests" / "unit" / "test_some.py").write_text("import no_such_module\n", "utf-8")
    assert dev(project, "test", "unit").stdout.splitlines()[-1] == "0 passed, 1 failed (seed 1)"


def test_the_seed_that_is_printed_is_the_one_that_was_used(project: Path) -> None:
    (project / "tests" / "unit" / "test_some.py").write_text(
        "import os, random\n"
        "from hypothesis import given, strategies\n"
        "@given(strategies.integers())\n"
        "def test_any(n):\n"
        "    with open('drawn.txt', 'a') as file: print(n, file=file)\n"
        "def test_env(): assert os.environ['DESKSIDE_SEED'] == '7' and not os.environ['DESKSIDE_FULL']\n",
        "utf-8",
    )
    drawn = []
    for seed in ("7", "7"):
        (project / "drawn.txt").unlink(missing_ok=True)
        (project / ".hypothesis").exists() and shutil.rmtree(project / ".hypothesis")
        done = dev(project, "test", "unit", "--seed", seed)
        assert done.stdout.splitlines()[-1] == "2 passed, 0 failed (seed 7)"
        drawn.append((project / "drawn.txt").read_text())
    assert drawn[0] == drawn[1]


def test_a_full_run_takes_a_new_seed_and_tells_the_tests(project: Path) -> None:
    (project / "tests" / "unit" / "test_some.py").write_text(
        "import os\ndef test_env(): assert os.environ['DESKSIDE_FULL'] == '1'\n", "utf-8"
    )
    last = {dev(project, "test", "unit", "--full").stdout.splitlines()[-1] for _ in range(2)}
    assert len(last) == 2


def test_nothing_is_left_running_when_dev_is_ended(project: Path) -> None:
    tier = project / "tests" / "packages"  # one that a single process goes through: dev is its parent
    tier.mkdir()
    (tier / "test_some.py").write_text(
        "import os, pathlib, signal\n"
        "def test_waits():\n"
        "    pathlib.Path('pid').write_text(str(os.getpid()))\n"
        "    os.kill(os.getppid(), signal.SIGTERM)\n"
        "    signal.pause()\n",
        "utf-8",
    )
    done = dev(project, "test", "packages")
    assert done.returncode == 143
    pid = int((project / "pid").read_text())
    assert not Path(f"/proc/{pid}").exists()


def test_an_unknown_tier_is_wrong_usage(project: Path) -> None:
    done = dev(project, "test", "units")
    assert done.returncode == 2
    assert "integration" in done.stderr

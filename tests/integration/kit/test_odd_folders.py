"""Folders as they lie about on a real disk: very deep, very large, full of what belongs to other programs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.cli.test_contract import deskside

from deskside.kit.linting import lint
from deskside.kit.new import make_new
from deskside.kit.packing import pack
from deskside.kit.remarks import problems

TOP = Path(__file__).parents[3]
SHOUT = '_("You failed!")\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_new(tmp_path / "badge-reader", python=True)
    return tmp_path / "badge-reader"


@pytest.mark.parametrize("place", [".venv/lib", ".git", "sub/inner", "__pycache__"])
def test_words_of_what_is_never_published_are_not_judged(folder: Path, place: str) -> None:
    (folder / place).mkdir(parents=True)
    (folder / place / "other.py").write_text(SHOUT, "utf-8")
    manifest = (folder / "manifest.toml").read_text("utf-8")
    (folder / place / "manifest.toml").write_text(manifest.replace("does not open", "broke!"), "utf-8")
    assert problems(lint(folder)) == ()
    (folder / "beside.py").write_text(f"from deskside.sdk import _\n{SHOUT}", "utf-8")
    assert [one.file.name for one in problems(lint(folder))] == ["beside.py"] * 2


@pytest.fixture
def deep() -> Iterator[Path]:
    """Deeper than a path may be long, as a build gone wild leaves it. Not among pytest's, which could not remove it."""
    own = tempfile.mkdtemp(prefix="deskside-deep-")
    folder = Path(own, "badge-reader")
    make_new(folder, python=True)
    here = os.open(folder, os.O_RDONLY)
    top = here
    for _ in range(1_200):
        os.mkdir("d" * 9, dir_fd=here)
        inner = os.open("d" * 9, os.O_RDONLY, dir_fd=here)
        if here != top:
            os.close(here)
        here = inner
    os.close(here)
    os.close(top)
    yield folder
    subprocess.run(["rm", "-rf", own], check=False, timeout=60)  # Python's own way is too deep for it


@pytest.mark.skipif(sys.platform == "win32", reason="no such folder can be made there")
def test_folders_in_folders_without_end_are_told_and_hold_nobody_up(deep: Path) -> None:
    (told,) = lint(deep)
    assert told.says == "There are more than 20 folders in one another here."
    assert problems((told,)) == ()
    assert pack(deep)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no holes there")
@pytest.mark.parametrize("name", ["names.py", "manifest.toml", "locale/de.po", "scenarios/huge.toml", "pictures/a.svg"])
def test_a_file_larger_than_the_memory_is_told_and_never_read(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    with (folder / name).open("ab") as file:
        file.truncate(6 << 30)
    told = subprocess.run(
        [sys.executable, "-m", "deskside", "plugin", "lint", str(folder)],
        env={**os.environ, "PYTHONPATH": str(TOP / "app")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert told.returncode == 1, told.stderr
    assert f"{folder / name}:1: problem: " in told.stdout
    assert "large" in told.stdout


def test_the_folder_of_all_one_has_is_told_at_once(tmp_path: Path) -> None:
    """Named by mistake: nothing in it is judged."""
    for name in ("letters", "photos"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.py").write_text(SHOUT, "utf-8")
    told = deskside("plugin", "lint", str(tmp_path))
    assert told.returncode == 1
    assert "You failed" not in told.stdout
    assert "There is no manifest.toml in this folder." in told.stdout

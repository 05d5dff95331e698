"""The publisher's command line, as it is typed: what it prints, and the exit code a script goes by."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.integration.cli.test_contract import deskside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = deskside("plugin", "new", "badge-reader", "--folder", str(tmp_path), "--title", "My badge is not read")
    assert made.returncode == 0, made.stderr
    return tmp_path / "badge-reader"


def told(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(deskside(*arguments, "--json").stdout)
    assert found["schema"] == 1
    return found


def test_a_new_one_is_good_from_the_start(folder: Path) -> None:
    linted = deskside("plugin", "lint", str(folder))
    assert (linted.returncode, linted.stdout) == (0, "badge-reader: nothing is wrong with it.\n")


def test_a_problem_is_printed_with_file_and_line_and_ends_with_one(folder: Path) -> None:
    manifest = folder / "manifest.toml"
    text = manifest.read_text("utf-8").replace("Our own page does", "The router does")
    manifest.write_text(text, "utf-8")
    line = text[: text.index("The router")].count("\n") + 1
    linted = deskside("plugin", "lint", str(folder))
    assert linted.returncode == 1
    assert f"{manifest}:{line}: problem: " in linted.stdout
    assert '"The router does not open from here."' in linted.stdout
    assert "badge-reader: 1 problem, 0 pieces of advice." in linted.stdout
    found = told("plugin", "lint", str(folder))
    assert (found["ok"], found["problems"], found["advice"]) == (False, 1, 0)
    (row,) = found["remarks"]
    assert (row["troubleshooter"], row["file"], row["line"]) == ("badge-reader", str(manifest), line)
    assert row["severity"] == "problem"
    assert all(row[key] for key in ("says", "do", "sentence"))


def test_advice_alone_stops_nobody(folder: Path) -> None:
    (folder / "notes.txt").write_text("for me", "utf-8")
    linted = deskside("plugin", "lint", str(folder))
    assert linted.returncode == 0
    assert "advice: notes.txt is no part" in linted.stdout


def test_several_are_linted_beside_each_other(folder: Path) -> None:
    deskside("plugin", "new", "badge-printer", "--folder", str(folder.parent), "--title", "My badge is not read")
    found = told("plugin", "lint", str(folder), str(folder.parent / "badge-printer"))
    assert {row["troubleshooter"] for row in found["remarks"]} == {"badge-reader", "badge-printer"}
    assert any('"badge-printer" has the same title' in row["says"] for row in found["remarks"])


def test_the_archive_is_there_with_the_hash_that_was_told(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    found = told("plugin", "pack", str(folder), "--out", str(out))
    assert (found["id"], found["version"], found["file"]) == ("badge-reader", "1.0.0", str(out))
    assert (found["sha256"], found["bytes"]) == (hashlib.sha256(out.read_bytes()).hexdigest(), out.stat().st_size)
    assert found["sha256"] in deskside("plugin", "pack", str(folder), "--out", str(out)).stdout


def test_what_does_not_lint_is_not_packed(folder: Path, tmp_path: Path) -> None:
    (folder / "pictures" / "network-cable.svg").unlink()
    packed = deskside("plugin", "pack", str(folder), "--out", str(tmp_path / "out.zip"))
    assert packed.returncode == 1
    assert "There is no pictures/network-cable.svg." in packed.stderr
    assert not (tmp_path / "out.zip").exists()


def test_a_place_where_the_archive_can_not_be_is_told_in_words(folder: Path, tmp_path: Path) -> None:
    packed = deskside("plugin", "pack", str(folder), "--out", str(tmp_path / "nowhere" / "out.zip"))
    assert packed.returncode == 1
    assert packed.stderr == f"{tmp_path / 'nowhere' / 'out.zip'} can't be written: No such file or directory.\n"


def test_the_archive_gets_its_name_in_a_folder(folder: Path, tmp_path: Path) -> None:
    found = told("plugin", "pack", str(folder), "--out", str(tmp_path))
    assert found["file"] == str(tmp_path / "badge-reader-1.0.0.zip")
    assert found["bytes"] == Path(found["file"]).stat().st_size


def test_what_can_not_be_made_is_wrong_usage(folder: Path) -> None:
    again = deskside("plugin", "new", "badge-reader", "--folder", str(folder.parent))
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert deskside("plugin", "new", "Badge", "--folder", str(folder.parent)).returncode == 2


def test_code_that_ends_its_process_ends_no_lint(tmp_path: Path) -> None:
    deskside("plugin", "new", "badge-reader", "--python", "--folder", str(tmp_path))
    code = tmp_path / "badge-reader" / "troubleshooter.py"
    code.write_text("import os\n\nos._exit(0)\n", "utf-8")
    found = told("plugin", "lint", str(tmp_path / "badge-reader"))
    assert [row["file"] for row in found["remarks"] if row["file"] == str(code)] == [str(code)]

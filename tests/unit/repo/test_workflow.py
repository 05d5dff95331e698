"""The workflow for systems that are not here: what it may do and calls, and what Windows shows of the programs.

It can't run here. It is also read by hand with actionlint, zizmor and its schema (docs/platforms.md).
"""

from __future__ import annotations

import ast
import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]
WORKFLOWS = sorted((TOP / ".github/workflows").glob("*.yml"))
TEXT = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)


def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is() -> None:
    used = re.findall(r"^\s*-? ?uses: (.+)$", TEXT, re.M)
    assert len(used) > 5
    known = r"(actions/[a-z-]+|theupdateframework/tuf-conformance)@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert [line for line in used if not re.fullmatch(known, line)] == []


def test_the_tuf_project_s_own_tests_are_run_against_our_client() -> None:
    step = re.search(r"- uses: theupdateframework/tuf-conformance@.+\n +with:\n +entrypoint: (\S+) (\S+)\n", TEXT)
    assert step is not None
    assert step[1] == ".venv/bin/python"  # what "python dev setup" makes
    told = subprocess.run(
        [sys.executable, TOP / step[2], "--help"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert all(word in told.stdout for word in ("init", "refresh", "download", "--metadata-url", "--target-base-url"))


def test_it_may_read_the_checkout_and_nothing_else() -> None:
    assert re.findall(r"^ *permissions:\n((?:  .+\n)+)", TEXT, re.M) == ["  contents: read\n"]
    assert not re.search(r"secrets\.|pull_request_target|write-all|: write\b", TEXT)
    assert TEXT.count("actions/checkout@") == TEXT.count("persist-credentials: false")


def test_it_names_no_host_to_fetch_from() -> None:
    assert not re.search(r"https?://|pip install|npm |curl |wget ", TEXT)


def test_each_job_ends_by_itself() -> None:
    assert TEXT.count("runs-on:") == TEXT.count("timeout-minutes:") == 4


def called() -> list[str]:
    return sorted(set(re.findall(r"run: python dev (.+)$", TEXT, re.M)))


@pytest.mark.parametrize("words", called())
def test_what_it_calls_is_understood(words: str) -> None:
    """Each command line ends in its own help: argparse has read all words before that."""
    done = subprocess.run(
        [sys.executable, TOP / "dev", *words.split(), "--help"], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_for_macs_finds_its_script_and_describes_the_application() -> None:
    assert "packaging/macos/make-pkg dist/deskside dist" in TEXT
    script = TOP / "packaging/macos/make-pkg"
    assert os.access(script, os.X_OK)
    told = plistlib.loads((TOP / "packaging/macos/Info.plist").read_bytes())
    assert told["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["deskside"]
    assert told["LSUIElement"] is True


def test_windows_shows_name_and_version_of_both_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOP / "packaging"))
    from freeze.windows_look import version_resource

    tree = ast.parse(version_resource("1.2.3", "deskside-tray", "Deskside"), mode="eval")
    words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert {"deskside-tray.exe", "1.2.3", "Deskside"} <= set(words)
    assert "filevers=(1, 2, 3, 0)" in ast.unparse(tree)

"""Code that hangs while it is loaded: the author is told the line, as with code that hangs in a check."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.catalogue import read_manifest
from deskside.children import Children, plugin
from deskside.children.limits import Limits
from deskside.kit.linting.code import told_causes
from deskside.kit.linting.reading import read_modules
from deskside.kit.new import make_new
from deskside.kit.remarks import Remark

START = 8
HANGS = "class Endless:\n    def __init__(self):\n        while True:\n            pass\n\n\n"
LIES = """
import os
for pipe in range(3, 20):
    try:
        os.write(pipe, b'{"where": 0, "at": "line 1"}\\n')
    except OSError:
        pass
while True:
    pass
"""


def told(folder: Path) -> Remark:
    own = read_manifest(folder)
    with Children({}, Limits(start=START)) as children:
        causes, remarks = told_causes(children, own, read_modules(folder)[0])
    assert causes == ()
    (remark,) = remarks
    return remark


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(plugin, "_TO_SAY_WHERE", 60.0)  # it does say, as soon as it gets a processor
    make_new(tmp_path / "badge-reader", python=True)
    return tmp_path / "badge-reader"


def test_a_loop_without_end_at_the_top_of_the_code_is_told_with_its_line(folder: Path) -> None:
    code = folder / "troubleshooter.py"
    text = code.read_text("utf-8")
    code.write_text(f"{text}\n\nwhile True:\n    pass\n", "utf-8")
    remark = told(folder)
    assert f"was not loaded in {START} s" in remark.says
    assert remark.file == code
    assert remark.line in (text.count("\n") + 3, text.count("\n") + 4)


def test_a_loop_without_end_in_a_file_beside_it_is_told_with_that_file(folder: Path) -> None:
    beside = folder / "names.py"
    beside.write_text(f"{HANGS}ENDLESS = Endless()\n", "utf-8")
    code = folder / "troubleshooter.py"
    code.write_text(f"from .names import ENDLESS\n{code.read_text('utf-8')}", "utf-8")
    remark = told(folder)
    assert (remark.file, remark.line in (3, 4)) == (beside, True), str(remark)


def test_code_that_waits_for_what_never_comes_is_told_with_its_line(folder: Path) -> None:
    code = folder / "troubleshooter.py"
    text = code.read_text("utf-8")
    code.write_text(f"import threading\n\n{text}\n\nthreading.Event().wait()\n", "utf-8")
    assert told(folder).line == text.count("\n") + 5


def test_code_that_says_where_it_is_before_anybody_asked_is_not_believed(folder: Path) -> None:
    code = folder / "troubleshooter.py"
    code.write_text(f"{code.read_text('utf-8')}\n{LIES}", "utf-8")
    assert told(folder).says == "Garbage: told where it is, unasked."

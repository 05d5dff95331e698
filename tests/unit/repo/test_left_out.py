"""What is left out of the frozen application is left out whole, whatever the Python has that it is built with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


def test_a_module_that_is_left_out_brings_no_library_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As _tkinter would, with all of Tcl's texts, where the building Python has it."""
    monkeypatch.syspath_prepend(PACKAGING)
    from freeze.wanted import LEFT_OUT

    inner = {f"_{name}" for name in LEFT_OUT} & sys.stdlib_module_names
    assert "_tkinter" in inner
    assert inner <= set(LEFT_OUT)

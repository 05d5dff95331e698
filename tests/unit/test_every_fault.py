"""Every fault of sending that is written down has a test that carries its id in its name or in its parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
FAULTS = re.findall(r"^\| ([A-Z]\d\d) \|", (TESTS / "outbox-faults.md").read_text("utf-8"), re.MULTILINE)
_IN_A_NAME = re.compile(r"(?<=_)[a-z]\d\d(?=_|$)")
_A_CASE = re.compile(r"([A-Z]\d\d)(-[a-z0-9-]+)?")


def carried(file: Path) -> Iterator[str]:
    """The ids that the tests in a file carry."""
    source = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield from (found.upper() for found in _IN_A_NAME.findall(node.name))
    for tables in (node.value for node in source.body if isinstance(node, ast.Assign)):
        for row in tables.elts if isinstance(tables, ast.List) else ():
            first = row.elts[0] if isinstance(row, ast.Tuple) and row.elts else None
            if isinstance(first, ast.Constant) and (case := _A_CASE.fullmatch(str(first.value))):
                yield case[1]


TESTED = {fault for file in TESTS.rglob("test_*.py") for fault in carried(file)}


def test_the_list_is_whole() -> None:
    assert len(FAULTS) == len(set(FAULTS)) == 45 + 11


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_that_sending_must_survive_is_tried(fault: str) -> None:
    assert fault in TESTED

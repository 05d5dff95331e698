"""What the other tests here stand on: each fault can be seen by the lab's own probe, and only while it is there."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from lab.suite import all_faults, suite
from office import WORLD
from sampling import some


def proven(where: str, names: list[str]) -> list[dict[str, object]]:
    ran = subprocess.run(
        [sys.executable, str(WORLD), "--prove", where, *names],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(("where", "more"), [("printing", 6), ("network", 10), ("disk", 99)])
def test_a_fault_is_there_when_it_was_made_and_gone_when_it_was_put_right(where: str, more: int) -> None:
    names = [name for name, fault in suite(where).faults.items() if fault.repair]
    rows = proven(where, some(names, more=more))
    assert rows
    for row in rows:
        usual = {"broken": False, "odd": False} if row["healthy"] else {"broken": False}
        there = {"broken": False, "odd": True} if row["healthy"] else {"broken": True}
        assert (row["before"], row["there"], row["after"]) == (usual, there, usual), row["fault"]


def test_every_fault_can_be_put_right_from_outside() -> None:
    without = [name for _, name, fault in all_faults() if not fault.repair]
    assert without == ["none", "none", "none"]


def test_no_two_faults_have_one_name() -> None:
    names = [name for _, name, _ in all_faults() if name != "none"]
    assert sorted(names) == sorted(set(names))

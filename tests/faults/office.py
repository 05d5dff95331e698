"""Runs the real Deskside in a world of the lab, and tells what it said and what is true afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from lab.namespaces import SEEN_AT, TOP

WORLD = TOP / "tests" / "faults" / "lab" / "world.py"
MINUTES = 2 * 60


class Outcome(NamedTuple):
    """``reports`` are what each command printed; ``before`` and ``after`` whether the fault was, and is, there."""

    reports: list[dict[str, Any]]
    codes: list[int]
    before: bool
    after: bool

    @property
    def causes(self) -> list[str]:
        return [finding["cause"] for finding in self.reports[0]["findings"]]

    def finding(self, cause: str) -> dict[str, Any]:
        (found,) = [one for one in self.reports[0]["findings"] if one["cause"] == cause]
        return found

    def result(self, cause: str) -> str:
        (check,) = [one for one in self.reports[0]["checks"] if one["cause"] == cause]
        return str(check["result"])


def office(fault: str, tmp_path: Path, *commands: str, world: tuple[str, ...] = ()) -> Outcome:
    """Runs each command, such as "run printer --json", as `deskside` in a world with this fault."""
    script = ["deskside settings set printing.expected '[\"Office\"]' >/dev/null"]
    script += [f"deskside {command}; code=$?; echo; echo $code" for command in commands]
    return in_world(fault, tmp_path, "\n".join(script), world=world)


def in_world(fault: str, tmp_path: Path, script: str, *, world: tuple[str, ...] = ()) -> Outcome:
    """Runs a shell script, to which `deskside` is known; it prints pairs of a report and an exit code."""
    shell = f'deskside() {{ PYTHONPATH={SEEN_AT / "app"} "{_python()}" -m deskside "$@"; }}\n{script}'
    report = tmp_path / "truth.json"
    ran = subprocess.run(
        [sys.executable, str(WORLD), fault, *world, "--report", str(report), "--", "sh", "-c", shell],
        env={name: value for name, value in os.environ.items() if name != "DESKSIDE_HOME"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=MINUTES,
        check=False,
    )
    assert report.exists(), ran.stderr
    truth = json.loads(report.read_text())
    lines = [line for line in ran.stdout.splitlines() if line]
    try:
        reports, codes = [json.loads(line) for line in lines[::2]], [int(line) for line in lines[1::2]]
    except ValueError as problem:
        raise AssertionError(f"{ran.stdout}\n{ran.stderr}") from problem
    return Outcome(reports, codes, truth["before"], truth["after"])


def _python() -> Path:
    """This Python, where the person of a world can reach it."""
    python = Path(sys.executable)
    return SEEN_AT / python.relative_to(TOP) if python.is_relative_to(TOP) else python

"""Runs the real Deskside in a world of the lab, and tells what it said and what is true afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from lab.namespaces import SEEN_AT, TOP
from lab.suite import find

WORLD = TOP / "tests" / "faults" / "lab" / "world.py"
MINUTES = 3 * 60
UNDO, PUT_RIGHT, TRUTH = "undo the first case", "put right from outside", "ask for the truth"
"""What can be done in a world beside the commands of ``deskside``."""

_FIRST_CASE = r"""$(echo "$first" | sed -n 's/.*"case":"\([^"]*\)".*/\1/p')"""
_DOES = {UNDO: f'deskside undo "{_FIRST_CASE}" >&2', PUT_RIGHT: "put-right", TRUTH: "still-broken"}
STILL_BROKEN, RIGHT = 1, 0
"""Codes of ``TRUTH``."""

SETTINGS = {
    "printing": '[printing]\nexpected = ["Office"]\n',
    "network": (
        '[network]\ncheck_url = "http://check.test/generate_204"\nwork_sites = ["https://good.test/"]\n'
        'work_names = ["intranet", "good.test"]\n'
    ),
    "disk": "",
}
"""What IT has told Deskside in the worlds of each suite."""


class Outcome(NamedTuple):
    """``reports`` are what each command printed; ``before`` and ``after`` whether the fault was, and is, there."""

    reports: list[dict[str, Any]]
    codes: list[int]
    before: bool
    after: bool

    @property
    def causes(self) -> list[str]:
        return [finding["cause"] for finding in self.reports[0]["findings"]]

    @property
    def short_causes(self) -> set[str]:
        """Without the troubleshooter's name; all of its rounds together."""
        return {cause.partition(".")[2] for cause in self.causes}

    @property
    def unnamed(self) -> list[str]:
        return [one["says"] for one in self.reports[0]["unnamed"]]

    def finding(self, cause: str) -> dict[str, Any]:
        found: dict[str, Any]
        (found,) = [one for one in self.reports[0]["findings"] if one["cause"] == cause]
        return found

    def result(self, cause: str) -> str:
        (check,) = [one for one in self.reports[0]["checks"] if one["cause"] == cause]
        return str(check["result"])


def office(
    fault: str, tmp_path: Path, *steps: str, world: tuple[str, ...] = (), settings: str | None = None
) -> Outcome:
    """Runs each step, such as "run printer --json", as `deskside` in a world with this fault.

    ``settings`` are the person's, as TOML; without, what IT says in such worlds.
    """
    told = SETTINGS[find(fault)[0].name] if settings is None else settings
    script = []
    if told:
        script += ["mkdir -p ~/.config/deskside", f"cat > ~/.config/deskside/settings.toml <<'END'\n{told}END"]
    for number, step in enumerate(steps):
        if step in _DOES:
            script.append(f"{_DOES[step]}; printf '{{}}\\n%s\\n' $?")
        else:
            script.append(f'out=$(deskside {step}); code=$?; echo "$out"; echo; echo $code')
            script += ['first="$out"'] if number == 0 else []
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
    print(ran.stdout, ran.stderr, truth["told"], sep="\n")  # noqa: T201 - shown where a test has failed
    lines = [line for line in ran.stdout.splitlines() if line]
    try:
        reports, codes = [json.loads(line) for line in lines[::2]], [int(line) for line in lines[1::2]]
    except ValueError as problem:
        raise AssertionError(f"{ran.stdout}\n{ran.stderr}") from problem
    assert all(isinstance(told, dict) for told in reports), f"{ran.stdout}\n{ran.stderr}"
    return Outcome(reports, codes, truth["before"], truth["after"])


def _python() -> Path:
    """This Python, where the person of a world can reach it."""
    python = Path(sys.executable)
    return SEEN_AT / python.relative_to(TOP) if python.is_relative_to(TOP) else python

"""Asking Windows through PowerShell: objects out as JSON, numbers where Windows has numbers, never a text for people.

A name is never written into a script. It goes in through the environment, so
nothing a printer is called can become a command.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.commands import Ran, Run

_ROOT = r"C:\Windows"
_BEFORE = "$ErrorActionPreference='Stop';[Console]::OutputEncoding=[Text.Encoding]::UTF8;"
_AFTER = "}catch{[Console]::Error.WriteLine($_.FullyQualifiedErrorId);exit 1}"
_REFUSED = ("0x80041003", "0x80070005")
"""Access is denied, as WMI and as Windows number it."""
ACCESS_DENIED, NO_SUCH = 5, 44


def of_windows(program: str) -> str:
    """The path of a program that came with Windows; one of the same name elsewhere is not taken for it."""
    return rf"{os.environ.get('SYSTEMROOT', _ROOT)}\System32\{program}"


def command(script: str) -> list[str]:
    """The words that run a script."""
    program = of_windows(r"WindowsPowerShell\v1.0\powershell.exe")
    return [program, "-NoProfile", "-NonInteractive", "-Command", f"{_BEFORE}try{{{script}{_AFTER}"]


def ask(run: Run, script: str, limit: float) -> Any:
    """What the script writes as JSON."""
    ran = run(command(script), limit)
    if ran.code != 0:
        raise problem(ran)
    try:
        return json.loads(ran.out.lstrip("\ufeff"))
    except ValueError as wrong:
        raise Unavailable("powershell", f"no JSON: {wrong}") from wrong


def order(run: Run, script: str, limit: float, words: Mapping[str, str]) -> None:
    """Runs a script that ends with the number Windows gave back."""
    ran = run(command(script), limit, words)
    if ran.code != 0:
        raise problem(ran)


def problem(ran: Ran) -> CallProblem:
    why = f"PowerShell ended with {ran.code}: {ran.err.strip()[:200]}"
    if ran.code == ACCESS_DENIED or any(number in ran.err.lower() for number in _REFUSED):
        return NotPermitted("powershell", why)
    return Unavailable("powershell", why)


def rows(told: Any) -> list[dict[str, Any]]:
    """A list of objects: PowerShell 5 writes one of them bare, and some lists as {"value", "Count"}."""
    if isinstance(told, dict) and set(told) == {"value", "Count"}:
        told = told["value"]
    found = told if isinstance(told, list) else [told]
    return [row for row in found if isinstance(row, dict)]

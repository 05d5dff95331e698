"""Asking Windows through PowerShell: objects out as JSON, numbers where Windows has numbers, never a text for people.

A name is never written into a script. It goes in beside it as numbers, so
nothing a printer or an adapter is called can become a command. What a script
writes is followed by a line of our own that says how it ended.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any, Protocol

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.commands import Ran

_ROOT = r"C:\Windows"
ACCESS_DENIED, NO_SUCH = 5, 44
"""A script says how it ended by giving $code a value; 0 when all went well, 1 when PowerShell threw something."""
THROWN = 1
_REFUSED = ("0x80041003", "0x80070005", "permissiondenied", "windows system error 5,")
"""Access is denied, as WMI, as Windows and as PowerShell number it."""
_WORD = re.compile(r"[A-Z][A-Z_]*")


class Shell(Protocol):
    def __call__(self, script: str, limit: float, words: Mapping[str, str] | None = None) -> Ran:
        """Runs ``script``, one line of ASCII; ``words`` are in its environment.

        ``code`` is what it left in $code, ``out`` what it wrote, ``err`` the category and id of what it threw.
        """


def of_windows(program: str) -> str:
    """The path of a program that came with Windows; one of the same name elsewhere is not taken for it."""
    return rf"{os.environ.get('SYSTEMROOT', _ROOT)}\System32\{program}"


def ask(shell: Shell, script: str, limit: float, words: Mapping[str, str] | None = None) -> Any:
    """What the script writes as JSON."""
    ran = shell(script, limit, words)
    if ran.code != 0:
        raise problem(ran)
    try:
        return json.loads(ran.out.lstrip("\ufeff"))
    except ValueError as wrong:
        raise Unavailable("powershell", f"no JSON: {wrong}") from wrong


def order(shell: Shell, script: str, limit: float, words: Mapping[str, str]) -> None:
    """Runs a script that does something."""
    ran = shell(script, limit, words)
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


def framed(script: str, mark: str, words: Mapping[str, str]) -> str:
    """The one line that PowerShell is given: the words, the script, and how it ended.

    It calls no method, so it works where IT restricts the language too.
    """
    if not script.isascii() or "\n" in script:
        raise ValueError("a script is one line of ASCII")
    said = "".join(f"$env:{_named(name)}={_numbers(value)};" for name, value in words.items())
    return (
        f"{said}$code=0;$why='';try{{{script}}}"
        f"catch{{$code={THROWN};$why=[string]$_.CategoryInfo.Category+' '+$_.FullyQualifiedErrorId}};"
        f"'{mark} '+[string]$code+' '+($why -replace '\\s+',' ')"
    )


def _named(name: str) -> str:
    if not _WORD.fullmatch(name):
        raise ValueError(f"no name for a word: {name!r}")
    return name


def _numbers(value: str) -> str:
    units = memoryview(value.encode("utf-16-le", "replace")).cast("H").tolist()
    return f"-join[char[]]({','.join(map(str, units))})" if units else "''"


def ended(line: str, mark: str) -> tuple[int, str] | None:
    """The code and the thrown thing, when this line is the one with the mark."""
    said, _, rest = line.strip("\ufeff \r\n").partition(" ")
    code, _, why = rest.partition(" ")
    return (int(code), why) if said == mark and code.lstrip("-").isdigit() else None

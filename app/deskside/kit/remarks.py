"""What a publisher is told about a troubleshooter: the file, the line, what is wrong, what to do. Read by IT only."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class Severity(StrEnum):
    PROBLEM = "problem"
    """It can't be published like this."""
    ADVICE = "advice"
    """It would be better otherwise."""


class Remark(Struct, frozen=True):
    """One thing to say. ``sentence`` quotes the words it is about, or is ""."""

    file: Path
    line: int
    """From 1."""
    says: str
    do: str
    severity: Severity = Severity.PROBLEM
    sentence: str = ""

    def __str__(self) -> str:
        quoted = f'\n    "{self.sentence}"' if self.sentence else ""
        return f"{self.file}:{self.line}: {self.severity}: {self.says}{quoted}\n    -> {self.do}"


def problems(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Those that stand in the way of publishing."""
    return tuple(remark for remark in remarks if remark.severity is Severity.PROBLEM)


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Each once, problems first, then by file and line."""
    return tuple(
        sorted(
            dict.fromkeys(remarks),
            key=lambda one: (one.severity is Severity.ADVICE, str(one.file), one.line, one.says, one.sentence),
        )
    )

"""What people said in the end of the help they got here: how often it was of help, and what would have been."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from deskside.model.case import Case


class Told(Struct, frozen=True):
    """Of one troubleshooter."""

    troubleshooter: str
    helped: int
    no_help: int
    remarks: tuple[str, ...]
    """What would have helped, the newest first; private things were hidden before it was kept."""


def told_of(cases: Iterable[Case]) -> tuple[Told, ...]:
    """Of each troubleshooter that anything was said of, by its name."""
    said: dict[str, list[Case]] = {}
    for case in cases:
        if case.helped is not None:
            said.setdefault(case.troubleshooter, []).append(case)
    return tuple(_of_one(name, said[name]) for name in sorted(said))


def _of_one(name: str, cases: list[Case]) -> Told:
    helped = sum(case.helped is True for case in cases)
    remarks = tuple(case.remark for case in cases if case.remark)
    return Told(name, helped, len(cases) - helped, remarks)

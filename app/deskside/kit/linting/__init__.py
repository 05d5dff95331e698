"""The lint of a troubleshooter: everything that would make it refused, mislead a person or leave one standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from deskside.kit.belongings import belongings
from deskside.kit.linting.contract import contract
from deskside.kit.remarks import Remark, in_order
from deskside.model.troubleshooter import Troubleshooter

__all__ = ["lint"]


def lint(folder: Path, others: Sequence[Troubleshooter] | None = None) -> tuple[Remark, ...]:
    """All there is to say, problems first. ``others``: those it will stand beside; None: the built-in ones.

    No code of it runs in this process.
    """
    return in_order(_remarks(folder.absolute(), others))


def _remarks(folder: Path, others: Sequence[Troubleshooter] | None) -> Iterator[Remark]:
    yield from belongings(folder).remarks
    _read, said = contract(folder)
    yield from said

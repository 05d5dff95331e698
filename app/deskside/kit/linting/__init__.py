"""The lint of a troubleshooter: everything that would make it refused, mislead a person or leave one standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from deskside.catalogue import discover
from deskside.children import Children
from deskside.kit.belongings import belongings
from deskside.kit.linting.code import told_causes, unmarked
from deskside.kit.linting.contract import contract
from deskside.kit.linting.needs import unmet, unused
from deskside.kit.linting.phrases import phrases
from deskside.kit.linting.pictures import pictures
from deskside.kit.linting.reading import Subject, read_map, read_modules
from deskside.kit.linting.scenarios import scenarios
from deskside.kit.linting.ways import dead_ends
from deskside.kit.linting.words import words
from deskside.kit.remarks import Remark, Severity, in_order
from deskside.model.troubleshooter import Troubleshooter
from deskside.paths import find_paths

__all__ = ["lint"]

_CHECKS = (dead_ends, unmet, unused, pictures, phrases, scenarios)


def lint(folder: Path, others: Sequence[Troubleshooter] | None = None) -> tuple[Remark, ...]:
    """All there is to say, problems first. ``others``: those it will stand beside; None: the built-in ones.

    No code of it runs in this process.
    """
    return in_order(_remarks(folder.absolute(), _built_in() if others is None else others))


@lru_cache(maxsize=1)
def _built_in() -> tuple[Troubleshooter, ...]:
    return discover((find_paths().troubleshooters,)).troubleshooters


def _remarks(folder: Path, others: Sequence[Troubleshooter]) -> Iterator[Remark]:
    yield from belongings(folder).remarks
    own, said = contract(folder)
    yield from said
    yield from words(folder)
    modules, broken = read_modules(folder)
    yield from broken
    yield from unmarked(modules)
    if own is None:
        return
    yield from _replaces(folder)
    with Children({}) as children:
        told, wrong = told_causes(children, own, modules) if own.has_code and not broken else ((), ())
        yield from wrong
        beside = {other.id: other for other in others if other.id != own.id}
        subject = Subject(own, read_map(own), modules, told, beside, children)
        for check in _CHECKS:
            yield from check(subject)


def _replaces(folder: Path) -> Iterator[Remark]:
    """Whoever chooses the id of a built-in one should know what that does."""
    if any(one.id == folder.name and one.folder != folder for one in _built_in()):
        says = f'There is a troubleshooter "{folder.name}" in Deskside itself: this one takes its place.'
        do = "Choose another id, unless you mean it."
        yield Remark(folder / "manifest.toml", 1, says, do, Severity.ADVICE)

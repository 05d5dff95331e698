"""The kinds of world there are. Only the one that is asked for is brought up, and only its modules are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from lab.fault import Fault
from lab.machine import Machine

NAMES = ("printing", "network", "disk")
HEALTHY = "none"


class World(Protocol):
    """A world of one suite, from its coming up to its end, which is that of all its processes."""

    def bring_up(self) -> None: ...

    def environ(self) -> Mapping[str, str]:
        """What a command finds in its environment beside the usual."""

    def told(self) -> str:
        """How its programs are, and the end of what they said."""

    def answer(self, words: list[str], uid: int) -> int:
        """What comes of an order that was given inside the world by this account, as an exit code."""


class Suite(NamedTuple):
    """``faults`` take the world that ``make`` makes."""

    name: str
    faults: Mapping[str, Fault[Any]]
    make: Callable[[Machine], World]


def suite(name: str) -> Suite:
    found = import_module(f"lab.{name}").SUITE
    assert isinstance(found, Suite)
    return found


def all_faults() -> Iterable[tuple[str, str, Fault[Any]]]:
    """Suite, name and fault of all there are."""
    for name in NAMES:
        for fault, what in suite(name).faults.items():
            yield name, fault, what


def find(told: str) -> tuple[Suite, dict[str, Fault[Any]]]:
    """The suite and the faults that "dns_dead", "network/none" or "big_trash+big_downloads" names.

    "none" alone is the healthy world of printing.
    """
    given, _, names = told.rpartition("/")
    wanted = names.split("+")
    for name in [given] if given in NAMES else NAMES if not given else ():
        faults = suite(name).faults
        if all(one in faults for one in wanted):
            return suite(name), {one: faults[one] for one in wanted}
    raise KeyError(told)

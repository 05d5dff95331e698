"""Runs one call of the table on this computer. Only the system child does this, several at once."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypeAlias

from deskside.errors import CallProblem, WrongCall
from deskside.system import platform
from deskside.system.commands import run
from deskside.system.printing import Printing, Record
from deskside.system.services import Services
from deskside.system.table import CALLS

Json: TypeAlias = bool | int | float | str | list[Any] | dict[str, Any] | None


class Computer(NamedTuple):
    """What one operating system can be asked."""

    printing: Printing
    services: Services


def perform(name: str, arguments: dict[str, Json], known: dict[str, Json]) -> Json:
    """The answer to a call, or its ``CallProblem``. ``known`` holds what only Deskside's settings can say."""
    entry = CALLS.get(name)
    if entry is None:
        raise WrongCall(name, "no such call")
    if wrong := entry.wrong(arguments):
        raise WrongCall(name, wrong)
    try:
        return _answer(this_computer(), name, arguments, known)
    except CallProblem as problem:
        raise type(problem)(name, problem.why) from problem
    except OSError as problem:
        raise CallProblem(name, str(problem)) from problem


def _answer(computer: Computer, name: str, arguments: dict[str, Any], known: dict[str, Json]) -> Json:
    if name == "printing.expected":
        return _expected(known)
    if name == "printing.choices":
        return choices(computer.printing.queues(), _expected(known))
    if name == "rights.may":
        return {"may": _may(computer, arguments["call"], arguments["first"]), "why": ""}
    room, _, verb = name.partition(".")
    answer: Json = getattr(getattr(computer, room), verb)(**arguments)
    return answer


def _expected(known: dict[str, Json]) -> list[Any]:
    """The printers that IT says should be here."""
    expected = known.get("printing.expected")
    return expected if isinstance(expected, list) else []


def choices(queues: list[Record], expected: list[Any]) -> Json:
    """The queues a person may mean, likeliest first. Only the first when nothing else here could be the trouble.

    IT's first printer is the one people mean, else the default one; so there is
    something to ask only where neither is known, or where another queue looks bad.
    """
    names = [queue["name"] for queue in queues]
    default = [queue["name"] for queue in queues if queue["default"]]
    likeliest = expected[:1] or default or (names if len(names) == 1 else [])
    others = [name for name in names if name not in likeliest]
    bad = [queue["name"] for queue in queues if queue["state"] == "stopped" or not queue["accepting"]]
    plain = bool(likeliest) and not set(bad).intersection(others)
    return likeliest if plain else [*likeliest, *others]


def _may(computer: Computer, call: str, first: str) -> bool | None:
    entry = CALLS.get(call)
    if entry is None:
        raise WrongCall("rights.may", f"no such call: {call}")
    if not entry.changes:
        return True
    room, _, verb = call.partition(".")
    return computer.printing.may(verb) if room == "printing" else computer.services.may(verb, first)


@cache
def this_computer() -> Computer:
    """Chosen once. The other systems' modules are importable here too, and not imported."""
    system = platform.current()
    if system == "linux":
        from deskside.system.linux.printing import of as printing_of
        from deskside.system.linux.services import of as services_of
    elif system == "macos":
        from deskside.system.macos.printing import of as printing_of
        from deskside.system.macos.services import of as services_of
    elif system == "windows":
        from deskside.system.windows.printing import of as printing_of
        from deskside.system.windows.services import of as services_of
    else:
        return Computer(Printing(), Services())
    return Computer(printing_of(run), services_of(run))

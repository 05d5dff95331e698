"""Runs one call of the table on this computer. Only the system child does this, several at once.

Quick to open, because every child pays for it: what a call needs is loaded when
that call first comes.
"""

from __future__ import annotations

import _thread
import sys

from deskside.errors import CallProblem, Unavailable, WrongCall
from deskside.system import platform
from deskside.system.table import CALLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from deskside.system.printing import Record

    Json: TypeAlias = bool | int | float | str | list[Any] | dict[str, Any] | None

_MODULES = {
    "printing": "printing",
    "services": "services",
    "network": "network",
    "disk": "disk",
    "browsers": "browsers",
    "open": "opening",
    "computer": "computer",
    "sound": "sound",
    "screens": "screens",
    "power": "power",
    "programs": "programs",
    "crashes": "crashes",
}
"""Rooms of the table and the module of that name that each operating system has; ``of(run)`` makes one."""

_SYSTEMS = ("linux", "macos", "windows")
_rooms: dict[str, Any] = {}
_making = _thread.allocate_lock()


def perform(name: str, arguments: dict[str, Json], known: dict[str, Json]) -> Json:
    """The answer to a call, or its ``CallProblem``. ``known`` holds what only Deskside's settings can say."""
    entry = CALLS.get(name)
    if entry is None:
        raise WrongCall(name, "no such call")
    if wrong := entry.wrong(arguments):
        raise WrongCall(name, wrong)
    try:
        return _answer(name, arguments, known)
    except CallProblem as problem:
        raise type(problem)(name, problem.why) from problem
    except OSError as problem:
        raise CallProblem(name, str(problem)) from problem


def _answer(name: str, arguments: dict[str, Any], known: dict[str, Json]) -> Json:
    if name == "printing.expected":
        return _expected(known)
    if name == "printing.choices":
        return choices(room("printing").queues(), _expected(known))
    if name == "network.expected":
        return _expected_network(known)
    if name == "rights.may":
        return {"may": _may(arguments["call"], arguments["first"]), "why": ""}
    which, _, verb = name.partition(".")
    asked = reach(known) if which == "reach" else room(which)
    answer: Json = getattr(asked, verb)(**arguments)
    return answer


def _expected(known: dict[str, Json]) -> list[Any]:
    """The printers that IT says should be here."""
    expected = known.get("printing.expected")
    return expected if isinstance(expected, list) else []


def _expected_network(known: dict[str, Json]) -> dict[str, Any]:
    """What IT expects of the network; where it names no page to ask, the one this system itself asks."""
    told = known.get("network.expected")
    expected = {"check_url": "", "check_text": "", "work_sites": [], "work_names": [], "proxy": ""}
    expected |= told if isinstance(told, dict) else {}
    if not expected["check_url"] and known.get("network.own_page", True):
        expected["check_url"], expected["check_text"] = room("network").check_page()
    return expected


def choices(queues: list[Record], expected: list[Any]) -> Json:
    """The queues a person may mean, likeliest first. Only the first when nothing else here could be the trouble.

    IT's first printer is the one people mean, else the default one; so there is
    something to ask only where neither is known, or where another queue looks bad.
    """
    names = [queue["name"] for queue in queues]
    default = [queue["name"] for queue in queues if queue["default"]]
    likeliest = expected[:1] or default or (names if len(names) == 1 else [])
    others = [name for name in names if name not in likeliest]
    bad = [queue["name"] for queue in queues if _looks_bad(queue)]
    plain = bool(likeliest) and not set(bad).intersection(others)
    return likeliest if plain else [*likeliest, *others]


def _looks_bad(queue: Record) -> bool:
    """Stopped, turning pages away, or with pages that wait: a person may well mean this one."""
    still = queue["state"] == "stopped" or not queue["accepting"] or queue.get("set_offline")
    return bool(still or queue.get("waiting"))


def _may(call: str, first: str) -> bool | None:
    entry = CALLS.get(call)
    if entry is None:
        raise WrongCall("rights.may", f"no such call: {call}")
    if not entry.changes:
        return True
    which, _, verb = call.partition(".")
    may: bool | None = room(which).may(verb, first)
    return may


def room(name: str) -> Any:
    """One room of the table on this operating system, made when first asked for. The others' modules stay unloaded."""
    with _making:
        if name not in _rooms:
            system = platform.current()
            if system not in _SYSTEMS or name not in _MODULES:
                raise Unavailable(name, "not known on this operating system")
            run = _module("commands").run
            _rooms[name] = _module(f"{system}.{_MODULES[name]}").of(run)
        return _rooms[name]


def reach(known: dict[str, Json]) -> Any:
    """Trying things from here is the same on every system; only the proxy is asked of it."""
    with _making:
        if "reach" not in _rooms:
            _rooms["reach"] = _module("reach").Reach(known, lambda: room("network").proxy())
        return _rooms["reach"]


def _module(name: str) -> Any:
    __import__(f"deskside.system.{name}")
    return sys.modules[f"deskside.system.{name}"]

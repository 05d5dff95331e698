"""One method per "reach." call of the table, arguments and answers as described there."""

from __future__ import annotations

import time

from deskside.errors import WrongCall
from deskside.system.reach import names, roads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_RESOLVE, _CONNECT = 5.5, 5.5
"""Seconds; just under the table's limits, so that an answer is given rather than none."""


class Reach:
    """``known`` holds "network.extra_ca", a PEM file; ``proxy`` asks for the person's own."""

    def __init__(self, known: Mapping[str, Any], proxy: Callable[[], Mapping[str, Any]]) -> None:
        self._known, self._proxy = known, proxy

    def query(self, server: str, name: str) -> dict[str, Any]:
        return names.query(server, name)

    def resolve(self, name: str) -> dict[str, Any]:
        began = time.monotonic()
        looked = roads.look_up(name, 0, began + _RESOLVE)
        return {"addresses": looked.addresses, "problem": looked.problem, "seconds": _since(began)}

    def connect(self, host: str, port: int) -> dict[str, Any]:
        if not 0 < port < 65_536:
            raise WrongCall("reach.connect", f"no port: {port}")
        began = time.monotonic()
        road = roads.connect(host, port, began + _CONNECT)
        took = _since(began)
        if road.line is not None:
            roads.close(road.line)
        return {"open": road.line is not None, "address": road.address, "problem": road.problem, "seconds": took}


def _since(began: float) -> float:
    return round(time.monotonic() - began, 4)

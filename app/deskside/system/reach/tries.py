"""One method per "reach." call of the table, arguments and answers as described there."""

from __future__ import annotations

import threading
import time

from deskside.errors import Unavailable, WrongCall
from deskside.system.reach import names, pages, proxies, roads

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from typing import Any

_RESOLVE, _CONNECT, _FETCH, _LOOK, _LINE = 4.5, 4.0, 4.5, 1.5, 4.2
"""Seconds; well under the table's limits: a round of checks is over after six, and some wait for others first."""


class Reach:
    """``known`` holds "network.extra_ca", a PEM file; ``proxy`` asks for the person's own."""

    def __init__(self, known: Mapping[str, Any], proxy: Callable[[], Mapping[str, Any]]) -> None:
        self._known, self._proxy = known, proxy
        self._making = threading.Lock()
        self._trust: ssl.SSLContext | None = None

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

    def fetch(self, address: str, way: str) -> dict[str, Any]:
        what = pages.target(address)
        if way not in ("direct", "proxy"):
            raise WrongCall("reach.fetch", f"no such way: {way!r}")
        began = time.monotonic()
        deadline = began + _FETCH
        told = self._direct(what, deadline) if way == "direct" else self._by_proxy(what, deadline)
        told.pop("body", None)
        return {**told, "seconds": _since(began)}

    def line(self, host: str, port: int) -> dict[str, Any]:
        from deskside.system.reach import line  # here: it loads what only this call needs

        began = time.monotonic()
        told = line.measure(*_place(host, port, began + _LOOK), port, began + _LINE)
        return {**told, "seconds": _since(began)}

    def large(self, host: str, port: int) -> dict[str, Any]:
        from deskside.system.reach import large  # here: it loads what only this call needs

        began = time.monotonic()
        told = large.measure(*_place(host, port, began + _LOOK), port, began + _LINE)
        return {**told, "seconds": _since(began)}

    def _direct(self, what: pages.Target, deadline: float, proxy: pages.Proxy | None = None) -> dict[str, Any]:
        return pages.fetch(what, self._trusted() if what.scheme == "https" else None, deadline, proxy)

    def _by_proxy(self, what: pages.Target, deadline: float) -> dict[str, Any]:
        setting = self._proxy()
        if setting["kind"] == "none" or proxies.is_exception(what.host, setting.get("except", [])):
            return self._direct(what, deadline)
        if setting["kind"] == "manual":
            proxy = proxies.proxy(setting["address"], setting.get("speaks", "http"))
            return self._direct(what, deadline, proxy)
        script = self._direct(pages.target(setting["script"]), min(deadline, time.monotonic() + 3.0))
        if script["problem"] or script["status"] != 200:
            return {**script, "problem": "proxy", "status": 0, "location": "", "starts": "", "certificate": None}
        return self._by_script(what, deadline, script["body"].decode("utf-8", "replace"))

    def _by_script(self, what: pages.Target, deadline: float, script: str) -> dict[str, Any]:
        """The ways that a script names, one after the other: whichever works is the one it must have meant."""
        ways: list[pages.Proxy | None] = list(proxies.named_in(script))
        if "DIRECT" in script or not ways:
            ways.insert(0, None)
        told: dict[str, Any] = {}
        for number, way in enumerate(ways):
            share = (deadline - time.monotonic()) / (len(ways) - number)
            told = self._direct(what, time.monotonic() + share, way)
            if told["problem"] in ("", "certificate"):
                break
        return told

    def _trusted(self) -> ssl.SSLContext:
        """Made once: reading the system's authorities takes some milliseconds."""
        with self._making:
            if self._trust is None:
                from deskside.system.reach import trust  # here: loads nothing unless a secure page is asked for

                extra = self._known.get("network.extra_ca")
                self._trust = trust.system_trust(extra if isinstance(extra, str) else "")
            return self._trust


def _place(host: str, port: int, deadline: float) -> tuple[int, Any]:
    """The address a host is tried at. A lost packet is not to keep its name from being found: it is looked up again."""
    while True:
        began = time.monotonic()
        looked = roads.look_up(host, port, deadline)
        if looked.found:
            return looked.found[0]
        if looked.problem == "not-found" or time.monotonic() + 0.3 > deadline:
            raise Unavailable("reach", f"{host}: {looked.problem}")
        time.sleep(max(0.0, 0.3 - (time.monotonic() - began)))


def _since(began: float) -> float:
    return round(time.monotonic() - began, 4)

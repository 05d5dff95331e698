"""The frame of a strict stand-in: a real HTTP server on loopback, in threads of its own, that takes only what is right.

How to write one: subclass ``StandIn``; write each request as a method marked
``@route("POST", r"/api/v2/things/(\\d+)", body=NewThing, query={...})`` that
gets the checked ``Call`` and the groups of the path and returns ``Said``; give
the system's own form of a refusal in ``refusal``; raise ``Refused`` for what is
not right; and tell in ``references`` what arrived. Bodies are msgspec structs
with ``forbid_unknown_fields`` written from the published interface, which the
module cites. Requests, answers and faults are as in ``fault_desk``, so every
fault in ``faults.py`` and every ``weather`` works here too:

    with ZendeskDesk() as desk:
        desk.plan("POST /api/v2/requests", made_but_no_answer)
        desk.allow(20, rest=7)      # then 429 with Retry-After: 7, until allow(None)
        desk.slow_index = True      # what is made now is in no list before desk.indexed()
        collections.Counter(desk.references())
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Self

from .checking import Refused, Route, Said
from .listening import Request, Server

Fault = Callable[[Any, Any], None]
"""As in ``faults.py``: gets the request and what a healthy server would do with it (calling that does it)."""


class StandIn:
    """A context. ``requests`` are those that came, as "POST /path"; ``url`` is what a setting would hold."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.refusals: list[str] = []
        """What it did not take, and why: our own mistakes are seen here."""
        self.authorizations: set[str] = set()
        self.weather: Callable[[str], Fault | None] | None = None
        self.released, self.made = threading.Event(), threading.Event()
        """What a slow fault waits for; set once there is a ticket."""
        self.clock: Callable[[], float] = time.time
        """Also that of the Date in every answer."""
        self.slow_index = False
        self.unindexed: set[int] = set()
        self.lock = threading.RLock()
        self._faults: list[tuple[str, Fault]] = []
        self._allowed: int | None = None
        self._rest = 0
        self._idle, self._busy = threading.Condition(), 0
        marked = ((getattr(type(self), name, None), name) for name in dir(type(self)))
        self._routes: list[tuple[Route, str]] = [
            (act.route, name) for act, name in marked if act is not None and hasattr(act, "route")
        ]

    def __enter__(self) -> Self:
        self._server = Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def references(self) -> Iterable[str]:
        """The reference of each ticket that there is, as often as there are tickets of it."""
        raise NotImplementedError

    def refusal(self, problem: Refused) -> Said:
        """In the form in which the real system says no."""
        raise NotImplementedError

    def plan(self, wanted: str, fault: Fault, times: int = 1) -> None:
        """The next ``times`` requests that match the pattern ``wanted`` ("POST /api/v2/requests") meet ``fault``."""
        self._faults += [(wanted, fault)] * times

    def heal(self) -> None:
        self._faults.clear()
        self.weather = None
        self.allow(None)

    def allow(self, requests: int | None, rest: int = 1) -> None:
        """Takes so many more requests, then asks for ``rest`` seconds of rest. None: no limit."""
        self._allowed, self._rest = requests, rest

    def indexed(self) -> None:
        """Whatever was made is in the lists from now on."""
        self.unindexed.clear()

    def note_made(self, number: int) -> None:
        """To be called by the stand-in for each ticket it makes."""
        if self.slow_index:
            self.unindexed.add(number)
        self.made.set()

    def go_away(self) -> None:
        """From now on nobody listens; the port stays ours."""
        self._server.shutdown()
        self._server.socket.shutdown(socket.SHUT_RDWR)

    def wait_until_quiet(self) -> bool:
        """Until no request is being worked on: what a settling time is for."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._busy, 60)

    def working(self, more: int) -> None:
        with self._idle:
            self._busy += more
            self._idle.notify_all()

    def fault_for(self, asked: str) -> Fault | None:
        with self.lock:
            self.requests.append(asked)
            for number, (wanted, fault) in enumerate(self._faults):
                if re.match(wanted, asked):
                    del self._faults[number]
                    return fault
            return self.weather(asked) if self.weather else None

    def answer(self, asked: Request) -> Said:
        """What a healthy server does with a request."""
        with self.lock:
            try:
                self._spend()
                return self._answered(asked)
            except Refused as problem:
                self.refusals.append(f"{asked.command} {asked.path}: {problem}")
                return self.refusal(problem)
            except (LookupError, TypeError, ValueError, AttributeError) as broken:  # of the stand-in itself
                self.refusals.append(f"{asked.command} {asked.path}: unknown to the stand-in: {broken!r}")
                return Said(500, {"error": "broken"})

    def _spend(self) -> None:
        if self._allowed is not None:
            if self._allowed <= 0:
                raise Refused(429, "too many requests")
            self._allowed -= 1

    @property
    def rest(self) -> dict[str, str]:
        """The header of an answer that asks for rest."""
        return {"Retry-After": str(self._rest)}

    def _answered(self, asked: Request) -> Said:
        path, _, query = asked.path.partition("?")
        headers = {name.lower(): value for name, value in asked.headers.items()}
        other = False
        for route, name in self._routes:
            found = route.path.fullmatch(path)
            if found and route.method == asked.command:
                said: Said = getattr(self, name)(route.checked(path, query, headers, asked.raw), *found.groups())
                return said
            other = other or found is not None
        raise Refused(405 if other else 404, f"no such request: {asked.command} {path}")

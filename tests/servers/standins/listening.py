"""How a stand-in listens: one request is one ``Request``, for which the faults of ``faults.py`` are made, too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.utils import formatdate
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from servers.asked import Asked

from .checking import Said

if TYPE_CHECKING:
    from .kit import StandIn


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, world: StandIn) -> None:
        class Here(Request):
            pass

        Here.world, Here.released = world, world.released
        super().__init__(("127.0.0.1", 0), Here)


class Request(Asked):
    timeout = 60
    world: StandIn
    raw: bytes

    def do_DELETE(self) -> None:  # noqa: N802
        self.serve()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.world.clock(), usegmt=True)

    def give(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        self.begin(status, {"Content-Length": str(len(raw)), **(headers or {})})
        self.wfile.write(raw)

    def serve(self) -> None:
        raw = self.whole()
        if raw is None:
            return self.drop()
        self.raw = raw
        self.world.authorizations.add(self.headers.get("Authorization") or "")
        fault = self.world.fault_for(f"{self.command} {self.path.partition('?')[0]}")

        def commit() -> Said:
            return self.world.answer(self)

        self.world.working(+1)
        try:
            if fault is not None:
                fault(self, commit)
            else:
                self.give(*commit())
        except OSError:
            self.close_connection = True  # the other side is gone
        finally:
            self.world.working(-1)

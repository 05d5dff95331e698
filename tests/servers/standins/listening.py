"""How a stand-in listens: one request is one ``Asked``, whose methods are what faults use."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from .checking import Said

if TYPE_CHECKING:
    from .kit import StandIn


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, world: StandIn) -> None:
        class Here(Asked):
            pass

        Here.world = world
        super().__init__(("127.0.0.1", 0), Here)


class Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    world: StandIn
    raw: bytes

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def give(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Length": str(len(raw)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def drop(self) -> None:
        """Ends the connection without a word."""
        self.close_connection = True
        self.connection.close()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.raw = self.rfile.read(length)
        if len(self.raw) < length:
            return self.drop()  # the other side was gone before it had said all
        self.world.authorizations.add(self.headers.get("Authorization") or "")
        fault = self.world.fault_for(f"{self.command} {self.path.partition('?')[0]}")

        def commit() -> Said:
            return self.world.answer(self)

        self.world.working(+1)
        try:
            if fault is not None:
                fault(self, commit)
            else:
                said = commit()
                self.give(said.status, said.body, dict(said.headers))
        except OSError:
            self.close_connection = True  # the other side is gone
        finally:
            self.world.working(-1)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests read ``requests`` instead."""

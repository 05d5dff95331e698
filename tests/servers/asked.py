"""One request that came, and what a server or a fault can do with it."""

from __future__ import annotations

import json
import socket
import struct
import threading
from abc import abstractmethod
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

Commit = Callable[[], tuple[int, Any]]
Act = Callable[["Asked", Commit], None]
"""A fault: gets the request and what a healthy server would do with it (calling that does it)."""


class Asked(BaseHTTPRequestHandler):
    """The methods from ``give`` on are what faults use."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    released: threading.Event
    """What a slow fault waits for."""

    def do_GET(self) -> None:
        self.serve()

    def do_POST(self) -> None:
        self.serve()

    def do_PUT(self) -> None:
        self.serve()

    def do_PATCH(self) -> None:
        self.serve()

    @abstractmethod
    def serve(self) -> None: ...

    def whole(self) -> bytes | None:
        """What was sent; None when the other side was gone before it had said all."""
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        return raw if len(raw) == length else None

    def give(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.begin(status, {"Content-Length": str(len(raw)), **(headers or {})})
        self.wfile.write(raw)

    def begin(self, status: int, headers: dict[str, str]) -> None:
        """The head of an answer."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def reset(self) -> None:
        """Ends the connection at once; what was sent and not read is thrown away."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.drop()

    def drop(self) -> None:
        """Ends the connection without a word."""
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests read what was asked elsewhere."""

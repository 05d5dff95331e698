"""Stands between us and a help desk and does one thing to one request: holds it up, repeats it, lets others first."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from .asked import Asked

Deed = Callable[["Request"], None]
_OWN = {"connection", "content-length", "host", "accept-encoding"}


class Request:
    """One that came. ``hand_on`` gives it to the help desk and keeps the answer; ``answer`` gives that to who asked."""

    def __init__(self, asked: Asked, raw: bytes, upstream: str) -> None:
        self._asked, self.raw, self._upstream = asked, raw, upstream
        self.headers = dict(asked.headers.items())
        self.statuses: list[int] = []
        self._last: tuple[int, bytes, dict[str, str]] = (502, b"", {})

    def hand_on(self) -> int:
        where = urlsplit(self._upstream)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        if "Origin" in headers:
            headers["Origin"] = self._upstream
        try:
            connection.request(self._asked.command, self._asked.path, self.raw, headers)
            answer = connection.getresponse()
            told = {
                name: answer.headers[name] for name in ("Content-Type", "ETag", "Retry-After") if name in answer.headers
            }
            self._last = (answer.status, answer.read(), told)
        finally:
            connection.close()
        self.statuses.append(self._last[0])
        return self._last[0]

    def answer(self) -> None:
        self._asked.give(*self._last)

    def say(self, status: int, body: bytes) -> None:
        """Answers in the help desk's place."""
        self._asked.give(status, body)

    def drop(self) -> None:
        """Who asked is told nothing, and at once; the request can still be handed on."""
        self._asked.connection.shutdown(socket.SHUT_RDWR)


class Between:
    """A context. ``plan`` says what is done to the next request whose method and path begin so; the others pass."""

    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self._plans: list[tuple[str, Deed]] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        between = self

        class Passing(Asked):
            def serve(self) -> None:
                raw = self.whole() or b""
                between.deed(f"{self.command} {self.path}")(Request(self, raw, between.upstream))

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def plan(self, beginning: str, deed: Deed) -> None:
        self._plans.append((beginning, deed))

    def deed(self, asked: str) -> Deed:
        with self._lock:
            for place, (beginning, deed) in enumerate(self._plans):
                if asked.startswith(beginning):
                    del self._plans[place]
                    return deed
        return pass_on


def pass_on(request: Request) -> None:
    request.hand_on()
    request.answer()

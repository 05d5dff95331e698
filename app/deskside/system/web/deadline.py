"""One request's time, kept to the second, and whether any of it left this computer.

A socket's own time limit starts anew with each byte, so a server that drips
would hold us for hours: a timer ends the connection instead. And only a
connection knows for sure whether a request byte was handed over before
something broke, which is the difference between "queued" and "unknown".
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError

TOTAL = 55.0
CONNECT = 9.0

_current: ContextVar[Deadline] = ContextVar("deadline")


class Deadline:
    """A context round one request. ``sent``: its head was handed to the network. ``over``: its time ran out."""

    def __init__(self, total: float = TOTAL, connect: float = CONNECT) -> None:
        self.sent = self.over = self._connected = False
        self._connect_until = time.monotonic() + min(connect, total)
        self._twin: socket.socket | None = None
        self._timer = threading.Timer(total, self._end)
        self._timer.daemon = True
        self._token: Token[Deadline] | None = None

    def __enter__(self) -> Self:
        self._token = _current.set(self)
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, it: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        if self._token is not None:
            _current.reset(self._token)
        if self._twin is not None:
            self._twin.close()

    def reach(self, host: str, port: int) -> socket.socket:
        """A connected socket; every address of the host is tried within the one time limit."""
        self.check()
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        problem: OSError = TimeoutError("no address answered in time")
        for number, (family, kind, protocol, _, address) in enumerate(addresses):
            left = self._connect_until - time.monotonic()
            if left <= 0:
                break
            found = socket.socket(family, kind, protocol)
            found.settimeout(max(0.2, left / (len(addresses) - number)))
            try:
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                found.connect(address)
            except OSError as refused:
                found.close()
                problem = refused
            else:
                self.hold(found)
                return found
        raise problem

    def connected(self) -> None:
        """Name, address, proxy and certificate are behind us; what is sent now is the request."""
        self._connected = True

    def handed_over(self) -> None:
        self.sent = self.sent or self._connected

    def go_on_with(self, kept: Any) -> None:
        """The same for a connection that is used once more."""
        found = getattr(kept, "socket", kept)  # in TLS within TLS, through a proxy, it lies below
        if self._twin is None and isinstance(found, socket.socket):
            self.hold(found)

    def check(self) -> None:
        if self.over:
            raise TimeoutError("the time for this request is over")

    def hold(self, found: socket.socket) -> None:
        """Ends this connection when the time is over, not the one that was held before."""
        if self._twin is not None:
            self._twin.close()
        # a twin ends the connection even when the socket itself is wrapped in TLS
        self._twin = socket.fromfd(found.fileno(), found.family, found.type, found.proto)
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        if self._twin is not None:
            with contextlib.suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)


class _Timed(HTTPConnection):
    """Tells the deadline of the request in hand what happens to its connection."""

    def _new_conn(self) -> socket.socket:
        try:
            return _current.get().reach(self._dns_host, self.port or 0)
        except socket.gaierror as problem:
            raise NameResolutionError(self.host, self, problem) from problem
        except OSError as problem:
            raise NewConnectionError(self, str(problem)) from problem

    def connect(self) -> None:
        super().connect()
        _current.get().connected()

    def send(self, data: Any) -> None:
        deadline = _current.get()
        deadline.go_on_with(self.sock)
        deadline.check()
        super().send(data)
        deadline.handed_over()


class _TimedPlain(_Timed):
    pass


class _TimedSafe(_Timed, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _TimedPlain


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _TimedSafe


POOLS = {"http": _PlainPool, "https": _SafePool}

"""Whether large packets pass where small ones do: by conversations whose parts are made as large as the line lets them.

Somewhere between, packets above a size may vanish without a word; then
connections open and nothing comes through them. So a long request is sent,
once as this computer would, and if nothing comes back, again in parts of ever
smaller sizes, all at once. What comes back tells which sizes pass, both ways
where the other side's first words are long (TLS).
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SIZES = (1492, 1480, 1460, 1440, 1420, 1400, 1380, 1360, 1340, 1320, 1300, 1280, 1200, 1000, 576)
"""Of whole packets; those lines are set to in practice among them."""
_HEADS: dict[int, int] = {socket.AF_INET: 40, socket.AF_INET6: 60}
_SPEAK_TLS = (443, 465, 636, 853, 990, 993, 995, 8443)
_PADDING = 3000
_CONNECT = 2.5
_PATH_MTU_AT = 60
"""Where Linux' answer about a connection holds the packet size it goes by."""


class _Try:
    """One conversation; ``size`` 0 leaves the packets as large as this computer makes them."""

    def __init__(self, family: int, address: Any, port: int, size: int, limit: float) -> None:
        self._family, self._where, self._port = family, (address[0], port, *address[2:]), port
        self._size, self._limit = size, limit
        self.size = size
        self.opened: float | None = None
        """Seconds until the connection was there."""
        self.answered = False
        self._open, self._over = threading.Event(), threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def is_open(self, until: float) -> bool:
        self._open.wait(max(0.0, until - time.monotonic()))
        return self.opened is not None

    def wait(self, until: float) -> bool:
        self._over.wait(max(0.0, until - time.monotonic()))
        return self.answered

    def _run(self) -> None:
        began = time.monotonic()
        with contextlib.suppress(OSError), socket.socket(self._family, socket.SOCK_STREAM) as line:
            if self._size:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, self._size - _HEADS[self._family])
            line.settimeout(_CONNECT)
            line.connect(self._where)
            self.opened = time.monotonic() - began
            self._open.set()
            line.settimeout(self._limit)
            self.size = self._size or _path_mtu(line)
            self.answered = _says_something(line, self._port in _SPEAK_TLS)
        self._open.set()
        self._over.set()


def measure(family: int, address: Any, port: int, deadline: float) -> dict[str, Any]:
    """In the table's shape; what cannot be told is None."""
    limit = max(1.0, deadline - time.monotonic())
    first = _Try(family, address, port, 0, limit)
    if not first.is_open(min(deadline, time.monotonic() + _CONNECT)):
        return {"small": None, "large": None, "largest": None}
    if first.wait(min(deadline, time.monotonic() + _patience(first.opened or 0.0))):
        return {"small": True, "large": True, "largest": first.size or None}
    return _smaller(family, address, port, deadline, first)


def _smaller(family: int, address: Any, port: int, deadline: float, first: _Try) -> dict[str, Any]:
    """The same in smaller parts, and once more as it is: one try may fail for another reason."""
    sizes = [size for size in _SIZES if size > _HEADS[family]]
    limit = max(0.5, deadline - time.monotonic())
    again = _Try(family, address, port, 0, limit)
    tries = [_Try(family, address, port, size, limit) for size in sizes]
    until = min(deadline, time.monotonic() + 2 * _patience(first.opened or 0.0))
    passed = [one.size for one in tries if one.wait(until)]
    if first.answered or again.answered:
        return {"small": True, "large": True, "largest": first.size or again.size or None}
    if not _is_a_step(sizes, passed):
        return {"small": True if _small_talk(family, address, port, deadline) else None, "large": None, "largest": None}
    return {"small": True, "large": False, "largest": max(passed)}


def _is_a_step(sizes: Sequence[int], passed: Sequence[int]) -> bool:
    """Whether size decides: all up to one pass and none above. Anything else is a line that loses packets."""
    return bool(passed) and len(passed) == len([size for size in sizes if size <= max(passed)])


def _patience(opened: float) -> float:
    """A conversation takes a few times as long as it took to open the connection; a lost packet costs some more."""
    return 1.2 + 4 * min(opened, 0.9)


def _small_talk(family: int, address: Any, port: int, deadline: float) -> bool:
    """Whether a connection opens at all."""
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(max(0.05, min(_CONNECT, deadline - time.monotonic())))
        line.connect((address[0], port, *address[2:]))
        return True
    return False


def _says_something(line: socket.socket, tls: bool) -> bool:
    """Sends a long request and waits for any reply to it; being hung up on is one too."""
    if tls:
        return _greets(line)
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Padding: " + b"x" * _PADDING + b"\r\nConnection: close\r\n\r\n"
    try:
        line.sendall(request)
        line.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def _greets(line: socket.socket) -> bool:
    """A long greeting over TLS, and the other side's long one back. Nothing is told or believed on this connection."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1", *(f"{number:03d}" + "x" * 247 for number in range(_PADDING // 250))])
    try:
        with context.wrap_socket(line) as secured:
            return secured.version() is not None
    except TimeoutError:
        return False
    except (ssl.SSLError, OSError):
        return True


def _path_mtu(line: socket.socket) -> int:
    """The packet size this computer goes by on this way; 0 where it does not say."""
    option = getattr(socket, "TCP_INFO", None)
    if option is None:
        return 0
    try:
        told = line.getsockopt(socket.IPPROTO_TCP, option, _PATH_MTU_AT + 4)
    except OSError:
        return 0
    return int(struct.unpack_from("=I", told, _PATH_MTU_AT)[0]) if len(told) == _PATH_MTU_AT + 4 else 0

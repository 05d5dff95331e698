"""Through a proxy to a host: CONNECT for the usual ones, SOCKS 5 for the others. Never with a name or password."""

from __future__ import annotations

import socket
import struct
import time

_MOST_HEAD = 16_384


class Declined(OSError):
    """The proxy is there and will not, or cannot, go to that host; ``status`` says why in HTTP's numbers."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the proxy says {status}")
        self.status = status

    @property
    def problem(self) -> str:
        """The table's word for it."""
        if self.status == 407:
            return "proxy"
        return "no-answer" if self.status >= 500 else "refused"


def through(line: socket.socket, speaks: str, host: str, port: int, deadline: float) -> None:
    """After this the connection is one to the host. Raises ``OSError`` when the proxy will not."""
    if speaks == "socks":
        _socks(line, host, port, deadline)
    else:
        _connect(line, host, port, deadline)


def _connect(line: socket.socket, host: str, port: int, deadline: float) -> None:
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _say(line, f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n\r\n".encode("ascii"), deadline)
    head = b""
    while b"\r\n\r\n" not in head:
        if len(head) > _MOST_HEAD:
            raise OSError("the proxy's answer has no end")
        head += _hear(line, 1, deadline)
    words = head.split(None, 2)
    if not head.startswith(b"HTTP/") or not words[1].isdigit():
        raise OSError("what answers is no proxy")
    if not 200 <= int(words[1]) < 300:
        raise Declined(int(words[1]))


def _socks(line: socket.socket, host: str, port: int, deadline: float) -> None:
    _say(line, b"\x05\x01\x00", deadline)
    if _exactly(line, 2, deadline) != b"\x05\x00":
        raise OSError("the proxy wants a sign-in")
    name = host.encode("ascii")
    _say(line, b"\x05\x01\x00\x03" + bytes([len(name)]) + name + struct.pack("!H", port), deadline)
    _, code, _, kind = _exactly(line, 4, deadline)
    if code:
        raise Declined({2: 403}.get(code, 502))
    length = {1: 4, 4: 16}.get(kind) or _exactly(line, 1, deadline)[0]
    _exactly(line, length + 2, deadline)


def _exactly(line: socket.socket, count: int, deadline: float) -> bytes:
    data = b""
    while len(data) < count:
        data += _hear(line, count - len(data), deadline)
    return data


def _hear(line: socket.socket, most: int, deadline: float) -> bytes:
    line.settimeout(_left(deadline))
    data = line.recv(most)
    if not data:
        raise OSError("the proxy hung up")
    return data


def _say(line: socket.socket, data: bytes, deadline: float) -> None:
    line.settimeout(_left(deadline))
    line.sendall(data)


def _left(deadline: float) -> float:
    """A proxy that says one letter after the other would else never be at its end."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no time left")
    return left

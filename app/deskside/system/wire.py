"""One question over HTTP to a print system or a printer, with a deadline for all of it.

By hand because a printer may be slow on purpose, endless or garbled, and the
usual clients limit each read and never the whole. Speaks over a Unix socket, a
TCP connection, or TLS.
"""

from __future__ import annotations

import socket
import threading
import time
from typing import NamedTuple

from deskside.errors import TookTooLong, Unavailable

_MOST_HEAD = 65_536


class NameUnknown(Unavailable):
    """The host's name could not be looked up: that says nothing about the host."""


class Broken(Unavailable):
    """The other end took the connection and gave it up before its answer was whole."""


class Address(NamedTuple):
    """Where to connect: ``path`` of a Unix socket, or ``host`` and ``port``."""

    path: str = ""
    host: str = ""
    port: int = 631
    tls: bool = False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.path or f"{host}:{self.port}"


class Said(NamedTuple):
    """What came back. Header names are in lower case; several of one name are joined with commas."""

    status: int
    headers: dict[str, str]
    body: bytes


def post(address: Address, path: str, body: bytes, *, deadline: float, most: int, user: str = "") -> Said:
    """Posts an IPP message; ``deadline`` is of ``time.monotonic``, ``most`` the largest answer that is read."""
    with connect(address, deadline) as line:
        return talk(line, address, path, body, deadline=deadline, most=most, user=user)


def talk(
    line: socket.socket, address: Address, path: str, body: bytes, *, deadline: float, most: int, user: str = ""
) -> Said:
    """The same over an open connection. ``user`` is who we are; the socket's other end can see that it is true."""
    head = {
        "Host": "localhost" if address.path else str(address),
        "Content-Type": "application/ipp",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    if user:
        head["Authorization"] = f"PeerCred {user}"
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    with _secured(line, address) if address.tls else line as secured:
        conversation = _Conversation(secured, address, deadline, most)
        conversation.say(f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        return conversation.answer()


def connect(address: Address, deadline: float) -> socket.socket:
    """An open connection. ``Unavailable`` when nothing listens, ``TookTooLong`` when nothing answers."""
    try:
        if address.path:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(_left(deadline, address))
            try:
                line.connect(address.path)
            except OSError:
                line.close()
                raise
            return line
        return _connect_to_host(address, deadline)
    except TimeoutError as problem:
        raise TookTooLong(str(address), "nothing answers") from problem
    except OSError as problem:
        raise Unavailable(str(address), str(problem)) from problem


def _connect_to_host(address: Address, deadline: float) -> socket.socket:
    last: OSError = OSError("no address")
    for family, kind, protocol, _, place in _look_up(address, deadline):
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(_left(deadline, address))
            line.connect(place)
            return line
        except OSError as problem:
            line.close()
            last = problem
    raise last


def _secured(line: socket.socket, address: Address) -> socket.socket:
    """TLS without checking who it is: printers sign their own certificates, and nothing secret is said to them.

    So what is too old for secrets will do: many a printer speaks nothing newer.
    """
    import ssl  # here: 15 ms that only secured printers need

    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    try:
        return context.wrap_socket(line)
    except TimeoutError as problem:
        line.close()
        raise TookTooLong(str(address), "no secure connection in time") from problem
    except OSError as problem:
        line.close()
        raise Unavailable(str(address), f"no secure connection: {problem}") from problem


def _look_up(address: Address, deadline: float) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    """Resolves the name in a thread of its own: the system's resolver has no time limit that we could set."""
    found: list[object] = []

    def resolve() -> None:
        try:
            found.append(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as problem:
            found.append(problem)

    worker = threading.Thread(target=resolve, daemon=True)
    worker.start()
    worker.join(_left(deadline, address))
    if not found:
        raise TookTooLong(str(address), "the name was not found in time")
    if isinstance(found[0], list):
        return found[0]
    raise NameUnknown(str(address), f"the name was not found: {found[0]}")


def _left(deadline: float, address: Address) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TookTooLong(str(address), "no time left")
    return left


class _Conversation:
    """One request and its answer on an open connection."""

    def __init__(self, line: socket.socket, address: Address, deadline: float, most: int) -> None:
        self._line, self._address, self._deadline, self._most = line, address, deadline, most
        self._unread = b""

    def say(self, data: bytes) -> None:
        try:
            self._line.settimeout(_left(self._deadline, self._address))
            self._line.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return  # it may have answered already, such as "not authorized", and closed
        except TimeoutError as problem:
            raise TookTooLong(str(self._address), "it takes nothing in") from problem
        except OSError as problem:
            raise Unavailable(str(self._address), str(problem)) from problem

    def answer(self) -> Said:
        status, headers = self._head()
        while 100 <= status < 200:
            status, headers = self._head()
        if "chunked" in headers.get("transfer-encoding", "").lower():
            return Said(status, headers, self._chunks())
        if "content-length" in headers:
            return Said(status, headers, self._exactly(self._size(headers["content-length"], 10)))
        return Said(status, headers, self._rest())

    def _head(self) -> tuple[int, dict[str, str]]:
        while b"\r\n\r\n" not in self._unread:
            if len(self._unread) > _MOST_HEAD:
                raise Unavailable(str(self._address), "the head of the answer has no end")
            self._more()
        head, _, self._unread = self._unread.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        parts = first.split(None, 2)
        if len(parts) < 2 or not parts[0].startswith("HTTP/") or not parts[1].isdecimal():
            raise Unavailable(str(self._address), "not an HTTP answer")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            name, value = name.strip().lower(), value.strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return int(parts[1]), headers

    def _more(self) -> None:
        """Reads on; ``Broken`` at the end of the connection."""
        if not self._read():
            raise Broken(str(self._address), "the connection ended in the middle of the answer")

    def _read(self) -> bool:
        try:
            self._line.settimeout(_left(self._deadline, self._address))
            data = self._line.recv(65_536)
        except TimeoutError as problem:
            raise TookTooLong(str(self._address), "no whole answer in time") from problem
        except ConnectionError as problem:
            raise Broken(str(self._address), str(problem)) from problem
        except OSError as problem:
            raise Unavailable(str(self._address), str(problem)) from problem
        self._unread += data
        return bool(data)

    def _size(self, digits: str, base: int) -> int:
        try:
            size = int(digits, base)
        except ValueError as problem:
            raise Unavailable(str(self._address), "a length that is no number") from problem
        if not 0 <= size <= self._most:
            raise Unavailable(str(self._address), f"an answer of {size} bytes")
        return size

    def _exactly(self, size: int) -> bytes:
        while len(self._unread) < size:
            self._more()
        data, self._unread = self._unread[:size], self._unread[size:]
        return data

    def _rest(self) -> bytes:
        while self._read():
            self._size(str(len(self._unread)), 10)
        return self._unread

    def _chunks(self) -> bytes:
        body = bytearray()
        while size := self._size(self._line_of_text().partition(";")[0].strip(), 16):
            body += self._exactly(size)
            self._size(str(len(body)), 10)
            self._exactly(2)
        return bytes(body)

    def _line_of_text(self) -> str:
        while b"\r\n" not in self._unread:
            if len(self._unread) > 1000:
                raise Unavailable(str(self._address), "a chunk without a length")
            self._more()
        line, _, self._unread = self._unread.partition(b"\r\n")
        return line.decode("latin-1")

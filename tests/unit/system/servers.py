"""Print servers for tests on real sockets: one plays back what a real CUPS or printer said, one says anything."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from deskside.system import ipp, wire

ANSWERS = Path(__file__).parent / "answers"


def answer(name: str) -> bytes:
    """The body of a recorded answer (answers/README.md)."""
    return (ANSWERS / f"{name}.ipp").read_bytes()


class Seen(NamedTuple):
    operation: int
    path: str
    authorization: str
    body: bytes


def _request(line: socket.socket) -> tuple[str, dict[str, str], bytes]:
    with line.makefile("rb") as file:
        path = file.readline().decode().split()[1]
        headers = {}
        while (text := file.readline().decode().strip()) != "":
            name, _, value = text.partition(": ")
            headers[name.lower()] = value
        return path, headers, file.read(int(headers["content-length"]))


class Playback:
    """Answers each operation with what was recorded; ``asks_who`` and ``forbids`` are CUPS' two ways to say no."""

    def __init__(self, answers: Mapping[int, bytes], *, asks_who: bool = False, forbids: bool = False) -> None:
        self.answers, self.asks_who, self.forbids = dict(answers), asks_who, forbids
        self.seen: list[Seen] = []

    def __call__(self, line: socket.socket) -> None:
        path, headers, body = _request(line)
        operation, who = int.from_bytes(body[2:4], "big"), headers.get("authorization", "")
        self.seen.append(Seen(operation, path, who, body))
        changes = operation not in (ipp.CUPS_GET_PRINTERS, ipp.CUPS_GET_DEFAULT, ipp.GET_JOBS)
        if changes and self.forbids and who:
            line.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        elif changes and (self.asks_who or self.forbids) and not who:
            line.sendall(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: PeerCred\r\nContent-Length: 0\r\n\r\n")
        else:
            said = self.answers[operation]
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(said) + said)


class HangingUp(Playback):
    """Hangs up on whoever asks first, without a word."""

    def __call__(self, line: socket.socket) -> None:
        if self.seen:
            return super().__call__(line)
        _, headers, body = _request(line)
        self.seen.append(Seen(int.from_bytes(body[2:4], "big"), "", headers.get("authorization", ""), body))
        return None


class Saying:
    """Says these bytes to whoever asks; then hangs up, or with ``holds`` keeps the line open without a word."""

    def __init__(self, data: bytes, *, holds: bool = False) -> None:
        self.data, self.holds = data, holds
        self.over = threading.Event()

    def __call__(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, IndexError):  # who speaks TLS asks nothing readable
            _request(line)
            line.sendall(self.data)
        if self.holds:
            self.over.wait(30)


@contextlib.contextmanager
def serving(speak: Playback | Saying, path: Path | None = None) -> Iterator[wire.Address]:
    """Serves on a Unix socket at ``path``, or on a free port of loopback."""
    door = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    door.bind(str(path) if path else ("127.0.0.1", 0))
    door.listen(8)
    address = wire.Address(path=str(path)) if path else wire.Address(host="127.0.0.1", port=door.getsockname()[1])
    ending = threading.Event()

    def serve() -> None:
        while True:
            line, _ = door.accept()
            with line:
                if ending.is_set():
                    return
                speak(line)

    worker = threading.Thread(target=serve, daemon=True)
    worker.start()
    try:
        yield address
    finally:
        ending.set()
        if isinstance(speak, Saying):
            speak.over.set()
        with contextlib.suppress(OSError), socket.socket(door.family) as last:
            last.connect(str(path) if path else door.getsockname())
        worker.join(5)
        door.close()

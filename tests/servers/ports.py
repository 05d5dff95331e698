"""Ports on loopback that never come to a request: closed, deaf, or resetting before one."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def closed() -> Iterator[int]:
    """A port that nobody listens on, and that nobody else is given meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@contextlib.contextmanager
def deaf() -> Iterator[int]:
    """A port whose queue of connections is full: packets to it are dropped."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield server.getsockname()[1]


@contextlib.contextmanager
def resetting() -> Iterator[int]:
    """A port that takes the greeting of TLS and then resets the connection: the request would come after it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)

        def reset() -> None:
            connection = server.accept()[0]
            connection.recv(1 << 16)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()

        thread = threading.Thread(target=reset)
        thread.start()
        yield int(server.getsockname()[1])
        thread.join(30)

"""A printer that sleeps to save power: it takes a while to answer whoever comes first, and is well otherwise."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress


def sleep_before(port: int, seconds: float) -> int:
    """A port of its own that leads to the printer at ``port``; whoever comes waits so long for an answer."""
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            visitor, _ = door.accept()
            threading.Thread(target=_visit, args=(visitor, port, seconds), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return int(door.getsockname()[1])


def _visit(visitor: socket.socket, port: int, seconds: float) -> None:
    time.sleep(seconds)
    with visitor, suppress(OSError), socket.create_connection(("127.0.0.1", port)) as printer:
        back = threading.Thread(target=_pass_on, args=(printer, visitor), daemon=True)
        back.start()
        _pass_on(visitor, printer)
        back.join()


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)

"""The world's stand-in for systemd: ``bin/systemctl`` asks here, and the world itself starts and ends its print system.

Only root may order; anyone may ask. The answers are systemctl's exit codes.
"""

from __future__ import annotations

import socket
import struct
import threading
from pathlib import Path

from lab.daemons import Daemons, LabProblem, cups_runs

DOOR = Path("/run/deskside-lab-orders")
_UNITS = ("cups", "cups.service")
_DONE, _FAILED, _INACTIVE, _NO_RIGHT, _NO_UNIT = 0, 1, 3, 4, 5


def listen(daemons: Daemons) -> None:
    """Answers orders for as long as this process lives."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(DOOR))
    DOOR.chmod(0o666)
    door.listen(8)

    def serve() -> None:
        while True:
            visitor, _ = door.accept()
            with visitor:
                words = visitor.recv(1000).decode().split()
                visitor.sendall(str(_answer(words, _uid(visitor), daemons)).encode())

    threading.Thread(target=serve, daemon=True).start()


def _uid(visitor: socket.socket) -> int:
    """Who is at the other end, as the kernel says."""
    data = visitor.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", data)[1])


def _answer(words: list[str], uid: int, daemons: Daemons) -> int:
    verb, unit = [*words, "", ""][:2]
    if unit not in _UNITS:
        return _NO_UNIT
    if verb == "is-active":
        return _DONE if cups_runs() else _INACTIVE
    if verb == "cat":
        return _DONE
    if uid != 0:
        return _NO_RIGHT
    try:
        if verb in ("stop", "restart"):
            daemons.end_cups()
        if verb in ("start", "restart") and not cups_runs():
            daemons.start_cups()
    except LabProblem:
        return _FAILED
    return _DONE

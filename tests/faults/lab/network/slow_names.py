#!/usr/bin/env python3
"""A name server that passes questions on, late: ``slow_names.py ADDRESS PORT SECONDS``."""

from __future__ import annotations

import socket
import sys
import threading
import time

Asker = tuple[str, int]


def main(address: str, port: int, seconds: float) -> None:
    door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    door.bind((address, 53))

    def pass_on(question: bytes, asker: Asker) -> None:
        time.sleep(seconds)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as on:
            on.settimeout(3)
            on.sendto(question, (address, port))
            try:
                answer = on.recv(4096)
            except OSError:
                return
            door.sendto(answer, asker)

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        threading.Thread(target=pass_on, args=door.recvfrom(4096), daemon=True).start()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))

#!/usr/bin/env python3
"""A bad cable between two interfaces, in user space: not every kernel can make one by itself.

::

    wire.py ONE OTHER LOSS DELAY JITTER RATE

Frames pass both ways. LOSS is the percentage that is lost each way, DELAY and
JITTER are milliseconds, RATE is kilobits a second (0: as fast as it goes). A
slow cable holds a fifth of a second of frames, and drops what comes on top.
"""

from __future__ import annotations

import heapq
import random
import select
import socket
import sys
import time

ALL_PROTOCOLS, OUTGOING = 3, 4
QUEUE = 0.2


class Way:
    """One direction of the cable."""

    def __init__(self, to: socket.socket, loss: float, delay: float, jitter: float, rate: float) -> None:
        self.to, self._loss, self._delay, self._jitter = to, loss, delay, jitter
        self._per_byte = 8 / (rate * 1000) if rate else 0.0
        self._free = 0.0

    def leaves(self, frame: bytes, now: float) -> float | None:
        """When this frame comes out at the other end; None if it does not."""
        if random.random() < self._loss:
            return None
        sent = now
        if self._per_byte:
            if self._free - now > QUEUE:
                return None
            sent = self._free = max(now, self._free) + len(frame) * self._per_byte
        return sent + self._delay + random.uniform(0, self._jitter)


def listening(interface: str) -> socket.socket:
    made = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
    made.bind((interface, 0))
    made.setblocking(False)
    return made


def main(one: str, other: str, loss: float, delay: float, jitter: float, rate: float) -> None:
    ends = listening(one), listening(other)
    ways = {end: Way(to, loss / 100, delay / 1000, jitter / 1000, rate) for end, to in (ends, ends[::-1])}
    under_way: list[tuple[float, int, socket.socket, bytes]] = []
    count = 0
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        now = time.monotonic()
        while under_way and under_way[0][0] <= now:
            _, _, to, frame = heapq.heappop(under_way)
            try:
                to.send(frame)
            except OSError:  # that end is down, or its queue is full: the frame is lost
                continue
        wait = max(0.0, under_way[0][0] - now) if under_way else 1.0
        for end in select.select(ends, [], [], wait)[0]:
            for frame in frames(end):
                leaves = ways[end].leaves(frame, time.monotonic())
                if leaves is not None:
                    count += 1
                    heapq.heappush(under_way, (leaves, count, ways[end].to, frame))


def frames(end: socket.socket) -> list[bytes]:
    """All that has come in at this end."""
    came: list[bytes] = []
    while True:
        try:
            frame, where = end.recvfrom(65535)
        except BlockingIOError:
            return came
        except OSError:  # this end is down for now
            return came
        if where[2] != OUTGOING:
            came.append(frame)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:7]))

"""Echo packets, as ``ping`` sends them: by the kernel's own socket for everyone where there is one, else raw as root.

Whether packets are lost is judged by the replies to these very packets, each
with a number of its own; how long the sender waited says nothing.
"""

from __future__ import annotations

import selectors
import socket
import struct
import time
from collections.abc import Iterable
from secrets import token_bytes

from deskside.errors import NotPermitted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ECHO: dict[int, tuple[int, int]] = {socket.AF_INET: (8, 0), socket.AF_INET6: (128, 129)}
_HEAD = struct.Struct("!BBHHH")
_COOKIE = 8
SMALL = 56
_LATEST = 5.0
"""Seconds that a flood of others' packets can keep us from the end."""


class Pings:
    """Pings of one host. ``taken`` holds the seconds of each one that was answered, by its number."""

    def __init__(self, family: int, where: Any) -> None:
        self._ask, self._reply = _ECHO[family]
        self._where = (where[0], 0, *where[2:])  # a raw socket of IPv6 takes a port for another protocol
        self._cookie = token_bytes(_COOKIE)
        self._line = _open(family)
        self._line.setblocking(False)
        self._looking = selectors.DefaultSelector()
        self._looking.register(self._line, selectors.EVENT_READ)
        self._sent: dict[int, float] = {}
        self.taken: dict[int, float] = {}

    @property
    def line(self) -> socket.socket:
        return self._line

    @property
    def sent(self) -> int:
        return len(self._sent)

    def send(self, number: int, size: int = SMALL) -> OSError | None:
        """Sends one of ``size`` bytes after the echo's own eight; gives back what the system says against it."""
        body = self._cookie + bytes(max(0, size - _COOKIE))
        packet = _HEAD.pack(self._ask, 0, 0, 0x4453, number) + body
        packet = _HEAD.pack(self._ask, 0, _checksum(packet), 0x4453, number) + body
        self._sent[number] = time.monotonic()
        try:
            self._line.sendto(packet, self._where)
        except OSError as problem:
            return problem
        return None

    def burst(self, numbers: Iterable[int], pace: float) -> None:
        """Sends these, so many seconds apart, and takes in replies meanwhile."""
        at = time.monotonic()
        for number in numbers:
            self.wait(at, enough=-1)
            self.send(number)
            at = max(at + pace, time.monotonic())  # who was held up does not hurry, lest a router drops it

    def wait(self, until: float, enough: int | None = None) -> None:
        """Takes in replies until that time, or until as many are here as were sent.

        What is here by then counts, also where this program was held up and looks late.
        """
        while len(self.taken) != (self.sent if enough is None else enough):
            left = until - time.monotonic()
            if self._looking.select(max(0.0, left)):
                self._take()
            elif left <= 0:
                return
            if left < -_LATEST:
                return

    def _take(self) -> None:
        try:
            data, _ = self._line.recvfrom(65_535)
        except OSError:  # an unreachable host's message, or nothing there after all
            return
        now = time.monotonic()
        if data[:1] and data[0] >> 4 == 4 and len(data) > 28:
            data = data[(data[0] & 0xF) * 4 :]
        if len(data) < _HEAD.size + _COOKIE:
            return
        kind, _, _, _, number = _HEAD.unpack_from(data)
        ours = data[_HEAD.size : _HEAD.size + _COOKIE] == self._cookie
        if kind == self._reply and ours and number in self._sent:
            self.taken.setdefault(number, now - self._sent[number])

    def __enter__(self) -> Pings:
        return self

    def __exit__(self, *_: object) -> None:
        self._looking.close()
        self._line.close()


def _open(family: int) -> socket.socket:
    protocol = socket.IPPROTO_ICMP if family == socket.AF_INET else socket.IPPROTO_ICMPV6
    problem: OSError | None = None
    for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            return socket.socket(family, kind, protocol)
        except OSError as why:
            problem = why
    raise NotPermitted("ping", str(problem))


def _checksum(data: bytes) -> int:
    """For IPv6 the kernel puts its own in."""
    if len(data) % 2:
        data += b"\0"
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF

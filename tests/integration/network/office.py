"""The other end of a cable, in the same private network: gives out an address by DHCP and answers to its own."""

from __future__ import annotations

import ipaddress
import socket
import struct
import threading
from collections.abc import Callable

ROUTER, GIVEN = "10.5.0.1", "10.5.0.77"
_IP, _ARP = 0x0800, 0x0806
_HARDWARE = b"\x02\0\0\0\0\x01"


class Office:
    """On one end of a veth pair. It can stop giving addresses, as a router whose DHCP died, and stop being there."""

    def __init__(self, link: str) -> None:
        self._link, self.gives, self.is_there = link, True, True
        self._over = threading.Event()
        self._lines: dict[int, socket.socket] = {}
        for kind in (_IP, _ARP):
            line = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(kind))
            line.bind((link, kind))
            line.settimeout(0.1)
            self._lines[kind] = line
        self._workers = [
            threading.Thread(target=self._serve, args=work, daemon=True)
            for work in ((_IP, self._give), (_ARP, self._answer))
        ]
        for worker in self._workers:
            worker.start()

    def end(self) -> None:
        self._over.set()
        for worker in self._workers:
            worker.join(10)
        for line in self._lines.values():
            line.close()

    def _serve(self, kind: int, work: Callable[[bytes], None]) -> None:
        while not self._over.is_set():
            try:
                packet, whence = self._lines[kind].recvfrom(2000)
            except TimeoutError:
                continue
            if whence[2] != socket.PACKET_OUTGOING and self.is_there:
                work(packet)

    def _send(self, kind: int, packet: bytes, to: bytes) -> None:
        self._lines[kind].sendto(packet, (self._link, kind, 0, 0, to))

    def _answer(self, packet: bytes) -> None:
        """ARP: where is 10.5.0.1? Here."""
        asker, asked = packet[8:18], packet[24:28]
        if asked == socket.inet_aton(ROUTER):
            head = struct.pack("!HHBBH", 1, _IP, 6, 4, 2)
            self._send(_ARP, head + _HARDWARE + asked + asker, asker[:6])

    def _give(self, packet: bytes) -> None:
        """DHCP: an offer to a discovery, and the address to a request."""
        if packet[9] == 17 and packet[22:24] == b"\0\x43" and self.gives:
            asked = packet[28:]
            kind = {1: 2, 3: 5}[asked[asked.index(b"\x35\x01", 240) + 2]]
            self._send(_IP, _answer(asked[4:8], asked[28:34], kind), b"\xff" * 6)


def _answer(number: bytes, hardware: bytes, kind: int) -> bytes:
    router = socket.inet_aton(ROUTER)
    options = bytes([53, 1, kind, 54, 4]) + router + b"\x01\x04\xff\xff\xff\0" + b"\x03\x04" + router
    options += b"\x06\x04" + router + b"\x33\x04\0\0\x0e\x10\xff"
    given = ipaddress.IPv4Address(GIVEN).packed
    body = struct.pack("!4B4s8x4s8x16s64x128x4s", 2, 1, 6, 0, number, given, hardware, b"\x63\x82\x53\x63") + options
    datagram = struct.pack("!4H", 67, 68, 8 + len(body), 0) + body
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(datagram), 0, 0, 64, 17, 0, router, b"\xff" * 4)
    total = sum(struct.unpack("!10H", head))
    total = (total >> 16) + (total & 0xFFFF)
    return head[:10] + struct.pack("!H", ~(total + (total >> 16)) & 0xFFFF) + head[12:] + datagram

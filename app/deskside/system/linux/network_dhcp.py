"""Asking the network for an address by DHCP, once: where no program does that all the time. Needs root.

Packets go straight to the link, because a link without an address can neither
send nor hear anything the usual way.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import struct
import time
from secrets import token_bytes
from typing import NamedTuple

from deskside.errors import NotPermitted, TookTooLong, Unavailable

_DISCOVER, _OFFER, _REQUEST, _ACK, _NAK = 1, 2, 3, 5, 6
_MAGIC = b"\x63\x82\x53\x63"
_SUBNET, _ROUTER, _NAMES, _DOMAIN, _WANTED, _LEASE, _KIND, _SERVER, _ASKED = 1, 3, 6, 15, 50, 51, 53, 54, 55
_SEARCH = 119
_RESEND = (0.0, 1.0, 3.0, 6.0)
_EVERYONE = b"\xff" * 6
_IP = 0x0800


class Lease(NamedTuple):
    address: str
    prefix: int
    gateway: str
    name_servers: list[str]
    domain: str
    seconds: int


def ask(link: str, patience: float) -> Lease:
    """What the network gives this link now. ``TookTooLong`` when nobody answers."""
    deadline = time.monotonic() + patience
    try:
        line = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_IP))
    except PermissionError as problem:
        raise NotPermitted("dhcp", str(problem)) from problem
    except OSError as problem:
        raise Unavailable("dhcp", str(problem)) from problem
    with line:
        line.bind((link, _IP))
        hardware = line.getsockname()[4][:6]
        if len(hardware) != 6:
            raise Unavailable("dhcp", f"{link} has no hardware address")
        talk = _Talk(line, link, hardware)
        offer = talk.converse({_KIND: bytes([_DISCOVER])}, _OFFER, deadline)
        wanted = {_KIND: bytes([_REQUEST]), _WANTED: offer["yours"], _SERVER: offer.get(_SERVER, b"")}
        return lease(talk.converse(wanted, _ACK, deadline))


class _Talk:
    """One exchange of question and answer with whoever gives out addresses."""

    def __init__(self, line: socket.socket, link: str, hardware: bytes) -> None:
        self._line, self._link, self._hardware = line, link, hardware
        self._number = token_bytes(4)

    def converse(self, says: dict[int, bytes], wanted: int, deadline: float) -> dict[int | str, bytes]:
        began = time.monotonic()
        packet = question(self._number, self._hardware, says)
        for number, at in enumerate(_RESEND):
            if began + at > deadline:
                break
            with contextlib.suppress(OSError):  # a link that is just coming up: the next try may go out
                self._line.sendto(packet, (self._link, _IP, 0, 0, _EVERYONE))
            more = _RESEND[number + 1] if number + 1 < len(_RESEND) else 1e9
            answer = self._hear(wanted, min(deadline, began + more))
            if answer is not None:
                return answer
        raise TookTooLong("dhcp", f"the network gave {self._link} no address")

    def _hear(self, wanted: int, until: float) -> dict[int | str, bytes] | None:
        while (left := until - time.monotonic()) > 0:
            self._line.settimeout(left)
            try:
                told = answer(self._line.recv(4096), self._number)
            except TimeoutError:
                return None
            except OSError:
                time.sleep(min(0.05, left))
                continue
            if told is None:
                continue
            if told[_KIND] == bytes([_NAK]):
                raise Unavailable("dhcp", "the network takes its offer back")
            if told[_KIND] == bytes([wanted]):
                return told
        return None


def question(number: bytes, hardware: bytes, says: dict[int, bytes]) -> bytes:
    """A whole packet with its IP and UDP heads, from nobody to everybody."""
    asked = bytes([_SUBNET, _ROUTER, _NAMES, _DOMAIN, _LEASE, _SEARCH])
    options = b"".join(bytes([code, len(value)]) + value for code, value in {**says, _ASKED: asked}.items() if value)
    body = struct.pack("!4B4sHH16x16s64x128x4s", 1, 1, 6, 0, number, 0, 0x8000, hardware, _MAGIC) + options + b"\xff"
    body += bytes(max(0, 300 - len(body)))
    datagram = struct.pack("!4H", 68, 67, 8 + len(body), 0) + body
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(datagram), 0, 0, 64, 17, 0, bytes(4), b"\xff" * 4)
    return head[:10] + struct.pack("!H", _checksum(head)) + head[12:] + datagram


def answer(packet: bytes, number: bytes) -> dict[int | str, bytes] | None:
    """The options of an answer to us, and the address in it as "yours"; None for any other packet."""
    start = (packet[0] & 0xF) * 4 if packet else 0
    body = packet[start + 8 :]
    if len(body) < 240 or packet[9] != 17 or packet[start + 2 : start + 4] != b"\0\x44":
        return None
    if body[0] != 2 or body[4:8] != number or body[236:240] != _MAGIC:
        return None
    told: dict[int | str, bytes] = {"yours": body[16:20]}
    at = 240
    while at + 1 < len(body) and body[at] != 0xFF:
        if body[at] == 0:
            at += 1
            continue
        length = body[at + 1]
        told[body[at]] = told.get(body[at], b"") + body[at + 2 : at + 2 + length]
        at += 2 + length
    return told if len(told.get(_KIND, b"")) == 1 else None


def lease(told: dict[int | str, bytes]) -> Lease:
    mask = told.get(_SUBNET, b"\xff\xff\xff\0")
    routers, servers = _addresses(told.get(_ROUTER, b"")), _addresses(told.get(_NAMES, b""))
    return Lease(
        str(ipaddress.IPv4Address(told["yours"])),
        int.from_bytes(mask[:4], "big").bit_count(),
        routers[0] if routers else "",
        servers,
        told.get(_DOMAIN, b"").rstrip(b"\0").decode("ascii", "replace"),
        int.from_bytes(told.get(_LEASE, b"\0\0\x0e\x10")[:4], "big"),
    )


def _addresses(data: bytes) -> list[str]:
    return [str(ipaddress.IPv4Address(data[at : at + 4])) for at in range(0, len(data) - 3, 4)]


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF

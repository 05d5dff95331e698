"""Changing links, addresses and routes of a Linux computer, by the kernel's own messages. Needs root.

Where NetworkManager or another program looks after a link it is asked instead
(network_renewal.py): the kernel alone would do it behind that program's back.
"""

from __future__ import annotations

import errno
import os
import socket
import struct

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.linux import network_kernel as kernel

_NEW_LINK, _NEW_ADDRESS, _DROP_ADDRESS, _NEW_ROUTE, _DROP_ROUTE, _NEW_NEIGHBOUR = 16, 20, 21, 24, 25, 28
_REQUEST, _ACK, _REPLACE, _CREATE = 0x1, 0x4, 0x100, 0x400
_UP, _LOOK, _BY_DHCP = 0x1, 0x10, 16


def set_enabled(number: int, enabled: bool) -> None:
    _order(_NEW_LINK, 0, struct.pack("=BxHiII", 0, 0, number, _UP if enabled else 0, _UP))


def set_mtu(number: int, mtu: int) -> None:
    _order(_NEW_LINK, 0, struct.pack("=BxHiII", 0, 0, number, 0, 0) + kernel.attribute(4, struct.pack("=I", mtu)))


def probe_neighbour(number: int, address: str) -> None:
    """Has the kernel ask a neighbour it believes to know whether it is still there."""
    family = kernel.family_of(address)
    body = struct.pack("=B3xiHBB", family, number, _LOOK, 0, 0) + kernel.attribute(1, socket.inet_pton(family, address))
    _order(_NEW_NEIGHBOUR, _REPLACE, body)


def lend_address(number: int, address: str, prefix: int, seconds: int) -> None:
    """Gives a link an IPv4 address for a time, as DHCP does."""
    packed = socket.inet_aton(address)
    body = struct.pack("=BBBBi", socket.AF_INET, prefix, 0, 0, number)
    body += (
        kernel.attribute(1, packed)
        + kernel.attribute(2, packed)
        + kernel.attribute(6, struct.pack("=4I", seconds, seconds, 0, 0))
    )
    _order(_NEW_ADDRESS, _CREATE | _REPLACE, body)


def drop_address(number: int, address: str, prefix: int) -> None:
    body = struct.pack("=BBBBi", socket.AF_INET, prefix, 0, 0, number)
    _order(_DROP_ADDRESS, 0, body + kernel.attribute(2, socket.inet_aton(address)))


def add_default_route(number: int, gateway: str, metric: int) -> None:
    """An IPv4 way out that DHCP named; takes the place of one with the same metric."""
    body = struct.pack("=8BI", socket.AF_INET, 0, 0, 0, kernel.MAIN_TABLE, _BY_DHCP, 0, 1, 0)
    body += kernel.attribute(5, socket.inet_aton(gateway)) + kernel.attribute(4, struct.pack("=i", number))
    if metric:
        body += kernel.attribute(6, struct.pack("=I", metric))
    _order(_NEW_ROUTE, _CREATE | _REPLACE, body)


def drop_default_route(number: int, gateway: str, metric: int) -> None:
    body = struct.pack("=8BI", socket.AF_INET, 0, 0, 0, kernel.MAIN_TABLE, 0, 0, 0, 0)
    body += kernel.attribute(4, struct.pack("=i", number))
    if gateway:
        body += kernel.attribute(5, socket.inet_aton(gateway))
    if metric:
        body += kernel.attribute(6, struct.pack("=I", metric))
    _order(_DROP_ROUTE, 0, body)


def _order(what: int, flags: int, body: bytes) -> None:
    with kernel.connection() as talk:
        talk.send(kernel.message(what, _REQUEST | _ACK | flags, body))
        (code,) = struct.unpack_from("=i", talk.recv(1 << 16), kernel.HEAD.size)
    if code in (-errno.EPERM, -errno.EACCES):
        raise NotPermitted("network", os.strerror(-code))
    if code == -errno.ENODEV:
        raise Unavailable("network", os.strerror(-code))
    if code:
        raise CallProblem("network", os.strerror(-code))

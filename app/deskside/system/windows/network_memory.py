"""What Windows' IP helper library leaves in memory about adapters and routes, read into plain tuples.

The structures are those of iptypes.h, ifdef.h and netioapi.h, with sizes that
do not depend on where this runs, so that tests can lay them out anywhere.
"""

from __future__ import annotations

import ctypes as c
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any, NamedTuple

INET, INET6 = 2, 23
"""Address families as Windows numbers them."""
UP, DOWN = 1, 2
"""Of IF_OPER_STATUS."""
DHCP = 0x4
"""Of an adapter's flags."""
_MOST = 4096


class Held(NamedTuple):
    """An address that an adapter has; prefix and suffix origin as in NL_PREFIX_ORIGIN."""

    address: str
    prefix: int
    prefix_origin: int
    suffix_origin: int


class Adapter(NamedTuple):
    """``number`` and ``number6`` are its index for either family, 0 where it does not speak it."""

    guid: str
    name: str
    description: str
    number: int
    number6: int
    if_type: int
    oper_status: int
    tunnel: int
    flags: int
    mtu: int
    metric4: int
    metric6: int
    suffix: str
    addresses: list[Held]
    name_servers: list[str]
    suffixes: list[str]


class Forward(NamedTuple):
    """A route over the adapter of the number ``link``.

    ``protocol`` as in NL_ROUTE_PROTOCOL, 2 for what Windows itself adds for an address it has.
    """

    address: str
    prefix: int
    gateway: str
    link: int
    metric: int
    protocol: int
    loopback: bool


class SocketAddress(c.Structure):
    """SOCKADDR_INET, as large as the larger of its two forms."""

    _fields_ = (("family", c.c_uint16), ("port", c.c_uint16), ("rest", c.c_uint32 * 6))


class SocketPointer(c.Structure):
    _fields_ = (("at", c.c_void_p), ("length", c.c_int32))


class UnicastAddress(c.Structure):
    _fields_ = (
        ("length", c.c_uint32),
        ("flags", c.c_uint32),
        ("next", c.c_void_p),
        ("address", SocketPointer),
        ("prefix_origin", c.c_int32),
        ("suffix_origin", c.c_int32),
        ("dad_state", c.c_int32),
        ("valid", c.c_uint32),
        ("preferred", c.c_uint32),
        ("lease", c.c_uint32),
        ("prefix", c.c_uint8),
    )


class ServerAddress(c.Structure):
    _fields_ = (("length", c.c_uint32), ("reserved", c.c_uint32), ("next", c.c_void_p), ("address", SocketPointer))


class DnsSuffix(c.Structure):
    _fields_ = (("next", c.c_void_p), ("text", c.c_uint16 * 256))


class AdapterAddresses(c.Structure):
    """IP_ADAPTER_ADDRESSES_LH."""

    _fields_ = (
        ("length", c.c_uint32),
        ("index", c.c_uint32),
        ("next", c.c_void_p),
        ("guid", c.c_char_p),
        ("unicast", c.c_void_p),
        ("anycast", c.c_void_p),
        ("multicast", c.c_void_p),
        ("name_servers", c.c_void_p),
        ("suffix", c.c_void_p),
        ("description", c.c_void_p),
        ("name", c.c_void_p),
        ("hardware", c.c_uint8 * 8),
        ("hardware_length", c.c_uint32),
        ("flags", c.c_uint32),
        ("mtu", c.c_uint32),
        ("if_type", c.c_uint32),
        ("oper_status", c.c_int32),
        ("index6", c.c_uint32),
        ("zones", c.c_uint32 * 16),
        ("prefixes", c.c_void_p),
        ("send_speed", c.c_uint64),
        ("receive_speed", c.c_uint64),
        ("wins", c.c_void_p),
        ("gateways", c.c_void_p),
        ("metric4", c.c_uint32),
        ("metric6", c.c_uint32),
        ("luid", c.c_uint64),
        ("dhcp4", SocketPointer),
        ("compartment", c.c_uint32),
        ("network", c.c_uint8 * 16),
        ("connection", c.c_int32),
        ("tunnel", c.c_int32),
        ("dhcp6", SocketPointer),
        ("dhcp6_id", c.c_uint8 * 130),
        ("dhcp6_id_length", c.c_uint32),
        ("dhcp6_iaid", c.c_uint32),
        ("suffixes", c.c_void_p),
    )


class ForwardRow(c.Structure):
    """MIB_IPFORWARD_ROW2."""

    _fields_ = (
        ("luid", c.c_uint64),
        ("index", c.c_uint32),
        ("to", SocketAddress),
        ("prefix", c.c_uint8),
        ("next_hop", SocketAddress),
        ("site", c.c_uint8),
        ("valid", c.c_uint32),
        ("preferred", c.c_uint32),
        ("metric", c.c_uint32),
        ("protocol", c.c_int32),
        ("loopback", c.c_uint8),
        ("autoconfigured", c.c_uint8),
        ("published", c.c_uint8),
        ("immortal", c.c_uint8),
        ("age", c.c_uint32),
        ("origin", c.c_int32),
    )


class NeighbourRow(c.Structure):
    """MIB_IPNET_ROW2."""

    _fields_ = (
        ("address", SocketAddress),
        ("index", c.c_uint32),
        ("luid", c.c_uint64),
        ("hardware", c.c_uint8 * 32),
        ("hardware_length", c.c_uint32),
        ("state", c.c_int32),
        ("flags", c.c_uint8),
        ("reachable", c.c_uint32),
    )


class InterfaceRow(c.Structure):
    """MIB_IPINTERFACE_ROW, of which only the size and these fields matter here."""

    _fields_ = (
        ("family", c.c_uint16),
        ("luid", c.c_uint64),
        ("index", c.c_uint32),
        ("between", c.c_uint8 * 132),
        ("mtu", c.c_uint32),
        ("rest", c.c_uint8 * 12),
    )


def adapters(at: int | None) -> list[Adapter]:
    """The chain of adapters that begins at this place in memory."""
    return [_adapter(one) for one in _chain(AdapterAddresses, at)]


def forwards(table: int) -> list[Forward]:
    """A MIB_IPFORWARD_TABLE2: a number, then as many rows, which begin where eight divides the place."""
    count = min(c.c_uint32.from_address(table).value, _MOST)
    return [_forward(row) for row in (ForwardRow * count).from_address(table + 8)]


def sent_to(address: str) -> SocketAddress:
    """An address as Windows takes it."""
    told = ip_address(address.partition("%")[0])
    family, before = (INET, b"") if told.version == 4 else (INET6, bytes(4))
    start = family.to_bytes(2, "little") + bytes(2) + before + told.packed
    return SocketAddress.from_buffer_copy(start.ljust(c.sizeof(SocketAddress), b"\0"))


def address_of(told: SocketAddress) -> str:
    """ "" for what is no address of the internet."""
    rest = bytes(told.rest)
    if told.family == INET:
        return str(ip_address(rest[:4]))
    return str(ip_address(rest[4:20])) if told.family == INET6 else ""


def text(at: int | None) -> str:
    """The UTF-16 text at this place, up to its zero."""
    if not at:
        return ""
    units = bytearray()
    for place in range(at, at + 2 * _MOST, 2):
        unit = c.c_uint16.from_address(place).value
        if not unit:
            break
        units += unit.to_bytes(2, "little")
    return units.decode("utf-16-le", "replace")


def _chain(kind: type[Any], at: int | None) -> Iterator[Any]:
    for _ in range(_MOST):
        if not at:
            return
        one = kind.from_address(at)
        yield one
        at = one.next


def _pointed(pointer: SocketPointer) -> str:
    if not pointer.at or pointer.length < 16:
        return ""
    whole = SocketAddress()
    c.memmove(c.byref(whole), pointer.at, min(pointer.length, c.sizeof(whole)))
    return address_of(whole)


def _adapter(told: AdapterAddresses) -> Adapter:
    held = [
        Held(_pointed(one.address), one.prefix, one.prefix_origin, one.suffix_origin)
        for one in _chain(UnicastAddress, told.unicast)
    ]
    return Adapter(
        guid=(told.guid or b"").decode("ascii", "replace"),
        name=text(told.name),
        description=text(told.description),
        number=told.index,
        number6=told.index6,
        if_type=told.if_type,
        oper_status=told.oper_status,
        tunnel=told.tunnel,
        flags=told.flags,
        mtu=told.mtu,
        metric4=told.metric4,
        metric6=told.metric6,
        suffix=text(told.suffix),
        addresses=[one for one in held if one.address],
        name_servers=[_pointed(one.address) for one in _chain(ServerAddress, told.name_servers)],
        suffixes=[text(c.addressof(one) + DnsSuffix.text.offset) for one in _chain(DnsSuffix, told.suffixes)],
    )


def _forward(row: ForwardRow) -> Forward:
    return Forward(
        address=address_of(row.to),
        prefix=row.prefix,
        gateway=address_of(row.next_hop),
        link=row.index,
        metric=row.metric,
        protocol=row.protocol,
        loopback=bool(row.loopback),
    )

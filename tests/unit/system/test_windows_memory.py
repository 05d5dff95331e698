"""What Windows leaves in memory is read where Windows puts it. Laid out here as Windows' own headers say."""

from __future__ import annotations

import ctypes as c
from typing import Any

import pytest

from deskside.system.windows import network_memory as memory
from deskside.system.windows.network_memory import Forward, Held

# offsetof() and sizeof() of a 64-bit Windows program, told by a C program with the headers of mingw-w64 10 (Debian 12)
PLACES: dict[Any, dict[str, int]] = {
    memory.AdapterAddresses: {
        "index": 4, "next": 8, "guid": 16, "unicast": 24, "name_servers": 48, "suffix": 56, "description": 64,
        "name": 72, "flags": 92, "mtu": 96, "if_type": 100, "oper_status": 104, "index6": 108, "prefixes": 176,
        "gateways": 208, "metric4": 216, "metric6": 220, "luid": 224, "dhcp4": 232, "compartment": 248,
        "network": 252, "connection": 268, "tunnel": 272, "dhcp6": 280, "suffixes": 440,
    },
    memory.UnicastAddress: {"next": 8, "address": 16, "prefix_origin": 32, "suffix_origin": 36, "prefix": 56},
    memory.ServerAddress: {"next": 8, "address": 16},
    memory.DnsSuffix: {"next": 0, "text": 8},
    memory.ForwardRow: {"index": 8, "to": 12, "next_hop": 44, "metric": 84, "protocol": 88, "loopback": 92},
    memory.NeighbourRow: {"address": 0, "index": 28, "luid": 32, "hardware": 40, "state": 76, "reachable": 84},
    memory.InterfaceRow: {"family": 0, "luid": 8, "index": 16, "mtu": 152},
}  # fmt: skip
SIZES: dict[Any, int] = {
    memory.AdapterAddresses: 448,
    memory.ForwardRow: 104,
    memory.NeighbourRow: 88,
    memory.InterfaceRow: 168,
    memory.SocketAddress: 28,
}


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_every_field_lies_where_windows_puts_it(kind: Any) -> None:
    assert {name: getattr(kind, name).offset for name in PLACES[kind]} == PLACES[kind]


@pytest.mark.parametrize("kind", SIZES, ids=lambda kind: kind.__name__)
def test_every_row_is_as_long_as_windows_makes_it(kind: Any) -> None:
    assert c.sizeof(kind) == SIZES[kind]


class Room:
    """Memory that stays for as long as the test."""

    def __init__(self) -> None:
        self._all: list[Any] = []

    def at(self, made: Any) -> int:
        self._all.append(made)
        return c.addressof(made)

    def text(self, words: str) -> int:
        return self.at(c.create_string_buffer(words.encode("utf-16-le") + b"\0\0"))

    def pointer(self, address: str) -> dict[str, Any]:
        made = memory.sent_to(address)
        length = 16 if made.family == memory.INET else 28
        return {"at": self.at(made), "length": length}


def test_a_chain_of_adapters_is_read_to_its_end() -> None:
    room = Room()
    kind = memory.SocketPointer
    second = memory.UnicastAddress(
        address=kind(**room.pointer("fe80::1:2")), prefix=64, prefix_origin=2, suffix_origin=4
    )
    first = memory.UnicastAddress(
        next=room.at(second), address=kind(**room.pointer("10.20.0.15")), prefix=24, prefix_origin=3, suffix_origin=3
    )
    server = memory.ServerAddress(address=kind(**room.pointer("10.20.0.1")))
    broken = memory.ServerAddress(next=room.at(server))
    suffix = memory.DnsSuffix()
    c.memmove(room.at(suffix) + 8, room.text("lab.example"), 24)
    other = memory.AdapterAddresses(guid=b"{2}", name=room.text("Büro 打印"), if_type=71, oper_status=2)
    one = memory.AdapterAddresses(
        next=room.at(other), guid=b"{1}", name=room.text("Ethernet"), suffix=room.text("office.example"), index=12,
        index6=13, if_type=6, oper_status=1, flags=4, mtu=1500, metric4=25, metric6=35, unicast=room.at(first),
        name_servers=room.at(broken), suffixes=room.at(suffix),
    )  # fmt: skip
    told, last = memory.adapters(room.at(one))
    assert (told.guid, told.name, told.number, told.number6) == ("{1}", "Ethernet", 12, 13)
    assert told.addresses == [Held("10.20.0.15", 24, 3, 3), Held("fe80::1:2", 64, 2, 4)]
    assert (told.name_servers, told.suffix, told.suffixes) == (["", "10.20.0.1"], "office.example", ["lab.example"])
    assert (told.metric4, told.metric6, told.mtu, told.flags) == (25, 35, 1500, 4)
    assert (last.name, last.if_type, last.oper_status, last.addresses) == ("Büro 打印", 71, 2, [])


def test_no_adapter_is_an_empty_chain() -> None:
    assert memory.adapters(None) == []


def test_a_table_of_routes_is_read_row_by_row() -> None:
    class Table(c.Structure):
        _fields_ = (("count", c.c_uint32), ("rows", memory.ForwardRow * 2))

    table = Table(count=2)
    for row, to, hop in zip(table.rows, ("0.0.0.0", "2001:db8::"), ("10.20.0.1", "fe80::1"), strict=True):
        row.index, row.to, row.next_hop, row.metric, row.protocol = 12, memory.sent_to(to), memory.sent_to(hop), 5, 3
    table.rows[1].prefix = 32
    assert memory.forwards(c.addressof(table)) == [
        Forward("0.0.0.0", 0, "10.20.0.1", 12, 5, 3, False),
        Forward("2001:db8::", 32, "fe80::1", 12, 5, 3, False),
    ]


@pytest.mark.parametrize("address", ["10.20.0.1", "fe80::1", "::", "255.255.255.255"])
def test_an_address_goes_to_windows_and_comes_back(address: str) -> None:
    assert memory.address_of(memory.sent_to(address)) == address


def test_what_is_no_address_of_the_internet_is_told_as_none() -> None:
    assert memory.address_of(memory.SocketAddress(family=18)) == ""


def test_the_zone_of_an_address_is_not_sent() -> None:
    assert bytes(memory.sent_to("fe80::1%12")) == bytes(memory.sent_to("fe80::1"))

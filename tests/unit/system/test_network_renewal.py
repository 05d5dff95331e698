"""Asking a network for an address anew: DHCP's packets, and who is asked when some program looks after the link."""

from __future__ import annotations

import ipaddress
import os
import signal
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from deskside.errors import NotPermitted, Unavailable
from deskside.system import person
from deskside.system.commands import Ran
from deskside.system.linux import network_dhcp as dhcp
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_renewal
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.network_renewal import Renewal

from .recorded_bus import RecordedBus

NUMBER, HARDWARE = b"\x01\x02\x03\x04", b"\x02\0\0\0\0\x07"
CABLE = kernel.Link(2, "eth0", 1, 1, 1500, True, "", 0, False)


def answered(number: bytes, kind: int, options: bytes = b"", port: int = 68) -> bytes:
    """A DHCP server's packet to us, as RFC 2131 lays it out."""
    body = struct.pack("!4B4s8x4s8x16x64x128x", 2, 1, 6, 0, number, ipaddress.IPv4Address("192.0.2.77").packed)
    body += b"\x63\x82\x53\x63" + bytes([53, 1, kind]) + options + b"\xff"
    datagram = struct.pack("!4H", 67, port, 8 + len(body), 0) + body
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(datagram), 0, 0, 64, 17, 0, bytes(4), bytes(4)) + datagram


def test_the_question_is_a_whole_packet_from_nobody_to_everybody() -> None:
    packet = dhcp.question(NUMBER, HARDWARE, {53: b"\x01"})
    assert dhcp._checksum(packet[:20]) == 0
    assert (packet[12:16], packet[16:20]) == (bytes(4), b"\xff" * 4)
    assert struct.unpack("!HHH", packet[20:26]) == (68, 67, len(packet) - 20)
    assert packet[28 + 4 : 28 + 8] == NUMBER
    assert packet[28 + 28 : 28 + 34] == HARDWARE
    assert packet[28 + 236 : 28 + 243] == b"\x63\x82\x53\x63\x35\x01\x01"


def test_an_answer_tells_address_way_out_and_name_servers() -> None:
    options = (
        b"\x00\x01\x04\xff\xff\xfe\x00"  # a pad, and the size of the network
        b"\x03\x08\xc0\x00\x02\x01\xc0\x00\x02\x02"
        b"\x06\x08\xc0\x00\x02\x35\xc0\x00\x02\x36"
        b"\x0f\x0eoffice.example\x33\x04\x00\x00\x0e\x10"
    )
    told = dhcp.answer(answered(NUMBER, 5, options), NUMBER)
    assert told is not None
    assert dhcp.lease(told) == dhcp.Lease(
        "192.0.2.77", 23, "192.0.2.1", ["192.0.2.53", "192.0.2.54"], "office.example", 3600
    )


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\x45" * 30,
        answered(b"\x09\x09\x09\x09", 5),
        answered(NUMBER, 5, port=69),
        dhcp.question(NUMBER, HARDWARE, {53: b"\x01"}),
        answered(NUMBER, 5)[:260],
    ],
    ids=["nothing", "rubbish", "to another", "to another port", "our own question", "cut"],
)
def test_what_is_no_answer_to_us_is_passed_over(packet: bytes) -> None:
    assert dhcp.answer(packet, NUMBER) is None


class Orders:
    """A ``Run`` that notes what was ordered and does it."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        self.ran.append(list(argv))
        return Ran(0, "", "")


def renewal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Orders,
    *clients: Sequence[str],
    root: bool = True,
    program: str = "",
    owner: int | None = None,
) -> Renewal:
    """On a computer without a bus, on which these DHCP clients run, and on which an address is there at once."""
    monkeypatch.setattr(person, "is_administrator", lambda: root)
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(network_renewal, "_NETWORKD_LINKS", tmp_path / "links")
    there = kernel.Address(2, 2, "192.0.2.77", 24, 0, 0, 3600, 0)
    monkeypatch.setattr(network_renewal, "_addresses", lambda link: [there])
    monkeypatch.setattr(network_renewal, "_routes", lambda: [kernel.Route(2, "default", "192.0.2.1", 2, 0, 16)])
    for number, words in enumerate(clients, 100):
        folder = tmp_path / "proc" / str(number)
        folder.mkdir(parents=True)
        (folder / "cmdline").write_bytes("\0".join(words).encode() + b"\0")
        (folder / "exe").symlink_to(program or words[0].partition(":")[0])
    return Renewal(
        run,
        Bus(run, tmp_path / "none"),
        tmp_path / "proc",
        tmp_path / "resolv.conf",
        os.getuid() if owner is None else owner,
    )


def test_dhcpcd_is_asked_where_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Orders()
    renewal(tmp_path, monkeypatch, run, ["dhcpcd: [manager] [ip4] [ip6]"], ["sh", "-c", "dhclient"]).renew(CABLE)
    assert run.ran == [["dhcpcd", "--rebind", "eth0"]]


def test_dhclient_is_started_again_with_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Orders()
    words = ["/sbin/dhclient", "-4", "-d", "-lf", "/var/lib/dhcp/dhclient.eth0.leases", "eth0"]
    other = ["/sbin/dhclient", "wlan0"]
    renewal(tmp_path, monkeypatch, run, other, words).renew(CABLE)
    again = [word for word in words[1:] if word != "-d"]
    assert run.ran == [[words[0], "-x", *again], [words[0], "-1", *again]]


@pytest.mark.parametrize(("program", "owner"), [("/home/mallory/tool", None), ("", os.getuid() + 1)])
def test_a_program_that_only_calls_itself_a_dhcp_client_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, owner: int | None
) -> None:
    run = Orders()
    words = ["/home/mallory/dhclient", "eth0"]
    made = renewal(tmp_path, monkeypatch, run, words, program=program, owner=owner)
    monkeypatch.setattr(dhcp, "ask", lambda link, patience: dhcp.Lease("192.0.2.77", 24, "", [], "", 60))
    monkeypatch.setattr(network_renewal.orders, "lend_address", lambda *_: None)
    made.renew(CABLE)
    assert run.ran == []


def test_udhcpc_gives_back_what_it_has_and_asks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(network_renewal, "kill", lambda number, which: sent.append((number, which)))
    renewal(tmp_path, monkeypatch, Orders(), ["busybox", "udhcpc", "-i", "eth0"]).renew(CABLE)
    assert sent == [(100, signal.SIGUSR2), (100, signal.SIGUSR1)]


def test_without_the_right_nothing_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Orders()
    with pytest.raises(NotPermitted):
        renewal(tmp_path, monkeypatch, run, ["dhclient", "eth0"], root=False).renew(CABLE)
    assert run.ran == []


def test_an_address_set_by_hand_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = renewal(tmp_path, monkeypatch, Orders())
    by_hand = kernel.Address(2, 2, "192.0.2.20", 24, 0, 0, kernel.FOREVER, 0)
    monkeypatch.setattr(network_renewal, "_addresses", lambda link: [by_hand])
    monkeypatch.setattr(network_renewal, "_routes", list)
    with pytest.raises(Unavailable):
        made.renew(CABLE)


def test_networkd_is_asked_for_a_link_it_looks_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = renewal(tmp_path, monkeypatch, Orders(), root=False)
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "2").write_text("# This is private data. Do not parse.\nADMIN_STATE=configured\n")
    assert made.looked_after(CABLE) == "systemd-networkd"
    (tmp_path / "links" / "2").write_text("ADMIN_STATE=unmanaged\n")
    assert made.looked_after(CABLE) == ""


def test_networkmanager_comes_before_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: False)
    door = tmp_path / "bus"
    door.touch()
    run = RecordedBus("networkmanager")
    made = Renewal(run, Bus(run, door), tmp_path)
    assert made.looked_after(CABLE) == "NetworkManager"
    made.renew(CABLE)
    assert any("ActivateConnection" in call for call in run.called)


def test_name_servers_from_the_network_take_the_place_of_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = renewal(tmp_path, monkeypatch, Orders())
    resolv = tmp_path / "resolv.conf"
    resolv.write_text("nameserver 192.0.2.9\nsearch office.example\noptions timeout:2\n")
    made._set_name_servers(["192.0.2.53"])
    assert resolv.read_text() == "nameserver 192.0.2.53\nsearch office.example\noptions timeout:2\n"
    resolv.write_text("# Generated by NetworkManager\nnameserver 192.0.2.9\n")
    made._set_name_servers(["192.0.2.53"])
    assert "192.0.2.53" not in resolv.read_text(), "the program that writes the file would write over it"


@pytest.mark.parametrize(
    ("domain", "line"), [("office.example", "search office.example\n"), ("a\nnameserver 203.0.113.9", ""), ("", "")]
)
def test_short_names_are_looked_for_where_the_network_says_and_nothing_else_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, domain: str, line: str
) -> None:
    made = renewal(tmp_path, monkeypatch, Orders())
    resolv = tmp_path / "resolv.conf"
    resolv.write_text("")
    made._set_name_servers(["192.0.2.53"], domain)
    assert resolv.read_text() == f"nameserver 192.0.2.53\n{line}"

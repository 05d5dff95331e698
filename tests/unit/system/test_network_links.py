"""Adapters, addresses and ways out, read from what real kernels answered (answers/README.md)."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import pytest

from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_links

ANSWERS = Path(__file__).parent / "answers"


class Recorded:
    """What one kernel said of its network; ``sys`` is a folder like /sys/class/net."""

    def __init__(self, world: str, sys: Path) -> None:
        told = json.loads((ANSWERS / f"linux-links-{world}.json").read_text("ascii"))
        data = {name: base64.b64decode(text) for name, text in told.items()}
        self.found = kernel.links(data["links"])
        self.addresses, self.ways = kernel.addresses(data["addresses"]), kernel.routes(data["routes"])
        self.links = {
            str(link["name"]): link for link in network_links.links(self.found, self.addresses, self.ways, sys)
        }
        self.routes = network_links.routes(self.ways, {link.number: link.name for link in self.found})

    def default(self, family: int) -> list[object]:
        return [route["gateway"] for route in self.routes if route["to"] == "default" and route["family"] == family]

    def given(self, link: str) -> dict[str, tuple[str, str]]:
        """The addresses of a link: their scope and origin."""
        told: list[dict[str, str]] = self.links[link]["addresses"]  # type: ignore[assignment]
        return {one["address"]: (one["scope"], one["origin"]) for one in told}


def test_a_computer_with_an_address_from_its_network(tmp_path: Path) -> None:
    told = Recorded("dhcp", tmp_path)
    link = told.links["eth0"]
    assert list(told.links) == ["eth0"]
    assert (link["kind"], link["enabled"], link["carrier"], link["automatic"], link["mtu"]) == (
        "wired", True, True, True, 1500,
    )  # fmt: skip
    by_address = told.given("eth0")
    assert [origin for address, origin in by_address.items() if address.startswith("10.77.")] == [("global", "dhcp")]
    assert by_address["fd77::2"] == ("global", "hand")
    assert [origin for address, origin in by_address.items() if address.startswith("fe80")] == [("link", "auto")]
    assert (told.default(4), told.default(6)) == (["10.77.0.1"], ["fd77::1"])


def test_switched_off_and_unplugged_are_two_things(tmp_path: Path) -> None:
    off, unplugged = Recorded("off", tmp_path), Recorded("unplugged", tmp_path)
    assert (off.links["eth0"]["enabled"], off.links["eth0"]["carrier"]) == (False, None)
    assert off.default(4) == []
    assert (unplugged.links["eth0"]["enabled"], unplugged.links["eth0"]["carrier"]) == (True, False)


def test_without_any_address_nobody_can_tell_how_it_should_have_come(tmp_path: Path) -> None:
    told = Recorded("no-address", tmp_path)
    assert (told.links["eth0"]["addresses"], told.links["eth0"]["automatic"]) == ([], None)
    assert told.routes == []


def test_an_address_set_by_hand_is_told_as_such(tmp_path: Path) -> None:
    told = Recorded("by-hand", tmp_path)
    assert told.given("eth0")["10.77.0.20"] == ("global", "hand")
    assert told.links["eth0"]["automatic"] is False


def test_a_computer_with_ipv6_alone_has_a_way_out(tmp_path: Path) -> None:
    told = Recorded("ipv6-only", tmp_path)
    assert (told.default(4), told.default(6)) == ([], ["fd77::1"])


def test_a_vpn_is_no_adapter_of_its_own_kind(tmp_path: Path) -> None:
    down, up = Recorded("vpn-down", tmp_path), Recorded("vpn-up", tmp_path)
    assert (down.links["tun0"]["kind"], down.links["tun0"]["carrier"]) == ("vpn", False)
    assert (up.links["wg0"]["kind"], up.links["wg0"]["carrier"], up.links["wg0"]["mtu"]) == ("vpn", True, 1420)
    assert {"to": "10.99.0.0/16", "family": 4, "gateway": "", "link": "wg0", "metric": 0} in up.routes


def test_what_container_programs_make_is_never_taken_for_the_cable(tmp_path: Path) -> None:
    told = Recorded("containers", tmp_path)
    assert {name: link["kind"] for name, link in told.links.items()} == {
        "eno1": "wired",
        "docker0": "virtual",
        "br-1a2b3c4d5e6f": "virtual",
        "veth12ab34c": "virtual",
        "virbr0": "virtual",
        "br0": "wired",
        "eno2": "virtual",
        "tap0": "virtual",
        "tun5": "vpn",
    }
    assert told.default(4) == ["192.168.7.1"]


def test_a_self_assigned_address_reaches_the_next_cable_only(tmp_path: Path) -> None:
    told = Recorded("containers", tmp_path)
    assert told.given("eno1")["169.254.9.9"] == ("link", "auto")
    assert told.given("eno1")["192.168.7.20"] == ("global", "dhcp")


def test_an_address_that_is_still_being_tried_out_is_not_there_yet(tmp_path: Path) -> None:
    told = Recorded("containers", tmp_path)
    tried = [one.address for one in told.addresses if one.flags & 0x40]
    assert "2001:db8:7::20" in tried
    assert not set(tried) & set(told.given("eno1"))


def test_an_address_another_computer_has_too_does_not_count() -> None:
    address = kernel.Address(2, 10, "2001:db8::5", 64, 0, 0x08, kernel.FOREVER, 0)
    assert network_links.usable(address._replace(flags=0))
    assert not network_links.usable(address)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (("wireless",), "wifi"),
        (("phy80211",), "wifi"),
        (("device",), "wired"),
        (("device", "uevent:DEVTYPE=wwan"), "mobile"),
        (("device", "uevent:DEVTYPE=bluetooth"), "other"),
        ((), "wired"),
    ],
)
def test_the_system_s_folder_tells_what_kind_an_adapter_is(made: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "x0"
    folder.mkdir()
    for one in made:
        name, _, text = one.partition(":")
        (folder / name).write_text(text) if text else (folder / name).mkdir()
    link = kernel.Link(3, "x0", 1, 1, 1500, True, "", 0, False)
    assert network_links.kind(link, None, tmp_path) == kind


def test_an_answer_cut_in_the_middle_is_read_as_far_as_it_goes() -> None:
    told = json.loads((ANSWERS / "linux-links-dhcp.json").read_text("ascii"))
    data = base64.b64decode(told["links"])
    assert [link.name for link in kernel.links(data)] == ["lo", "eth0"]
    assert kernel.links(data[:10]) == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux' own kernel")
def test_this_very_kernel_is_understood() -> None:
    names = [link.name for link in kernel.links(kernel.ask(kernel.GET_LINKS))]
    assert "lo" in names
    loopback = [one.address for one in kernel.addresses(kernel.ask(kernel.GET_ADDRESSES))]
    assert "127.0.0.1" in loopback

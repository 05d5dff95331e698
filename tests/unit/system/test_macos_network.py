"""The network of a Mac: what its programs print and what it keeps is told in the words of the table.

None of it ever ran on a Mac; where the answers come from is in answers/README.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem, NotPermitted, Unavailable, WrongCall
from deskside.system import person
from deskside.system.commands import Ran
from deskside.system.macos import network_neighbour
from deskside.system.macos.network_listings import interfaces, ways

from .commands import PlayedPrograms
from .mac_computer import NETWORKSETUP, Mac, printed, programs, service


@pytest.fixture
def mac(tmp_path: Path) -> Mac:
    return Mac(tmp_path)


@pytest.fixture(autouse=True)
def ann(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary person."""
    monkeypatch.setattr(person, "is_administrator", lambda: False)
    monkeypatch.setattr(person, "groups", lambda: {"staff"})


def links(mac: Mac) -> dict[Any, Any]:
    return {link["name"]: link for link in mac.network.links()}


def test_the_wifi_is_told_with_its_addresses_and_where_they_came_from(mac: Mac) -> None:
    wifi = links(mac)["en0"]
    addresses = wifi.pop("addresses")
    assert wifi == {
        "name": "en0", "kind": "wifi", "label": "Wi-Fi", "enabled": True, "carrier": True, "automatic": True,
        "managed": None, "mtu": 1500,
    }  # fmt: skip
    assert [(one["address"], one["prefix"], one["scope"], one["origin"]) for one in addresses] == [
        ("fe80::4dd:cbd7:2743:da63", 64, "link", "auto"),
        ("192.0.2.21", 24, "global", "dhcp"),
        ("2001:db8:40::1874", 64, "global", "auto"),
        ("2001:db8:40::30d4", 64, "global", "auto"),
        ("2001:db8:40::39", 64, "global", "dhcp"),
    ]


def test_only_what_people_go_online_with_is_taken_for_a_cable_or_wifi(mac: Mac) -> None:
    kinds = {name: link["kind"] for name, link in links(mac).items()}
    assert {name: kind for name, kind in kinds.items() if kind != "virtual"} == {
        "en7": "wired",
        "en0": "wifi",
        "utun4": "vpn",
    }
    assert {"en5", "awdl0", "bridge0", "en1", "utun0"} <= set(kinds)
    assert "lo0" not in kinds


def test_links_come_in_the_order_the_mac_prefers_them(mac: Mac) -> None:
    assert [link["name"] for link in mac.network.links()][:2] == ["en7", "en0"]


def test_a_cable_that_is_out_is_no_carrier_and_a_hand_set_address_is_told(mac: Mac) -> None:
    cable = links(mac)["en7"]
    assert (cable["enabled"], cable["carrier"], cable["automatic"]) == (True, False, False)


def test_a_service_that_was_switched_off_and_a_radio_that_is_off_are_told_as_off(tmp_path: Path) -> None:
    off = printed("ifconfig").out.replace("en0: flags=8863<UP,", "en0: flags=8822<")
    told = links(Mac(tmp_path, programs(ifconfig=Ran(0, off, "")), B=service("LAN", "en7", __INACTIVE__=1)))
    assert (told["en0"]["enabled"], told["en0"]["carrier"]) == (False, None)
    assert told["en7"]["enabled"] is False


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (service("iPhone USB", "en7"), "mobile"),
        (service("Mein Telefon", "en7", port="iPhone USB"), "mobile"),
        (service("Bluetooth PAN", "en7"), "other"),
        (service("Thunderbolt Ethernet Slot 1", "en7"), "wired"),
        (service("Büro", "en7", port="AX88179A"), "wired"),
    ],
)
def test_what_an_adapter_is_does_not_hang_on_the_name_somebody_gave_it(
    tmp_path: Path, made: dict[str, Any], kind: str
) -> None:
    assert links(Mac(tmp_path, B=made))["en7"]["kind"] == kind


def test_routes_are_those_that_lead_somewhere(mac: Mac) -> None:
    assert [(row["to"], row["gateway"], row["link"], row["metric"]) for row in mac.network.routes()] == [
        ("default", "192.0.2.1", "en0", 0),
        ("default", "198.51.100.1", "en7", 1000),
        ("10.0.0.0/8", "", "utun4", 0),
        ("10.99.0.1/32", "", "utun4", 0),
        ("192.0.2.0/24", "", "en0", 0),
        ("203.0.113.0/26", "192.0.2.9", "en0", 0),
        ("default", "fe80::feae:34ff:fea1:3a80", "en0", 0),
        ("2001:db8:40::/64", "", "en0", 0),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("default  link#22  UCSg  utun4", [("default", "", "utun4")]),
        ("default  link#10  UCSI  en0", []),
        ("default  192.0.2.1  GSc  en0", []),
        ("10.8/16  192.0.2.9  UGSR  en0", []),
        ("nonsense  192.0.2.9  UGSc  en0", []),
        ("0/1  link#22  UCS  utun4", [("0.0.0.0/1", "", "utun4")]),
    ],
    ids=["all through a VPN", "self-assigned", "down", "rejected", "nonsense", "half of the world"],
)
def test_a_way_out_is_told_only_when_it_is_one(line: str, told: list[tuple[str, str, str]]) -> None:
    table = f"Routing tables\n\nInternet:\nDestination Gateway Flags Netif Expire\n{line}\n"
    assert [(way.to, way.gateway, way.link) for way in ways(table)] == told


def test_name_servers_are_those_asked_for_every_name(mac: Mac) -> None:
    told: dict[str, Any] = mac.network.name_servers()
    assert told == {
        "servers": [
            {"address": "192.0.2.1", "link": "en0", "origin": "hand"},
            {"address": "2001:db8:40::1", "link": "en0", "origin": "dhcp"},
        ],
        "search": ["office.example", "lab.example"],
        "by": "macos",
    }


def test_a_mac_without_a_network_has_no_name_server(tmp_path: Path) -> None:
    none = programs(dns=Ran(0, "No DNS configuration available\n", ""))
    assert Mac(tmp_path, none).network.name_servers()["servers"] == []


def test_the_proxy_is_the_one_for_secure_pages(mac: Mac) -> None:
    assert mac.network.proxy() == {
        "kind": "manual", "address": "secure.example:3128", "script": "", "managed": False, "where": "system",
        "except": ["*.local", "169.254/16"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kind", "address", "script"),
    [
        ("<dictionary> {\n}\n", "none", "", ""),
        ("", "none", "", ""),
        ("<dictionary> {\n  HTTPEnable : 1\n  HTTPProxy : p.example\n}\n", "manual", "p.example:80", ""),
        ("<dictionary> {\n  HTTPEnable : 0\n  HTTPProxy : p.example\n}\n", "none", "", ""),
        (
            "<dictionary> {\n  HTTPEnable : 1\n  HTTPProxy : p.example\n  ProxyAutoConfigEnable : 1\n"
            "  ProxyAutoConfigURLString : http://wpad.example:80/p.pac\n}\n",
            "script",
            "",
            "http://wpad.example:80/p.pac",
        ),
    ],
)
def test_every_kind_of_proxy_is_told(tmp_path: Path, said: str, kind: str, address: str, script: str) -> None:
    told = Mac(tmp_path, programs(proxy=Ran(0, said, ""))).network.proxy()
    assert (told["kind"], told["address"], told["script"]) == (kind, address, script)


@pytest.mark.parametrize(
    ("name", "profile", "managed"),
    [
        ("com.apple.SystemConfiguration", {"Proxies": {"HTTPEnable": 1}}, True),
        ("com.apple.proxy.http.global", {}, True),
        ("com.apple.SystemConfiguration", {"Other": 1}, False),
    ],
)
def test_a_proxy_of_the_organisation_is_left_alone(mac: Mac, name: str, profile: dict[str, Any], managed: bool) -> None:
    mac.manage(name, profile)
    assert mac.network.proxy()["managed"] is managed
    if managed:
        assert mac.network.may("set_proxy", "none") is False
        with pytest.raises(NotPermitted):
            mac.network.set_proxy("none", "", "")


def test_a_proxy_is_switched_off_for_the_service_in_use(mac: Mac) -> None:
    ordered = [
        mac.allow("-setwebproxystate", "Wi-Fi", "off"),
        mac.allow("-setsecurewebproxystate", "Wi-Fi", "off"),
        mac.allow("-setautoproxystate", "Wi-Fi", "off"),
    ]
    mac.network.set_proxy("none", "", "")
    assert mac.programs.ran[-3:] == ordered


def test_a_proxy_can_be_set_again(mac: Mac) -> None:
    ordered = [
        mac.allow("-setwebproxy", "Wi-Fi", "p.example", "8080"),
        mac.allow("-setsecurewebproxy", "Wi-Fi", "p.example", "8080"),
        mac.allow("-setautoproxystate", "Wi-Fi", "off"),
    ]
    mac.network.set_proxy("manual", "p.example:8080", "")
    assert mac.programs.ran[-3:] == ordered
    first = mac.allow("-setautoproxyurl", "Wi-Fi", "http://wpad.example/p.pac")
    for which in ("-setwebproxystate", "-setsecurewebproxystate"):
        mac.allow(which, "Wi-Fi", "off")
    mac.network.set_proxy("script", "", "http://wpad.example/p.pac")
    assert first in mac.programs.ran


@pytest.mark.parametrize("setting", [("manual", "", ""), ("script", "", ""), ("other", "a", "b")])
def test_half_a_setting_is_refused(mac: Mac, setting: tuple[str, str, str]) -> None:
    with pytest.raises(WrongCall):
        mac.network.set_proxy(*setting)


def test_whatever_of_a_link_is_off_is_switched_on(tmp_path: Path) -> None:
    off = printed("ifconfig").out.replace("en0: flags=8863<UP,", "en0: flags=8822<")
    mac = Mac(tmp_path, programs(ifconfig=Ran(0, off, "")), A=service("Wi-Fi", "en0", "AirPort", __INACTIVE__=1))
    ordered = [mac.allow("-setnetworkserviceenabled", "Wi-Fi", "on"), mac.allow("-setairportpower", "en0", "on")]
    mac.network.enable("en0")
    assert mac.programs.ran[-2:] == ordered


def test_a_new_address_is_asked_for_only_where_the_network_gives_it(mac: Mac, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = mac.allow("-setdhcp", "Wi-Fi")
    mac.network.renew("en0")
    assert mac.programs.ran == [ordered]
    with pytest.raises(Unavailable):
        mac.network.renew("en7")
    monkeypatch.setattr(person, "is_administrator", lambda: True)
    mac.programs.answers["/usr/sbin/ipconfig", "set", "en0", "DHCP"] = Ran(0, "", "")
    mac.network.renew("en0")
    assert mac.programs.ran[-1][0] == "/usr/sbin/ipconfig"


@pytest.mark.parametrize(
    ("ran", "administrator", "problem"),
    [
        (Ran(14, "** Error: Command requires admin privileges.\n", ""), False, NotPermitted),
        (Ran(14, "** Error: Command requires admin privileges.\n", ""), True, NotPermitted),
        (Ran(0, "** Error: The parameters were not valid.\n", ""), True, CallProblem),
        (Ran(4, "", ""), True, CallProblem),
        (Ran(4, "", ""), False, NotPermitted),
    ],
)
def test_a_change_that_the_mac_refuses_is_told_as_what_it_is(
    mac: Mac, monkeypatch: pytest.MonkeyPatch, ran: Ran, administrator: bool, problem: type[CallProblem]
) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: administrator)
    mac.programs.answers[NETWORKSETUP, "-setMTU", "en7", "1400"] = ran
    with pytest.raises(CallProblem) as raised:
        mac.network.set_mtu("en7", 1400)
    assert raised.type is problem


def test_a_service_named_like_an_option_is_never_taken_for_one(tmp_path: Path) -> None:
    mac = Mac(tmp_path, B=service("-setdnsservers", "en7"))
    with pytest.raises(Unavailable):
        mac.network.disable("en7")
    assert mac.programs.ran == []


@pytest.mark.parametrize(("groups", "may"), [({"staff"}, False), ({"staff", "admin"}, None)])
def test_who_is_no_administrator_is_not_offered_what_only_they_may(
    mac: Mac, monkeypatch: pytest.MonkeyPatch, groups: set[str], may: bool | None
) -> None:
    monkeypatch.setattr(person, "groups", lambda: groups)
    assert mac.network.may("enable", "en7") is may


def test_the_hosts_file_is_read_and_changed(mac: Mac) -> None:
    mac.network.hide_host("intranet.example")
    assert mac.network.hosts("intranet.example") == {"addresses": []}
    mac.network.show_host("intranet.example")
    assert mac.network.hosts("intranet.example") == {"addresses": ["10.0.0.5"]}
    assert mac.network.may("hide_host", "intranet.example") is True


@pytest.mark.parametrize(
    ("address", "state"),
    [("192.0.2.1", "answered"), ("192.0.2.7", "old"), ("192.0.2.9", "unanswered"), ("192.0.2.99", "")],
)
def test_the_table_of_neighbours_is_read(address: str, state: str) -> None:
    assert network_neighbour.arp_state(printed("arp").out, "en0", address) == state
    assert network_neighbour.arp_state(printed("arp").out, "en7", address) == ""


@pytest.mark.parametrize(
    ("address", "state"),
    [("fe80::1", "old"), ("2001:db8:40::1", "answered"), ("2001:db8:40::9", "unanswered"), ("2001:db8::99", "")],
)
def test_the_table_of_neighbours_in_ipv6_is_read(address: str, state: str) -> None:
    assert network_neighbour.ndp_state(printed("ndp").out, "en0", address) == state


class Neighbours(PlayedPrograms):
    def __init__(self, pings: int) -> None:
        ping = ("/sbin/ping", "-n", "-c", "1", "-t", "1", "192.0.2.7")
        super().__init__({("/usr/sbin/arp", "-anl"): printed("arp"), ping: Ran(pings, "", "")})


@pytest.mark.parametrize(
    ("address", "pings", "answers"),
    [("192.0.2.1", 1, True), ("192.0.2.9", 1, False), ("192.0.2.7", 0, True), ("192.0.2.7", 2, None)],
    ids=["answered now", "no answer", "known of old, answers a ping", "known of old, says nothing"],
)
def test_a_neighbour_known_of_old_is_no_proof_that_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, pings: int, answers: bool | None
) -> None:
    monkeypatch.setattr(network_neighbour, "_PATIENCE", 0.0)
    monkeypatch.setattr(network_neighbour, "_prod", lambda *_: None)
    assert Mac(tmp_path, Neighbours(pings)).network.neighbour("en0", address)["answers"] is answers


def test_a_tunnel_has_no_neighbours_and_a_name_is_none(mac: Mac, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mac.network.neighbour("utun4", "10.99.0.1")["answers"] is None
    assert mac.network.neighbour("en0", "router")["answers"] is None


PORTS = """
Hardware Port: Ethernet Adapter (en7)
Device: en7
Ethernet Address: 02:00:00:00:00:07

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 02:00:00:00:00:10

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 02:00:00:00:00:12

VLAN Configurations
===================
"""


def test_where_the_property_list_may_not_be_read_the_list_of_ports_does(mac: Mac) -> None:
    Path(mac.places["kept"]).write_text("no property list", encoding="utf-8")
    with pytest.raises(Unavailable):
        mac.network.links()
    mac.programs.answers[NETWORKSETUP, "-listallhardwareports"] = Ran(0, PORTS, "")
    told = links(mac)
    assert {name: link["kind"] for name, link in told.items() if link["kind"] != "virtual"} == {
        "en7": "wired",
        "en0": "wifi",
        "utun4": "vpn",
    }
    assert (told["en0"]["enabled"], told["en0"]["automatic"]) == (True, None)
    with pytest.raises(Unavailable):
        mac.network.renew("en0")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "en0: flags=\n", "\tinet 1.2.3.4\n", "en0: flags=1<UP> mtu 9\n\tinet x y\n"]
)
def test_a_listing_of_another_shape_does_no_harm(text: str) -> None:
    assert [one.addresses for one in interfaces(text)] in ([], [[]])
    assert list(ways(text)) == []

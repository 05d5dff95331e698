"""The network of a Windows computer: what its libraries and its registry say is told in the words of the table.

The computers here are put together; tests/wine asks Wine's own libraries. None of it ever ran on Windows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem, NotPermitted, TookTooLong, Unavailable
from deskside.system.commands import Ran
from deskside.system.windows import network as room
from deskside.system.windows import powershell
from deskside.system.windows.network import DISABLE, ENABLE, SET_MTU, WindowsNetwork

from .commands import PlayedShell
from .powershell_words import complaint
from .windows_computer import (
    TCP,
    BrokenLibrary,
    PlayedLibrary,
    PlayedProxies,
    PlayedRegistry,
    adapter,
    card,
    guid,
    office,
    office_registry,
)

DONE = Ran(0, "", "")
POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient"


def network(
    library: PlayedLibrary | None = None, registry: PlayedRegistry | None = None, shell: PlayedShell | None = None
) -> WindowsNetwork:
    return WindowsNetwork(
        library or office(), registry or office_registry(), PlayedProxies(), shell or PlayedShell({}, otherwise=DONE)
    )


def links(library: PlayedLibrary | None = None) -> dict[Any, Any]:
    return {link["name"]: link for link in network(library).links()}


def test_the_cable_is_told_with_its_addresses_and_where_they_came_from() -> None:
    cable = links()["Ethernet"]
    addresses = cable.pop("addresses")
    assert cable == {
        "name": "Ethernet", "kind": "wired", "label": "Ethernet", "enabled": True, "carrier": True, "automatic": True,
        "managed": None, "mtu": 1500,
    }  # fmt: skip
    assert addresses == [
        {"address": "10.20.0.15", "prefix": 24, "family": 4, "scope": "global", "origin": "dhcp"},
        {"address": "fe80::15", "prefix": 64, "family": 6, "scope": "link", "origin": "auto"},
        {"address": "2001:db8::15", "prefix": 64, "family": 6, "scope": "global", "origin": "auto"},
    ]


def test_an_address_that_windows_made_up_is_no_address_of_the_network() -> None:
    (made_up,) = links()["WLAN"]["addresses"]
    assert (made_up["scope"], made_up["origin"]) == ("link", "auto")


def test_only_what_people_go_online_with_is_taken_for_a_cable_or_wifi() -> None:
    assert {name: link["kind"] for name, link in links().items()} == {
        "Ethernet": "wired",
        "WLAN": "wifi",
        "Firma": "vpn",
        "LAN-Verbindung* 1": "virtual",
        "Teredo": "virtual",
    }


@pytest.mark.parametrize(("flags", "kind"), [(0x1C5, "wired"), (0x1C1, "virtual")])
def test_a_virtual_machines_switch_is_the_cable_where_it_took_the_cable_over(flags: int, kind: str) -> None:
    library = PlayedLibrary([adapter("vEthernet (Default Switch)", 4, flags=flags)])
    assert links(library)["vEthernet (Default Switch)"]["kind"] == kind


@pytest.mark.parametrize(
    ("component", "if_type", "kind"),
    [
        ("root\\tap0901", 6, "vpn"),
        ("ovpn-dco", 53, "vpn"),
        ("vpnva64-12", 6, "vpn"),
        ("pangpd", 6, "vpn"),
        ("vmbus\\{f8615163-df3e-46c5-913f-f2d2f965ed0e}", 6, "wired"),
        ("usb\\vid_0bda&pid_8153", 6, "wired"),
        ("sun_vboxnetadp", 6, "virtual"),
        ("usb\\vid_1199&pid_9079", 243, "mobile"),
        ("", 23, "vpn"),
    ],
)
def test_an_adapter_is_known_by_its_driver(component: str, if_type: int, kind: str) -> None:
    library = PlayedLibrary([adapter("Ethernet 9", 8, if_type=if_type)])
    registry = PlayedRegistry(card(8, "Ethernet 9", component, 0x84, if_type))
    (told,) = network(library, registry).links()
    assert told["kind"] == kind


def test_an_adapter_without_a_cable_is_on_and_has_no_carrier() -> None:
    assert (links()["WLAN"]["enabled"], links()["WLAN"]["carrier"]) == (True, False)


def test_an_adapter_that_was_switched_off_is_still_told() -> None:
    library = office()
    library.disabled = {"DEVICE\\2", "DEVICE\\4", "DEVICE\\5"}
    off = [link for link in network(library).links() if not link["enabled"]]
    assert [(link["name"], link["kind"]) for link in off] == [
        ("Ethernet 2", "wired"),
        ("vEthernet (Default Switch)", "virtual"),
        ("Bluetooth-Netzwerkverbindung", "other"),
    ]


def test_an_adapter_that_is_not_plugged_in_any_more_is_not_told() -> None:
    assert "Ethernet 2" not in links()


def test_the_packet_size_is_the_one_that_was_set_and_not_the_cards_own() -> None:
    library = office()
    library.mtus = {12: 1400}
    assert (links(library)["Ethernet"]["mtu"], links(library)["Firma"]["mtu"]) == (1400, 1420)


def test_routes_are_those_that_lead_somewhere_cheapest_first() -> None:
    assert [(row["to"], row["gateway"], row["link"], row["metric"]) for row in network().routes()] == [
        ("default", "10.20.0.1", "Ethernet", 25),
        ("10.0.0.0/8", "", "Firma", 5),
        ("10.20.0.0/24", "", "Ethernet", 281),
        ("default", "fe80::1", "Ethernet", 281),
    ]


def test_two_ways_out_are_told_in_the_order_windows_takes_them() -> None:
    library = office()
    library.ways = [library.ways[0]._replace(metric=100), library.ways[0]._replace(link=3)]
    assert [row["link"] for row in network(library).routes()] == ["Firma", "Ethernet"]


def test_name_servers_come_in_the_order_windows_asks_them() -> None:
    told: dict[str, Any] = network().name_servers()
    assert told["servers"] == [
        {"address": "10.99.0.1", "link": "Firma", "origin": "hand"},
        {"address": "10.20.0.1", "link": "Ethernet", "origin": "dhcp"},
        {"address": "10.20.0.2", "link": "Ethernet", "origin": "dhcp"},
    ]
    assert (told["search"], told["by"]) == (["corp.example", "office.example", "lab.example"], "windows")


@pytest.mark.parametrize("place", [POLICY, TCP])
def test_a_list_of_endings_that_somebody_made_stands_alone(place: str) -> None:
    registry = office_registry({(place, "SearchList"): "a.example,b.example"})
    assert network(registry=registry).name_servers()["search"] == ["a.example", "b.example"]


def test_name_servers_set_by_policy_are_nobodys_mistake() -> None:
    told: dict[str, Any] = network(registry=office_registry({(POLICY, "NameServer"): "10.20.0.1"})).name_servers()
    assert told["by"] == "policy"
    assert [server["origin"] for server in told["servers"]] == ["hand", "hand", "dhcp"]


@pytest.mark.parametrize(("found", "answers"), [(True, True), (False, False), (None, None)])
def test_a_neighbour_is_asked_over_its_own_link(found: bool | None, answers: bool | None) -> None:
    library = office()
    library.neighbours = {(12, "10.20.0.1"): found}
    assert network(library).neighbour("Ethernet", "10.20.0.1")["answers"] is answers


@pytest.mark.parametrize(("link", "address"), [("Firma", "10.99.0.1"), ("Ethernet", "router")])
def test_where_there_are_no_neighbours_none_is_missed(link: str, address: str) -> None:
    library = office()
    library.neighbours = {(3, "10.99.0.1"): False}
    assert network(library).neighbour(link, address)["answers"] is None


def test_a_new_address_is_asked_for_only_where_the_network_gives_it() -> None:
    library = office()
    network(library).renew("Ethernet")
    assert library.renewed == [(guid(12), 12)]
    with pytest.raises(Unavailable):
        network(library).renew("Firma")
    with pytest.raises(Unavailable):
        network(library).renew("Ethernet 2")


def test_an_adapter_is_switched_on_by_its_number_and_waited_for() -> None:
    library = office()

    def comes() -> Ran:
        library.there.append(adapter("Ethernet 2", 2))
        return DONE

    shell = PlayedShell({ENABLE: comes})
    network(library, shell=shell).enable("Ethernet 2")
    assert (shell.ran, shell.words) == ([ENABLE], {"DESKSIDE_LINK": guid(2)})


def test_an_adapter_that_does_not_come_is_not_said_to_be_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_WAIT", 0.0)
    with pytest.raises(TookTooLong):
        network().enable("Ethernet 2")


def test_an_adapter_is_switched_off_again() -> None:
    library = office()

    def goes() -> Ran:
        library.there = [one for one in library.there if one.name != "Ethernet"]
        return DONE

    network(library, shell=PlayedShell({DISABLE: goes})).disable("Ethernet")
    assert "Ethernet" not in links(library)


def test_the_packet_size_goes_to_windows_as_a_number() -> None:
    shell = PlayedShell({SET_MTU: DONE})
    network(shell=shell).set_mtu("Ethernet", 1400)
    assert shell.words == {"DESKSIDE_LINK": guid(12), "DESKSIDE_MTU": "1400"}
    with pytest.raises(Unavailable):
        network().set_mtu("Ethernet", 20)


@pytest.mark.parametrize(
    ("ran", "problem"),
    [
        (Ran(1, "", "PermissionDenied Windows System Error 5,Enable-NetAdapter"), NotPermitted),
        (Ran(1, "", "NotSpecified Windows System Error 5,Set-NetIPInterface"), NotPermitted),
        (Ran(1, "", "PermissionDenied MI RESULT 2,Get-NetAdapter"), NotPermitted),
        (Ran(44, "", ""), Unavailable),
        (Ran(1, "", "InvalidArgument Windows System Error 87,Set-NetIPInterface"), Unavailable),
    ],
)
def test_a_change_that_windows_refuses_is_told_as_what_it_is(ran: Ran, problem: type[CallProblem]) -> None:
    with pytest.raises(problem):
        network(shell=PlayedShell({}, otherwise=ran)).set_mtu("Ethernet", 1400)


def test_an_adapter_that_nobody_knows_is_not_looked_for_by_powershell() -> None:
    shell = PlayedShell({}, otherwise=DONE)
    with pytest.raises(Unavailable):
        network(shell=shell).enable("' ; exit #")
    assert shell.ran == []


def test_a_library_that_refuses_is_a_problem_and_not_a_computer_without_a_network() -> None:
    with pytest.raises(CallProblem, match="87"):
        network(BrokenLibrary([])).links()


def test_the_hosts_file_is_looked_for_where_windows_looks(tmp_path: Path) -> None:
    (tmp_path / "hosts").write_bytes(b"10.0.0.5 intranet.example\r\n")
    here = network(registry=office_registry({(TCP, "DataBasePath"): str(tmp_path)}))
    assert here.hosts("intranet.example") == {"addresses": ["10.0.0.5"]}
    here.hide_host("intranet.example")
    assert here.hosts("intranet.example") == {"addresses": []}
    here.show_host("intranet.example")
    assert here.hosts("intranet.example") == {"addresses": ["10.0.0.5"]}
    assert here.may("hide_host", "intranet.example") is True


def test_the_page_asked_is_the_one_windows_itself_asks() -> None:
    assert network().check_page() == ("http://www.msftconnecttest.com/connecttest.txt", "Microsoft Connect Test")


@pytest.mark.parametrize("script", [ENABLE, DISABLE, SET_MTU])
def test_every_script_has_its_brackets_and_quotes_in_pairs(script: str) -> None:
    assert complaint(powershell.framed(script, "deskside-1", {"DESKSIDE_LINK": guid(2)})) == ""

"""The network of this Windows, asked of its own libraries; psutil and the registry say whether that is right."""

from __future__ import annotations

import socket
import winreg
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from deskside.errors import CallProblem, Unavailable
from deskside.system.windows import network as room
from deskside.system.windows.kept_powershell import KeptShell
from deskside.system.windows.network import WindowsNetwork

SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
TCP = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"


@pytest.fixture
def network() -> WindowsNetwork:
    made = room.of(None)  # type: ignore[arg-type]
    assert isinstance(made, WindowsNetwork)
    return made


class Key:
    """Values put into the registry, and taken out again."""

    def __init__(self, root: int, path: str) -> None:
        self._root, self._path, self._names = root, path, list[str]()

    def put(self, name: str, value: str | int) -> None:
        with winreg.CreateKey(self._root, self._path) as key:
            winreg.SetValueEx(key, name, 0, winreg.REG_SZ if isinstance(value, str) else winreg.REG_DWORD, value)
        self._names.append(name)

    def clean(self) -> None:
        with winreg.CreateKey(self._root, self._path) as key:
            for name in self._names:
                winreg.DeleteValue(key, name)


def in_registry(name: str) -> Any:
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, SETTINGS) as key:
        return winreg.QueryValueEx(key, name)[0]


@pytest.fixture
def tcp() -> Iterator[Key]:
    key = Key(winreg.HKEY_LOCAL_MACHINE, TCP)
    yield key
    key.clean()


def test_every_adapter_is_told_with_the_addresses_it_has(network: WindowsNetwork) -> None:
    told = {
        str(link["name"]): {address["address"] for address in link["addresses"]}  # type: ignore[attr-defined]
        for link in network.links()
    }
    there = {
        name: {one.address.partition("%")[0] for one in held if one.family in (socket.AF_INET, socket.AF_INET6)}
        for name, held in psutil.net_if_addrs().items()
    }
    for name, held in there.items():
        if "127.0.0.1" not in held:
            assert told.pop(name) == held
    assert told == {}


def test_whether_a_link_is_up_and_how_large_its_packets_are_is_told(network: WindowsNetwork) -> None:
    stats = psutil.net_if_stats()
    for link in network.links():
        name = str(link["name"])
        assert (link["enabled"], link["carrier"], link["mtu"]) == (True, stats[name].isup, stats[name].mtu)


def test_every_route_leads_over_a_link_that_is_there(network: WindowsNetwork) -> None:
    names = {link["name"] for link in network.links()}
    routes = network.routes()
    assert {route["link"] for route in routes} <= names
    assert all(route["to"] == "default" or "/" in str(route["to"]) for route in routes)


def test_name_servers_are_told_and_one_set_by_hand_is_known(network: WindowsNetwork, tcp: Key) -> None:
    (first, *_) = told = network.name_servers()["servers"]  # type: ignore[misc]
    assert {server["origin"] for server in told} == {"dhcp"}
    adapter = next(one for one in network._library.adapters() if one.name == first["link"])
    by_hand = Key(winreg.HKEY_LOCAL_MACHINE, rf"{TCP}\Interfaces\{adapter.guid}")
    by_hand.put("NameServer", f"192.0.2.9,{first['address']}")
    tcp.put("SearchList", "office.example,lab.example")
    try:
        again: Any = network.name_servers()
        assert (again["servers"][0]["origin"], again["search"]) == ("hand", ["office.example", "lab.example"])
    finally:
        by_hand.clean()


def test_a_proxy_that_windows_uses_is_told_switched_off_and_back_on(network: WindowsNetwork) -> None:
    network.set_proxy("manual", "127.0.0.1:3128", "")
    assert (in_registry("ProxyEnable"), in_registry("ProxyServer")) == (1, "127.0.0.1:3128")
    assert (network.proxy()["kind"], network.proxy()["address"]) == ("manual", "127.0.0.1:3128")
    network.set_proxy("none", "", "")
    assert (in_registry("ProxyEnable"), in_registry("ProxyServer")) == (0, "127.0.0.1:3128")
    assert network.proxy()["kind"] == "none"
    network.set_proxy("manual", "127.0.0.1:3128", "")
    assert network.proxy()["address"] == "127.0.0.1:3128"
    network.set_proxy("none", "", "")


def test_a_proxy_set_by_policy_is_left_alone(network: WindowsNetwork) -> None:
    policy = Key(winreg.HKEY_LOCAL_MACHINE, rf"Software\Policies\{SETTINGS.partition(chr(92))[2]}")
    policy.put("ProxySettingsPerUser", 0)
    try:
        assert (network.proxy()["managed"], network.may("set_proxy", "none")) == (True, False)
    finally:
        policy.clean()
    assert network.may("set_proxy", "none") is True


def test_the_hosts_file_is_the_one_that_windows_is_set_to(network: WindowsNetwork, tcp: Key, tmp_path: Path) -> None:
    before = b"127.0.0.1 localhost\r\n10.0.0.5 intranet.example # gr\xfc\xdfe\r\n"
    (tmp_path / "hosts").write_bytes(before)
    tcp.put("DataBasePath", str(tmp_path))
    assert network.hosts("intranet.example") == {"addresses": ["10.0.0.5"]}
    network.hide_host("intranet.example")
    assert network.hosts("intranet.example") == {"addresses": []}
    network.show_host("intranet.example")
    assert (tmp_path / "hosts").read_bytes() == before
    assert network.may("hide_host", "intranet.example") is True


def test_what_cannot_be_asked_of_a_neighbour_is_told_as_unknown(network: WindowsNetwork) -> None:
    """Wine asks no neighbour; nothing may break for that."""
    for link in network.links():
        assert network.neighbour(str(link["name"]), "192.0.2.77")["answers"] is None


def test_a_windows_whose_powershell_ends_at_once_says_so(network: WindowsNetwork) -> None:
    """Wine's PowerShell does nothing."""
    with pytest.raises(Unavailable):
        KeptShell()("1", 10.0)
    (first, *_) = network.links()
    with pytest.raises(CallProblem):
        network.set_mtu(str(first["name"]), 1400)


def test_who_runs_this_is_known_to_have_the_right(network: WindowsNetwork) -> None:
    assert network.may("enable", "any") is True
    assert network.may("renew", "any") is None

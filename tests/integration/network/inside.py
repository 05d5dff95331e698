"""Run by test_changes.py inside a network of its own: what changes there, changes for real."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.errors import Unavailable
from deskside.system.commands import run
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_links, network_neighbour, network_put_back, network_renewal
from deskside.system.linux import network_orders as orders
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.network_renewal import Renewal

from .office import GIVEN, ROUTER, Office


def ip(words: str) -> None:
    subprocess.run(["ip", *words.split()], check=True, timeout=60)


@pytest.fixture
def office() -> Iterator[Office]:
    """A cable between this computer's eth0 and the office."""
    ip("link add eth0 type veth peer name office")
    ip("link set office up")
    made = Office("office")
    yield made
    made.end()
    ip("link del eth0")


@pytest.fixture
def resolv(tmp_path: Path) -> Path:
    path = tmp_path / "resolv.conf"
    path.write_text("nameserver 192.0.2.9\nsearch office.example\n")
    return path


@pytest.fixture
def renewal(tmp_path: Path, resolv: Path) -> Renewal:
    """On a computer where no program looks after links."""
    return Renewal(run, Bus(run, tmp_path / "none"), tmp_path, resolv)


def cable() -> kernel.Link:
    return next(link for link in kernel.links(kernel.ask(kernel.GET_LINKS)) if link.name == "eth0")


def given() -> list[str]:
    found = kernel.addresses(kernel.ask(kernel.GET_ADDRESSES))
    return [one.address for one in found if one.link == cable().number and one.family == 2]


def way_out() -> list[tuple[str, int]]:
    found = kernel.routes(kernel.ask(kernel.GET_ROUTES))
    return [(route.gateway, route.origin) for route in found if route.to == "default"]


@pytest.mark.usefixtures("office")
def test_a_link_is_switched_off_and_on_and_gets_its_address_again(renewal: Renewal) -> None:
    orders.set_enabled(cable().number, True)
    renewal.renew(cable())
    renewal.disable(cable())
    assert not cable().flags & 1
    assert way_out() == []
    renewal.enable(cable())
    assert cable().flags & 1
    assert (given(), way_out()) == ([GIVEN], [(ROUTER, 16)])


@pytest.mark.usefixtures("office")
def test_asked_anew_the_network_gives_address_way_out_and_name_server(renewal: Renewal, resolv: Path) -> None:
    orders.set_enabled(cable().number, True)
    renewal.renew(cable())
    assert (given(), way_out()) == ([GIVEN], [(ROUTER, 16)])
    assert resolv.read_text() == f"nameserver {ROUTER}\nsearch office.example\n"
    routes = kernel.routes(kernel.ask(kernel.GET_ROUTES))
    told = network_links.links([cable()], kernel.addresses(kernel.ask(kernel.GET_ADDRESSES)), routes)[0]
    assert told["automatic"] is True


@pytest.mark.usefixtures("office")
def test_a_lost_way_out_comes_back_and_an_old_address_goes(renewal: Renewal) -> None:
    orders.set_enabled(cable().number, True)
    orders.lend_address(cable().number, "10.5.0.5", 24, 600)
    assert way_out() == []
    renewal.renew(cable())
    assert (given(), way_out()) == ([GIVEN], [(ROUTER, 16)])


@pytest.mark.usefixtures("office")
def test_a_renewal_that_did_not_help_is_taken_back_as_it_was(renewal: Renewal, resolv: Path) -> None:
    orders.set_enabled(cable().number, True)
    orders.lend_address(cable().number, "10.5.0.5", 24, 600)
    orders.add_default_route(cable().number, "10.5.0.9", 0)
    before = resolv.read_bytes()
    renewal.renew(cable())
    assert (given(), way_out()) == ([GIVEN], [(ROUTER, 16)])
    network_put_back.put_back(cable(), "10.5.0.5/24", "10.5.0.9", ["192.0.2.9"], resolv)
    assert (given(), way_out()) == (["10.5.0.5"], [("10.5.0.9", 16)])
    assert resolv.read_bytes() == before


def test_a_network_that_gives_nothing_changes_nothing(
    office: Office, renewal: Renewal, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.gives = False
    monkeypatch.setattr(network_renewal, "_OWN_PATIENCE", 0.3)
    orders.set_enabled(cable().number, True)
    orders.lend_address(cable().number, "10.5.0.5", 24, 600)
    renewal.renew(cable())
    assert (given(), way_out()) == (["10.5.0.5"], [])


@pytest.mark.usefixtures("office")
def test_an_address_set_by_hand_stays(renewal: Renewal) -> None:
    ip("link set eth0 up")
    ip("addr add 10.5.0.20/24 dev eth0")
    with pytest.raises(Unavailable):
        renewal.renew(cable())
    assert given() == ["10.5.0.20"]


@pytest.mark.usefixtures("office")
def test_the_size_of_packets_is_set() -> None:
    orders.set_mtu(cable().number, 1400)
    assert cable().mtu == 1400


def ask_neighbours(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """This computer asks for neighbours five times as fast as others do: three times, or for as long as it takes."""
    for name, value in (("retrans_time_ms", 200), ("mcast_solicit", times), ("ucast_solicit", times)):
        Path("/proc/sys/net/ipv4/neigh/eth0", name).write_text(str(value))
    monkeypatch.setattr(network_neighbour, "_PATIENCE", 0.2 * times + 0.1)


@pytest.mark.usefixtures("office")
def test_a_router_that_is_there_answers_and_one_that_is_not_does_not(
    renewal: Renewal, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.set_enabled(cable().number, True)
    renewal.renew(cable())
    ask_neighbours(monkeypatch, 150)
    assert network_neighbour.answers(cable(), ROUTER)["answers"] is True
    ask_neighbours(monkeypatch, 3)
    assert network_neighbour.answers(cable(), "10.5.0.9")["answers"] is False
    assert network_neighbour.answers(cable(), "198.51.100.7")["answers"] is not True


def test_a_router_that_has_just_gone_is_not_taken_for_there(
    office: Office, renewal: Renewal, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.set_enabled(cable().number, True)
    renewal.renew(cable())
    ask_neighbours(monkeypatch, 150)
    assert network_neighbour.answers(cable(), ROUTER)["answers"] is True
    ask_neighbours(monkeypatch, 3)
    office.is_there = False
    assert network_neighbour.answers(cable(), ROUTER)["answers"] is False

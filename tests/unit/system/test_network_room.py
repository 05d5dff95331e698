"""The network room of Linux as troubleshooters ask it: wrong questions are refused, rights are known beforehand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import person
from deskside.system.hosts_file import HostsFile
from deskside.system.linux import network, network_orders
from deskside.system.linux import network_kernel as kernel

from .commands import NO_PROGRAMS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux' own kernel")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> network.LinuxNetwork:
    """On this computer, without its daemons and with a hosts file of the test's own."""
    monkeypatch.setattr(network, "_HOSTS", tmp_path / "hosts")
    (tmp_path / "hosts").write_text("192.0.2.7 intranet\n")
    made = network.LinuxNetwork(NO_PROGRAMS)
    monkeypatch.setattr(made._bus, "here", lambda: False)
    return made


def test_what_this_computer_says_is_plain_data(room: network.LinuxNetwork) -> None:
    told = [room.links(), room.routes(), room.name_servers(), room.hosts("intranet")]
    assert json.loads(json.dumps(told)) == told
    assert "lo" not in [link["name"] for link in room.links()]
    assert room.hosts("INTRANET") == {"addresses": ["192.0.2.7"]}


def test_a_link_that_is_not_there_is_not_changed(room: network.LinuxNetwork) -> None:
    for ask in (room.enable, room.disable, room.renew):
        with pytest.raises(Unavailable):
            ask("none0")
    with pytest.raises(Unavailable):
        room.set_mtu("none0", 1400)


@pytest.mark.parametrize("mtu", [0, 100, 70_000])
def test_packets_of_no_sensible_size_are_not_set(mtu: int, room: network.LinuxNetwork) -> None:
    with pytest.raises(CallProblem):
        room.set_mtu("lo", mtu)


@pytest.mark.parametrize(
    ("kind", "address", "script"),
    [("both", "", ""), ("manual", "", ""), ("script", "", ""), ("script", "", "--delete"), ("manual", "a:1\nb", "")],
)
def test_half_a_proxy_is_not_set(kind: str, address: str, script: str, room: network.LinuxNetwork) -> None:
    with pytest.raises(Unavailable, match="not known"):
        room.set_proxy(kind, address, script)


def test_a_person_without_rights_knows_before_they_are_asked(
    room: network.LinuxNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: False)
    monkeypatch.setattr(HostsFile, "may_write", lambda _: False)
    assert [room.may(action, "lo") for action in ("enable", "disable", "renew", "set_mtu", "hide_host")] == [False] * 5


def test_who_may_ask_anew_may_not_put_back_what_only_root_may(
    room: network.LinuxNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: False)
    monkeypatch.setattr(room._renewal, "looked_after", lambda _: "NetworkManager")
    monkeypatch.setattr(room._manager, "permits", lambda: True)
    assert [room.may(action, "lo") for action in ("renew", "put_back")] == [True, False]


def test_root_in_a_container_without_that_right_is_no_root(
    room: network.LinuxNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: True)
    rights = {"all": "000001ffffffffff", "few": "00000000a80425fb"}
    for which, may in (("all", True), ("few", False)):
        monkeypatch.setattr(Path, "read_text", lambda *_, which=which: f"Name:\tx\nCapEff:\t{rights[which]}\n")
        assert room.may("set_mtu", "lo") is may


@pytest.mark.parametrize(
    ("code", "problem"), [(-1, NotPermitted), (-13, NotPermitted), (-19, Unavailable), (-22, CallProblem)]
)
def test_what_the_kernel_says_against_an_order(
    code: int, problem: type[CallProblem], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Kernel:
        """Takes an order and answers with a number."""

        def __enter__(self) -> Kernel:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing to close."""

        def send(self, order: bytes) -> None:
            assert len(order) == int.from_bytes(order[:4], sys.byteorder)

        def recv(self, _: int) -> bytes:
            return kernel.HEAD.pack(20, 2, 0, 1, 0) + code.to_bytes(4, sys.byteorder, signed=True)

    monkeypatch.setattr(kernel, "connection", Kernel)
    with pytest.raises(problem) as raised:
        network_orders.set_enabled(7, True)
    assert type(raised.value) is problem

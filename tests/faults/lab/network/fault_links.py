"""Faults on the way to the router: adapter, cable, address, gateway."""

from __future__ import annotations

from lab.fault import Fault
from lab.network import manager, probes
from lab.network.addresses import ROUTER
from lab.network.cable import PC_END, ROUTER_END
from lab.network.pc import FOR_EVER, LINK
from lab.network.town import Town

_NO_SUCH_ROUTER = "10.77.0.254"


def _disable(town: Town) -> None:
    town.pc.place.ip(f"link set {LINK} down")


def _disable_over_ipv4(town: Town) -> None:
    _ipv4_only(town)
    _disable(town)


def _disable_where_addresses_come_late(town: Town) -> None:
    """Seconds after the way out over IPv6, which is there at once and leads to no name server."""
    town.router.serve(more=["dhcp-reply-delay=1"])
    _disable(town)


def _ipv4_only(town: Town) -> None:
    town.router.serve(ipv6=False)
    town.pc.connect()


def _no_addresses(town: Town) -> None:
    town.router.serve(dhcp=False, ipv6=False)
    town.pc.forget()
    town.pc.place.ip(f"link set {LINK} up")
    town.pc.ask_in_vain()


def _self_assigned(town: Town) -> None:
    _no_addresses(town)
    town.pc.place.ip(f"addr add 169.254.77.50/16 dev {LINK} scope link")


def _lose_address(town: Town) -> None:
    town.router.serve(ipv6=False)
    town.pc.forget()
    town.pc.place.ip(f"link set {LINK} up")


def _lose_gateway(town: Town) -> None:
    _ipv4_only(town)
    town.pc.place.ip("route del default")


def _lose_gateway_for_ever(town: Town) -> None:
    _ipv4_only(town)
    town.pc.ask_for_address(FOR_EVER)
    town.pc.place.ip("route del default")


def _mistake_gateway(town: Town) -> None:
    _ipv4_only(town)
    town.pc.place.ip(f"route replace default via {_NO_SUCH_ROUTER} dev {LINK}")


def _as_ever(town: Town) -> None:
    town.router.serve()
    town.pc.connect()
    town.pc.wait_for_ipv6()


def _switch_router_off(town: Town) -> None:
    town.cable.unplug(ROUTER_END)
    town.pc.place.ip(f"neigh flush dev {LINK}")


def _disconnect(town: Town) -> None:
    manager.start(town)
    manager.order("device", "disconnect", LINK)


def _switch_networking_off(town: Town) -> None:
    manager.start(town)
    manager.order("networking", "off")


def _lose_gateway_behind_its_back(town: Town) -> None:
    town.router.serve(ipv6=False)
    town.pc.connect()
    manager.start(town)
    town.pc.place.ip("route flush default")


def _without_manager(town: Town) -> None:
    town.router.serve()
    manager.end(town)


def _off_or_offline(_: Town) -> bool:
    return not probes.is_up() or not probes.online()


def _without_address(_: Town) -> bool:
    return not probes.addresses(4) and not probes.addresses(6)


def _without_gateway(_: Town) -> bool:
    return not probes.has_way_out(4) and not probes.has_way_out(6)


def _gateway_is_silent(_: Town) -> bool:
    return not probes.online() and not probes.gateway_answers()


LINKS: dict[str, Fault[Town]] = {
    "adapter_disabled": Fault(
        "The network adapter is switched off.", _disable, _off_or_offline, settles=6.0, repair=_as_ever
    ),
    "adapter_disabled_ipv4": Fault(
        "The network adapter is switched off, in a network that has only IPv4.",
        _disable_over_ipv4,
        _off_or_offline,
        settles=6.0,
        repair=_as_ever,
    ),
    "adapter_disabled_late_address": Fault(
        "The network adapter is switched off, and the router takes its time with addresses.",
        _disable_where_addresses_come_late,
        _off_or_offline,
        settles=12.0,
        repair=_as_ever,
    ),
    "cable_unplugged": Fault(
        "The network cable is not plugged in.",
        lambda town: town.cable.unplug(PC_END),
        lambda _: probes.is_up() and not probes.has_carrier(),
        repair=lambda town: town.cable.plug(PC_END),
    ),
    "dhcp_dead": Fault("The router gives out no addresses.", _no_addresses, _without_address, repair=_as_ever),
    "only_self_assigned_address": Fault(
        "The router gives out no addresses, and the PC has made one up.",
        _self_assigned,
        _without_address,
        repair=_as_ever,
    ),
    "address_lost": Fault(
        "The PC has lost its address; the router would give it one.",
        _lose_address,
        _without_address,
        settles=6.0,
        repair=_as_ever,
    ),
    "no_default_route": Fault(
        "The PC has an address and no gateway.", _lose_gateway, _without_gateway, settles=6.0, repair=_as_ever
    ),
    "no_default_route_udhcpc": Fault(
        "The PC has an address that looks as if it were for ever, and no gateway.",
        _lose_gateway_for_ever,
        _without_gateway,
        settles=6.0,
        repair=_as_ever,
    ),
    "gateway_unreachable": Fault(
        "The router is off, and a switch before it is not.",
        _switch_router_off,
        _gateway_is_silent,
        repair=lambda town: town.cable.plug(ROUTER_END),
    ),
    "gateway_wrong": Fault(
        f"The gateway that is set is nobody's; {ROUTER.v4} would be right.",
        _mistake_gateway,
        _gateway_is_silent,
        settles=6.0,
        repair=_as_ever,
    ),
    "manager_disconnected": Fault(
        "The person has disconnected the network in NetworkManager.",
        _disconnect,
        _off_or_offline,
        settles=6.0,
        repair=_without_manager,
    ),
    "manager_off": Fault(
        "All networking is switched off in NetworkManager.",
        _switch_networking_off,
        _off_or_offline,
        settles=6.0,
        repair=_without_manager,
    ),
    "manager_no_route": Fault(
        "NetworkManager looks after the network, and its gateway was taken away behind its back.",
        _lose_gateway_behind_its_back,
        _without_gateway,
        settles=6.0,
        repair=_without_manager,
    ),
}

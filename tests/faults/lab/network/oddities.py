"""What looks odd in a network and is healthy: whoever finds something here is wrong."""

from __future__ import annotations

from lab.fault import Deed, Fault, Probe
from lab.network import browser, manager, probes, tunnel
from lab.network.addresses import CHECK, DOMAIN, GOOD, OTHER, PROXY, ROUTER
from lab.network.internet import PROXY_PORT
from lab.network.pc import LINK
from lab.network.town import Town

_BY_HAND = "10.77.0.20"
_PING_IS_BLOCKED = ("icmp type echo-request drop", "icmpv6 type echo-request drop")
_TO_AND_FROM_PROXY = (
    ("ip daddr", PROXY.v4),
    ("ip saddr", PROXY.v4),
    ("ip6 daddr", PROXY.v6),
    ("ip6 saddr", PROXY.v6),
)


def _as_ever(town: Town) -> None:
    town.router.serve()
    town.pc.connect()
    town.pc.wait_for_ipv6()


def _set_address_by_hand(town: Town) -> None:
    town.pc.ask_no_more()
    town.pc.place.run("ip", "-4", "addr", "flush", "dev", LINK)
    town.pc.place.ip(f"addr add {_BY_HAND}/24 dev {LINK}", f"route add default via {ROUTER.v4}")


def _block_ping(town: Town) -> None:
    for place in (town.router.place, town.internet.place):
        place.filter(*(f"{chain} {rule}" for chain in ("input", "forward") for rule in _PING_IS_BLOCKED))


def _let_ping(town: Town) -> None:
    for place in (town.router.place, town.internet.place):
        place.no_filter()


def _only_ipv6(town: Town) -> None:
    town.router.serve(dhcp=False)
    town.pc.forget()
    town.pc.place.ip(f"link set {LINK} up")
    town.pc.name_servers(ROUTER.v6, search=DOMAIN)
    town.pc.wait_for_ipv6()


def _only_ipv4(town: Town) -> None:
    town.router.serve(ipv6=False)
    town.pc.connect()


def _ipv6_at_home(town: Town) -> None:
    """As a router does whose provider has no IPv6: addresses for the house, and no way out."""
    town.router.serve_ipv6_at_home()
    town.pc.connect()
    town.pc.wait_for_address("fd77:")


def _no_ipv6_at_home(town: Town) -> None:
    town.router.forget_ipv6_at_home()
    _as_ever(town)


def _only_by_proxy(town: Town) -> None:
    town.internet.start_proxy()
    town.pc.desktop_proxy(PROXY.name, PROXY_PORT)
    ways = [f"forward {way} {address} accept" for way, address in _TO_AND_FROM_PROXY]
    town.router.place.filter(*ways, "forward reject")


def _only_proxy_knows_names(town: Town) -> None:
    _only_by_proxy(town)
    town.router.serve(outside_names=False, more=[f"host-record={PROXY.name},{PROXY.v4},{PROXY.v6}"])


def _no_proxy(town: Town) -> None:
    town.router.place.no_filter()
    town.pc.desktop_proxy()
    town.internet.end_proxy()
    town.router.serve()


def _is_only_by_proxy(_: Town) -> bool:
    return not probes.opens(GOOD.v4, 443) and probes.opens(PROXY.v4, PROXY_PORT)


def _unplugged_adapter(town: Town) -> None:
    town.pc.place.ip("link add eth1 type veth peer name nowhere netns cable", "link set eth1 up")


def _unused_adapter(town: Town) -> None:
    town.pc.place.ip("link add eth1 type veth peer name nowhere netns cable")


def _containers(town: Town) -> None:
    """A container was there, and is gone."""
    town.pc.place.ip(
        "link add docker0 type bridge",
        "addr add 172.17.0.1/16 dev docker0",
        "link add veth7 type veth peer name container",
        "link set veth7 master docker0",
        "link set docker0 up",
        "link del veth7",
    )


def _without(*links: str) -> Deed[Town]:
    return lambda town: town.pc.place.ip(*(f"link del {link}" for link in links))


def _line(says: str, odd: Probe[Town], **bad: float) -> Fault[Town]:
    """A line that is not of the best, and good enough."""
    return _odd(says, lambda town: town.cable.bad(**bad), odd, lambda town: town.cable.good())


def _slow(low: float, high: float) -> Probe[Town]:
    return lambda _: low < probes.seconds_there_and_back() < high


def _takes_its_time() -> bool:
    """More than once: a busy computer may have held up one visit."""
    return all(probes.page(OTHER, "/", limit=1) is None for _ in range(3))


def _offline(town: Town) -> bool:
    return not probes.online() and not (town.runs("proxy") and probes.opens(PROXY.v4, PROXY_PORT))


def _odd(says: str, make: Deed[Town], odd: Probe[Town], repair: Deed[Town]) -> Fault[Town]:
    return Fault(says, make, _offline, healthy=True, repair=repair, odd=odd)


def _nothing(_: Town) -> None:
    return


ODDITIES: dict[str, Fault[Town]] = {
    "none": Fault("Nothing is wrong.", _nothing, _offline, healthy=True),
    "static_address": _odd(
        "The address is set by hand.", _set_address_by_hand, lambda _: probes.addresses(4) == [_BY_HAND], _as_ever
    ),
    "ping_blocked": _odd("Nobody answers a ping.", _block_ping, lambda _: not probes.pings(ROUTER.v4), _let_ping),
    "ipv6_only": _odd(
        "There is only IPv6.", _only_ipv6, lambda _: not probes.addresses(4) and probes.has_way_out(6), _as_ever
    ),
    "ipv4_only": _odd(
        "There is only IPv4.", _only_ipv4, lambda _: not probes.addresses(6) and probes.has_way_out(4), _as_ever
    ),
    "ipv6_at_home": _odd(
        "IPv6 is there for this house only, and leads nowhere else.",
        _ipv6_at_home,
        lambda _: bool(probes.addresses(6)) and not probes.has_way_out(6),
        _no_ipv6_at_home,
    ),
    "proxy_only": _odd("The only way out is a proxy, and it works.", _only_by_proxy, _is_only_by_proxy, _no_proxy),
    "proxy_only_names": _odd(
        "The only way out is a proxy, and only it knows the names of outside.",
        _only_proxy_knows_names,
        lambda town: _is_only_by_proxy(town) and not probes.names(GOOD.name)[0],
        _no_proxy,
    ),
    "split_vpn": _odd(
        "A VPN takes the traffic for the office, and no other.",
        tunnel.start,
        lambda _: probes.exists(tunnel.LINK) and probes.pings(tunnel.OFFICE),
        tunnel.end,
    ),
    "whole_vpn": _odd(
        "A VPN takes all traffic.",
        tunnel.start_for_all,
        lambda _: tunnel.LINK in tunnel.link_to(CHECK.v4),
        tunnel.end,
    ),
    "adapter_unplugged": _odd(
        "A second adapter has no cable.",
        _unplugged_adapter,
        lambda _: probes.is_up("eth1") and not probes.has_carrier("eth1"),
        _without("eth1"),
    ),
    "adapter_unused": _odd(
        "A second adapter is switched off.",
        _unused_adapter,
        lambda _: probes.exists("eth1") and not probes.is_up("eth1"),
        _without("eth1"),
    ),
    "containers": _odd(
        "A bridge for containers has nothing on it.",
        _containers,
        lambda _: probes.is_up("docker0") and not probes.has_carrier("docker0"),
        _without("docker0"),
    ),
    "latency_120": _line("The line is long: 120 milliseconds.", _slow(0.1, 0.4), delay=60, jitter=5),
    "slow_line": _line("The line is thin: two megabits a second.", _slow(0.035, 0.4), delay=20, jitter=3, rate=2000),
    "slow_site": _odd(
        "One site takes three seconds.",
        lambda town: town.internet.serve_sites({OTHER.name: {"does": "page", "after": 3}}),
        lambda _: _takes_its_time() and probes.page(OTHER, "/") is not None,
        lambda town: town.internet.serve_sites(),
    ),
    "check_page_down": _odd(
        "The page that IT checks with does not run; all others do.",
        lambda town: town.internet.serve_sites(without=(CHECK,)),
        lambda _: not probes.opens(CHECK.v4, 80),
        lambda town: town.internet.serve_sites(),
    ),
    "hosts_list": _odd(
        "The hosts file keeps advertising away.",
        lambda town: town.pc.write_hosts("0.0.0.0\tads.test", "0.0.0.0\ttracker.test"),
        lambda _: probes.names("ads.test")[0] == ["0.0.0.0"],
        lambda town: town.pc.write_hosts(),
    ),
    "local_resolver": _odd(
        "A program on the PC itself answers for names.",
        lambda town: town.pc.start_resolver(),
        lambda _: probes.first_name_server() == "127.0.0.53",
        lambda town: town.pc.end_resolver(),
    ),
    "browser_open": _odd(
        "Firefox is open and holds its profile.", browser.start, browser.has_lock, browser.quit_browser
    ),
    "browser_was_killed": _odd(
        "Firefox was killed; the lock it left it will take away by itself.",
        lambda town: browser.leave_lock(town, browser.OF_A_KILLED),
        browser.has_lock,
        browser.remove_lock,
    ),
    "managed": _odd(
        "NetworkManager looks after the network.",
        manager.start,
        lambda _: manager.said("networking") == "enabled",
        manager.end,
    ),
}

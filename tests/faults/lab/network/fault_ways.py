"""Faults of the way out: the line, and what stands in it."""

from __future__ import annotations

from lab.fault import Fault, Probe
from lab.network import probes
from lab.network.addresses import CHECK, CHECK_PATH, GOOD, ROUTER
from lab.network.router import OUTSIDE
from lab.network.town import Town


def _cut(town: Town) -> None:
    town.router.place.ip(f"link set {OUTSIDE} down")


def _join(town: Town) -> None:
    town.router.place.ip(f"link set {OUTSIDE} up", f"addr add 2001:db8:1::1/64 dev {OUTSIDE} nodad")


def _no_internet(_: Town) -> bool:
    return probes.answers(ROUTER.v4, ROUTER.name) and not probes.online()


def _portal(_: Town) -> bool:
    came = probes.page(CHECK, CHECK_PATH)
    return came is not None and came.status == 302


def _only_small(_: Town) -> bool:
    small, large = probes.page(GOOD, "/"), probes.page(GOOD, "/big")
    return small is not None and small.status == 200 and large is None


def _no_ipv6(_: Town) -> bool:
    return probes.has_way_out(6) and not probes.opens(GOOD.v6, 443, 2) and probes.opens(GOOD.v4, 443)


def _no_https(_: Town) -> bool:
    return probes.opens(GOOD.v4, 80) and not probes.online()


def _intercepted(town: Town) -> bool:
    return probes.certificate(GOOD, town.internet.authority) in probes.UNKNOWN


def _closed(says: str, *rules: str, broken: Probe[Town]) -> Fault[Town]:
    """The router lets something not pass."""
    return Fault(
        says,
        lambda town: town.router.place.filter(*rules),
        broken,
        repair=lambda town: town.router.place.no_filter(),
    )


WAYS: dict[str, Fault[Town]] = {
    "internet_down": Fault("The router has no line to the internet, and says so.", _cut, _no_internet, repair=_join),
    "internet_silent": _closed(
        "The router answers, and what goes beyond it vanishes.",
        "forward drop",
        f'output oifname "{OUTSIDE}" drop',
        broken=_no_internet,
    ),
    "captive_portal": Fault(
        "A sign-in page stands before the internet.",
        lambda town: town.router.send_to_portal(),
        _portal,
        repair=lambda town: town.router.open_portal(),
    ),
    "packet_loss_30": Fault(
        "The line loses almost a third of all packets.",
        lambda town: town.cable.bad(loss=17),
        lambda _: 8 < probes.lost() < 90,
        repair=lambda town: town.cable.good(),
    ),
    "packet_loss_15": Fault(
        "The line loses every seventh packet.",
        lambda town: town.cable.bad(loss=8),
        lambda _: 2 < probes.lost() < 60,
        repair=lambda town: town.cable.good(),
    ),
    "latency_800": Fault(
        "The line takes 800 milliseconds there and back.",
        lambda town: town.cable.bad(delay=400, jitter=30),
        lambda _: 0.5 < probes.seconds_there_and_back() < 9,
        repair=lambda town: town.cable.good(),
    ),
    "mtu_black_hole": _closed(
        "Large packets vanish on their way.", "forward meta length > 1400 drop", broken=_only_small
    ),
    "ipv6_broken": _closed("IPv6 is offered and leads nowhere.", "forward meta nfproto ipv6 drop", broken=_no_ipv6),
    "https_blocked": _closed("Secure pages get no answer.", "forward tcp dport 443 drop", broken=_no_https),
    "https_refused": _closed(
        "Secure pages are refused.", "forward tcp dport 443 reject with tcp reset", broken=_no_https
    ),
    "tls_interception": Fault(
        "A box on the way answers for all secure pages, and nobody knows its authority.",
        lambda town: town.internet.serve_sites(certificates="intercepted"),
        _intercepted,
        repair=lambda town: town.internet.serve_sites(),
    ),
}

"""Faults of names: the name servers, what they answer, the hosts file."""

from __future__ import annotations

from lab.fault import Fault
from lab.network import probes
from lab.network.addresses import ADVERTISING, CHECK, DOMAIN, GOOD, INTRANET, NOBODY_OUTSIDE, NOBODY_V4, OTHER, ROUTER
from lab.network.town import Town

_SHORT = INTRANET.name.partition(".")[0]
_CLOSED = ("input udp dport 53 drop", "input tcp dport 53 drop")


def _silence(town: Town) -> None:
    town.router.place.filter(*_CLOSED)


def _stale(town: Town) -> None:
    town.pc.name_servers(NOBODY_V4, search=DOMAIN)


def _first_dead(town: Town) -> None:
    town.pc.name_servers(NOBODY_V4, ROUTER.v4, search=DOMAIN)


def _first_dead_offered(town: Town) -> None:
    town.router.serve(servers=(NOBODY_V4, ROUTER.v4))
    town.pc.ask_for_address()


def _no_search(town: Town) -> None:
    town.router.serve(search=False)
    town.pc.ask_for_address()


def _as_ever(town: Town) -> None:
    town.router.serve()
    town.pc.ask_for_address()


def _answer_truly(town: Town) -> None:
    town.internet.serve_names()
    town.router.serve()  # which has not forgotten the other answers


def _override(town: Town, address: str) -> None:
    town.pc.write_hosts(f"{address}\t{GOOD.name}")


def _unnamed(_: Town) -> bool:
    return probes.opens(CHECK.v4, 80) and not probes.answers(probes.first_name_server(), GOOD.name)


def _first_is_dead(_: Town) -> bool:
    first = probes.first_name_server()
    return not probes.answers(first, GOOD.name) and probes.answers(ROUTER.v4, GOOD.name)


def _overridden(_: Town) -> bool:
    return probes.names(GOOD.name)[0] not in ([], sorted(GOOD.addresses))


NAME_FAULTS: dict[str, Fault[Town]] = {
    "dns_dead": Fault(
        "The name server does not run; everything else works.",
        lambda town: town.router.serve(names=0),
        _unnamed,
        repair=lambda town: town.router.serve(),
    ),
    "dns_silent": Fault(
        "The name server says nothing at all.", _silence, _unnamed, repair=lambda town: town.router.place.no_filter()
    ),
    "dns_stale": Fault(
        "The PC asks a name server that is long gone; the router would name a better one.",
        _stale,
        _unnamed,
        repair=_as_ever,
    ),
    "dns_slow": Fault(
        "The name server takes more than a second.",
        lambda town: town.router.serve_names_late(1.2),
        lambda _: probes.seconds_for(GOOD.name) > 0.9,
        repair=lambda town: town.router.serve_names_in_time(),
    ),
    "dns_hijack": Fault(
        "Names that do not exist lead to a page with advertising.",
        lambda town: town.internet.serve_names(unknown=ADVERTISING.v4),
        lambda _: bool(probes.names("there-is-no-such.test")[0]),
        repair=_answer_truly,
    ),
    "dns_first_dead": Fault(
        "The first of two name servers is long gone; the router would name only the second.",
        _first_dead,
        _first_is_dead,
        repair=_as_ever,
    ),
    "dns_first_dead_offered": Fault(
        "The first of two name servers is dead, and the router goes on naming both.",
        _first_dead_offered,
        _first_is_dead,
        repair=_as_ever,
    ),
    "dns_search_missing": Fault(
        "Names of outside are known, the short ones of the organisation are not.",
        _no_search,
        lambda _: not probes.names(_SHORT)[0] and bool(probes.names(GOOD.name)[0]),
        repair=_as_ever,
    ),
    "hosts_override": Fault(
        "The hosts file sends the name of a work page to where nobody is.",
        lambda town: _override(town, NOBODY_OUTSIDE),
        _overridden,
        repair=lambda town: town.pc.write_hosts(),
    ),
    "hosts_override_other_server": Fault(
        "The hosts file sends the name of a work page to another server.",
        lambda town: _override(town, OTHER.v4),
        _overridden,
        repair=lambda town: town.pc.write_hosts(),
    ),
}

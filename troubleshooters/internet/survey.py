"""What the causes look at together: the ways out, the page IT asks, the name servers, the line. Words come elsewhere.

Causes that are checked together share their answers, so each of them may look at all it wants.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar, overload
from urllib.parse import urlsplit

from deskside.sdk import Asked, CouldNotCheck, Expected, Fetched, Line, Link, NameServer, Proxy, Route, System

T = TypeVar("T")
S = TypeVar("S")

PHYSICAL = ("wired", "wifi", "mobile")
THE_SITE = (
    *("website.site-down", "website.site-error", "website.certificate-expired", "website.certificate-wrong-name"),
    *("website.browser-data",),
)
"""What one site seems to suffer from when the way to all of them is the trouble."""
USEFUL = ("noerror", "nxdomain")
"""What a name server that does its work says."""
SOON = 0.8
"""Seconds for the number of someone far away; after that the system finds it its own way."""
NOBODY = "example.com"
"""Asked for where IT named no address at all: any answer shows that somebody is there."""


class once(Generic[S, T]):  # noqa: N801 - read as the word before a method
    """A property that is found out once per object. Threads don't wait for one another, as with ``cached_property``."""

    def __init__(self, find: Callable[[S], T]) -> None:
        self._find = find

    def __set_name__(self, owner: type[S], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, here: None, owner: type[S]) -> once[S, T]: ...
    @overload
    def __get__(self, here: S, owner: type[S]) -> T: ...
    def __get__(self, here: S | None, owner: type[S]) -> once[S, T] | T:
        if here is None:
            return self
        found = here.__dict__[self._name] = self._find(here)
        return found


def later(ask: Callable[[], T]) -> Callable[[], T | None]:
    """Begins to ask; what it gives waits for the answer. None for what could not be told."""
    told: list[T] = []

    def work() -> None:
        with suppress(CouldNotCheck):
            told.append(ask())

    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def answer() -> T | None:
        thread.join()
        return told[0] if told else None

    return answer


def at_once(asks: Sequence[Callable[[], T]]) -> list[T | None]:
    """Asks everything at the same time."""
    answers = [later(ask) for ask in asks]
    return [answer() for answer in answers]


def first(asks: Sequence[Callable[[], T]], fits: Callable[[T], bool], within: float) -> T | None:
    """Asks everything at the same time; the first answer that fits and comes within so many seconds."""
    told: SimpleQueue[T | None] = SimpleQueue()

    def work(ask: Callable[[], T]) -> None:
        try:
            told.put(ask())
        except CouldNotCheck:
            told.put(None)

    for ask in asks:
        threading.Thread(target=work, args=(ask,), daemon=True).start()
    end = time.monotonic() + within
    for _ask in asks:
        try:
            answer = told.get(timeout=max(0.0, end - time.monotonic()))
        except Empty:
            return None
        if answer is not None and fits(answer):
            return answer
    return None


def place(address: str) -> tuple[str, int]:
    """The host and port of a web address; ("", 0) when it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return "", 0
    return (parts.hostname or "", port) if port else ("", 0)


def is_number(host: str) -> bool:
    """Whether this is an address and no name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def family(address: str) -> int:
    return 6 if ":" in address else 4


class Survey:
    """One look at the network. Asks only when it is asked itself, and the same thing once."""

    def __init__(self, pc: System) -> None:
        self.pc = pc

    @once
    def links(self) -> list[Link]:
        return self.pc.network.links()

    @once
    def expected(self) -> Expected:
        return self.pc.network.expected()

    @once
    def physical(self) -> list[Link]:
        """Real adapters, cables first."""
        real = [link for link in self.links if link.kind in PHYSICAL]
        return sorted(real, key=lambda link: PHYSICAL.index(link.kind))

    @once
    def plugged(self) -> list[Link]:
        """Real adapters that are switched on and connected to something."""
        return [link for link in self.physical if link.usable]

    def link(self, name: str) -> Link | None:
        return next((link for link in self.links if link.name == name), None)

    @once
    def defaults(self) -> list[Route]:
        """The ways to everywhere, over adapters that can carry them, best first."""
        dead = {link.name for link in self.links if not link.usable}
        ways = [route for route in self.pc.network.routes() if route.to == "default" and route.link not in dead]
        return sorted(ways, key=lambda route: route.metric)

    def gateway(self, kind: int) -> Route | None:
        """The best way out of this family that has a router, past any private tunnel."""
        tunnels = {link.name for link in self.links if link.kind == "vpn"}
        ways = [route for route in self.defaults if route.family == kind and route.link not in tunnels]
        return next((route for route in ways if route.gateway), None)

    @once
    def addressed(self) -> list[Link]:
        """Connected adapters with an address the network knows. A machine's inner networks don't count."""
        leading = {route.link for route in self.defaults}
        real = [link for link in self.links if link.usable and link.kind != "vpn"]
        real = [link for link in real if link.kind in PHYSICAL or link.name in leading]
        return [link for link in real if any(one.scope == "global" for one in link.addresses)]

    def must_be_connected(self) -> None:
        """Without an address or a way out there is nobody to ask; the cause of that is found elsewhere."""
        if not self.addressed and not self.defaults:
            raise CouldNotCheck("this computer is not connected")

    def on_link(self, address: str) -> bool:
        """Whether this address lies on our side of the router."""
        number = ipaddress.ip_address(address.partition("%")[0])
        if number.is_loopback or number.is_link_local:
            return True
        own = [one for link in self.links if link.usable for one in link.addresses]
        own = [one for one in own if one.family == number.version and one.prefix]
        nets = [f"{one.address.partition('%')[0]}/{one.prefix}" for one in own]
        return any(number in ipaddress.ip_network(net, strict=False) for net in nets)

    def neighbour(self, route: Route | None) -> bool | None:
        """Whether the router of this way answers at the other end of the cable."""
        if route is None:
            return None
        try:
            return self.pc.network.neighbour(route.link, route.gateway)
        except CouldNotCheck:
            return None

    # the web

    @once
    def proxy(self) -> Proxy:
        """The go-between in use; what IT set in Deskside comes first."""
        if self.expected.proxy:
            return Proxy({"kind": "manual", "address": self.expected.proxy, "managed": True, "where": "deskside"})
        return self.pc.network.proxy()

    @property
    def way(self) -> str:
        return "proxy" if self.proxy.kind == "manual" else "direct"

    @once
    def check_place(self) -> tuple[str, int]:
        return place(self.expected.check_url)

    @once
    def check(self) -> Fetched | None:
        """The page that shows whether the internet is there, straight; None when nobody named one."""
        if not self.check_place[0]:
            return None
        self.must_be_connected()
        return self.pc.reach.fetch(self.expected.check_url)

    @once
    def check_by_proxy(self) -> Fetched | None:
        if self.way != "proxy" or not self.check_place[0]:
            return None
        return self.pc.reach.fetch(self.expected.check_url, "proxy")

    def good(self, page: Fetched | None) -> bool:
        """Whether this is what the page says when nobody stands in the way."""
        if page is None or page.problem:
            return False
        text = self.expected.check_text
        return page.status == 204 or (page.status == 200 and bool(text) and text in page.starts)

    def sites(self, way: str = "") -> list[tuple[str, Fetched]]:
        """Each work site with what came back, the way a browser goes."""
        self.must_be_connected()
        addresses = [address for address in self.expected.work_sites if place(address)[0]]
        pages = at_once([partial(self.pc.reach.fetch, address, way or self.way) for address in addresses])
        return [(address, page) for address, page in zip(addresses, pages, strict=True) if page is not None]

    @once
    def online(self) -> bool | None:
        """Whether the web works by any way in use; None when there is nothing to ask."""
        if self.check_place[0]:
            straight, around = at_once([lambda: self.check, lambda: self.check_by_proxy])
            works = self.good(straight) or self.good(around)
            return works if works or straight is not None else None
        pages = self.sites()
        return any(not page.problem for _address, page in pages) if pages else None

    # names

    @once
    def servers(self) -> list[NameServer]:
        """Who is asked for names, in order, past any private tunnel."""
        tunnels = {link.name for link in self.links if link.kind == "vpn"}
        return [server for server in self.pc.network.name_servers().servers if server.link not in tunnels]

    @once
    def some_name(self) -> str:
        """A name that should be known everywhere."""
        hosts = [self.check_place[0], *(place(one)[0] for one in self.expected.work_sites)]
        hosts += [name for name in self.expected.work_names if "." in name]
        return next((host for host in hosts if host and not is_number(host)), NOBODY)

    @once
    def asked(self) -> list[tuple[NameServer, Asked]]:
        """What each name server says to that name."""
        self.must_be_connected()
        name = self.some_name
        said = at_once([partial(self.pc.reach.query, one.address, name) for one in self.servers])
        return [(server, one) for server, one in zip(self.servers, said, strict=True) if one is not None]

    @once
    def names(self) -> str:
        """ "work"; "dead", when nobody answers who should; "line", when they are silent since the line is dead."""
        self.must_be_connected()
        doors = later(self._doors)  # the silent ones take long; waited for only when nobody answers
        at_once([lambda: self.asked, lambda: self.known])
        if any(said.code in USEFUL for _server, said in self.asked) or self.known:
            return "work"
        if len(self.asked) < len(self.servers):
            raise CouldNotCheck("not every name server could be asked")
        speaking = [server.address for server, said in self.asked if said.answered]
        if speaking:  # and say that they know nothing: our own router does so when its line is dead
            return "line" if all(self.on_link(at) for at in speaking) and not self.online else "dead"
        heard = doors() or []
        return "dead" if not heard or any(self._is_dead(at, problem) for at, problem in heard) else "line"

    @once
    def known(self) -> bool:
        """Whether the system finds that name, whoever it asks."""
        return not self.pc.reach.resolve(self.some_name).problem

    def _doors(self) -> list[tuple[str, str]]:
        """How each name server's other door answers a knock."""
        servers = [server.address for server in self.servers]
        said = at_once([partial(self.pc.reach.connect, server, 53) for server in servers])
        return [(at, door.problem if door else "no-answer") for at, door in zip(servers, said, strict=True)]

    def _is_dead(self, server: str, problem: str) -> bool:
        """Whether the silence is the server's own.

        One on our side whose door is open asks others, who are silent. One beyond the router whose door opens
        or is slammed shows that the line is alive.
        """
        return problem != "" if self.on_link(server) else problem in ("", "refused")

    # the line

    @once
    def beyond(self) -> tuple[str, int]:
        """Someone far away who answers: by number where a name server tells it, whatever the system's own way is like.

        Where all goes by a go-between, that is as far as anyone gets.
        """
        if self.way == "proxy":
            return place(f"http://{self.proxy.address}")
        sites = [place(site) for site in self.expected.work_sites]
        host, port = next((one for one in (self.check_place, *sites) if one[0]), ("", 0))
        if not host or is_number(host) or not self.servers:
            return host, port
        wanted = 4 if self.gateway(4) or not self.gateway(6) else 6
        numbers = [at for at in self.numbers(host, SOON) if family(at) == wanted]
        return (numbers[0] if numbers else host), port

    def numbers(self, host: str, within: float) -> list[str]:
        """A host's numbers from whichever name server tells them first; the system's own way when it names none."""
        if not self.servers:
            return self.pc.reach.resolve(host).addresses
        asks = [partial(self.pc.reach.query, server.address, host) for server in self.servers]
        said = first(asks, lambda answer: bool(answer.addresses) and answer.seconds < within, within)
        return said.addresses if said else []

    @once
    def lines(self) -> list[tuple[str, Line]]:
        """How small packets pass: to what lies beyond ("beyond"), and to the name server ("near" or "beyond")."""
        self.must_be_connected()
        asks: list[tuple[str, str, int]] = []
        host, port = self.beyond
        if host:
            asks.append(("beyond", host, port))
        if self.servers:
            server = self.servers[0].address
            asks.append(("near" if self.on_link(server) else "beyond", server, 53))
        said = at_once([partial(self.pc.reach.line, host, port) for _to, host, port in asks])
        return [(ask[0], line) for ask, line in zip(asks, said, strict=True) if line is not None and line.answered]


def route_facts(route: Route) -> dict[str, Any]:
    return {"gateway": route.gateway, "link": route.link}

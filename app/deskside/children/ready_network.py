"""Ready-made checks of the network: a cable, a name, a door of another computer, a page.

What is wrong is said in the author's own words: a name or an address means nothing to most people.
"""

from __future__ import annotations

from collections.abc import Callable

from deskside.children.ready_steps import Asked, Found, Steps
from deskside.errors import CallProblem
from deskside.model.call import Call
from deskside.sdk.network import Link, Route
from deskside.sdk.reach import Connected, Fetched, Resolved

_REAL = ("wired", "wifi", "mobile")


def cable_unplugged(asked: Asked) -> Steps[Found | None]:  # noqa: ARG001 - one shape for all checks
    """No carrier on a wired adapter, and no other way out."""
    links = [Link(told) for told in (yield Call("network.links"))]
    routes = [Route(told) for told in (yield Call("network.routes"))]
    usable = {link.name for link in links if link.usable}
    if any(link.name in usable and link.kind in _REAL for link in links):
        return None
    if any(route.to == "default" and route.link in usable for route in routes):
        return None
    empty = [link for link in links if link.kind == "wired" and link.enabled and link.carrier is False]
    if not empty:
        return None
    return "", {"links": [link.name for link in empty]}


def name_unknown(asked: Asked) -> Steps[Found | None]:
    name = asked.arguments["name"]
    found = Resolved((yield Call("reach.resolve", {"name": name})))
    if not found.problem:
        return None
    return "", {"name": name, "problem": found.problem}


def port_closed(asked: Asked) -> Steps[Found | None]:
    host, said = asked.arguments["host"], str(asked.arguments["port"])
    if not said.isdecimal():
        raise CallProblem("reach.connect", f"{said!r} is no port")
    door = Connected((yield Call("reach.connect", {"host": host, "port": int(said)})))
    if door.open:
        return None
    return "", {"host": host, "port": int(said), "problem": door.problem}


def page_unreachable(asked: Asked) -> Steps[Found | None]:
    """By the person's own way; what a page says of itself, short of trouble of its own, is its own matter."""
    address = asked.arguments["address"]
    page = Fetched((yield Call("reach.fetch", {"address": address, "way": "proxy"})))
    if not page.problem and page.status < 500:
        return None
    return "", {"address": address, "problem": page.problem, "status": page.status}


CHECKS: dict[str, Callable[[Asked], Steps[Found | None]]] = {
    "cable-unplugged": cable_unplugged,
    "name-unknown": name_unknown,
    "port-closed": port_closed,
    "page-unreachable": page_unreachable,
}

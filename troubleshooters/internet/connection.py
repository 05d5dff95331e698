"""From this computer to the router: the adapter, its address, the way out, and whether the router is there."""

from __future__ import annotations

import time
from collections.abc import Callable

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    CouldNotCheck,
    Finding,
    Link,
    NotPermitted,
    System,
    Unavailable,
    _,
    could_not_check,
)

from .survey import THE_SITE, Survey, route_facts

BEHIND_THE_ROUTER = (
    *("no-internet", "dns-dead", "dns-slow", "dns-hijack", "dns-first-dead", "dns-search-missing", "captive-portal"),
    *("proxy-dead", "proxy-script-unreachable", "packet-loss", "high-latency", "mtu-black-hole", "ipv6-broken"),
    *("https-blocked", "tls-interception", "website.browser-proxy-dead", *THE_SITE),
)
"""What cannot work, or be judged, without a router."""
PATIENCE = 6.0
"""Seconds within which the network must have answered a fix."""

ADDRESS_SECONDS = 10.0
"""Within which a network that was just joined gives an address, if it does."""
SETTLING = 4.0
"""Seconds for all of what the network gives to be written down."""


def wait_for(there: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether this comes true soon."""
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            return False
        time.sleep(0.3)
    return True


class Renewed(Cause):
    """Fixed by asking the network anew for what it gives; what the link had before can be put back."""

    def apply(self, pc: System, finding: Finding) -> Change:
        name = self.link_of(pc, finding)
        before = Survey(pc)
        link = before.link(name)
        if link is not None and link.managed:
            raise NotPermitted(f"{name} is managed by the organisation")
        was = held(before, name)
        try:
            pc.network.renew(name)
        except Unavailable as problem:
            if link is None or link.automatic is not False:
                raise
            raise NotPermitted(f"{name} has its address by hand, not from the network") from problem
        return Change(was, settled(pc, name, was), link=name)

    def link_of(self, pc: System, finding: Finding) -> str:
        name: str = finding.evidence["link"]
        return name

    def undo(self, pc: System, change: Change) -> None:
        now, was = held(Survey(pc), change.link), change.was
        if now == was:
            return
        pc.unless_changed(now, change.now)
        pc.network.put_back(change.link, was["address"], was["gateway"], was["servers"])


def settled(pc: System, name: str, was: dict[str, str]) -> dict[str, str]:
    """What the link holds once the network has had time to answer: other programs write it down bit by bit."""
    end, last = time.monotonic() + SETTLING, was
    while time.monotonic() < end:
        now = held(Survey(pc), name)
        if now == last != was:
            return now
        last = now
        time.sleep(0.5)
    return last


def held(survey: Survey, name: str) -> dict[str, str]:
    """What a link was given over IPv4: its address, its way out and its name servers."""
    link = survey.link(name)
    given = [one for one in link.addresses if one.family == 4 and one.scope == "global"] if link else []
    ways = [route.gateway for route in survey.defaults if route.family == 4 and route.link == name]
    return {
        "address": f"{given[0].address}/{given[0].prefix}" if given else "",
        "gateway": ways[0] if ways else "",
        "servers": " ".join(server.address for server in survey.pc.network.name_servers().servers),
    }


class AdapterDisabled(Cause):
    """Every real adapter that could be used is switched off."""

    title = _("Is your network switched on?")
    likelihood = 0.06
    cost = 5.0
    explain = _("The network of this computer is switched off.")
    why = _("Until it is on, nothing reaches this computer.")
    tip = _("A key on some keyboards switches it off. It may show a small plane.")
    masks = ("cable-unplugged", "no-address", "no-gateway", "gateway-unreachable", *BEHIND_THE_ROUTER)
    fix = Automatic(
        consent=_("I can switch it on again. Nothing is lost."),
        changes=(_("Your network is on again."), _("This computer asks for its address again.")),
        seconds=10.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        off = [link for link in survey.physical if not link.enabled]
        if survey.plugged or survey.defaults or not off or any(_was_in_use(link) for link in survey.physical):
            return None
        says = _("The Wi-Fi of this computer is switched off.") if off[0].kind == "wifi" else ""
        return Finding(says, {"links": [link.name for link in off], "kinds": [link.kind for link in off]})

    def apply(self, pc: System, finding: Finding) -> Change:
        names = finding.evidence["links"]
        if any(link.managed for link in Survey(pc).links if link.name in names):
            raise NotPermitted("the adapter is managed by the organisation")
        for name in names:
            pc.network.enable(name)
        return Change(False, True, links=names)

    def verify(self, pc: System, finding: Finding) -> bool:
        """Whether one is on and connected. All else is looked at next, so what the network gives has its time to come:
        addresses of the older kind are often late, and until they are there nothing finds its name server.
        """
        names = finding.evidence["links"]
        if not wait_for(lambda: any(link.name in names for link in Survey(pc).plugged)):
            return False
        if wait_for(lambda: Survey(pc).gateway(4) is not None, ADDRESS_SECONDS):
            wait_for(lambda: _online(Survey(pc)))
        return True

    def undo(self, pc: System, change: Change) -> None:
        on = [link.name for link in Survey(pc).links if link.enabled and link.name in change.links]
        pc.unless_changed(on == change.links, change.now)
        for name in on:
            pc.network.disable(name)


def _online(survey: Survey) -> bool:
    """Whether the web works, as far as there is a page to ask."""
    try:
        return survey.online is not False
    except CouldNotCheck:
        return False


def _was_in_use(link: Link) -> bool:
    """Switched on, and it still has the address it used until its cable was pulled."""
    return link.enabled and any(one.scope == "global" for one in link.addresses)


class NoAddress(Renewed):
    """Connected, and the network gave this computer no address of its own."""

    title = _("Has the network let this computer in?")
    likelihood = 0.09
    cost = 15.0
    explain = _("Your computer is connected, but the network did not give it an address.")
    why = _("Without one, nothing can be sent to this computer.")
    tip = _("If this comes back, another socket or Wi-Fi may help until IT has looked.")
    masks = ("no-gateway", "gateway-unreachable", *BEHIND_THE_ROUTER)
    fix = Automatic(
        consent=_("I can ask the network again."),
        changes=(_("Your computer asks for a new address."),),
        seconds=15.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if not survey.plugged:
            _tell_of_wifi(pc, survey)
            return None
        if _has_address(survey) or survey.online:
            return None
        link = next((one for one in survey.plugged if one.automatic), survey.plugged[0])
        evidence = {"link": link.name, "kind": link.kind, "addresses": [one.address for one in link.addresses]}
        return Finding("", evidence | {"automatic": link.automatic})

    def verify(self, pc: System, finding: Finding) -> bool:
        return wait_for(lambda: _has_address(Survey(pc)))


def _has_address(survey: Survey) -> bool:
    """Whether an address is there that leads somewhere. One of the old kind may still lack its router."""
    leading = {(route.link, route.family) for route in survey.defaults}
    for link in survey.addressed:
        for one in link.addresses:
            if one.scope == "global" and (one.family == 4 or (link.name, 6) in leading):
                return True
    return False


def _tell_of_wifi(pc: System, survey: Survey) -> None:
    """The Wi-Fi is on and joined to nothing, and there is no cable to look at: trouble of another kind."""
    kinds = {link.kind for link in survey.physical if link.enabled}
    if kinds and "wired" not in kinds and not survey.defaults:
        pc.unnamed(
            _("Your Wi-Fi is on, but not connected to any network. You can choose one in the network settings."),
            {"links": [link.name for link in survey.physical]},
        )


class NoGateway(Renewed):
    """An address, and no way out."""

    title = _("Does this computer know the way out?")
    likelihood = 0.04
    cost = 15.0
    explain = _("Your computer is in the network, but does not know the way to the internet.")
    why = _("Things nearby may work. Everything further away does not.")
    masks = ("gateway-unreachable", *BEHIND_THE_ROUTER)
    fix = Automatic(
        consent=_("I can ask the network for the way again."),
        changes=(_("Your computer learns the way again."),),
        seconds=15.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if survey.defaults or not survey.addressed or survey.online:
            return None
        link = survey.addressed[0]
        return Finding("", {"link": link.name, "addresses": [one.address for one in link.addresses]})

    def verify(self, pc: System, finding: Finding) -> bool:
        """A way is there, and someone is at its end."""

        def leads_out() -> bool:
            survey = Survey(pc)
            route = survey.gateway(4) or survey.gateway(6)
            return bool(survey.defaults) and survey.neighbour(route) is not False

        return wait_for(leads_out)


class GatewayUnreachable(Renewed):
    """A way out is set, and nobody is at its end."""

    title = _("Does the box that gives you internet answer?")
    likelihood = 0.05
    cost = 20.0
    explain = _("The box that gives you internet does not answer.")
    why = _("It is off, or your computer looks for it in the wrong place.")
    tip = _("At home, look whether the lights of the box are on.")
    masks = BEHIND_THE_ROUTER
    fix = Automatic(
        consent=_("I can ask the network where the box is now."),
        changes=(_("Your computer asks for its address and the way out again."),),
        seconds=15.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        route = survey.gateway(4) or survey.gateway(6)
        if route is None or not survey.plugged:
            return None
        answers_there = survey.neighbour(route)
        other = survey.gateway(6) if route.family == 4 else None
        if answers_there or (survey.online and other is None):
            return None
        if answers_there is None:
            return None if survey.online else could_not_check("nobody can tell whether the router answers")
        if any(to == "beyond" for to, _line in survey.lines):
            return None  # some packets do pass it
        return Finding("", route_facts(route))

    def verify(self, pc: System, finding: Finding) -> bool:
        def is_there() -> bool:
            survey = Survey(pc)
            return survey.neighbour(survey.gateway(4) or survey.gateway(6)) is True

        return wait_for(is_there)

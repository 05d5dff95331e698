"""The line itself: packets that get lost, answers that come late, large packets that vanish."""

from __future__ import annotations

from typing import Any

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    Finding,
    Line,
    NotPermitted,
    People,
    System,
    _,
    could_not_check,
)

from .survey import THE_SITE, Survey

LOST = 0.08
"""The share of lost packets from which a person notices."""
AT_LEAST = 3
"""Fewer lost packets than this are chance."""
LATE = 500.0
"""Milliseconds there and back from which a person waits at each click."""
SMALLEST = 1280
"""Every line must carry packets of this size."""
ROUND = 28
"""What an echo packet adds to its contents, when the system speaks of contents."""


def facts(lines: list[tuple[str, Line]]) -> list[dict[str, Any]]:
    return [
        {"to": to, "by": one.by, "sent": one.sent, "answered": one.answered, "milliseconds": one.milliseconds}
        for to, one in lines
    ]


def loses(line: Line) -> bool:
    return line.lost >= LOST and line.sent - line.answered >= AT_LEAST


def lossy(survey: Survey) -> bool:
    """Whether the line loses packets. A clean look beyond outweighs a router that answers not every greeting."""
    beyond = [line for to, line in survey.lines if to == "beyond"]
    judged = beyond or [line for _to, line in survey.lines]
    return bool(judged) and all(loses(line) for line in judged)


class PacketLoss(Cause):
    title = _("Does all you send arrive?")
    likelihood = 0.12
    cost = 5.0
    explain = _("Much of what your computer sends and receives gets lost on the way.")
    why = _("Pages open slowly or not at all, and calls break up.")
    tip = _("Sometimes another cable, or a place nearer to the Wi-Fi box, helps at once.")
    masks = (
        *("dns-slow", "dns-dead", "dns-first-dead", "dns-search-missing", "dns-hijack", "high-latency"),
        *("mtu-black-hole", "ipv6-broken", "https-blocked", "tls-interception", "no-internet", "captive-portal"),
        *("proxy-dead", "proxy-script-unreachable", "hosts-override"),
        *THE_SITE,
    )
    fix = People(_("IT finds out where it gets lost: the cable, the Wi-Fi, or the line outside."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if not survey.lines:
            return could_not_check("nobody answered who could be asked") if survey.defaults else None
        if not lossy(survey):
            return None
        worst = max(line.lost for _to, line in survey.lines)
        says = _("About {percent} of 100 small messages get lost on the way.").format(percent=round(worst * 100))
        return Finding(says, {"lines": facts(survey.lines)})


class HighLatency(Cause):
    title = _("Does the line answer in time?")
    likelihood = 0.05
    cost = 5.0
    explain = _("The line answers very late.")
    why = _("Every click waits for it, even when large files come in fast.")
    tip = _("Large uploads or a weak phone signal can cause this for a while.")
    masks = ("dns-slow", "https-blocked", "website.site-down")
    fix = People(_("IT looks at the line and who is using it up."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        timed = [line for _to, line in survey.lines if line.milliseconds is not None and line.by != "names"]
        if not timed:
            return could_not_check("nobody answered who could be timed") if survey.defaults else None
        if min(line.milliseconds or 0.0 for line in timed) < LATE and not self._beyond_is_late(survey):
            return None
        late = max(line.milliseconds or 0.0 for line in timed)
        whole, _point, tenth = f"{late / 1000:.1f}".partition(".")
        says = _("Each answer takes about {whole}.{tenth} seconds to come.").format(whole=whole, tenth=tenth)
        return Finding(says, {"lines": facts(survey.lines)})

    def _beyond_is_late(self, survey: Survey) -> bool:
        """The router next door may be quick while the line behind it is not."""
        beyond = [line for to, line in survey.lines if to == "beyond" and line.by != "names"]
        return bool(beyond) and all((line.milliseconds or 0.0) >= LATE for line in beyond)


class MtuBlackHole(Cause):
    """Small packets pass, large ones vanish without a word."""

    title = _("Do large messages pass?")
    likelihood = 0.02
    cost = 10.0
    explain = _("Short messages pass, but long ones vanish on the way.")
    why = _("Pages start to open and then stand still.")
    tip = _("This often comes with a secure link to work. IT can set it for good.")
    masks = ("https-blocked", "tls-interception", *THE_SITE)
    fix = Automatic(
        consent=_("I can make this computer send in smaller pieces. You will not notice them."),
        changes=(_("This computer sends smaller pieces."),),
        seconds=5.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        survey.must_be_connected()
        host, port = survey.beyond
        if not host:
            return could_not_check("there is no address to try it with")
        passed = pc.reach.large(host, port)
        if passed.large is not False or not passed.small:
            told = passed.large or not survey.online or self._secure_page_came(survey)
            return None if told else could_not_check("it cannot be told here")
        route = survey.gateway(4) or survey.gateway(6)
        link = survey.link(route.link) if route else None
        evidence = {"host": host, "port": port, "largest": passed.largest, "link": link.name if link else ""}
        return Finding("", evidence | {"mtu": link.mtu if link else 0})

    def _secure_page_came(self, survey: Survey) -> bool:
        """Its digital ID alone is larger than one packet."""
        return any(not page.problem and page.certificate is not None for _address, page in survey.sites())

    def apply(self, pc: System, finding: Finding) -> Change:
        name, was = finding.evidence["link"], finding.evidence["mtu"]
        link = Survey(pc).link(name)
        if link is None or link.managed:
            raise NotPermitted("the adapter is managed by the organisation, or gone")
        now = min(max(finding.evidence["largest"] or SMALLEST, SMALLEST), was)
        pc.network.set_mtu(name, now)
        return Change(was, now, link=name)

    def verify(self, pc: System, finding: Finding) -> bool:
        passed = pc.reach.large(finding.evidence["host"], finding.evidence["port"])
        return passed.large is True or self._largest_fits(pc, finding)

    def _largest_fits(self, pc: System, finding: Finding) -> bool:
        """No larger packets than pass are sent any more."""
        link = Survey(pc).link(finding.evidence["link"])
        largest = finding.evidence["largest"] or SMALLEST
        return link is not None and 0 < link.mtu <= max(largest, SMALLEST)

    def undo(self, pc: System, change: Change) -> None:
        link = Survey(pc).link(change.link)
        pc.unless_changed(link.mtu if link else 0, change.now)
        pc.network.set_mtu(change.link, change.was)

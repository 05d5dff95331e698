"""Behind the router: the internet, sign-in pages, secure pages, and the newer kind of addresses."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from deskside.sdk import Answers, Cause, CouldNotCheck, Fetched, Finding, HandsOn, People, System, _, could_not_check

from .line import lossy
from .survey import THE_SITE, Survey, at_once, family, is_number, later, place

SILENT = ("no-answer", "unreachable", "proxy", "name")
"""Fetching a page ended so: nobody was reached at all."""
WANTS_SIGN_IN = 511
"""What a network that knows the rules says before its sign-in page was seen (RFC 6585)."""
PATIENCE = 1.5
"""Seconds for a number; the tries that come after it need time as well."""
SHUT = ("refused", "unreachable", "no-answer", "cut")
"""A secure page that ended so may have been kept from us."""


class NoInternet(Cause):
    """The router answers, nothing beyond it does."""

    title = _("Is the internet there?")
    likelihood = 0.1
    cost = 5.0
    explain = _("Your computer reaches the box that gives you internet. Behind it, nothing answers.")
    why = _("The trouble is outside your computer. That is not your fault.")
    tip = _("Others near you most likely have the same trouble. It may end by itself.")
    masks = (
        *("captive-portal", "packet-loss", "high-latency", "mtu-black-hole", "ipv6-broken", "https-blocked"),
        *("tls-interception", "dns-slow", "dns-hijack", "dns-first-dead", "dns-search-missing", "proxy-dead"),
        *("proxy-script-unreachable", "hosts-override", "website.browser-proxy-dead", *THE_SITE),
    )
    fix = People(_("IT looks at the line, or calls the company that provides it."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if not survey.defaults:
            return None
        pages = self._pages(survey)
        if not pages:
            could_not_check("there is no address to try it with")
        if any(page.problem not in SILENT for _address, page in pages):
            _tell_of_sites(pc, survey, answers)
            return None
        if all(page.problem == "name" for _address, page in pages) and survey.names != "line":
            return None
        if survey.way == "direct" and any(to == "beyond" for to, _line in survey.lines):
            return None
        route = survey.gateway(4) or survey.gateway(6)
        if survey.neighbour(route) is False or self._is_the_proxy(survey):
            return None
        if not survey.check_place[0] and len(pages) == 1 and survey.names == "work":
            could_not_check("only one address is known, and it may be that one")
        tried = {address: page.problem for address, page in pages}
        evidence = {"gateway": route.gateway if route else "", "tried": tried, "names": survey.names}
        return Finding("", evidence)

    def _pages(self, survey: Survey) -> list[tuple[str, Fetched]]:
        """What came of every address that IT named, by every way in use."""
        straight = later(partial(self._checks, survey, "direct"))
        asks = [partial(self._checks, survey, "proxy"), partial(survey.sites, "")]
        told = [page for pages in at_once(asks) for page in pages or []]
        if any(page.problem not in SILENT for _address, page in told):
            return told
        return [*told, *(straight() or [])]

    def _checks(self, survey: Survey, way: str) -> list[tuple[str, Fetched]]:
        page = survey.check if way == "direct" else survey.check_by_proxy
        return [] if page is None else [(f"check page, {way}", page)]

    def _is_the_proxy(self, survey: Survey) -> bool:
        """Everything goes by a proxy, and its own silence explains the rest: others beyond do answer."""
        if survey.way != "proxy":
            return False
        host, port = place(f"http://{survey.proxy.address}")
        door = survey.pc.reach.connect(host, port)
        far = any(said.answered and not survey.on_link(server.address) for server, said in survey.asked)
        return not door.open and (door.problem == "refused" or far)


def _tell_of_sites(pc: System, survey: Survey, answers: Answers) -> None:
    """Work sites that do not open although the internet is there: trouble without a name here."""
    for address, page in survey.sites():
        host, port = place(address)
        if not (page.problem in SHUT or page.status >= 500) or _has_another_name(pc, host, answers):
            continue
        if not survey.online or lossy(survey):
            return
        if page.status >= 500 and survey.way == "direct":
            says = _("The work page {name} has trouble of its own.")
            pc.unnamed(says.format(name=host), {"address": address, "status": page.status})
        elif page.problem and not pc.reach.connect(host, 80).open and not pc.reach.connect(host, port).open:
            says = _("The work page {name} does not answer, while others do.")
            pc.unnamed(says.format(name=host), {"address": address, "problem": page.problem})


def _has_another_name(pc: System, host: str, answers: Answers) -> bool:
    """Whether another cause speaks of this site: the list on this computer, or the website the person asked about."""
    asked_about = place(answers["address"])[0] or answers["address"]
    return host in asked_about or bool(pc.network.hosts(host))


class CaptivePortal(Cause):
    """Something answers in the place of the page that was asked for."""

    title = _("Does this network want you to sign in first?")
    likelihood = 0.07
    cost = 40.0
    explain = _("This network wants you to sign in on a web page first.")
    why = _("Until then it lets nothing through.")
    tip = _("Hotels, trains and guest Wi-Fi often ask again each day.")
    masks = (
        *("no-internet", "dns-hijack", "https-blocked", "tls-interception", "ipv6-broken", "mtu-black-hole"),
        *("dns-search-missing", "proxy-dead", "proxy-script-unreachable", "hosts-override"),
        *("website.browser-proxy-dead", *THE_SITE),
    )
    fix = HandsOn(
        _(
            "Open the sign-in page, or any page in your browser. "
            "Type what it asks for: in a hotel, often the room number. "
            "Press the button there to go on. Then come back here."
        ),
        picture="sign-in-page.svg",
        picture_says=_("A web page with a form. An arrow points to the button below it."),
        seconds=60.0,
        opens=_("Open the sign-in page"),
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if not survey.addressed and not survey.defaults:
            return None  # in no network at all: in none that could want a sign-in
        if not survey.check_place[0]:
            could_not_check("there is no address to try it with")
        sites = later(survey.sites)
        asked = later(lambda: survey.check)
        if survey.good(survey.check_by_proxy):
            return None
        straight = asked()
        if straight is None:
            could_not_check("the page could not be asked for")
        if straight.problem or survey.good(straight):
            return None
        if straight.status >= 500 and straight.status != WANTS_SIGN_IN:
            return None
        moved = self._elsewhere(survey, straight)
        if not moved and any(not page.problem for at, page in sites() or [] if place(at)[1] == 443):
            return None
        page = moved or survey.expected.check_url
        evidence = {"status": straight.status, "page": page, "starts": straight.starts[:80]}
        return Finding("", evidence)

    def _elsewhere(self, survey: Survey, page: Fetched) -> str:
        """Where the answer points, when that is another place than we asked for."""
        host, _port = place(page.location)
        there = bool(host) and urlsplit(page.location).scheme in ("http", "https")
        return page.location if there and host != survey.check_place[0] else ""

    def open(self, pc: System, finding: Finding) -> None:
        page = finding.evidence.get("page") or Survey(pc).expected.check_url
        pc.open.link(page or could_not_check("no page is known that leads there"))


class Ipv6Broken(Cause):
    """Both kinds of addresses are offered, and the newer kind leads nowhere."""

    title = _("Do both kinds of internet addresses work?")
    likelihood = 0.03
    cost = 5.0
    explain = _("Your network offers two kinds of internet addresses. One of them leads nowhere.")
    why = _("Some pages open late, others not at all.")
    fix = People(_("IT fixes it in the network, or switches the broken kind off."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        route = survey.gateway(6) or next((one for one in survey.defaults if one.family == 6), None)
        link = survey.link(route.link) if route else None
        if route is None or link is None or link.kind == "vpn" or survey.gateway(4) is None:
            return None
        if not any(one.family == 6 and one.scope == "global" for one in link.addresses):
            return None
        if survey.good(survey.check_by_proxy):
            return None
        host, port = survey.check_place
        if not host or is_number(host):
            could_not_check("there is no address to try it with")
        found = survey.numbers(host, PATIENCE) or could_not_check("names come too late to try it")
        pair = [next((one for one in found if family(one) == kind), "") for kind in (4, 6)]
        if not pair[0]:
            return None
        if not pair[1]:
            return None if survey.neighbour(survey.gateway(6)) else could_not_check("nothing known has such an address")
        old, new = at_once([partial(pc.reach.connect, at, port) for at in pair])
        if old is None or new is None:
            could_not_check("not both could be tried")
        if not old.open or new.open:
            return None
        return Finding("", {"gateway": route.gateway, "link": route.link, "tried": pair[1], "problem": new.problem})


class HttpsBlocked(Cause):
    """Plain pages pass, secure ones do not."""

    title = _("Do secure web pages pass?")
    likelihood = 0.03
    cost = 5.0
    explain = _("Plain web pages pass, but secure ones are stopped on the way.")
    why = _("Almost every page today is a secure one.")
    masks = THE_SITE
    fix = People(_("IT looks at what stops them: this network, or protection on the computer."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        host, port = survey.check_place
        if not host or port == 443:
            could_not_check("there is no plain page to compare with")
        secure_door = later(partial(pc.reach.connect, host, 443))
        plain_doors = later(partial(self._plain_doors, pc, survey))
        secure = [(at, page) for at, page in survey.sites() if place(at)[1] == 443]
        if any(page.problem not in SHUT for _at, page in secure) or not survey.online:
            return None
        other = secure_door() if survey.way == "direct" else None
        if other is not None and other.open:
            return self._found(secure, "open") if self._cut(secure) else None
        if not secure:
            could_not_check("no secure page is known that must open")
        if survey.way == "direct" and not any(plain_doors() or []):
            return None
        return self._found(secure, other.problem if other else "")

    def _plain_doors(self, pc: System, survey: Survey) -> list[bool]:
        """Whether the same sites answer where plain pages are."""
        hosts = [place(site)[0] for site in survey.expected.work_sites if place(site)[1] == 443]
        said = at_once([partial(pc.reach.connect, host, 80) for host in hosts])
        return [door is not None and door.open for door in said]

    def _cut(self, secure: list[tuple[str, Fetched]]) -> bool:
        """Several that open and are then cut off: something reads along and decides."""
        return len(secure) > 1 and all(page.problem == "cut" for _at, page in secure)

    def _found(self, secure: list[tuple[str, Fetched]], other: str) -> Finding:
        return Finding("", {"tried": {at: page.problem for at, page in secure}, "check page over https": other})


class TlsInterception(Cause):
    """An authority nobody knows vouches for several sites: something stands in between and reads along."""

    title = _("Do secure pages come from whom they say?")
    likelihood = 0.02
    cost = 5.0
    explain = _("Something stands between you and secure web pages, and shows a digital ID that nobody here knows.")
    why = _("It could read what you type. Please do not sign in anywhere until IT has looked.")
    tip = _("If a page warns you, do not go on. Close it.")
    masks = ("https-blocked", *THE_SITE)
    fix = People(_("IT finds out what stands in between, and whether it belongs there."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        seen = [(at, page) for at, page in survey.sites() if place(at)[1] == 443]
        strange = [(at, page) for at, page in seen if _unknown(page)]
        if seen and not strange:
            _tell_of_certificates(pc, survey, seen, answers)
            return None
        own = survey.check_place[0]
        if not own:
            return could_not_check("there is nothing to compare with") if strange or not seen else None
        address = f"https://{own}/"
        try:
            witness = pc.reach.fetch(address, survey.way)
        except CouldNotCheck:
            witness = Fetched({"problem": "no-answer"})
        if witness.certificate is None and not seen:
            return could_not_check("no secure page is known that must open")
        strange += [(address, witness)] if _unknown(witness) else []
        if len({place(at)[0] for at, _page in strange}) < 2 or (seen and witness.certificate and not _unknown(witness)):
            _tell_of_certificates(pc, survey, strange, answers)
            return None
        issuers = {at: page.certificate.issuer for at, page in strange if page.certificate}
        return Finding("", {"issuers": issuers})


def _unknown(page: Fetched) -> bool:
    return page.certificate is not None and page.certificate.problem == "unknown-authority"


def _tell_of_certificates(pc: System, survey: Survey, seen: list[tuple[str, Fetched]], answers: Answers) -> None:
    """A single work page with a digital ID that is not right is that page's own trouble."""
    for address, page in seen:
        wrong, host = page.certificate.problem if page.certificate else "", place(address)[0]
        if wrong and not _has_another_name(pc, host, answers) and not lossy(survey):
            says = _("The digital ID of the work page {name} is not right.").format(name=host)
            pc.unnamed(says, {"address": address, "problem": wrong, "date": page.date})

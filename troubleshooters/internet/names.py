"""Names of sites and computers: who is asked for them, what they say, and who answers in their place."""

from __future__ import annotations

import random
import string
from functools import partial

from deskside.sdk import (
    Answers,
    Asked,
    Automatic,
    Cause,
    Change,
    Finding,
    NameServer,
    NotPermitted,
    People,
    Resolved,
    System,
    _,
    could_not_check,
)

from .connection import Renewed, wait_for
from .survey import NOBODY, THE_SITE, USEFUL, Survey, at_once, is_number, place

SLOW = 1.0
"""Seconds for one name from which a person notices."""
_dice = random.Random()  # noqa: S311 - a name nobody has, not a secret


def _server_facts(asked: list[tuple[NameServer, Asked]]) -> list[dict[str, object]]:
    return [
        {"server": server.address, "origin": server.origin, "says": said.code, "seconds": round(said.seconds, 2)}
        for server, said in asked
    ]


class _NamedAnew(Renewed):
    """Fixed by asking the network for its name servers again: never by naming others."""

    def link_of(self, pc: System, finding: Finding) -> str:
        survey = Survey(pc)
        if survey.servers and all(server.origin == "hand" for server in survey.servers):
            raise NotPermitted("the name servers were set by hand, not by the network")
        route = survey.gateway(4) or survey.gateway(6)
        return route.link if route else (survey.plugged[0].name if survey.plugged else "")


class DnsDead(_NamedAnew):
    """No name server answers, although the line is there."""

    title = _("Is the internet's address book there?")
    likelihood = 0.07
    cost = 20.0
    explain = _("The internet's address book does not answer. So no page can be found by its name.")
    why = _("Your line itself may be fine.")
    tip = _("Other people here most likely have the same trouble. IT will want to know.")
    masks = (
        *("dns-slow", "dns-first-dead", "dns-hijack", "dns-search-missing", "captive-portal", "no-internet"),
        *("https-blocked", "tls-interception", "ipv6-broken", "mtu-black-hole", "hosts-override"),
        *("packet-loss", "high-latency", "proxy-script-unreachable", "website.browser-proxy-dead", *THE_SITE),
    )
    fix = Automatic(
        consent=_("I can ask the network which address book to use now."),
        changes=(_("Your computer asks again for its address book."),),
        seconds=15.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if not survey.defaults and not survey.servers:
            return None
        if survey.names != "dead":
            return None
        return Finding("", {"servers": _server_facts(survey.asked), "asked": survey.some_name})

    def verify(self, pc: System, finding: Finding) -> bool:
        name = finding.evidence["asked"]
        return wait_for(lambda: not pc.reach.resolve(name).problem)


class DnsFirstDead(_NamedAnew):
    """The first name server is dead, a later one answers: every name waits for the first."""

    title = _("Does the first address book answer?")
    likelihood = 0.03
    cost = 20.0
    explain = _("Your computer asks two address books for names. The first one does not answer.")
    why = _("Every page waits until the second one is asked.")
    masks = ("dns-slow",)
    fix = Automatic(
        consent=_("I can ask the network which address books to use now."),
        changes=(_("Your computer asks again for its address books."),),
        seconds=15.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        if len(survey.servers) < 2 or len(survey.asked) < len(survey.servers):
            return None
        first = survey.servers[0].link
        same = [(server, said) for server, said in survey.asked if server.link == first]
        if same[0][1].answered or not any(said.code in USEFUL for _server, said in same[1:]):
            return None
        return Finding("", {"servers": _server_facts(survey.asked), "asked": survey.some_name})

    def verify(self, pc: System, finding: Finding) -> bool:
        def first_answers() -> bool:
            servers = Survey(pc).servers
            return bool(servers) and pc.reach.query(servers[0].address, finding.evidence["asked"]).code in USEFUL

        return wait_for(first_answers)


class DnsSlow(Cause):
    """Names are found, late."""

    title = _("Are names found quickly?")
    likelihood = 0.04
    cost = 5.0
    explain = _("The internet's address book answers, but very late.")
    why = _("Each new page waits for it. The rest is quick.")
    masks = ("ipv6-broken",)
    fix = People(_("IT looks at the address book, or sends you to another one."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        useful = [(server, said) for server, said in survey.asked if said.code in USEFUL]
        if not useful or useful[0][1].seconds < SLOW:
            return None
        server, said = useful[0]
        again = pc.reach.query(server.address, survey.some_name.upper())
        if again.seconds < SLOW:
            return None
        whole, _point, tenth = f"{min(said.seconds, again.seconds):.1f}".partition(".")
        says = _("It takes {whole}.{tenth} seconds to find a page by its name.").format(whole=whole, tenth=tenth)
        return Finding(says, {"server": server.address, "seconds": [round(said.seconds, 2), round(again.seconds, 2)]})


class DnsHijack(Cause):
    """Names that do not exist get an answer."""

    title = _("Does the address book tell the truth?")
    likelihood = 0.02
    cost = 5.0
    explain = _("The address book of this network gives answers for names that do not exist.")
    why = _("You may land on pages you did not ask for.")
    tip = _("If a page looks strange, do not type a password there.")
    fix = People(_("IT finds out who gives these answers, and sets it right."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        answering = [server for server, said in survey.asked if said.answered]
        if not answering:
            return None
        names = [f"{_no_such_word()}.{end}" for end in ("com", "net", "org")]
        server = answering[0].address
        said = at_once([partial(pc.reach.query, server, name) for name in names])
        told = [one.addresses for one in said if one is not None and one.code == "noerror" and one.addresses]
        if len(told) < 2:
            return None
        return Finding("", {"server": server, "asked": names, "addresses": sorted({at for one in told for at in one})})


def _no_such_word() -> str:
    return "".join(_dice.choice(string.ascii_lowercase) for _n in range(18))


class DnsSearchMissing(Cause):
    """Names from outside are found, the organisation's short ones are not."""

    title = _("Does this computer know the short names used at work?")
    likelihood = 0.04
    cost = 5.0
    explain = _("Your computer finds pages outside, but not the short names used at work.")
    why = _("Links such as {example} then lead nowhere.").replace("{example}", "http://intranet")
    tip = _("Away from work, the secure link to work must be on first.")
    masks = ("website.site-down",)
    fix = People(_("IT tells this computer where to look for short names."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        names = [name for name in survey.expected.work_names if not is_number(name)]
        short = [name for name in names if "." not in name]
        if not names or survey.some_name == NOBODY:
            return None
        survey.must_be_connected()
        said = at_once([partial(pc.reach.resolve, name) for name in (survey.some_name, *names)])
        if said[0] is None or said[0].problem:
            return None
        lost = [name for name, one in zip(names, said[1:], strict=True) if one and self._is_lost(pc, survey, name, one)]
        searched = [name for name in lost if name in short and not self._is_there(pc, survey, name)]
        if not short or set(searched) != set(short):
            self._tell_of_others(pc, [name for name in lost if name in searched or name not in short])
            return None
        evidence = {"names": searched, "search": pc.network.name_servers().search, "found": survey.some_name}
        return Finding(_("The name {name} is not found here.").format(name=searched[0]), evidence)

    def _is_lost(self, pc: System, survey: Survey, name: str, said: Resolved) -> bool:
        """Whether nobody knows the name. Some name servers refuse to speak of names that are not theirs."""
        if said.problem != "no-answer" or said.seconds > SLOW:
            return said.problem == "not-found"
        servers = [server.address for server, answer in survey.asked if answer.code in USEFUL][:1]
        return any(answer.answered and not answer.addresses for answer in (pc.reach.query(at, name) for at in servers))

    def _is_there(self, pc: System, survey: Survey, name: str) -> bool:
        """Whether the name is known with an ending this computer tries: then only its kind of address is missing."""
        endings = pc.network.name_servers().search[:3]
        servers = [server.address for server, said in survey.asked if said.code in USEFUL][:1]
        tries = [partial(pc.reach.query, at, f"{name}.{end}") for at in servers for end in endings]
        return any(one is not None and one.addresses for one in at_once(tries))

    def _tell_of_others(self, pc: System, lost: list[str]) -> None:
        for name in lost:
            pc.unnamed(_("The work name {name} is not known any more.").format(name=name), {"name": name})


class HostsOverride(Cause):
    """A list on this computer sends a work name elsewhere."""

    title = _("Does this computer send work names to the right place?")
    likelihood = 0.02
    cost = 10.0
    explain = _("A list on this computer sends a work page to another place than it should.")
    why = _("This list comes before the address book, so the right place is never asked for.")
    masks = ("tls-interception", "https-blocked", "captive-portal", "no-internet", "website.certificate-wrong-name")
    fix = Automatic(
        consent=_("I can take this line out of use. The rest of the list stays."),
        changes=(_("The name is looked up like all others."), _("The line stays in the list, marked as not in use.")),
        seconds=5.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        hosts = [*survey.expected.work_names, survey.check_place[0]]
        hosts += [place(site)[0] for site in survey.expected.work_sites]
        names = [name for name in dict.fromkeys(hosts) if name and not is_number(name)]
        listed = at_once([partial(pc.network.hosts, name) for name in names])
        for name, here in zip(names, listed, strict=True):
            if here and (there := self._should_be(pc, survey, name)) and not set(here) & set(there):
                if self._is_the_right_place(pc, name):
                    continue
                says = _("A list on this computer sends {name} to another place.").format(name=name)
                return Finding(says, {"name": name, "listed": here, "known": there})
        return None

    def _should_be(self, pc: System, survey: Survey, name: str) -> list[str]:
        """Where the name servers say it is; nothing where only the list knows the name."""
        servers = [server.address for server, said in survey.asked if said.code in USEFUL]
        if not servers:
            could_not_check("no name server answers to compare with")
        endings = [""] if "." in name else [f".{end}" for end in pc.network.name_servers().search[:3]]
        said = at_once([partial(pc.reach.query, servers[0], f"{name}{end}") for end in endings])
        return [address for one in said if one is not None for address in one.addresses]

    def _is_the_right_place(self, pc: System, name: str) -> bool:
        """IT may pin a name to another address of the same site: then its secure page is its own."""
        page = pc.reach.fetch(f"https://{name}/")
        return not page.problem and page.certificate is not None and not page.certificate.problem

    def apply(self, pc: System, finding: Finding) -> Change:
        name = finding.evidence["name"]
        pc.network.hide_host(name)
        return Change(finding.evidence["listed"], [], name=name)

    def verify(self, pc: System, finding: Finding) -> bool:
        """The name leads to where the name servers say."""
        name, listed = finding.evidence["name"], set(finding.evidence["listed"])
        found = set(pc.reach.resolve(name).addresses)
        return bool(found) and not found & listed

    def undo(self, pc: System, change: Change) -> None:
        pc.unless_changed(pc.network.hosts(change.name), change.now)
        pc.network.show_host(change.name)

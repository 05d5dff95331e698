"""The go-between for the web that this computer was told to use: dead, or its rules out of reach."""

from __future__ import annotations

from urllib.parse import urlsplit

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    Finding,
    NotPermitted,
    People,
    Proxy,
    System,
    _,
    could_not_check,
)

from .survey import THE_SITE, Survey, place

DEAD = ("proxy", "no-answer", "cut", "refused", "unreachable")
OF_IT = People(_("IT set this on your computer, so only IT may change it."))


class _OwnSetting(Cause):
    """Fixed by taking the person's own setting out of use, and taken back by setting it again."""

    masks = ("mtu-black-hole", *THE_SITE)

    def apply(self, pc: System, finding: Finding) -> Change:
        proxy = Survey(pc).proxy
        if proxy.managed:
            raise NotPermitted("the organisation set this proxy")
        pc.network.set_proxy("none")
        return Change(_setting(proxy), "none")

    def verify(self, pc: System, finding: Finding) -> bool:
        """Nothing goes that way any more, and the web answers without it."""
        survey = Survey(pc)
        if pc.network.proxy().kind != "none":
            return False
        return survey.good(survey.check) if survey.check_place[0] else True

    def undo(self, pc: System, change: Change) -> None:
        pc.unless_changed(pc.network.proxy().kind, change.now)
        was = change.was
        pc.network.set_proxy(was["kind"], was["address"], was["script"])


def _setting(proxy: Proxy) -> dict[str, str]:
    return {"kind": proxy.kind, "address": proxy.address, "script": proxy.script}


class ProxyDead(_OwnSetting):
    """A proxy is set and does not answer."""

    title = _("Does the go-between for the web answer?")
    likelihood = 0.05
    cost = 8.0
    explain = _("Your computer sends all web pages through a go-between, and that one does not answer.")
    why = _("So no page arrives, although the line is there.")
    tip = _("Such a setting is often left over from another place.")
    fix = Automatic(
        consent=_("I can switch it off, so that pages come straight to you. You can have it back."),
        changes=(_("Web pages come without the go-between."), _("You may have to close and open programs once.")),
        seconds=3.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        proxy = survey.proxy
        host, port = place(f"http://{proxy.address}")
        if proxy.kind != "manual" or not host:
            return None
        survey.must_be_connected()
        door = pc.reach.connect(host, port)
        problem = door.problem or ("" if door.open else "no-answer")
        if door.open:
            problem = self._says_nothing(pc, survey)
        if not problem:
            return None
        if problem == "name" and survey.names != "work":
            could_not_check("no names are found at all")
        evidence = {"proxy": proxy.address, "where": proxy.where, "managed": proxy.managed, "problem": problem}
        says = _("The go-between for web pages ({name}) does not answer.").format(name=host)
        return Finding(says, evidence, instead=OF_IT if proxy.managed else None)

    def _says_nothing(self, pc: System, survey: Survey) -> str:
        """A door that opens with nobody behind it; one who wants a name first is alive."""
        page = survey.check_by_proxy
        if page is not None and page.status == 407:
            pc.unnamed(_("The go-between for web pages wants you to sign in."), {"proxy": survey.proxy.address})
        if page is None or page.problem not in DEAD or not survey.good(survey.check):
            return ""
        return page.problem


class ProxyScriptUnreachable(_OwnSetting):
    """The rules for the way to the web lie where nobody can fetch them."""

    title = _("Can the rules for the way to the web be fetched?")
    likelihood = 0.02
    cost = 8.0
    explain = _("Your computer asks a list of rules for the way to each web page. That list can't be fetched.")
    why = _("Pages then open late, or not at all.")
    tip = _("Such a setting is often left over from another place.")
    fix = Automatic(
        consent=_("I can switch the list off, so that pages come straight to you. You can have it back."),
        changes=(_("Web pages come without the list of rules."), _("You may have to close and open programs once.")),
        seconds=3.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        survey = Survey(pc)
        proxy = survey.proxy
        if proxy.kind != "script" or urlsplit(proxy.script).scheme not in ("http", "https"):
            return None
        survey.must_be_connected()
        page = pc.reach.fetch(proxy.script)
        if not page.problem and page.status in (200, 301, 302, 303, 307, 308):
            return None
        if page.problem == "name" and survey.names != "work":
            could_not_check("no names are found at all")
        evidence = {"script": proxy.script, "where": proxy.where, "managed": proxy.managed}
        evidence |= {"problem": page.problem, "status": page.status}
        return Finding("", evidence, instead=OF_IT if proxy.managed else None)

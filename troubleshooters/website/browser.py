"""The browser: a go-between of its own that is dead, a lock nobody holds, and what it keeps of a site."""

from __future__ import annotations

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    CouldNotCheck,
    Finding,
    HandsOn,
    NotPermitted,
    Profile,
    System,
    _,
    could_not_check,
)

from .visit import Visit, opens

TOO_MUCH = 8000
"""Bytes of cookies for one site from which servers turn every request away."""


def profiles(pc: System) -> list[Profile]:
    return pc.browsers.profiles()


def profile_of(pc: System, told: Finding | Change) -> Profile:
    """The profile that was found or changed, as it is now."""
    facts = told.evidence if isinstance(told, Finding) else told.data
    for one in profiles(pc):
        if (one.browser, one.profile) == (facts["browser"], facts["profile"]):
            return one
    raise CouldNotCheck(f"{facts['browser']} has no such profile any more")


def closed(profile: Profile) -> None:
    if profile.running:
        could_not_check(f"{profile.browser} is open; it must be closed first")


class BrowserProxyDead(Cause):
    """The browser was told of a proxy of its own, which does not answer."""

    title = _("Does your browser go by a way of its own?")
    likelihood = 0.05
    cost = 20.0
    explain = _("Your browser sends all pages through a go-between of its own, and that one does not answer.")
    why = _("Other programs are fine. Only this browser is kept from the web.")
    tip = _("Such a setting is often left over from another place.")
    masks = ("browser-data",)
    fix = Automatic(
        consent=_("Please close the browser first. Then I can switch this off. You can have it back."),
        changes=(_("Your browser goes the same way as other programs."),),
        seconds=3.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        for profile in profiles(pc):
            proxy = profile.proxy
            problem = self._problem(pc, profile)
            if proxy is None or not problem:
                continue
            evidence = {
                "browser": profile.browser,
                "profile": profile.profile,
                "kind": proxy.kind,
                "address": proxy.address or proxy.script,
                "managed": proxy.managed,
                "problem": problem,
            }
            says = _("{name} sends all pages through a go-between that does not answer.")
            return Finding(says.format(name=profile.browser), evidence)
        return None

    def _problem(self, pc: System, profile: Profile) -> str:
        """Why nobody answers there; "" when somebody does."""
        proxy = profile.proxy
        if proxy is None:
            return ""
        if proxy.kind == "script":
            page = pc.reach.fetch(proxy.script) if proxy.script.startswith(("http://", "https://")) else None
            return "" if page is None else page.problem or ("no rules" if page.status >= 400 else "")
        host, _colon, port = proxy.address.rpartition(":")
        if not host or not port.isdecimal():
            return ""
        door = pc.reach.connect(host.strip("[]"), int(port))
        return "" if door.open else door.problem or "no-answer"

    def apply(self, pc: System, finding: Finding) -> Change:
        if finding.evidence["managed"]:
            raise NotPermitted("the browser is told so at every start")
        profile = profile_of(pc, finding)
        closed(profile)
        pc.browsers.set_proxy(profile.browser, profile.profile, "none")
        was = {"kind": finding.evidence["kind"], "address": finding.evidence["address"]}
        return Change(was, None, browser=profile.browser, profile=profile.profile)

    def verify(self, pc: System, finding: Finding) -> bool:
        """It goes no way of its own any more, or one where somebody answers."""
        return not self._problem(pc, profile_of(pc, finding))

    def undo(self, pc: System, change: Change) -> None:
        profile = profile_of(pc, change)
        closed(profile)
        pc.unless_changed(profile.proxy.address if profile.proxy else None, change.now)
        pc.browsers.set_proxy(profile.browser, profile.profile, change.was["kind"], change.was["address"])


class BrowserProfileLocked(Cause):
    """A lock that no browser holds keeps it from starting."""

    title = _("Can your browser start?")
    likelihood = 0.04
    cost = 8.0
    explain = _("Your browser thinks it is already open somewhere else, so it does not start.")
    why = _("It left a mark behind when it was last cut off.")
    tip = _("This can happen when a computer gets a new name, or is switched off in a hurry.")
    fix = Automatic(
        consent=_("I can put this mark aside. Your pages and passwords stay as they are."),
        changes=(_("Your browser can start again."),),
        seconds=2.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        for profile in profiles(pc):
            if profile.lock == "left-over" and not profile.running:
                says = _("{name} thinks it is already open somewhere else.").format(name=profile.browser)
                return Finding(says, {"browser": profile.browser, "profile": profile.profile})
        return None

    def apply(self, pc: System, finding: Finding) -> Change:
        profile = profile_of(pc, finding)
        closed(profile)
        pc.browsers.unlock(profile.browser, profile.profile)
        return Change("left-over", "", browser=profile.browser, profile=profile.profile)

    def verify(self, pc: System, finding: Finding) -> bool:
        return profile_of(pc, finding).lock != "left-over"

    def undo(self, pc: System, change: Change) -> None:
        pc.unless_changed(profile_of(pc, change).lock, change.now)
        pc.browsers.lock(change.browser, change.profile)


class BrowserData(Cause):
    """What the browser keeps of the site is in the way: the site itself opens from here."""

    title = _("Does your browser keep old pieces of this site?")
    likelihood = 0.1
    cost = 60.0
    explain = _("Your browser keeps old pieces of this site. They can keep it from opening.")
    why = _("What a browser keeps can stop a site from opening, even when the site is well.")
    tip = _("A private window shows a site without anything that is kept. It is a quick way to try.")
    questions = ("address",)
    fix = HandsOn(
        _(
            "Open the page in your browser. Click the small sign to the left of its address. "
            'Choose "Cookies and site data" there, and delete what is kept. '
            "Then load the page again, and sign in once more if it asks."
        ),
        picture="site-data.svg",
        picture_says=_("A browser window. An arrow points to the small sign to the left of the address."),
        seconds=60.0,
        opens=_("Open the page"),
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        visit = Visit(pc, answers)
        if not opens(visit.seen):
            return None
        kept = [one for one in pc.browsers.site_data(visit.host) if one.cookies]
        heavy = max(kept, key=lambda one: one.size, default=None)
        if heavy is None:
            return None
        if heavy.size < TOO_MUCH:
            could_not_check("the site opens from here; only in the browser can be seen what it keeps of it")
        evidence = {"browser": heavy.browser, "cookies": heavy.cookies, "bytes": heavy.size, "address": visit.address}
        return Finding(_("{name} keeps too much of this site.").format(name=heavy.browser), evidence)

    def open(self, pc: System, finding: Finding) -> None:
        address = finding.evidence.get("address") or Visit(pc, pc.answers).address
        pc.open.link(address)

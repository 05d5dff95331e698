"""The site itself: gone, with trouble of its own, or with a digital ID that is not right."""

from __future__ import annotations

from deskside.sdk import Answers, Cause, Finding, People, System, _, could_not_check

from .visit import SHUT, Visit

WANTS_SIGN_IN = 511
"""What a network says that wants a sign-in first: no page's own word."""
GONE = (404, 410)
SPELLING = _("Please look at the spelling first. If it is right, IT can find out what became of the site.")
FIRST_PAGE = _("The first page of the site may lead you there. IT can ask the people who run it.")
ASK_THEM = _("IT can ask the people who run the site, and tell you when it is back.")


class SiteDown(Cause):
    """That site does not answer, others do."""

    title = _("Does the site answer?")
    likelihood = 0.2
    cost = 5.0
    explain = _("The site does not answer, but others do. So it is not your computer.")
    why = _("The trouble is with the site or its address, not with your computer.")
    tip = _("Try again in an hour. Many sites come back by themselves.")
    questions = ("address",)
    masks = ("site-error", "certificate-expired", "certificate-wrong-name", "browser-data")
    fix = People(ASK_THEM)

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        visit = Visit(pc, answers)
        if visit.seen.problem not in SHUT:
            return None
        if visit.others_open is None:
            could_not_check("no other page is known to compare with")
        if not visit.others_open:
            return None
        listed = pc.network.hosts(visit.host)
        if listed and visit.is_works:
            return None
        if listed:
            says = _("A list on this computer says where {name} is, and nobody answers there.")
            pc.unnamed(says.format(name=visit.host), {"host": visit.host, "listed": listed})
            return None
        evidence = {"address": visit.address, "problem": visit.seen.problem, "seconds": round(visit.seen.seconds, 2)}
        if visit.seen.problem == "name":
            says = _("No site called {name} is known. Perhaps it is spelled in another way.")
            return Finding(says.format(name=visit.host), evidence, instead=People(SPELLING))
        return Finding(_("The site {name} does not answer, but others do.").format(name=visit.host), evidence)


class SiteError(Cause):
    """The site answers that it has trouble."""

    title = _("Does the site show its page?")
    likelihood = 0.12
    cost = 5.0
    explain = _("The site answers, but it has trouble of its own. It is not your computer.")
    why = _("Your line is fine: the answer came all the way to you.")
    tip = _("Try again in an hour. Many sites mend such things quickly.")
    questions = ("address",)
    masks = ("browser-data",)
    fix = People(ASK_THEM)

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        visit = Visit(pc, answers)
        status = visit.seen.status
        if visit.seen.problem or status == WANTS_SIGN_IN or not (status >= 500 or status in GONE):
            return None
        evidence = {"address": visit.address, "status": status}
        if status in GONE:
            says = _("The site {name} is there, but this page of it is not. Its address may have changed.")
            return Finding(says.format(name=visit.host), evidence, instead=People(FIRST_PAGE))
        return Finding(_("The site {name} answers that it has trouble.").format(name=visit.host), evidence)


class CertificateExpired(Cause):
    """The site's certificate has expired, by others' clocks too."""

    title = _("Is the digital ID of the site still good?")
    likelihood = 0.04
    cost = 5.0
    explain = _("The digital ID of the site has run out. Your computer is right to stop you there.")
    why = _("Without a good one, nobody can tell whether this is the real site.")
    tip = _("Please do not go on past such a warning, and do not sign in there.")
    questions = ("address",)
    masks = ("browser-data",)
    fix = People(_("IT tells the people who run the site. Only they can renew its digital ID."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        visit = Visit(pc, answers)
        shown = visit.seen.certificate
        if shown is None or shown.problem in ("", "wrong-name"):
            return None
        facts = {"address": visit.address, "issuer": shown.issuer, "until": shown.until, "now": visit.now}
        if shown.problem == "expired" and (not shown.until or visit.now is None or shown.until < visit.now):
            return Finding(_("The digital ID of {name} has run out.").format(name=visit.host), facts)
        if shown.problem == "unknown-authority":
            if "unknown-authority" not in visit.secure_others:
                says = _("Nobody this computer knows has signed the digital ID of {name}.")
                pc.unnamed(says.format(name=visit.host), facts)
            return None
        pc.unnamed(_("The clock of this computer seems to be wrong."), facts | {"problem": shown.problem})
        return None


class CertificateWrongName(Cause):
    """The certificate is good, and for another site."""

    title = _("Is the digital ID for this site?")
    likelihood = 0.03
    cost = 5.0
    explain = _("The site shows the digital ID of another site. Your computer is right to stop you there.")
    why = _("You may have reached another place than the one you meant.")
    tip = _("Please do not go on past such a warning, and do not sign in there.")
    questions = ("address",)
    masks = ("browser-data",)
    fix = People(_("IT looks at where the name leads, and tells the people who run the site."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        visit = Visit(pc, answers)
        shown = visit.seen.certificate
        if shown is None or shown.problem != "wrong-name":
            return None
        says = _("The site {name} shows a digital ID made for another site.").format(name=visit.host)
        return Finding(says, {"address": visit.address, "names": shown.names[:10], "issuer": shown.issuer})

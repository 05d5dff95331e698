"""What the pages of django-helpdesk mean: what was made or refused, who wrote, how a ticket stands. Pure."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qs, urlsplit

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Sender, Stage
from deskside.tickets.backend import Content
from deskside.tickets.backends import django_helpdesk_pages as pages
from deskside.tickets.wire.refusals import Answer, sign_in_to_network

NEEDS_EDIT = ("title", "body", "submitter_email")
"""What of the form the person can change."""
_OPEN, _SOLVED = 1, (3, 4, pages.MERGED)


def check_filled(form: pages.Form, filled: Collection[str]) -> None:
    if missing := sorted(form.required.difference(filled)):
        raise errors.Held(f"the public form asks for what nobody fills: {', '.join(missing)}")


def unread(page: Answer, problem: LookupError) -> errors.SendProblem:
    """Either the site draws its pages in another way, or this is a piece of one, or none of its own."""
    if b"helpdesk/" in page.body and page.body.rstrip().endswith(b"</html>"):
        return errors.Held(str(problem))
    return errors.NotReached(f"{problem} (and it does not seem to be its own)", says=sign_in_to_network())


def number(answer: Answer) -> str:
    """The ticket that the site leads to after it was made."""
    there = urlsplit(answer.headers.get("location", ""))
    if there.netloc not in ("", urlsplit(answer.url).netloc):
        raise errors.Unclear(f"the form was answered by a way to {there.netloc}")
    number = parse_qs(there.query).get("ticket", [""])[0].rpartition("-")[2]
    if there.path.endswith("/view/") and number.isascii() and number.isdigit():
        return number
    if "login" in there.path:
        raise errors.Held("the public form is only for those who sign in (HELPDESK_REDIRECT_TO_LOGIN_BY_DEFAULT)")
    raise errors.Unclear(f"the form was answered by a way to {there.path}")


def refused(form: pages.Form, files: tuple[Content, ...]) -> errors.SendProblem:
    """The form came back: nothing was made."""
    if "attachment" in form.errors:
        names = ", ".join(file.name for file in files)
        says = _("The help desk does not take this kind of file. Please leave it out: {names}").format(names=names)
        return errors.NeedsEdit(f"attachment: {form.errors['attachment']}", says=says)
    for name, why in form.errors.items():
        problem = errors.NeedsEdit if name in NEEDS_EDIT else errors.Held
        return problem(f"the form refuses {name}: {why}")
    return errors.Unclear("the form came back and gave no reason")


def is_opening(said: pages.Said) -> bool:
    return not said.by and "@" not in said.title


def sender(said: pages.Said, submitter: str) -> Sender:
    """Staff has a name, on the page or, when it wrote by mail, an address in the title; the site itself has neither."""
    if said.by or ("@" in said.title and submitter.lower() not in said.title.lower()):
        return Sender.AGENT
    return Sender.PERSON if "@" in said.title else Sender.DESK


def stage(status: int, said: list[pages.Said], submitter: str) -> Stage:
    if status in _SOLVED:
        return Stage.SOLVED
    staff = [one for one in said if sender(one, submitter) is Sender.AGENT]
    if status == _OPEN and not any(one.text for one in staff):
        return Stage.SEEN if staff else Stage.SENT
    return Stage.WORKING

"""Small pieces of the pages' wording that more than one of them needs."""

from __future__ import annotations

import re
from math import ceil

from deskside.language import _, ngettext
from deskside.model.case import Case, Finding, FixState
from deskside.model.page import Point, Sign
from deskside.model.troubleshooter import Cause, Restart


def looked_for(cause: Cause) -> str:
    """What is looked at, as a question where the author wrote one."""
    return cause.title or cause.explain or _("One more thing")


def takes(seconds: float) -> str:
    """How long something takes, rounded up so that nobody waits longer than was said."""
    if seconds <= 5:
        return _("This takes a few seconds.")
    if seconds <= 50:
        count = 10 * ceil(seconds / 10)
        return _("This takes about {count} seconds.").format(count=count)
    minutes = ceil(seconds / 60)
    return ngettext("This takes about {count} minute.", "This takes about {count} minutes.", minutes).format(
        count=minutes
    )


def waiting(waited: float, seconds: float) -> str:
    """What is said while the computer works on something that takes ``seconds``."""
    if waited <= max(seconds, 5.0):
        return takes(seconds)
    return _("This takes a little longer than planned. Thanks for waiting.")


def afterwards(cause: Cause) -> str:
    """What the person has to do after the fix; "" when nothing."""
    match cause.fix.restart:
        case Restart.RESTART:
            return _("This computer needs a restart afterwards. You choose when.")
        case Restart.SIGN_OUT:
            return _("You need to sign out and in again afterwards. You choose when.")
    return ""


def sorry(case: Case) -> str:
    """Said once in a case: on the first page of bad news."""
    bad = {one.cause for one in case.findings if _is_bad_news(one)}
    first = next((cause for cause in case.tried if cause in bad), "")
    return _("Sorry about this.") if first == case.current else ""


def _is_bad_news(finding: Finding) -> bool:
    if finding.state is FixState.UNDONE:
        return finding.verified is False
    return finding.state in (FixState.FAILED, FixState.NEEDS_ADMIN)


def lines(*parts: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(part for part in parts if part)


def points(*parts: tuple[Sign, str]) -> tuple[Point, ...]:
    """Those that say something, each with its sign."""
    return tuple(Point(text, sign) for sign, text in parts if text)


def one_by_one(text: str) -> tuple[str, ...]:
    """The sentences of a step. A dot ends one where a word stands before it ("z. B.") and no small letter after it."""
    parts: list[str] = []
    for part in re.split(r"(?<=\w{2}[.!?])\s+|(?<=[؟。])\s*", text.strip()):
        if parts and (part[:1].islower() or part[:1].isdigit()):
            parts[-1] += f" {part}"
        elif part:
            parts.append(part)
    return tuple(parts)

"""The part of a ticket that people read: all that an agent wants in the first ten seconds, in plain words.

A line that sums it up, the person's own words, what it stops and whom and since
when, the computer, and what was asked, found and tried with which result. Words
that are long come last, so that they push nothing out of sight.
"""

from __future__ import annotations

import re
from datetime import date

from deskside.casework.impact import impact_line, since_line, stops_line
from deskside.engine import summary_line, tried_lines
from deskside.language import _
from deskside.model.case import Case
from deskside.model.parcel import Choices

_AGENT_PART = re.compile(r"\n\n-- ?\n(?=Case DS-|Deskside \d)")
_LONG = 600
_MANY_LINES = 10


def people_part(case: Case | None, words: str, choices: Choices, device: str, day: date) -> str:
    """``device``: which computer, "" when it is not told; ``day``: the one on which it is written."""
    summary = summary_line(case) if case is not None else ""
    lines = (
        stops_line(choices.stops, choices.urgency),
        impact_line(choices.impact),
        since_line(choices.since, day),
        device_line(device),
    )
    told = "\n".join(line for line in lines if line)
    tried = _tried(case) if case is not None else ""
    if len(words) > _LONG or words.count("\n") >= _MANY_LINES:
        parts = (summary, told, tried, "\n".join((_("In the person's own words:"), words)))
    else:
        parts = (summary, words, told, tried)
    return "\n\n".join(part for part in parts if part)


def for_people(text: str) -> str:
    """What was added to a request, without the part for the agent."""
    return _AGENT_PART.split(text, 1)[0]


def device_line(device: str) -> str:
    return _("Computer: {name}").format(name=device) if device else ""


def _tried(case: Case) -> str:
    lines = tried_lines(case)
    return "\n".join((_("What Deskside asked, found and tried:"), *(f"- {line}" for line in lines))) if lines else ""

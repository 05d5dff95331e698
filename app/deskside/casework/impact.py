"""Who else is stopped, how much it holds up, since when: as the person says it, and as an agent reads it."""

from __future__ import annotations

from datetime import date, timedelta

from deskside.language import _
from deskside.model.parcel import Impact, Since, Urgency
from deskside.model.ticket import Priority
from deskside.tickets.hours.opening import date_words

_FOR_AGENTS = {
    Impact.ME: "one person",
    Impact.FEW: "a few people",
    Impact.MANY: "many people",
    Impact.UNKNOWN: "not known to the person",
}


def impact_words(impact: Impact) -> str:
    """The answer to "Is it the same for anyone else?", as it is chosen and as it is sent."""
    return {
        Impact.ME: _("Only me"),
        Impact.FEW: _("A few of us"),
        Impact.MANY: _("Many people"),
        Impact.UNKNOWN: _("I don't know"),
    }[impact]


def urgency_words(urgency: Urgency) -> str:
    """The answer to "How much does this hold you up?"."""
    return {
        Urgency.STOPPED: _("I can't work at all."),
        Urgency.SLOWED: _("I can work, but it is hard."),
        Urgency.CAN_WAIT: _("It can wait a little."),
    }[urgency]


def since_words(since: Since) -> str:
    """The answer to "How long has it been so?"."""
    return {
        Since.TODAY: _("Since today"),
        Since.YESTERDAY: _("Since yesterday"),
        Since.DAYS: _("For a few days"),
        Since.LONGER: _("For longer"),
    }[since]


def stops_line(stops: str, urgency: str) -> str:
    """What the person can't do, and how much that holds them up; "" when neither was said."""
    said = [stops.strip(), urgency_words(Urgency(urgency)) if urgency else ""]
    stops = " ".join(one for one in said if one)
    return _("What it stops: {stops}").format(stops=stops) if stops else ""


def impact_line(impact: str) -> str:
    """For the part that people read; "" when it was not said."""
    return _("Who is stopped: {who}").format(who=impact_words(Impact(impact))) if impact else ""


def since_line(since: str, day: date) -> str:
    """With the day that is meant, for the message may arrive on another one than ``day``, on which it was written."""
    if not since:
        return ""
    said, back = since_words(Since(since)), {Since.TODAY: 0, Since.YESTERDAY: 1}.get(Since(since))
    if back is None:
        return _("How long: {since}").format(since=said)
    meant = date_words(day - timedelta(days=back))
    return _("How long: {since} ({day})").format(since=said, day=meant)


def with_weight(agent: str, impact: str, urgency: str, priority: Priority) -> str:
    """The agent's part with what the person said of its weight as its second line."""
    if not (impact or urgency):
        return agent
    first, _break, rest = agent.partition("\n")
    said = [f"Impact: {_FOR_AGENTS[Impact(impact)]} ({impact})"] if impact else []
    said += [f"Urgency: {urgency}"] if urgency else []
    return "\n".join(part for part in (first, ". ".join((*said, f"Priority: {priority.value}")), rest) if part)

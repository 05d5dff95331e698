"""Who else is stopped by a problem: in the person's words, and as an agent wants it."""

from __future__ import annotations

from deskside.language import _
from deskside.model.parcel import Impact

_FOR_AGENTS = {
    Impact.ME: "one person",
    Impact.FEW: "a few people",
    Impact.MANY: "many people",
    Impact.UNKNOWN: "not known to the person",
}


def impact_words(impact: Impact) -> str:
    """The answer to "Is anyone else stopped by this?", as it is chosen and as it is sent."""
    return {
        Impact.ME: _("Only me"),
        Impact.FEW: _("A few of us"),
        Impact.MANY: _("Many people"),
        Impact.UNKNOWN: _("I don't know"),
    }[impact]


def story_line(impact: str) -> str:
    """For the part that people read; "" when it was not said."""
    return _("Who is stopped: {who}").format(who=impact_words(Impact(impact))) if impact else ""


def with_impact(agent: str, impact: str) -> str:
    """The agent's part with the impact as its second line."""
    if not impact:
        return agent
    first, _break, rest = agent.partition("\n")
    return "\n".join(part for part in (first, f"Impact: {_FOR_AGENTS[Impact(impact)]} ({impact})", rest) if part)

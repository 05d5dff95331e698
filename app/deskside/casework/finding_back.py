"""What a run found that the help desk had asked for, as an answer to it: shown first, and sent as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskside.casework.agent_part import agent_part
from deskside.engine import summary_line, tried_lines
from deskside.language import _
from deskside.model.case import Case
from deskside.tickets.words.plain import plain

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy


def what_was_found(case: Case, privacy: Privacy) -> str:
    """For people first, then for the agent; private things are hidden. The person may change every word of it."""
    lines = [summary_line(case), *(f"- {line}" for line in tried_lines(case))]
    if case.working is True:
        lines.append(_("It is working now."))
    privacy = privacy.telling(case)
    told = privacy.redact("\n".join(lines)).text
    return plain(f"{told}\n\n-- \n{agent_part(case, privacy)}")

"""Plain text as a block of code in CommonMark: shown to the letter, and not even a system's own links look into it."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\A(`{3,})\n(.*?)\n\1\s*\Z", re.DOTALL)


def ticket(story: str, agent_part: str) -> str:
    return written(f"{story}\n\n-- \n{agent_part}" if agent_part else story)


def written(text: str) -> str:
    """``text`` between fences that are longer than any in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def read(source: str) -> str:
    """What ``written`` was given."""
    match = _FENCE.match(source.replace("\r\n", "\n"))
    return match[2] if match else source

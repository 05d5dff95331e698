"""The part of a bundle that an agent reads from the top: what was found first, then every fact on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from deskside.model.report import Fact, FactGroup
from deskside.model.troubleshooter import Json


def agent_text(summary: str, facts: tuple[Fact, ...], groups: Iterable[FactGroup]) -> str:
    """``summary`` is told in ten seconds; the rest is for looking things up. Technical, by the names in facts.json."""
    unread = [fact for fact in facts if fact.key == "unread"]
    lines = [summary.rstrip()]
    lines += [f"Not read: {fact.group}: {_value(fact.value)}" for fact in unread]
    for group in groups:
        own = [fact for fact in facts if fact.group == group.id and fact.key != "unread"]
        if own:
            lines += ["", f"[{group.id}]"]
            lines += [f"{fact.key}: {_value(fact.value)}" for fact in own]
    return "\n".join(lines).lstrip("\n") + "\n"


def _value(value: Json) -> str:
    """On one line, but for a list of texts, such as the end of a log, that has a line each."""
    if isinstance(value, str):
        return value.replace("\n", "\n  ")
    if isinstance(value, list) and len(value) > 1 and all(isinstance(item, str) and " " in item for item in value):
        return "".join(f"\n  {item}" for item in value)
    return msgspec.json.encode(value, order="sorted").decode()

"""The page of a bundle that the person can read: what is in it, group by group, and what was hidden and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from deskside.diagnostics.bundle_form import AGENT, EVIDENCE, FACTS
from deskside.diagnostics.standins import KINDS, kind_in_words, stand_ins
from deskside.language import _, ngettext
from deskside.model.report import Fact, FactGroup
from deskside.model.troubleshooter import Json

_SHOWN = 6
"""So many of a long list are shown here; all of them stand in facts.json."""


def contents_page(
    facts: tuple[Fact, ...], groups: Iterable[FactGroup], evidence: dict[str, Json], everything: str
) -> str:
    """The text of the page. ``everything`` is all that was redacted, for counting what was hidden."""
    lines = [_("What is in this file"), ""]
    for group in groups:
        lines += [group.label, *([group.says] if group.says else [])]
        lines += [f"  {fact.label}: {plain_value(fact.value)}" for fact in facts if fact.group == group.id]
        lines.append("")
    lines += [_("What the checks have seen"), _seen(evidence), ""]
    lines += _hidden(everything)
    lines += [
        "",
        _("The other parts of this file"),
        f"  {FACTS}: " + _("how this computer is doing, for programs to read."),
        f"  {EVIDENCE}: " + _("what the checks have seen, for programs to read."),
        f"  {AGENT}: " + _("a summary for the help desk."),
    ]
    return "\n".join(lines) + "\n"


def plain_value(value: Json) -> str:
    """A value in a line or two, for reading."""
    if isinstance(value, dict):
        return ", ".join(f"{_words(key)} {plain_value(item)}" for key, item in value.items()) or "-"
    if isinstance(value, list):
        shown = "; ".join(plain_value(item) for item in value[:_SHOWN]) or "-"
        more = len(value) - _SHOWN
        text = ngettext("{shown}; and {count} more", "{shown}; and {count} more", more)
        return text.format(shown=shown, count=more) if more > 0 else shown
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "-" if value is None or value == "" else str(value).replace("\n", " ")


def _words(key: str) -> str:
    return key.replace("_", " ")


def _seen(evidence: dict[str, Json]) -> str:
    if not evidence:
        return "  " + _("Nothing that a check has seen goes along.")
    text = ngettext("{count} finding, with what led to it.", "{count} findings, with what led to them.", len(evidence))
    return "  " + text.format(count=len(evidence))


def _hidden(everything: str) -> list[str]:
    """What was replaced, by kind: how many different ones, and in how many places."""
    places = Counter(everything[start:end] for start, end in stand_ins(everything))
    if not places:
        return [_("Nothing had to be hidden.")]
    lines = [
        _("What was hidden"),
        _("The same name always has the same stand-in. What it stands for never leaves this computer."),
    ]
    for kind in KINDS:
        counts = [count for stand_in, count in places.items() if stand_in.rpartition("-")[0] == kind]
        if counts:
            lines.append(f"  {kind_in_words(kind)}: {_times(len(counts), sum(counts))}")
    return lines


def _times(different: int, places: int) -> str:
    where = ngettext("in {places} place", "in {places} places", places).format(places=places)
    return _("{different} different, {where}").format(different=different, where=where) if different > 1 else where

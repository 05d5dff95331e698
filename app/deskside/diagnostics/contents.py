"""The page of a bundle that the person can read: what is in it, group by group, and what was hidden and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from deskside.diagnostics.bundle_form import AGENT, EVIDENCE, FACTS
from deskside.diagnostics.standins import stand_ins
from deskside.language import _ as translated
from deskside.language import ngettext
from deskside.model.report import Fact, FactGroup
from deskside.model.troubleshooter import Json

_SHOWN = 6
"""So many of a long list are shown here; all of them stand in facts.json."""


def _(text: str) -> str:
    """Marks a text for the translators; it is translated where it is shown."""
    return text


_KINDS = {
    "person": _("names of people"),
    "email": _("e-mail addresses"),
    "phone": _("phone numbers"),
    "place": _("places and streets"),
    "id": _("numbers that stand for a person or a thing"),
    "password": _("passwords"),
    "token": _("sign-in codes of programs"),
    "key": _("secret keys"),
    "code": _("codes for one use"),
    "card": _("card numbers"),
    "account": _("bank account numbers"),
    "ip": _("network addresses"),
    "mac": _("numbers of network parts"),
    "host": _("names of computers"),
    "wifi": _("Wi-Fi names and passwords"),
    "serial": _("serial numbers"),
}


def contents_page(
    facts: tuple[Fact, ...], groups: Iterable[FactGroup], evidence: dict[str, Json], everything: str
) -> str:
    """The text of the page. ``everything`` is all that was redacted, for counting what was hidden."""
    lines = [translated(_("What is in this file")), ""]
    for group in groups:
        lines += [group.label, *([group.says] if group.says else [])]
        lines += [f"  {fact.label}: {plain_value(fact.value)}" for fact in facts if fact.group == group.id]
        lines.append("")
    lines += [translated(_("What the checks have seen")), _seen(evidence), ""]
    lines += _hidden(everything)
    lines += [
        "",
        translated(_("The other parts of this file")),
        f"  {FACTS}: {translated(_('how this computer is doing, for programs to read.'))}",
        f"  {EVIDENCE}: {translated(_('what the checks have seen, for programs to read.'))}",
        f"  {AGENT}: {translated(_('a summary for the help desk.'))}",
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
        return translated(_("yes")) if value else translated(_("no"))
    return "-" if value is None or value == "" else str(value).replace("\n", " ")


def _words(key: str) -> str:
    return key.replace("_", " ")


def _seen(evidence: dict[str, Json]) -> str:
    if not evidence:
        return "  " + translated(_("No check was made, or none has found anything."))
    text = ngettext("{count} finding, with what led to it.", "{count} findings, with what led to them.", len(evidence))
    return "  " + text.format(count=len(evidence))


def _hidden(everything: str) -> list[str]:
    """What was replaced, by kind: how many different ones, and in how many places."""
    places = Counter(everything[start:end] for start, end in stand_ins(everything))
    if not places:
        return [translated(_("Nothing had to be hidden."))]
    lines = [
        translated(_("What was hidden")),
        translated(_("The same name always has the same stand-in. What it stands for never leaves this computer.")),
    ]
    for kind, says in _KINDS.items():
        counts = [count for stand_in, count in places.items() if stand_in.rpartition("-")[0] == kind]
        if counts:
            lines.append(f"  {translated(says)}: {_times(len(counts), sum(counts))}")
    return lines


def _times(different: int, places: int) -> str:
    text = ngettext("{different} of them, in {places} place", "{different} of them, in {places} places", places)
    return text.format(different=different, places=places)

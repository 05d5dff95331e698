"""The words of a message as the preview shows them: what the person wrote, then what was found, each on its own card.

Every line of the message stands on one of them, and nothing else does.
"""

from __future__ import annotations

from deskside.casework.beside import beside
from deskside.language import _
from deskside.model.parcel import Parcel
from deskside.ui.look import Look
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.row import Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.tokens import Role

_BULLET = "- "


def word_panels(look: Look, parcel: Parcel) -> tuple[Panel, ...]:
    """The first is that of the person's own words; what sums them up stands above them, as it is sent."""
    before, own, after = _split(parcel)
    first = Panel(look)
    for block in before:
        first.column.addWidget(Words(look, block).from_outside())
    first.column.addWidget(Heading(look, _("Your words"), Role.STRONG))
    first.column.addWidget(Words(look, own).from_outside())
    panels = [first]
    for block in after:
        lines = block.split("\n")
        if any(line.startswith(_BULLET) for line in lines):
            panels.append(_found(look, lines))
        else:
            first.column.addWidget(Words(look, block).from_outside())
    for line in beside(parcel):
        first.column.addWidget(Words(look, line, Role.SMALL, "text_quiet"))
    return tuple(panels)


def _split(parcel: Parcel) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """What stands before the person's own words, the words, and what comes after them; long words come last."""
    story, own = parcel.story, parcel.words
    start = 0 if own and story.startswith(own) else story.find(f"\n{own}") + 1 if own else -1
    if start < 0 or not story.startswith(own, start):
        return (), story, ()
    before, after = story[:start], story[start + len(own) :]
    if before.count("\n\n") > 1:
        return (), own, (*_blocks(before), *_blocks(after))
    return _blocks(before), own, _blocks(after)


def _blocks(text: str) -> tuple[str, ...]:
    return tuple(block.strip("\n") for block in text.split("\n\n") if block.strip())


def _found(look: Look, lines: list[str]) -> Panel:
    """What was asked, found and tried: a line each."""
    panel, told = Panel(look), [line for line in lines if not line.startswith(_BULLET)]
    panel.column.addWidget(Heading(look, "\n".join(told), Role.STRONG))
    for line in lines:
        if line.startswith(_BULLET):
            panel.column.addWidget(Point(look, line.removeprefix(_BULLET)))
    return panel

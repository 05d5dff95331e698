"""The words of a message as the preview shows them: what the person wrote, then what was found, each on its own card.

Every line of the message stands on one of them, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator

from deskside.language import _
from deskside.model.parcel import Parcel
from deskside.ui.look import Look
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.row import Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.tokens import Role

_BULLET = "- "


def word_panels(look: Look, parcel: Parcel) -> tuple[Panel, ...]:
    """The first is that of the person's own words."""
    own, rest = _split(parcel)
    first = Panel(look)
    first.column.addWidget(Heading(look, _("Your words"), Role.STRONG))
    first.column.addWidget(Words(look, own).from_outside())
    panels = [first]
    for block in rest:
        lines = block.split("\n")
        if any(line.startswith(_BULLET) for line in lines):
            panels.append(_found(look, lines))
        else:
            first.column.addWidget(Words(look, block).from_outside())
    for line in beside(parcel):
        first.column.addWidget(Words(look, line, Role.SMALL, "text_quiet"))
    return tuple(panels)


def beside(parcel: Parcel) -> Iterator[str]:
    """What is sent beside the words and does not stand in them."""
    if not parcel.story.startswith(parcel.title):
        yield _("Title: {title}").format(title=parcel.title)
    if parcel.category:
        yield _("Kind of problem: {category}").format(category=parcel.category)
    if parcel.contact:
        yield _("Looked after by: {contact}").format(contact=parcel.contact)


def _split(parcel: Parcel) -> tuple[str, tuple[str, ...]]:
    """The person's own words, and the blocks that were put after them."""
    if not parcel.words or not parcel.story.startswith(parcel.words):
        return parcel.story, ()
    rest = parcel.story[len(parcel.words) :]
    return parcel.words, tuple(block.strip("\n") for block in rest.split("\n\n") if block.strip())


def _found(look: Look, lines: list[str]) -> Panel:
    """What was asked, found and tried: a line each."""
    panel, told = Panel(look), [line for line in lines if not line.startswith(_BULLET)]
    panel.column.addWidget(Heading(look, "\n".join(told), Role.STRONG))
    for line in lines:
        if line.startswith(_BULLET):
            panel.column.addWidget(Point(look, line.removeprefix(_BULLET)))
    return panel

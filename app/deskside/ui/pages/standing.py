"""How a request stands, at the top of its page: the five stages in a row, or the one sentence that is known."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from deskside.language import _
from deskside.model.ticket import Stage, Ticket
from deskside.tickets.news.fetching import gone_words
from deskside.tickets.news.quiet import heard_at, quiet_words, silence
from deskside.ui.around import Around
from deskside.ui.pages.when import stage_sentence
from deskside.ui.parts.row import Point
from deskside.ui.parts.stages import Stages
from deskside.ui.parts.text import Words
from deskside.ui.tokens import Role

if TYPE_CHECKING:
    from deskside.tickets.backend import Can


def standing(around: Around, ticket: Ticket, can: Can | None) -> Iterator[QWidget]:
    """Of a ticket that is at the help desk. Where the help desk can't be asked, no more is said than is known."""
    look = around.look
    if ticket.gone:
        yield Point(look, gone_words(), "note", "notice")
        yield Words(look, _("If it still troubles you, please write a new request."), colour="text_quiet")
        return
    if can is not None and not can.look:
        yield Words(look, _("It is with the help desk."), Role.STRONG)
    else:
        yield Stages(look, ticket.stage)
        yield Words(look, stage_sentence(ticket.stage))
    if quiet := _quiet(around, ticket):
        yield Point(look, quiet, "clock")
    if ticket.promise and ticket.stage is not Stage.SOLVED:
        yield Words(look, ticket.promise, Role.SMALL, "text_quiet")


def _quiet(around: Around, ticket: Ticket) -> str:
    """That there is no news yet, once it was told; "" before, and where something was heard since."""
    organisation = around.board.known.organisation
    days = silence(ticket, organisation.open if organisation is not None else None, time.time())
    return quiet_words(days) if days and ticket.quiet > heard_at(ticket) else ""

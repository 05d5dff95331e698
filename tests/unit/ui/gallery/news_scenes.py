"""News: where an answer leads, what goes back to the help desk, silence, and a request that is gone."""

from __future__ import annotations

import time
from collections.abc import Iterator

from msgspec.structs import replace

from deskside.language import _
from deskside.model.page import Verb
from deskside.model.ticket import Stage
from deskside.ui.pages.leaving import Leaving
from deskside.ui.pages.request import Request
from deskside.ui.pages.telling_back import TellingBack

from ..prepared import with_tickets
from ..walk import Walk

DAY = 24 * 3600.0


def news(walk: Walk) -> Iterator[str]:
    with_tickets(walk.prepared)
    walk.settle()
    asked = next(one for one in walk.board.known.tickets if one.stage is Stage.WAITING)
    walk.guide.request(asked.reference)
    walk.at(Request)
    walk.settle()
    walk.press(_("Open a page on {host}").format(host="help.example.org"))
    walk.at(Leaving)
    yield "leaving"
    walk.guide.back()
    walk.guide.open_troubleshooter("printer", asked_by=asked.reference)
    walk.until(lambda: walk.sheet.main is not None and not isinstance(walk.sheet, Request))
    if walk.act(Verb.BEGIN).choices:
        walk.act(Verb.ANSWER, "Office")
    walk.act(Verb.FIX)
    walk.act(Verb.YES)
    yield "done-asked-by-the-help-desk"
    walk.press(_("Tell the help desk"))
    page = walk.at(TellingBack)
    walk.until(lambda: bool(page.answer.text()))
    yield "telling-back"
    walk.guide.home()
    walk.guide.request(asked.reference)
    walk.settle()
    walk.settle()
    known = walk.board.known
    asked = replace(asked, unread=0)
    quiet = replace(
        asked, stage=Stage.SEEN, opened=time.time() - 9 * DAY, arrived=0.0, heard=0.0, quiet=time.time(), messages=()
    )
    walk.board.show(replace(known, tickets=(quiet,)))
    walk.until(lambda: True)
    yield "request-quiet"
    walk.board.show(replace(known, tickets=(replace(asked, stage=Stage.SOLVED, gone=True),)))
    walk.until(lambda: True)
    yield "request-gone"

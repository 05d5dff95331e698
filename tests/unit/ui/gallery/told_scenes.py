"""Telling the help desk of what it was told already, and where it takes nothing but words."""

from __future__ import annotations

from collections.abc import Iterator

from deskside.tickets.backend import Can
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.sent import Sent
from deskside.ui.pages.story import Story

from ..walk import Walk
from .desk_scenes import STORY

PROMISING = """
[organisation]
name = "Example Library"
phone = "030 1234 567"
hours = { days = "Mon-Sun", from = "00:00", to = "23:59", zone = "Europe/Berlin" }
promise = { low = "3 days", normal = "1 day", high = "4 hours", urgent = "1 hour" }
"""


def told_before(walk: Walk) -> Iterator[str]:
    walk.prepared.write(STORY)
    walk.settle()
    walk.guide.write(words=STORY)
    story = walk.at(Story)
    walk.until(lambda: story.letter.told is not None)
    story.email.edit.setText("anna@example.org")
    yield "story-told-before"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Preview)
    walk.settle()
    yield "preview-added"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Sent)
    yield "sent-added-on-its-way"
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    yield "sent-added"
    walk.guide.request(walk.board.known.tickets[0].reference)
    walk.settle()
    yield "request-promised"


def only_words(walk: Walk) -> Iterator[str]:
    walk.prepared.casework.mail.can = Can(
        find=False,
        look=False,
        reply=False,
        solve=False,
        reopen=False,
        files_with_ticket=False,
        files_later=False,
        files_with_reply=False,
    )
    walk.guide.write(words=STORY)
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)
    story.email.edit.setText("anna@example.org")
    yield "story-only-words"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Preview)
    walk.settle()
    yield "preview-only-words"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Sent)
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    walk.guide.request(walk.board.known.tickets[0].reference)
    walk.settle()
    yield "request-only-words"

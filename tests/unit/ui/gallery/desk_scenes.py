"""Writing to the help desk, what comes back, and what it is like without a connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as with_other

from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QRadioButton

from deskside.language import _
from deskside.model.ticket import SendState, Stage
from deskside.ui.pages.home import Home
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.request import Request
from deskside.ui.pages.screenshot import Screenshot
from deskside.ui.pages.sent import Sent
from deskside.ui.pages.story import Story
from deskside.ui.parts.drawing import drawn
from deskside.ui.tokens import LIGHT

from ..prepared import with_tickets
from ..walk import Walk

STORY = "Nothing comes out of the printer and the meeting is at ten. Rindfleischetikettierungsüberwachungsaufgaben!"


def screen_picture() -> QImage:
    """A screen with a few windows."""
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.raised))
    painter = QPainter(image)
    for left, top, token in ((120, 90, "surface"), (760, 300, "accent"), (1200, 620, "good")):
        painter.fillRect(left, top, 600, 380, QColor(getattr(LIGHT, token)))
    painter.end()
    return image


def writing(walk: Walk) -> Iterator[str]:
    walk.guide.write()
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)
    yield "story-empty"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.until(lambda: True)
    yield "story-asked-for-words"
    story.story.edit.setPlainText(STORY)
    story.email.edit.setText("anna@example.org")
    walk.seen(QRadioButton)[0].click()  # type: ignore[attr-defined]
    walk.until(lambda: True)
    yield "story-written"
    walk.press(_("Add a picture of the screen"))
    walk.at(Screenshot)
    walk.settle()
    yield "screenshot-taking"
    walk.guide.back()
    story.letter.drawings["file-1"] = drawn("screen.png", screen_picture())
    walk.guide.picture(story.letter, "file-1")
    walk.at(Screenshot)
    walk.until(lambda: True)
    yield "screenshot"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Story)
    walk.settle()
    yield "story-with-picture"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Preview)
    walk.settle()
    yield "preview"
    item = next(one for one in story.letter.shown.items if one.text)  # type: ignore[union-attr]
    walk.guide.exact(story.letter, item.id)
    walk.settle()
    yield "exact"
    walk.guide.back()
    walk.at(Preview)
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Sent)
    yield "sent-on-its-way"
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    yield "sent"


def requests(walk: Walk) -> Iterator[str]:
    with_tickets(walk.prepared)
    walk.prepared.tell()
    walk.settle()
    yield "home-requests-and-notice"
    walk.guide.requests()
    walk.settle()
    yield "requests"
    for ticket in walk.board.known.tickets:
        walk.guide.request(ticket.reference)
        walk.settle()
        walk.settle()
        yield f"request-{ticket.stage.value}"
    solved = next(one for one in walk.board.known.tickets if one.stage is Stage.SOLVED)
    walk.guide.request(solved.reference)
    walk.settle()
    walk.seen(QRadioButton)[3].click()  # type: ignore[attr-defined]
    walk.settle()
    yield "request-rated"
    walk.prepared.write("The projector in room 4 stays dark.")
    walk.settle()
    walk.guide.request(walk.board.known.tickets[0].reference)
    page = walk.at(Request)
    page.answer.edit.setPlainText(STORY)
    page.written.drawings["file-1"] = drawn("screen.png", screen_picture())
    walk.guide.picture(page.written, "file-1")
    walk.at(Screenshot)
    walk.until(lambda: True)
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Request)
    walk.settle()
    yield "request-answering-with-picture"


def forty_requests(walk: Walk) -> Iterator[str]:
    """Many, with long titles, in every stage."""
    with_tickets(walk.prepared)
    walk.settle()
    known, stages = walk.board.known, tuple(Stage)
    many = tuple(
        replace(
            known.tickets[number % 3],
            reference=f"DS-{number:05}",
            title=f"{number + 1}. {STORY if number % 4 == 0 else known.tickets[number % 3].title}",
            stage=stages[number % len(stages)],
            unread=number % 7 == 0,
        )
        for number in range(40)
    )
    walk.board.show(replace(known, tickets=many))
    walk.until(lambda: True)
    yield "home-40-requests"
    walk.guide.request(known.tickets[1].reference)
    walk.settle()
    said = known.tickets[1].messages
    longest = replace(known.tickets[1], messages=tuple(said[number % len(said)] for number in range(40)))
    walk.board.show(replace(known, tickets=(known.tickets[0], longest, *known.tickets[2:])))
    walk.until(lambda: True)
    yield "request-40-messages"
    walk.guide.home()
    page_of_requests(walk, many)
    yield "requests-40"


def page_of_requests(walk: Walk, many: tuple) -> None:  # type: ignore[type-arg]
    """The list with these; what is read from the disk meanwhile is put aside."""
    walk.guide.requests()
    walk.settle()
    walk.board.show(replace(walk.board.known, tickets=many))
    walk.until(lambda: True)


def offline(walk: Walk) -> Iterator[str]:
    """The help desk can't be reached, or IT has to do something first."""
    walk.guide.write()
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)
    story.story.edit.setPlainText(STORY)
    story.email.edit.setText("anna@example.org")
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Preview)
    walk.settle()
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Sent)
    walk.settle()
    known = walk.board.known
    waits = tuple(replace(row, tries=3) for row in known.waiting)
    walk.board.show(replace(known, waiting=waits))
    walk.until(lambda: True)
    yield "sent-kept-safe"
    walk.guide.request(known.waiting[0].reference)
    walk.settle()
    says = _("The help desk can't be reached now.")
    stuck = tuple(replace(row, state=SendState.HELD, says=says, tries=3) for row in known.waiting)
    walk.board.show(replace(walk.board.known, waiting=stuck))
    walk.until(lambda: True)
    yield "request-kept-safe"
    walk.board.show(replace(walk.board.known, waiting=tuple(replace(one, state=SendState.NEEDS_EDIT) for one in stuck)))
    walk.until(lambda: True)
    yield "request-needs-change"
    home = Home(with_other(walk.guide.around))
    walk.window.replace_all(home)
    walk.settle()
    walk.board.show(replace(walk.board.known, waiting=stuck))
    walk.until(lambda: True)
    yield "home-offline"

"""A picture of every page, for looking at: ``PYTHONPATH=app:tests/unit python -m ui.gallery OUT [--dark] [--help]``.

It leads the real window through the real casework on recorded computers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QDeadlineTimer, QSize, Qt
from PySide6.QtWidgets import QApplication

from deskside import language
from deskside.model.page import Row, RowState, Verb
from deskside.paths import find_paths
from deskside.ui.pages.home import Home
from deskside.ui.pages.story import Story
from deskside.ui.pages.wizard import Wizard

from .prepared import SETTINGS, with_tickets
from .walk import Walk

FADED_MS = 250


class Camera(Walk):
    """A walk with pictures."""

    out = Path()

    def shoot(self, name: str) -> None:
        faded = QDeadlineTimer(FADED_MS)  # the page change fades
        self.until(faded.hasExpired)
        self.window.grab().save(str(self.out / f"{name}.png"))


def _fixed(walk: Camera) -> None:
    walk.shoot("01-home")
    home = walk.at(Home)
    home.field.edit.setText("my printer wont print")
    walk.until(lambda: home.found is not None)
    walk.shoot("02-found")
    home.field.edit.setText("the moon is too bright")
    walk.until(lambda: home.found is not None and "moon" in home.found.query)
    walk.shoot("03-not-sure")
    wizard = walk.open()
    walk.shoot("04-intro")
    page = walk.act(Verb.BEGIN)
    walk.shoot("05-question")
    walk.act(Verb.ANSWER, "Office")
    walk.shoot("07-finding")
    page = wizard.run.page
    wizard.show_page(replace(page, stand="checking", heading="I am looking for the cause.", **_CHECKING))
    walk.shoot("06-checking")
    wizard.show_page(page)
    walk.act(Verb.FIX)
    walk.shoot("08-fixed")
    walk.act(Verb.YES)
    walk.shoot("09-done")
    walk.guide.history()
    walk.shoot("10-history")


_CHECKING = {
    "lines": ("2 answers are still to come. That takes a few more seconds.",),
    "changes": (),
    "rows": (
        Row("Is the part that prints running?", RowState.CLEAR),
        Row("Is the printer set up on this computer?", RowState.CLEAR),
        Row("Is the printer paused?", RowState.FOUND),
        Row("Does the printer answer?", RowState.COULD_NOT),
        Row("Do your pages go to the right printer?", RowState.LOOKING),
        Row("Are your pages held back?", RowState.LOOKING),
    ),
    "actions": (),
    "frame": (),
}


def _tickets(walk: Camera) -> None:
    with_tickets(walk.prepared)
    walk.guide.home()
    walk.board.read_again()
    walk.until(lambda: len(walk.board.known.tickets) == 3)
    walk.shoot("20-home-with-requests")
    walk.guide.requests()
    walk.shoot("21-requests")
    for number, ticket in enumerate(walk.board.known.tickets):
        walk.guide.request(ticket.reference)
        walk.shoot(f"22-request-{number}-{ticket.stage.value}")
    walk.guide.settings()
    walk.shoot("23-settings")


def _off(walk: Camera) -> None:
    walk.to_finding()
    walk.shoot("30-hands-on")
    page = walk.act(Verb.DID_IT)
    walk.shoot("31-after-hands-on")
    walk.guide.home()
    walk.until(lambda: bool(walk.board.known.unfinished))
    walk.shoot("32-welcome-back")
    walk.guide.resume(walk.board.known.unfinished[0])
    walk.until(lambda: isinstance(walk.window.sheet, Wizard) and not walk.window.sheet.busy)
    page = walk.act(Verb.PEOPLE)
    walk.shoot("33-people")
    assert page.takes(Verb.PEOPLE)
    walk.window.sheet.act(Verb.PEOPLE)
    story = walk.window.sheet
    assert isinstance(story, Story)
    walk.until(lambda: story.letter.handover is not None)
    walk.shoot("34-story-empty")
    story.story.edit.setPlainText("Nothing comes out of the printer and the meeting is at ten.")
    story.email.edit.setText("anna@example.org")
    walk.shoot("35-story")
    walk.window.bar.main.click()
    walk.until(lambda: walk.window.sheet is not story)
    walk.shoot("36-preview")
    walk.window.bar.main.click()
    walk.until(lambda: type(walk.window.sheet).__name__ == "Sent")
    walk.shoot("37-sent-waiting")
    walk.prepared.casework.mail.post(now=True)
    walk.board.read_again()
    walk.until(lambda: bool(walk.board.known.tickets and walk.board.known.tickets[0].backend_id))
    walk.shoot("38-sent")


def _denied(walk: Camera) -> None:
    walk.to_finding()
    walk.act(Verb.FIX)
    walk.shoot("40-it-has-to")


def _empty(walk: Camera) -> None:
    walk.guide.requests()
    walk.shoot("50-requests-empty")
    walk.guide.history()
    walk.shoot("51-history-empty")
    walk.guide.settings()
    walk.shoot("52-settings-locked")
    walk.to_finding()
    walk.shoot("53-nothing-found")


POLICY = '[person]\nemail = "{user}@example.org"\n[interface]\nstart_with_computer = true\n'


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--size", default="")
    parser.add_argument("--text", type=float, default=1.0, help="2: the system's text is twice as large")
    parser.add_argument("--accent", default="")
    parser.add_argument("--language", default="en")
    said = parser.parse_args()
    said.out.mkdir(parents=True, exist_ok=True)
    Camera.out = said.out
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * said.text)
    app.setFont(font)
    if said.dark:
        app.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    if said.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    size = QSize(*(int(side) for side in said.size.split("x"))) if said.size else None
    settings = SETTINGS.replace("phone", f'accent = "{said.accent}"\nphone') if said.accent else SETTINGS
    language.use(said.language, find_paths().resources / "locale")
    walks: tuple[tuple[Callable[[Camera], None], dict[str, str]], ...] = (
        (_fixed, {"kind": "paused"}),
        (_tickets, {"kind": "paused"}),
        (_off, {"kind": "off"}),
        (_denied, {"kind": "denied"}),
        (_empty, {"kind": "healthy", "policy": POLICY}),
    )
    for walk, how in walks:
        with tempfile.TemporaryDirectory() as folder:
            one = Camera(app, Path(folder), size, **{"settings": settings, **how})
            walk(one)
            one.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())

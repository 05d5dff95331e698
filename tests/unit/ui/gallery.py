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
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication

from deskside import language
from deskside.model.page import Page, Row, RowState, Verb
from deskside.ui.board import Board
from deskside.ui.guide import Guide
from deskside.ui.lane import Lane
from deskside.ui.office import Office
from deskside.ui.pages.story import Story
from deskside.ui.pages.wizard import Wizard
from ui.prepared import SETTINGS, Prepared, with_tickets

PATIENCE_MS = 20_000


class Walk:
    """One window on one recorded computer, and a camera."""

    def __init__(self, app: QApplication, folder: Path, out: Path, size: QSize | None, **prepared: str) -> None:
        self.app, self.out = app, out
        self.prepared = Prepared(folder, **prepared)
        self.lane = Lane(app)
        office = Office(lambda: self.prepared.casework)
        self.board = Board(office, self.lane, app)
        memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        if size is not None:
            memory.setValue("window/size", size)
        here = self.prepared
        self.guide = Guide(app, office, self.board, self.lane, here.settings, here.paths.resources, memory)
        self.board.read_again()
        self.until(lambda: self.board.known.read)
        self.guide.show()

    def until(self, there: Callable[[], bool]) -> None:
        end = QDeadlineTimer(PATIENCE_MS)
        while not there():
            if end.hasExpired():
                raise TimeoutError
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        for _ in range(20):
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    @property
    def window(self):  # type: ignore[no-untyped-def]
        return self.guide.window

    def shoot(self, name: str) -> None:
        quiet = QDeadlineTimer(250)  # the page change fades
        self.until(quiet.hasExpired)
        self.window.grab().save(str(self.out / f"{name}.png"))

    def act(self, verb: Verb, value: str = "") -> Page:
        wizard = self.window.sheet
        assert isinstance(wizard, Wizard)
        wizard.act(verb, value)
        self.until(lambda: not wizard.busy)
        return wizard.run.page

    def open(self) -> None:
        self.guide.open_troubleshooter("printer")
        self.until(lambda: isinstance(self.window.sheet, Wizard))

    def to_finding(self) -> None:
        self.open()
        page = self.act(Verb.BEGIN)
        if page.choices:
            self.act(Verb.ANSWER, "Office")

    def end(self) -> None:
        self.guide.end()
        self.lane.end()
        self.window.deleteLater()
        self.app.processEvents()


def _fixed(walk: Walk) -> None:
    walk.shoot("01-home")
    walk.window.sheet.words.edit.setText("my printer wont print")
    walk.until(lambda: walk.window.sheet.found is not None)
    walk.shoot("02-found")
    walk.window.sheet.words.edit.setText("the moon is too bright")
    walk.until(lambda: walk.window.sheet.found is not None and "moon" in walk.window.sheet.found.query)
    walk.shoot("03-not-sure")
    walk.open()
    walk.shoot("04-intro")
    wizard = walk.window.sheet
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


def _tickets(walk: Walk) -> None:
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


def _off(walk: Walk) -> None:
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


def _denied(walk: Walk) -> None:
    walk.to_finding()
    walk.act(Verb.FIX)
    walk.shoot("40-it-has-to")


def _empty(walk: Walk) -> None:
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
    walks: tuple[tuple[Callable[[Walk], None], dict[str, str]], ...] = (
        (_fixed, {"kind": "paused"}),
        (_tickets, {"kind": "paused"}),
        (_off, {"kind": "off"}),
        (_denied, {"kind": "denied"}),
        (_empty, {"kind": "healthy", "policy": POLICY}),
    )
    for walk, how in walks:
        with tempfile.TemporaryDirectory() as folder:
            one = Walk(app, Path(folder), said.out, size, **{"settings": settings, **how})
            language.use(said.language, one.prepared.paths.resources / "locale")
            walk(one)
            one.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())

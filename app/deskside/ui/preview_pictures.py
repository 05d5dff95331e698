"""Every page that a troubleshooter's scenarios lead to, drawn as staff would see it, and a page to look at them all."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast
from urllib.parse import quote

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from deskside.errors import NotWritten
from deskside.kit.manuscript import read_own
from deskside.kit.rehearsal import Wanted, expected
from deskside.model.case import Case, Stand
from deskside.model.page import Page, Verb
from deskside.ui.pages.wizard import WORKING, Wizard
from deskside.ui.preview import Ending, House, Rehearsal
from deskside.ui.tokens import GRID, MOTION_MS, WINDOW

MOST_PAGES = 40
"""Of one scenario; a case has fewer."""
PATIENCE_MS = 60_000
PULSE_MS = 10
_LONGEST_NAME = 100
_GOES_ON = (
    *(Verb.BEGIN, Verb.ANSWER, Verb.FIX, Verb.OPEN, Verb.DID_IT, Verb.GO_ON, Verb.YES),
    *(Verb.CANNOT, Verb.NOT_NOW, Verb.NO, Verb.PEOPLE),
)
"""What a willing person does, the first that a page takes and that was not done there before."""


class Camera:
    """Walks through one rehearsal as a willing person would, and takes a picture of each page."""

    def __init__(self, app: QApplication, rehearsal: Rehearsal, folder: Path, ending: Ending) -> None:
        self._app, self._rehearsal, self._folder, self._ending = app, rehearsal, folder, ending
        self._done: set[tuple[str, str, Verb]] = set()
        self.pictures: list[tuple[str, str]] = []
        """File name and heading."""

    def walk(self) -> Case:
        """The case as it stands in the end. TimeoutError when a page does not come."""
        window = self._rehearsal.guide.window
        window.show()
        self._rehearsal.begin()
        self._until(lambda: isinstance(window.sheet, Wizard))
        wizard = cast(Wizard, window.sheet)
        window.resize(*WINDOW)
        for _ in range(MOST_PAGES):
            self._until(lambda: not wizard.busy and wizard.run.case.stand not in WORKING)
            page = wizard.run.page
            self._shoot(page, wizard.run.case)
            step = self._next(page, wizard.run.case)
            if step is None:
                break
            wizard.act(*step)
        return wizard.run.case

    def _next(self, page: Page, case: Case) -> tuple[Verb, str] | None:
        if page.stand in (Stand.PEOPLE, Stand.DONE):
            return None
        for verb in _GOES_ON:
            step = (page.heading, case.current, verb)
            if page.takes(verb) and step not in self._done:
                self._done.add(step)
                return verb, self._answer(page) if verb is Verb.ANSWER else ""
        return None

    def _answer(self, page: Page) -> str:
        """What the scenario answers; else the first choice."""
        answers = list(self._rehearsal.scene.scenario.answers.values())
        offered = [choice.value for choice in page.choices]
        if not offered:
            return answers[0] if answers else ""
        return next((answer for answer in answers if answer in offered), offered[0])

    def _shoot(self, page: Page, case: Case) -> None:
        """``02-finding-paused.png`` in the folder of the scenario: which page, and what it is about."""
        faded = QDeadlineTimer(MOTION_MS + PULSE_MS)
        self._until(faded.hasExpired)
        about = re.sub(r"[^a-z0-9-]+", "-", case.current.removeprefix(f"{self._rehearsal.id}.").lower()).strip("-")
        page_of = f"{page.stand}-{about}" if about else f"{page.stand}"
        name = f"{self._rehearsal.scene.name}/{len(self.pictures) + 1:02}-{page_of[:_LONGEST_NAME]}.png"
        if not self._rehearsal.guide.window.grab().save(str(self._folder / name)):
            raise NotWritten(str(self._folder / name), "there may be no space, or no right to write there")
        self.pictures.append((name, page.heading))

    def _until(self, there: Callable[[], bool]) -> None:
        end, pulse = QDeadlineTimer(PATIENCE_MS), QTimer()
        pulse.start(PULSE_MS)
        while not there():
            if self._ending.came:
                raise KeyboardInterrupt
            if end.hasExpired():
                raise TimeoutError(f"{self._rehearsal.scene.name}: the next page did not come")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._app.processEvents()


def draw_all(app: QApplication, wanted: Wanted, house: House, ending: Ending) -> int:
    """Draws the pages of all scenarios into a folder; 1 when one of them did not get to its end."""
    folder = wanted.pictures or Path()
    own, rows, stuck = read_own(wanted.folder).id, [], 0
    known: dict[str, str] = {}
    reached: set[str] = set()
    for scene in wanted.scenes:
        rehearsal = Rehearsal(app, wanted, scene, house)
        camera = Camera(app, rehearsal, folder, ending)
        try:
            _make(folder / scene.name)
            case = camera.walk()
            known |= {cause.id: cause.explain for cause in case.causes if cause.id.startswith(f"{own}.")}
            reached |= {finding.cause for finding in case.findings}
        except TimeoutError as problem:
            sys.stderr.write(f"{problem}\n")
            stuck += 1
        finally:
            rehearsal.end()
        rows.append(_row(f"{scene.name}: {expected(scene.scenario)}", camera.pictures))
        sys.stdout.write(f"{scene.name}: {len(camera.pictures)} pages\n")
    missing = sorted(known.keys() - reached) if wanted.whole else []
    _write(folder / "index.html", _index(own, rows, missing))
    for cause in missing:
        sys.stdout.write(f"No scenario leads to {cause}.\n")
    sys.stdout.write(f"{folder / 'index.html'}\n")
    return 1 if stuck else 0


def _make(folder: Path) -> None:
    """With nothing of an earlier walk in it, which may have gone another way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()
    except OSError as problem:
        raise NotWritten(str(folder), problem.strerror or str(problem)) from problem


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as problem:
        raise NotWritten(str(file), problem.strerror or str(problem)) from problem


def _row(title: str, pictures: list[tuple[str, str]]) -> str:
    shown = "".join(
        f'<img src="{html.escape(quote(name))}" alt="{html.escape(heading)}" width="{WINDOW[0] // 2 + GRID}">'
        for name, heading in pictures
    )
    return f"<h2>{html.escape(title)}</h2>\n<p>{shown}</p>\n"


def _index(own: str, rows: list[str], missing: list[str]) -> str:
    left = "".join(f"<li>{html.escape(cause)}</li>" for cause in missing)
    seen_nowhere = f"<h2>No scenario leads to</h2>\n<ul>{left}</ul>\n" if missing else ""
    title = html.escape(own)
    head = f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n<h1>{title}</h1>\n'
    return f"{head}{''.join(rows)}{seen_nowhere}"

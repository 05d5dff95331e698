"""Pages without anything in them, what the organisation has set, what there is to read, and trouble of our own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from deskside.errors import StorageProblem
from deskside.language import _
from deskside.model.page import RowState
from deskside.ui.pages.about import About
from deskside.ui.pages.article import Reading
from deskside.ui.pages.fine import Fine
from deskside.ui.pages.home import Home
from deskside.ui.pages.welcome import Welcome
from deskside.ui.parts.bar import Act
from deskside.ui.sheet import stacked

from ..walk import Walk


def first_start(walk: Walk) -> Iterator[str]:
    walk.at(Welcome)
    yield "welcome"
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.at(Home)
    walk.settle()
    yield "home-first"


def looked_over(walk: Walk) -> Iterator[str]:
    """Is my computer fine? And what an agent asks on the phone."""
    walk.guide.fine()
    fine = walk.at(Fine)
    walk.until(lambda: bool(fine.looked))
    rows = fine.looked
    walk.until(lambda: fine._over)
    yield "fine-found"
    states = tuple(RowState)
    fine._steps, fine._over = [], False
    fine.clear()
    fine.heading.setText(_("I am looking at your computer."))
    fine.show_stamp("search")
    fine._rows = stacked(())
    fine.add(fine._rows)
    fine._on_looked(tuple(replace(row, state=states[at % len(states)]) for at, row in enumerate(rows)))
    fine.show_acts(None, Act(_("Cancel"), lambda: None))
    fine._over = True
    walk.until(lambda: True)
    yield "fine-looking"
    walk.guide.home()
    walk.guide.about()
    about = walk.at(About)
    walk.until(lambda: bool(about.rows))
    yield "about"
    walk.press(_("Copy"))
    yield "about-copied"


def nothing_yet(walk: Walk) -> Iterator[str]:
    walk.guide.requests()
    walk.settle()
    yield "requests-none"
    walk.guide.history()
    walk.settle()
    yield "history-none"
    walk.to_finding()
    yield "wizard-nothing-found"
    walk.guide.fine()
    fine = walk.at(Fine)
    walk.until(lambda: fine._over)
    yield "fine-all-well"


def set_by_others(walk: Walk) -> Iterator[str]:
    walk.guide.settings()
    walk.settle()
    yield "settings-set-by-it"


def reading(walk: Walk) -> Iterator[str]:
    walk.guide.settings()
    walk.settle()
    yield "settings"
    walk.guide.all_problems()
    walk.until(lambda: True)
    yield "all-problems"
    walk.guide.good_to_know()
    walk.until(lambda: True)
    yield "all-articles"
    walk.guide.open_by_id("fake-messages")
    walk.at(Reading)
    yield "article"


def trouble(walk: Walk) -> Iterator[str]:
    """A setting that can't be read, and data that can't be saved."""
    yield "home-wrong-setting"
    walk.at(Home).say(StorageProblem("/x").words())
    walk.until(lambda: True)
    yield "home-trouble"

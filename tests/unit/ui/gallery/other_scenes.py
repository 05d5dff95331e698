"""Pages without anything in them, what the organisation has set, what there is to read, and trouble of our own."""

from __future__ import annotations

from collections.abc import Iterator

from deskside.errors import StorageProblem
from deskside.ui.pages.article import Reading
from deskside.ui.pages.home import Home

from ..walk import Walk


def nothing_yet(walk: Walk) -> Iterator[str]:
    walk.guide.requests()
    walk.settle()
    yield "requests-none"
    walk.guide.history()
    walk.settle()
    yield "history-none"
    walk.to_finding()
    yield "wizard-nothing-found"


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

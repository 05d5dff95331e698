"""Every walk that the gallery and the machine checks take, and the pages each comes past."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ..prepared import SETTINGS
from ..walk import Walk
from . import desk_scenes, news_scenes, other_scenes, told_scenes, wizard_scenes

Scenes = Callable[[Walk], Iterator[str]]
"""Leads a walk from page to page, and says the name of each where it stops."""

LONG_NAMES = """
[organisation]
name = "Donaudampfschifffahrtsgesellschaft Universitäts- und Landesbibliothek"
phone = "+49 (0)30 1234 5678-90123 (Vermittlung)"
chat = "https://help.example.org/chat"
accent = "#c8102e"
hours = { days = "Mon-Sun", from = "06:30", to = "22:15", zone = "Europe/Berlin" }
"""
LOCKED = '[person]\nemail = "{user}@example.org"\n[interface]\nlanguage = "en"\nstart_with_computer = true\n'
WRONG = '[organisation]\naccent = "blue"\n'


@dataclass(frozen=True)
class Tour:
    """One walk on one recorded computer."""

    scenes: Scenes
    kind: str = "paused"
    settings: str = SETTINGS
    policy: str = ""
    first: bool = False
    """The window is opened for the first time ever."""

    @property
    def name(self) -> str:
        return self.scenes.__name__

    def begin(self, app: QApplication, folder: Path, bundle: Path | None = None) -> Walk:
        how = {"kind": self.kind, "settings": self.settings, "policy": self.policy}
        return Walk(app, folder, first=self.first, **how, bundle=bundle)


TOURS = (
    Tour(wizard_scenes.fixed),
    Tour(wizard_scenes.by_hand, kind="off"),
    Tour(wizard_scenes.not_allowed, kind="denied"),
    Tour(wizard_scenes.every_stand, settings=LONG_NAMES),
    Tour(desk_scenes.writing, settings=LONG_NAMES),
    Tour(desk_scenes.requests),
    Tour(desk_scenes.forty_requests, settings=LONG_NAMES),
    Tour(desk_scenes.offline),
    Tour(told_scenes.told_before, settings=told_scenes.PROMISING),
    Tour(told_scenes.only_words),
    Tour(news_scenes.news),
    Tour(other_scenes.first_start, settings=LONG_NAMES, first=True),
    Tour(other_scenes.looked_over),
    Tour(other_scenes.nothing_yet, kind="healthy"),
    Tour(other_scenes.set_by_others, kind="healthy", policy=LOCKED),
    Tour(other_scenes.reading),
    Tour(other_scenes.trouble, settings=WRONG),
)

"""A person's folder and IT's folder, both empty, for tests of settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskside.config.keys import Key
from deskside.config.settings import Settings, load_settings
from deskside.paths import Paths, find_paths

RT = (
    Key("tickets.backend", "choice", "desk", "Which help desk tickets go to.", choices=("desk", "rt")),
    Key("tickets.rt.url", "link", "", "Where Request Tracker is."),
    Key("tickets.rt.queue", "text", "General", "The queue."),
    Key("tickets.rt.token", "text", "", "What signs this computer in.", secret=True),
)
"""What a backend declares, and the caller passes on."""


class Desk:
    """One computer: write what the person or IT wrote, then load."""

    def __init__(self, top: Path) -> None:
        self.home, self.policy = top / "Zuhause ä b", top / "etc"
        self.home.mkdir()
        (self.policy / "policy.d").mkdir(parents=True)

    @property
    def paths(self) -> Paths:
        return find_paths({"DESKSIDE_HOME": str(self.home)}, self.policy)

    def user(self, text: str) -> None:
        (self.home / "settings.toml").write_text(text, encoding="utf-8")

    def it(self, text: str, name: str = "policy.toml") -> None:
        (self.policy / name).write_text(text, encoding="utf-8")

    def load(self) -> Settings:
        return load_settings(self.paths, RT, managed=())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def words() -> Callable[[Settings], list[str]]:
    """What a person reads about the problems of the settings."""
    return lambda settings: [problem.words() for problem in settings.problems]

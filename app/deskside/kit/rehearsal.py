"""A troubleshooter in rehearsal: its scenarios, the computer that each one simulates, and what is asked of that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.recording import Replay, narrow
from deskside.children.scenario import Scenario
from deskside.errors import WrongUsage
from deskside.kit.belongings import lay_out
from deskside.kit.manuscript import read_scenario, scenario_files
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS

_LONGEST = 160
"""Letters of an answer that are shown."""


class Scene(Struct, frozen=True):
    """One scenario and its name: that of its file."""

    name: str
    scenario: Scenario


class Wanted(Struct, frozen=True):
    """What ``plugin preview`` is to show."""

    folder: Path
    scenes: tuple[Scene, ...]
    """The first one is shown first."""
    whole: bool = True
    """These are all there are, so a cause that none leads to is one that nobody tried."""
    language: str = "en"
    pictures: Path | None = None
    """Every page is drawn into this folder; no window is opened."""


def scenes_of(folder: Path, first: str = "") -> tuple[Scene, ...]:
    """The scenarios by name, ``first`` before the others; without any, a computer that says nothing.

    ManifestProblem names what can't be read; WrongUsage when there is no scenario ``first``.
    """
    found = [Scene(file.stem, read_scenario(file)) for file in scenario_files(folder)]
    if first and first not in [one.name for one in found]:
        names = ", ".join(one.name for one in found) or "none"
        raise WrongUsage(f"There is no scenario {first}. There are: {names}.")
    found.sort(key=lambda one: one.name != first)
    return tuple(found) or (Scene("silent", Scenario()),)


def placed(folder: Path, home: Path) -> Path:
    """A folder inside ``home`` that holds this troubleshooter alone, as computers will get it."""
    return lay_out(folder, home / "in-rehearsal").parent


def told(scenario: Scenario) -> Iterator[str]:
    """What the simulated computer says, a line a call."""
    for row in scenario.says:
        with_ = f" {_short(row.arguments)}" if row.arguments else ""
        after = f", after {row.after}" if row.after else ""
        says = row.problem or _short(row.gives)
        yield f"{row.call}{with_}: {says}{after}"


def expected(scenario: Scenario) -> str:
    """What should come out."""
    expect = scenario.expect
    found = ", ".join(expect.findings) or "nothing"
    fixed = f"; {', '.join(expect.fixed)} mended" if expect.fixed else ""
    return f"{found} found{fixed}" + (f"; ends as {expect.outcome}" if expect.outcome else "")


class Overheard:
    """A ``Source`` that simulates a computer, and tells ``heard`` each call with its answer. Any thread."""

    def __init__(self, scenario: Scenario, heard: Callable[[str, bool], None]) -> None:
        """``heard`` gets a line, and whether the call changed something."""
        self._replay, self._heard = Replay(scenario), heard

    @property
    def system(self) -> str:
        return self._replay.system

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:
        self._replay.begin(loop, known, limits)

    def prepare(self) -> None:
        self._replay.prepare()

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        def answered(answer: Answer) -> None:
            self._heard(f"{narrow(call)}: {answer.problem or _short(answer.gives)}", CALLS[call.name].changes)
            done(answer)

        self._replay.ask(call, answered)

    def end(self) -> None:
        self._replay.end()


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""Answers from a scenario instead of this computer, and this computer's answers into a scenario.

The order rule of a replay: of the rows that fit a call, the one whose
``after`` was made last holds; a row without ``after`` holds from the start; of
two that are equal in this, the later in the file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.scenario import Expect, Says, Scenario, load_scenario, write_scenario
from deskside.children.source import Source
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS

__all__ = ["Expect", "Recorder", "Replay", "Says", "Scenario", "load_scenario", "write_scenario"]


class Replay:
    """A ``Source`` that says what its scenario says. Settings it does not name come from ``known``."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._known: Mapping[str, Json] = {}
        self._made: list[str] = []
        """Changing calls in the order they were made: "printing.resume:Office"."""

    @property
    def system(self) -> str:
        return self._scenario.system

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:  # noqa: ARG002 - it never waits
        self._known = known

    def prepare(self) -> None:
        return None

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        answer = self.answer(call)
        if CALLS[call.name].changes and not answer.problem:
            self._made.append(narrow(call))
        done(answer)

    def answer(self, call: Call) -> Answer:
        """What the computer says to this now; "unavailable" where the scenario says nothing."""
        holds, row = -1, None
        for says in self._scenario.says:
            since = self._since(says)
            if _fits(says, call) and since is not None and since >= holds:
                holds, row = since, says
        if row is not None:
            return Answer(row.gives, row.problem, row.why)
        if call.name in self._known:
            return Answer(self._known[call.name])
        if call.name == "rights.may":
            return Answer({"may": None, "why": "the scenario does not say"})
        if call.name == "printing.expected":
            return Answer([])
        return Answer(problem="unavailable", why=f"the scenario says nothing to {narrow(call)}")

    def _since(self, says: Says) -> int | None:
        """Which call it came after: 0 from the start, None when that was not made yet."""
        if not says.after:
            return 0
        made = [n for n, name in enumerate(self._made, 1) if says.after in (name, name.partition(":")[0])]
        return made[-1] if made else None

    def end(self) -> None:
        return None


class Recorder:
    """A ``Source`` in front of another, which notes what it is told."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: dict[tuple[str, str, str], Says] = {}
        """By call, arguments and the change before it."""
        self._last: dict[tuple[str, str], Says] = {}
        self._changed = ""

    @property
    def system(self) -> str:
        return self._source.system

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:
        self._source.begin(loop, known, limits)

    def prepare(self) -> None:
        self._source.prepare()

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        def answered(answer: Answer) -> None:
            self._note(call, answer)
            done(answer)

        self._source.ask(call, answered)

    def _note(self, call: Call, answer: Answer) -> None:
        """A row for what is new; what changes although nothing was done cannot be replayed, and the first stays."""
        changes = CALLS[call.name].changes
        after = "" if changes else self._changed
        row = Says(call.name, call.arguments or None, answer.gives, answer.problem, answer.why, after)
        asked = (call.name, str(sorted(call.arguments.items())))
        said = msgspec.structs.replace(row, after="")
        if self._last.get(asked) != said:
            self._last[asked] = said
            self._rows.setdefault((*asked, after), row)
        if changes and not answer.problem:
            self._changed = narrow(call)

    def scenario(self, answers: Mapping[str, str] | None = None, expect: Expect | None = None) -> Scenario:
        """What was recorded so far."""
        return Scenario(
            self.system, answers=dict(answers or {}), expect=expect or Expect(), says=tuple(self._rows.values())
        )

    def end(self) -> None:
        self._source.end()


def narrow(call: Call) -> str:
    """A call with the value of its first argument, as ``needs`` writes it: "printing.resume:Office"."""
    first = next(iter(CALLS[call.name].arguments), None)
    return call.name if first is None else f"{call.name}:{call.arguments.get(first)}"


def _fits(says: Says, call: Call) -> bool:
    wanted = says.arguments or {}
    return says.call == call.name and all(call.arguments.get(name) == value for name, value in wanted.items())

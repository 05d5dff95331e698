"""One look for all: causes that are checked together and ask the same thing are told the same answer.

So twenty causes may each ask for the network adapters, and this computer is
asked once; and no two of them can disagree because a moment lies between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.source import Source
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS

_Done = Callable[[Answer], None]


class Sharing:
    """A ``Source`` in front of another, for one round of checks."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._answers: dict[tuple[str, bytes], Answer] = {}
        self._waiting: dict[tuple[str, bytes], list[_Done]] = {}

    @property
    def system(self) -> str:
        return self._source.system

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:
        self._source.begin(loop, known, limits)

    def prepare(self) -> None:
        self._source.prepare()

    def ask(self, call: Call, done: _Done) -> None:
        if CALLS[call.name].changes:
            self._source.ask(call, done)
            return
        key = (call.name, msgspec.json.encode(call.arguments, order="sorted"))
        if key in self._answers:
            done(self._answers[key])
        elif key in self._waiting:
            self._waiting[key].append(done)
        else:
            self._waiting[key] = [done]
            self._source.ask(call, lambda answer: self._answered(key, answer))

    def _answered(self, key: tuple[str, bytes], answer: Answer) -> None:
        self._answers[key] = answer
        for done in self._waiting.pop(key):
            done(answer)

    def end(self) -> None:
        self._source.end()

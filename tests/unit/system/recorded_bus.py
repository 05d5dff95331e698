"""A system bus, played back: what real daemons answered to ``busctl`` (answers/README.md), and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskside.errors import Unavailable
from deskside.system.commands import Ran

ANSWERS = Path(__file__).parent / "answers"


def recorded(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((ANSWERS / f"linux-{name}.json").read_text("utf-8"))
    return told


class RecordedBus:
    """A ``Run``. ``called`` are the words of each call, after busctl's own; ``instead`` replaces single answers."""

    def __init__(self, name: str, instead: Mapping[str, Ran] | None = None) -> None:
        self._told = recorded(name)
        self._instead = dict(instead or {})
        self.called: list[str] = []

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        assert limit > 0
        if argv[0] != "busctl":
            raise Unavailable(argv[0], "not recorded")
        assert "--auto-start=no" in argv, "looking must not start anything"
        call = " ".join(argv[argv.index("call") + 1 :])
        self.called.append(call)
        if call in self._instead:
            return self._instead[call]
        answer = self._told.get(call)
        if answer is None:
            return Ran(1, "", f'Call failed: Name "{call.split()[0]}" does not exist\n')
        return Ran(answer["code"], answer["out"], answer["err"])

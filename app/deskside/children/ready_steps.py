"""What ready-made checks and fixes are made of: generators of calls, and what they are given.

Each yields the call it wants, is sent what the computer gives, and returns
what it found or did. A call's problem is raised at the ``yield``, and ends it
unless it is caught.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct

from deskside.model.call import Call
from deskside.model.troubleshooter import Json
from deskside.sdk.problems import ChangedSince
from deskside.sdk.system import Answers

T = TypeVar("T")
Steps: TypeAlias = Generator[Call, Any, T]
Found: TypeAlias = tuple[str, dict[str, Json]]
"""What it says, and the evidence."""


class Asked(Struct, frozen=True):
    """What a ready-made check or fix is given; each uses its part of it."""

    arguments: Mapping[str, Json] = {}
    answers: Answers = Answers()
    evidence: Mapping[str, Json] = {}
    change: Mapping[str, Json] = {}
    anyway: bool = False
    """Undo although the setting was changed since; the person was asked."""


class Fix:
    """One ready-made fix: make it, see by doing whether it worked, take it back."""

    def __init__(
        self,
        apply: Callable[[Asked], Steps[dict[str, Json]]],
        verify: Callable[[Asked], Steps[bool]],
        undo: Callable[[Asked], Steps[None]],
    ) -> None:
        self.apply, self.verify, self.undo = apply, verify, undo


def unless_changed(seen: Json, asked: Asked) -> None:
    ours = asked.change["now"]
    if seen != ours and not asked.anyway:
        raise ChangedSince(f"it is {seen!r} now, we had set {ours!r}")

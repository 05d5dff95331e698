"""What a troubleshooter is, as data: read from its manifest and, for causes in code, told by its plugin child."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

Json: TypeAlias = bool | int | float | str | list[Any] | dict[str, Any] | None


class FixKind(StrEnum):
    AUTOMATIC = "automatic"
    HANDS_ON = "hands-on"
    PEOPLE = "people"


class Restart(StrEnum):
    """What the person must do before a fix takes hold."""

    NONE = "none"
    SIGN_OUT = "sign-out"
    RESTART = "restart"


class Choice(Struct, frozen=True):
    value: str
    label: str


class Question(Struct, frozen=True):
    """Asked once, only when a cause that still matters needs it. "I'm not sure" (value "") is always offered."""

    id: str
    ask: str
    choices: tuple[Choice, ...] = ()
    """Empty together with an empty ``choices_from``: the person types a line of text."""
    choices_from: str = ""
    """A call whose answer is a list of names, or of objects with ``name``."""
    secret: bool = False
    hint: str = ""
    """Shown below it: what helps to answer, or what to do meanwhile."""


class Fix(Struct, frozen=True):
    """What can be done about a cause, in words, before anything is done."""

    kind: FixKind
    consent: str = ""
    """automatic: the sentence that asks. hands-on: the step. people: what IT will do."""
    changes: tuple[str, ...] = ()
    """What will be different afterwards, two or three short lines."""
    seconds: float = 5.0
    undo: bool = True
    no_undo_why: str = ""
    """Plain words, required when ``undo`` is false and the kind is automatic."""
    restart: Restart = Restart.NONE
    picture: str = ""
    """File name under the troubleshooter's ``pictures/``."""
    picture_says: str = ""
    """The picture in words, for screen readers."""
    opens: str = ""
    """hands-on: what a button says that opens the place where the step is done; "" when there is none."""


class Ready(Struct, frozen=True):
    """A ready-made check or fix: its name, and the rest of the table as arguments."""

    name: str
    arguments: dict[str, Json]


class Cause(Struct, frozen=True):
    """One thing that can be wrong. ``id`` is without the troubleshooter's name ("paused")."""

    id: str
    fix: Fix
    likelihood: float = 0.1
    """The author's prior, 0 to 1; counted outcomes refine it."""
    cost: float = 10.0
    """Seconds of the person's time that trying the fix takes."""
    title: str = ""
    """What is looked at, as a question: "Is the printer switched on?"."""
    explain: str = ""
    why: str = ""
    tip: str = ""
    masks: tuple[str, ...] = ()
    """Causes this one explains; full ids, or bare ones of the same troubleshooter, or "internet.*"."""
    questions: tuple[str, ...] = ()
    """Questions whose answers ``detect`` uses."""
    watch: bool = False
    systems: tuple[str, ...] = ("windows", "macos", "linux")
    """Elsewhere there is no such cause."""
    check: Ready | None = None
    """A ready-made check; None: the cause is code in ``troubleshooter.py``."""
    do: Ready | None = None
    """A ready-made fix, or what a hands-on step's button opens; None: ``apply`` or ``open`` in code, or neither."""


class Troubleshooter(Struct, frozen=True):
    """A manifest that was read and found good. ``folder`` holds its code, texts and pictures."""

    id: str
    version: str
    title: str
    folder: Path
    summary: str = ""
    phrases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    systems: tuple[str, ...] = ("windows", "macos", "linux")
    minutes: int = 3
    category: str = ""
    contact: str = ""
    needs: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    causes: tuple[Cause, ...] = ()
    """Those of the manifest; causes in code are added when its plugin child has told them."""
    has_code: bool = False
    texts: dict[str, str] = {}
    """Translations for the language in use, source text to text; for the plugin child."""

    @property
    def people_only(self) -> bool:
        return not self.causes and not self.has_code


class Broken(Struct, frozen=True):
    """A troubleshooter that cannot be used: listed with its reason, harming nothing."""

    id: str
    folder: Path
    why: str

"""What a wizard shows, as data. One generic front end draws it: the window, or the terminal."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from deskside.model.case import Stand
from deskside.model.troubleshooter import Choice


class Verb(StrEnum):
    """What a person can do on a page; the page says which of them it takes."""

    BEGIN = "begin"
    ANSWER = "answer"
    """With the chosen value or the typed text."""
    FIX = "fix"
    NOT_NOW = "not-now"
    DID_IT = "did-it"
    CANNOT = "cannot"
    OPEN = "open"
    """Opens the place where the step is done."""
    YES = "yes"
    """It is working now."""
    NO = "no"
    UNDO = "undo"
    LATER = "later"
    """"I'll restart and come back."""
    GO_ON = "go-on"
    PEOPLE = "people"
    BACK = "back"
    AGAIN = "again"
    STOP = "stop"
    CANCEL = "cancel"
    """Ends work of the computer that is under way."""


class RowState(StrEnum):
    WAITING = "waiting"
    LOOKING = "looking"
    CLEAR = "clear"
    FOUND = "found"
    COULD_NOT = "could-not"


class Row(Struct, frozen=True):
    """One line of the checking page."""

    text: str
    state: RowState


class Action(Struct, frozen=True):
    verb: Verb
    label: str
    main: bool = False
    """At most one per page: bottom right."""


class Page(Struct, frozen=True):
    stand: Stand
    heading: str
    """The one sentence that matters."""
    lines: tuple[str, ...] = ()
    """Why it matters, what will happen, how long; a short line each."""
    shows: tuple[str, ...] = ()
    """What was found, in a few short lines: what fills the disk, and how large it is."""
    changes: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    asks_text: bool = False
    secret: bool = False
    picture: str = ""
    """Path of the picture, or ""."""
    picture_says: str = ""
    tip: str = ""
    actions: tuple[Action, ...] = ()
    frame: tuple[Action, ...] = ()
    """What the frame offers around every page: a person, start again, stop."""
    can_go_back: bool = False

    def takes(self, verb: Verb) -> bool:
        """Whether a person can do this here, by the page or by the frame around it."""
        return any(action.verb is verb for action in (*self.actions, *self.frame))

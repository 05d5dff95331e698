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
    HELPED = "helped"
    """In the end: Deskside was of help."""
    NO_HELP = "no-help"
    REMARK = "remark"
    """With a sentence on what would have helped; "" is none."""


class Sign(StrEnum):
    """How a page stands, or what a line is about, at a glance. The words always say it too."""

    NONE = ""
    PROBLEM = "problem"
    LOOK = "look"
    ASK = "ask"
    FOUND = "found"
    HAND = "hand"
    """Something for the person to do."""
    WORK = "work"
    GOOD = "good"
    UNSURE = "unsure"
    TAKE_BACK = "take-back"
    FOR_GOOD = "for-good"
    """It can't be taken back."""
    RESTART = "restart"
    WELCOME = "welcome"
    PERSON = "person"
    ALONG = "along"
    """Something goes along to people."""
    SAFE = "safe"
    TIME = "time"
    SAVE = "save"


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


class Point(Struct, frozen=True):
    """A short line with its sign."""

    text: str
    sign: Sign


class Action(Struct, frozen=True):
    verb: Verb
    label: str
    main: bool = False
    """At most one per page: bottom right."""


class Page(Struct, frozen=True):
    stand: Stand
    heading: str
    """The one sentence that matters."""
    sign: Sign = Sign.NONE
    lines: tuple[str, ...] = ()
    """Why it matters, and what will happen; a short line each."""
    shows_head: str = ""
    shows: tuple[str, ...] = ()
    """What was found, in a few short lines: what fills the disk, and how large it is."""
    steps: tuple[str, ...] = ()
    """What the person does, one thing after the other."""
    changes: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    """How long it takes, whether it can be undone, what comes after it."""
    question: str = ""
    """What the person is asked beside the heading: "Is it working now?"."""
    hint: str = ""
    """What to know before answering it."""
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

"""A message to the help desk while it is being written. Nothing typed is lost on the way between its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskside.model.parcel import Added, Choices, Item, Shown

if TYPE_CHECKING:
    from deskside.casework import CaseRun, Handover
    from deskside.model.ticket import Ticket
    from deskside.ui.drawing import Drawing


class Letter:
    """What the person has said so far, and what it will become."""

    def __init__(self, story: str) -> None:
        self.run: CaseRun | None = None
        self.handover: Handover | None = None
        """None until it was looked whether sending can work."""
        self.story = story
        self.stops = ""
        self.email = ""
        self.added: tuple[Added, ...] = ()
        self.drawings: dict[str, Drawing] = {}
        """Of each picture what it was, and where it is hidden; gone with the letter."""
        self.left_out: set[str] = set()
        """Ids of items that the person does not want to send."""
        self.hidden: tuple[str, ...] = ()
        """Values that the person chose to hide everywhere."""
        self.shown: Shown | None = None
        """What was shown last, and nothing else is sent."""
        self._count = 0

    def begin(self, run: CaseRun | None, words: str) -> None:
        """The page is opened, perhaps again: new words are added, what was typed stays."""
        self.run, self.handover, self.shown = run, None, None
        if words and words not in self.story:
            self.story = f"{self.story}\n{words}".strip()

    @property
    def choices(self) -> Choices:
        """All that the person has decided, as it is now."""
        return Choices(
            story=self.story,
            stops=self.stops,
            email=self.email,
            left_out=frozenset(self.left_out),
            hidden=self.hidden,
            added=self.added,
        )

    def item(self, item_id: str) -> Item | None:
        """One of what was shown last."""
        return next((item for item in self.shown.items if item.id == item_id), None) if self.shown else None

    def next_number(self) -> int:
        """A number for one more file; none is given twice."""
        self._count += 1
        return self._count

    def add(self, one: Added) -> None:
        """Adds a file, or puts it in the place of the one with its id."""
        if any(other.id == one.id for other in self.added):
            self.added = tuple(one if other.id == one.id else other for other in self.added)
        else:
            self.added = (*self.added, one)

    def take_out(self, one: Added) -> None:
        self.added = tuple(other for other in self.added if other.id != one.id)
        self.drawings.pop(one.id, None)
        self.left_out.discard(one.id)

    def look(self) -> Shown:
        """What would be sent now. Blocking: facts are collected the first time."""
        return self._ready().show(self.choices)

    def send(self) -> Ticket:
        """Into the outbox, exactly as it was shown. Blocking, but without the network."""
        if self.shown is None:
            raise ValueError("not shown yet")
        ticket = self._ready().send(self.shown.parcel)
        if self.run is not None:
            self.run.sent(ticket.reference)
        return ticket

    def _ready(self) -> Handover:
        if self.handover is None:
            raise ValueError("not looked at yet")
        return self.handover

"""A message to the help desk while it is being written. Nothing typed is lost on the way between its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from deskside.errors import DesksideError, NeedsEdit
from deskside.language import _
from deskside.model.parcel import Added, Choices, Item, Shown

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from deskside.casework import CaseRun, Handover
    from deskside.model.ticket import OutboxRow, Ticket
    from deskside.ui.lane import Lane
    from deskside.ui.parts.drawing import Drawing

Trouble: TypeAlias = Callable[[DesksideError], None]


class Enclosures:
    """The files that go with a message or an answer, and of each picture what is hidden in it."""

    def __init__(self) -> None:
        self.added: tuple[Added, ...] = ()
        self.drawings: dict[str, Drawing] = {}
        """Of each picture what it was, and where it is hidden; gone with the message."""
        self._count = 0

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

    def take_in(self, added: tuple[Added, ...], drawings: Mapping[str, Drawing]) -> None:
        """What had been added before."""
        self.added, self.drawings, self._count = added, dict(drawings), max(self._count, len(added))


class Answer(Enclosures):
    """An answer while it is being written; it outlives its page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.instead: OutboxRow | None = None
        """An answer that the help desk could not take, which this one replaces."""

    def begin_anew(self) -> None:
        """It was sent."""
        self.text, self.instead, self.added, self.drawings = "", None, (), {}


class Letter(Enclosures):
    """What the person has said so far, and what it will become."""

    def __init__(self, story: str, mends: str = "") -> None:
        super().__init__()
        self.mends = mends
        """The reference of a message that was refused and is changed here; "" for a new one."""
        self.run: CaseRun | None = None
        self.handover: Handover | None = None
        """None until it was looked whether sending can work."""
        self.story = story
        self.warning = ""
        """Why sending may have to wait, once that was found out."""
        self.urgency = ""
        self.impact = ""
        self.since = ""
        self.adds_to = ""
        """The reference of the request that it is added to; "" for one of its own."""
        self.told: Ticket | None = None
        """An open request on the same thing, once it was offered."""
        self.email = ""
        self.left_out: set[str] = set()
        """Ids of items that the person does not want to send."""
        self.hidden: tuple[str, ...] = ()
        """Values that the person chose to hide everywhere."""
        self.shown: Shown | None = None
        """What was shown last, and nothing else is sent."""
        self._shown_for = Choices()

    def begin(self, run: CaseRun | None, words: str) -> None:
        """The page is opened, perhaps again: new words are added, what was typed stays."""
        self.run, self.handover, self.shown, self.warning = run, None, None, ""
        self.told, self.adds_to = None, ""
        if words and words not in self.story:
            self.story = f"{self.story}\n{words}".strip()

    @property
    def choices(self) -> Choices:
        """All that the person has decided, as it is now."""
        return Choices(
            story=self.story,
            impact=self.impact,
            urgency=self.urgency,
            since=self.since,
            adds_to=self.adds_to,
            email=self.email,
            left_out=frozenset(self.left_out),
            hidden=self.hidden,
            added=self.added,
        )

    def item(self, item_id: str) -> Item | None:
        """One of what was shown last."""
        return next((item for item in self.shown.items if item.id == item_id), None) if self.shown else None

    def take_out(self, one: Added) -> None:
        super().take_out(one)
        self.left_out.discard(one.id)

    @property
    def is_shown(self) -> bool:
        """Whether what was shown last is what the person has decided since."""
        return self.shown is not None and self._shown_for == self.choices

    def text_of(self, item_id: str) -> str:
        """The exact text of one item, or of the whole file about this computer."""
        item = self.item(item_id)
        if item is not None:
            return item.text
        return self._ready().read_whole(self.shown.parcel) if self.shown is not None else ""

    def look(self, slow: Lane, owner: QObject, then: Callable[[], None], trouble: Trouble) -> None:
        """Finds out what would be sent now; facts are collected the first time."""
        choices, handover = self.choices, self._ready()
        slow.ask(owner, lambda: handover.show(choices), lambda shown: self._on_shown(choices, shown, then), trouble)

    def hide(self, slow: Lane, owner: QObject, value: str, then: Callable[[int], None], trouble: Trouble) -> None:
        """Hides a value everywhere; ``then`` is told in how many places. Nothing is kept of one that is in none."""
        handover, before = self._ready(), self.shown
        choices = replace(self.choices, hidden=(*self.hidden, value))

        def work() -> tuple[Shown, int]:
            shown = handover.show(choices)
            return shown, handover.places(value, before, shown) if before is not None else 0

        def done(what: tuple[Shown, int]) -> None:
            shown, places = what
            if places:
                self.hidden = choices.hidden
                self._keep(choices, shown)
            then(places)

        slow.ask(owner, work, done, trouble)

    def show_again(self, slow: Lane, owner: QObject, then: Callable[[], None], trouble: Trouble) -> None:
        """Takes back what was hidden last."""
        self.hidden = self.hidden[:-1]
        self.look(slow, owner, then, trouble)

    def _on_shown(self, choices: Choices, shown: Shown, then: Callable[[], None]) -> None:
        """Only the newest counts: while it was made, the person may have changed their mind."""
        if choices == self.choices:
            self._keep(choices, shown)
            then()

    def _keep(self, choices: Choices, shown: Shown) -> None:
        self.shown, self._shown_for = shown, choices

    def send(self) -> Ticket:
        """Into the outbox, exactly as it was shown. Blocking, but without the network."""
        if self.shown is None or not self.is_shown:
            says = _("You changed something after you pressed Send. Please look at it and send it again.")
            raise NeedsEdit("changed since it was shown", says=says)
        ticket = self._ready().send(self.shown.parcel)
        if self.run is not None:
            self.run.sent(ticket.reference)
        return ticket

    def _ready(self) -> Handover:
        if self.handover is None:
            raise ValueError("not looked at yet")
        return self.handover

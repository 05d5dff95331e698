"""What window and tray know at the moment: read in a lane, kept here as plain data, shown everywhere."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from deskside.language import _, ngettext
from deskside.model.case import Case
from deskside.model.ticket import OutboxRow, SendState, Stage, Ticket
from deskside.model.troubleshooter import Troubleshooter
from deskside.ui.lane import Lane

if TYPE_CHECKING:
    from deskside.casework import Casework

STUCK = (SendState.NEEDS_EDIT, SendState.HELD)


class Light(Enum):
    """The four states of the tray icon."""

    FINE = "fine"
    WAITS = "waits"
    WORKING = "working"
    TROUBLE = "trouble"


class Known(Struct, frozen=True):
    """One reading of everything that is shown at a glance."""

    troubleshooters: tuple[Troubleshooter, ...] = ()
    unfinished: tuple[Case, ...] = ()
    history: tuple[Case, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    waiting: tuple[OutboxRow, ...] = ()
    read: bool = False
    """False until the first reading came."""

    @property
    def most_used(self) -> tuple[Troubleshooter, ...]:
        """Those this person used most, then the rest in their own order."""
        used = Counter(case.troubleshooter for case in self.history)
        return tuple(sorted(self.troubleshooters, key=lambda one: -used[one.id]))

    @property
    def open_tickets(self) -> tuple[Ticket, ...]:
        return tuple(ticket for ticket in self.tickets if ticket.stage is not Stage.SOLVED)

    @property
    def stuck(self) -> tuple[OutboxRow, ...]:
        """What can't be sent until someone changes something."""
        return tuple(row for row in self.waiting if row.state in STUCK)

    def unsent(self, ticket: Ticket) -> bool:
        return any(row.reference == ticket.reference for row in self.waiting)

    def light(self, *, working: bool) -> Light:
        if working:
            return Light.WORKING
        if self.stuck:
            return Light.TROUBLE
        waits = any(ticket.unread or ticket.stage is Stage.WAITING for ticket in self.tickets)
        return Light.WAITS if waits or self.unfinished else Light.FINE

    def in_words(self, *, working: bool) -> str:
        """The tray icon's tooltip."""
        match self.light(working=working):
            case Light.WORKING:
                return _("Deskside is at work.")
            case Light.TROUBLE:
                return _("Deskside: a message could not be sent. Click to see why.")
            case Light.WAITS:
                unread = sum(1 for ticket in self.tickets if ticket.unread)
                if unread:
                    says = ngettext("Deskside: {n} request has news.", "Deskside: {n} requests have news.", unread)
                    return says.format(n=unread)
                if any(ticket.stage is Stage.WAITING for ticket in self.tickets):
                    return _("Deskside: the help desk waits for your answer.")
                return _("Deskside: you have not finished with a problem yet.")
            case Light.FINE:
                return _("Deskside: all is well. Click if something is wrong.")


class Board(QObject):
    """Holds the last reading; ``changed`` says that there is a newer one."""

    changed = Signal()

    def __init__(self, casework: Casework, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._casework, self._lane = casework, lane
        self.known = Known()
        self.working = False

    def read_again(self) -> None:
        """Reads everything anew; what can't be read now is shown as it was."""
        self._lane.ask(self, self._read, self._on_read)

    def set_working(self, *, working: bool) -> None:
        if working is not self.working:
            self.working = working
            self.changed.emit()

    def _read(self) -> Known:
        desk = self._casework
        return Known(
            troubleshooters=desk.troubleshooters(),
            unfinished=desk.unfinished(),
            history=desk.history(),
            tickets=desk.tickets(),
            waiting=desk.waiting(),
            read=True,
        )

    def _on_read(self, known: Known) -> None:
        if known != self.known:
            self.known = known
            self.changed.emit()

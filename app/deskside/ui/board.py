"""What the window knows at the moment: read in a lane, kept here as plain data, shown everywhere."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from deskside.model.article import Article, Notice
from deskside.model.case import Case, Stand
from deskside.model.ticket import OutboxRow, SendState, Stage, Ticket
from deskside.model.troubleshooter import Restart, Troubleshooter
from deskside.storage.outbox import Pause
from deskside.tickets.news.polling import next_pass
from deskside.ui.glance import LEAST_PAUSE, QUIET_PAUSE, Glance, Light
from deskside.ui.lane import Lane
from deskside.ui.office import Office

if TYPE_CHECKING:
    from deskside.casework import Organisation

STUCK = (SendState.NEEDS_EDIT, SendState.HELD)
MOST_USED = 3
USUAL = ("printer", "internet")
"""What most people come with first, until it is known what this person comes with."""


class Known(Struct, frozen=True):
    """One reading of everything that is shown at a glance."""

    troubleshooters: tuple[Troubleshooter, ...] = ()
    unfinished: tuple[Case, ...] = ()
    history: tuple[Case, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    waiting: tuple[OutboxRow, ...] = ()
    articles: tuple[Article, ...] = ()
    notices: tuple[Notice, ...] = ()
    organisation: Organisation | None = None
    read: bool = False
    """False until the first reading came."""

    @property
    def most_used(self) -> tuple[Troubleshooter, ...]:
        """Those this person used most; then the usual ones; then those that can look by themselves; then the rest."""
        used = Counter(case.troubleshooter for case in self.history)
        usual = {id_: place for place, id_ in enumerate(USUAL)}
        order = {
            one.id: (-used[one.id], usual.get(one.id, len(usual)), one.people_only) for one in self.troubleshooters
        }
        return tuple(sorted(self.troubleshooters, key=lambda one: order[one.id]))

    @property
    def open_tickets(self) -> tuple[Ticket, ...]:
        return tuple(ticket for ticket in self.tickets if ticket.stage is not Stage.SOLVED)

    @property
    def stuck(self) -> tuple[OutboxRow, ...]:
        """What can't be sent until someone changes something."""
        return tuple(row for row in self.waiting if row.state in STUCK)

    @property
    def asked_for_restart(self) -> str:
        """The start of the computer, or the sign-in, in which a case asked for the next one; "" when none waits."""
        case = next((one for one in self.unfinished if one.stand is Stand.RESTART), None)
        if case is None:
            return ""
        signs_out = any(one.id == case.current and one.fix.restart is Restart.SIGN_OUT for one in case.causes)
        return case.boot if signs_out else case.boot.partition("/")[0]

    def unsent(self, ticket: Ticket) -> bool:
        return any(row.reference == ticket.reference for row in self.waiting)

    def glance(self, now: float) -> Glance:
        """The little of it that the tray shows."""
        unread = sum(1 for ticket in self.tickets if ticket.unread)
        asked = any(ticket.stage is Stage.WAITING for ticket in self.tickets)
        light = Light.WAITS if unread or asked or self.unfinished else Light.FINE
        used = tuple((one.id, one.title) for one in self.most_used[:MOST_USED])
        return Glance(Light.TROUBLE if self.stuck else light, unread, asked, used, pause(self, now))


def pause(known: Known, now: float) -> float:
    """Seconds until the next look at the help desk: rarely when there is nothing to hear of, in time for what waits."""
    wanted = next_pass(known.tickets, known.waiting, Pause(), now)
    return QUIET_PAUSE if wanted is None else min(max(LEAST_PAUSE, wanted), QUIET_PAUSE)


def as_seen(ticket: Ticket) -> Ticket:
    """The ticket without what nobody sees: that it was looked at once more is nothing to draw anew."""
    return replace(ticket, looked=0.0, asked=0.0, mark="")


def _seen(known: Known) -> Known:
    return replace(known, tickets=tuple(map(as_seen, known.tickets)))


class Board(QObject):
    """Holds the last reading; ``changed`` says that there is a newer one."""

    changed = Signal()

    def __init__(self, office: Office, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self._lane = office, lane
        self.known = Known()
        self.working = False

    def read_again(self) -> None:
        """Reads everything anew; what can't be read now is shown as it was."""
        self._lane.ask(self, self._read, self.show)

    def set_working(self, *, working: bool) -> None:
        if working is not self.working:
            self.working = working
            self.changed.emit()

    @property
    def glance(self) -> Glance:
        return self.known.glance(time.time())

    def _read(self) -> Known:
        desk = self._office.casework
        return Known(
            troubleshooters=desk.troubleshooters(),
            unfinished=desk.unfinished(),
            history=desk.history(),
            tickets=desk.tickets(),
            waiting=desk.waiting(),
            articles=desk.articles(),
            notices=desk.notices(),
            organisation=desk.organisation,
            read=True,
        )

    def show(self, known: Known) -> None:
        """Shows this reading everywhere."""
        anew = _seen(known) != _seen(self.known)
        self.known = known
        if anew:
            self.changed.emit()

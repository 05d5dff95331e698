"""One row's way to the help desk: looked for where it may be already, sent where it is not, and the outcome kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Deed, OutboxRow, SendState, Stage, Ticket
from deskside.storage.attachments import drop_attachments, folder_of_reply
from deskside.storage.database import Database
from deskside.storage.lease import Lease
from deskside.storage.outbox import OutboxRows, Pause, add_row, forget_what_left, put_pause, put_row, put_row_of
from deskside.storage.tickets import Tickets, change_ticket
from deskside.tickets.backend import Backend
from deskside.tickets.composing.in_words import as_answer
from deskside.tickets.outbox import rules
from deskside.tickets.outbox.rules import Event

_NO_TRY = (errors.SendProblem, errors.SecretProblem)
_PAUSING = (Event.NOT_REACHED, Event.BUSY, Event.HELD, Event.REDIRECTED)


class Passage:
    """``go`` takes a row as far as it comes now. Every step is committed before the next one begins.

    Until it leaves, the person may say something else about it, in another process: then that holds.
    """

    def __init__(
        self,
        db: Database,
        lease: Lease,
        folder: Path,
        backend: Backend,
        clock: Callable[[], float],
        rand: Callable[[], float],
    ) -> None:
        self._db, self._lease, self._folder, self._backend = db, lease, folder, backend
        self._clock, self._rand = clock, rand
        self._rows, self._tickets = OutboxRows(db), Tickets(db)

    def go(self, row: OutboxRow) -> OutboxRow:
        if row.state is SendState.SENDING:
            row = self._keep(row, rules.step(row, Event.WOKE, self._clock()))
        if self._backend.can.find and rules.is_doubtful(row, self._clock()):
            row = self._keep(row, rules.step(row, Event.DOUBTED, self._clock(), why=row.why, says=row.says))
        if row.state is SendState.UNKNOWN:
            row = self._look_for(row)
        if row.state is SendState.QUEUED:
            row = self._send(row)
        return row

    def _look_for(self, row: OutboxRow) -> OutboxRow:
        """Sent if the help desk has it, queued if it surely has not; unknown still if nobody can say."""
        if not self._backend.can.find:
            return self._ask(row, row.why)
        settle = self._backend.settle_seconds
        left = rules.settle_left(row, settle, self._clock())
        if left is None:
            row, left = msgspec.structs.replace(row, changed=self._clock()), settle
        if left:
            return self._no_answer(row, errors.Unclear("the help desk may still be at it"), left)
        try:
            found = self._find(row)
        except _NO_TRY as problem:
            self._pause_for(problem)
            if isinstance(problem, errors.Unclear) and not row.tries:
                return self._keep(row, rules.step(row, Event.NOT_FOUND, self._clock()))  # we have not tried it yet
            if isinstance(problem, errors.Unclear) and self._clock() - row.changed >= rules.CAP:
                return self._ask(row, str(problem))
            return self._no_answer(row, problem, rules.backoff(row.tries, self._rand))
        if found is None:
            return self._keep(row, rules.step(row, Event.NOT_FOUND, self._clock()))
        return self._finish(row, Event.FOUND, found)

    def _find(self, row: OutboxRow) -> str | None:
        """The ticket's id when the deed is done at the desk; None when it is not."""
        if row.deed is Deed.CREATE:
            return self._backend.find(row.reference, self._age(row.reference))
        backend_id = self._backend_id(row)
        if row.deed in (Deed.REPLY, Deed.ATTACH):
            return backend_id if self._backend.find_reply(backend_id, row.token, row.text) else None
        if row.deed is Deed.RATE:
            return None  # the same rating once more changes nothing
        look = self._backend.look(backend_id)
        solved = look is not None and look.stage is Stage.SOLVED
        return backend_id if solved is (row.deed is Deed.SOLVED) else None

    def _age(self, reference: str) -> float | None:
        ticket = self._tickets.load(reference)
        return self._clock() - ticket.opened if ticket is not None and ticket.opened else None

    def _send(self, row: OutboxRow) -> OutboxRow:
        if row.deed is Deed.CREATE and not self._backend.can.files_with_ticket:
            self._db.change(lambda connection: self._part_files(connection, row))
        leaving = rules.step(row, Event.LEAVES, self._clock())
        if not self._db.change(lambda connection: self._leave(connection, row, leaving)):
            return row  # another process has the lease now, and does this; or it was changed just now
        try:
            with self._lease.held():
                backend_id = self._do(leaving)
            if self._is_anothers(leaving, backend_id):
                raise errors.Unclear(f"the answer names {backend_id}, which is another message's")
        except errors.TooLarge as problem:
            parted = rules.step(leaving, Event.PARTED, self._clock())
            apart = row.deed is Deed.CREATE and self._backend.can.files_later
            if apart and self._db.change(lambda connection: self._part(connection, parted)):
                return self._send(parted)
            return self._came_to_nothing(leaving, problem)
        except _NO_TRY as problem:
            return self._came_to_nothing(leaving, problem)
        return self._finish(leaving, Event.DONE, backend_id)

    def _leave(self, connection: sqlite3.Connection, row: OutboxRow, leaving: OutboxRow) -> bool:
        return self._lease.renew(connection) and put_row_of(connection, row, leaving)

    def _do(self, row: OutboxRow) -> str:
        """The deed itself; the ticket's id at the desk."""
        if row.deed is Deed.CREATE:
            draft = self._rows.draft(row.reference)
            if draft is None:
                raise errors.NeedsEdit("the draft is gone", says=_("The words are gone. Please write them again."))
            return self._backend.create(draft, with_files=not self._files_apart(row.reference))
        backend_id = self._backend_id(row)
        match row.deed:
            case Deed.ATTACH:
                self._attach(row, backend_id)
            case Deed.REPLY:
                self._backend.reply(backend_id, row.text, row.token, row.files)
            case Deed.SOLVED:
                self._backend.solve(backend_id)
            case Deed.REOPEN:
                self._backend.reopen(backend_id)
            case Deed.RATE:
                self._backend.rate(backend_id, int(row.text))
        return backend_id

    def _is_anothers(self, row: OutboxRow, backend_id: str) -> bool:
        """Whether a message that was just made got the number of one that was there: an answer to somebody else."""
        same = (t for t in self._tickets.all() if (t.backend, t.backend_id) == (row.backend, backend_id))
        return row.deed is Deed.CREATE and any(ticket.reference != row.reference for ticket in same)

    def _attach(self, row: OutboxRow, backend_id: str) -> None:
        draft = self._rows.draft(row.reference)
        for attachment in draft.attachments if draft else ():
            if attachment.name == row.text:
                self._backend.attach(backend_id, attachment, row.token)
                return
        raise errors.NeedsEdit(f"no file {row.text}", says=_("A file is gone. Please add it again."))

    def _backend_id(self, row: OutboxRow) -> str:
        ticket = self._tickets.load(row.reference)
        known = ticket.backend_id or self._backend.id_of(row.reference) if ticket else ""
        if not known and self._backend.can.find:  # the person said that it is there
            known = self._backend.find(row.reference, self._age(row.reference)) or ""
        if not known:
            raise errors.Held(f"{row.reference} is not known at the help desk")
        return known

    def _files_apart(self, reference: str) -> bool:
        return any(row.deed is Deed.ATTACH for row in self._rows.of_ticket(reference))

    def _part(self, connection: sqlite3.Connection, parted: OutboxRow) -> bool:
        if not self._part_files(connection, parted):
            return False
        put_row(connection, parted)
        return True

    def _part_files(self, connection: sqlite3.Connection, row: OutboxRow) -> bool:
        """Each file becomes a row of its own; False when there are none, or they are already."""
        draft = self._rows.draft(row.reference)
        if draft is None or not draft.attachments or self._files_apart(row.reference):
            return False
        for attachment in draft.attachments:
            now, name = self._clock(), attachment.name
            add_row(connection, row.reference, Deed.ATTACH, row.backend, SendState.QUEUED, now, text=name)
        return True

    def _came_to_nothing(self, leaving: OutboxRow, problem: errors.DesksideError) -> OutboxRow:
        event = rules.event_of(problem)
        if event is Event.REDIRECTED and not self._backend.can.find:
            event = Event.UNCLEAR
        settle = self._backend.settle_seconds if event is Event.UNCLEAR else 0.0
        wait = max(settle, rules.backoff(leaving.tries, self._rand)) if event is Event.UNCLEAR else 0.0
        self._pause_for(problem)
        after = rules.step(leaving, event, self._clock(), why=str(problem), says=problem.words(), wait=wait)
        if event is Event.UNCLEAR and not self._backend.can.find:
            return self._ask(self._keep(leaving, after), str(problem))
        return self._keep(leaving, after)

    def _no_answer(self, row: OutboxRow, problem: errors.DesksideError, wait: float) -> OutboxRow:
        after = rules.step(row, Event.NO_ANSWER, self._clock(), why=str(problem), says=problem.words(), wait=wait)
        return self._keep(row, after)

    def _ask(self, row: OutboxRow, why: str) -> OutboxRow:
        """Nobody can say whether it arrived: it waits for the person's word, and is looked for when a pass is made."""
        says = _("Your message may have arrived. If you hear nothing, please call the help desk.")
        asking = msgspec.structs.replace(row, asks=True)
        return self._keep(row, rules.step(asking, Event.NO_ANSWER, self._clock(), why=why, says=says))

    def _pause_for(self, problem: errors.DesksideError) -> None:
        """Gives the whole backend a rest when the next row would meet the same."""
        asked = problem.seconds if isinstance(problem, (errors.Busy, errors.Unclear)) else 0.0
        if rules.event_of(problem) not in _PAUSING and not asked:
            return
        before = self._rows.pause(self._backend.name)
        pause = rules.pause_after(before, asked, self._clock(), self._rand, str(problem))
        self._db.change(lambda connection: put_pause(connection, self._backend.name, pause))

    def _keep(self, before: OutboxRow, after: OutboxRow) -> OutboxRow:
        """The row as it is then: what the person said meanwhile comes first."""
        if self._db.change(lambda connection: put_row_of(connection, before, after)):
            return after
        return self._rows.load(before.id) or before

    def _finish(self, row: OutboxRow, event: Event, backend_id: str) -> OutboxRow:
        """It is at the help desk: the row, the ticket and what is no longer needed, in one go."""
        done = msgspec.structs.replace(rules.step(row, event, self._clock()), text="", files=())

        def work(connection: sqlite3.Connection) -> bool:
            put_row(connection, done)
            put_pause(connection, self._backend.name, Pause())
            change_ticket(connection, row.reference, lambda ticket: done_there(ticket, row, backend_id, done.changed))
            return forget_what_left(connection, row.reference)

        if self._db.change(work):
            drop_attachments(self._folder / row.reference)
        if row.files:
            drop_attachments(folder_of_reply(self._folder, row.reference, row.token))
        return done


def done_there(ticket: Ticket, row: OutboxRow, backend_id: str, now: float) -> Ticket:
    """The ticket after a deed was done."""
    ticket = msgspec.structs.replace(ticket, backend_id=backend_id, updated=now, arrived=ticket.arrived or now)
    match row.deed:
        case Deed.SOLVED:
            return msgspec.structs.replace(ticket, stage=Stage.SOLVED)
        case Deed.REOPEN:
            return msgspec.structs.replace(ticket, stage=Stage.WORKING)
        case Deed.RATE:
            return msgspec.structs.replace(ticket, rating=int(row.text))
        case Deed.REPLY if row.text == as_answer(Deed.SOLVED):  # where the help desk has no button for it
            return msgspec.structs.replace(ticket, stage=Stage.SOLVED)
    return ticket

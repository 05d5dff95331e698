"""Sends what waits in the outbox: puts the ``rules`` into effect, one committed step at a time.

Nothing here runs by itself: ``drain`` makes one pass and returns, and
``next_wake`` says when another one is worth it. A pass is made in a process
of its own (``deskside post``), under a lease, so that it may be killed at any
moment and no ticket is lost or made twice.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Attachment, Deed, Draft, Message, OutboxRow, Sender, SendState, Ticket
from deskside.storage.aside import Aside, Laid
from deskside.storage.attachments import Keepsake, drop_attachments, folder_of_reply, keep_attachments, read_attachment
from deskside.storage.database import Database
from deskside.storage.lease import Lease
from deskside.storage.outbox import (
    OutboxRows,
    add_row,
    forget_what_left,
    new_token,
    put_row,
    row_inside,
    ticket_row,
    waiting_inside,
)
from deskside.storage.tickets import Tickets, change_ticket
from deskside.tickets.backend import Backend
from deskside.tickets.outbox import rules
from deskside.tickets.outbox.passage import Passage, done_there
from deskside.tickets.outbox.rules import Event
from deskside.tickets.words.plain import one_line, plain, title_line


class Sent(Struct, frozen=True):
    """What one pass did with one row. ``says``: plain words, "" when it was sent."""

    reference: str
    deed: Deed
    state: SendState
    says: str = ""


class Outbox:
    """The person's outbox. ``folder`` holds the files that wait with their tickets."""

    def __init__(
        self, db: Database, folder: Path, *, rand: Callable[[], float] = random.random, aside: Aside | None = None
    ) -> None:
        """``aside``: where a message waits while the folder of ``db`` does not answer."""
        self.rows, self._aside = OutboxRows(db), aside
        self._db, self._folder, self._rand = db, folder, rand
        self._tickets = Tickets(db)
        self._lease = Lease(db, "outbox")

    def keep_draft(self, draft: Draft, backend: str, now: float) -> OutboxRow:
        """Saves a story while it is being written."""
        return self.rows.keep_draft(draft, backend, now)

    def enqueue(self, draft: Draft, backend: str, now: float, files: tuple[Keepsake, ...] | None = None) -> OutboxRow:
        """Consent: from here on the ticket will be sent. ``files`` replace the draft's; None keeps them.

        Once this returns, words and files are on the disk; until then the draft is. Raises ``KeptAside`` when they
        are on this computer's own disk instead, and will be taken in from there.
        """
        try:
            return self._enqueue(draft, backend, now, files)
        except errors.Away as away:
            if self._aside is None or files is None:
                raise
            self._aside.keep(Laid(tidy(draft), backend, now, files))
            raise errors.KeptAside(away.path, str(away)) from away

    def _enqueue(self, draft: Draft, backend: str, now: float, files: tuple[Keepsake, ...] | None) -> OutboxRow:
        draft = tidy(draft)
        if files is not None:
            known = self.rows.of_ticket(draft.reference)
            if known and known[0].state not in (SendState.DRAFT, SendState.NEEDS_EDIT):
                return known[0]
            kept = keep_attachments(self._db, self._folder / draft.reference, files)
            draft = msgspec.structs.replace(draft, attachments=kept)
        first = Message(Sender.PERSON, now, draft.story)
        ticket = Ticket(
            draft.reference,
            backend,
            draft.title,
            now,
            messages=(first,),
            updated=now,
            impact=draft.impact,
            priority=draft.priority,
            cause=draft.cause,
            troubleshooter=draft.troubleshooter,
        )
        return self.rows.queue(draft, ticket, now)

    def enqueue_deed(
        self,
        reference: str,
        deed: Deed,
        text: str,
        now: float,
        files: tuple[Keepsake, ...] = (),
        *,
        instead: OutboxRow | None = None,
    ) -> OutboxRow:
        """One more thing to do for a ticket: a reply with its files, "it is solved", a rating. Done in the order
        they came. Once this returns, words and files are on the disk. ``instead`` of a reply that has to be changed
        it is sent in its place, so that neither is lost and nothing arrives twice.
        """
        ticket = self._tickets.load(reference)
        if ticket is None:
            raise errors.WrongUsage(
                _("There is no request {name} on this computer.").format(name=one_line(reference, 40))
            )
        words = plain(text)
        if deed is Deed.REPLY and not words:
            raise errors.NeedsEdit("an empty reply", says=_("There is nothing written yet."))

        token = new_token()
        folder = folder_of_reply(self._folder, reference, token)
        kept = keep_attachments(self._db, folder, files) if files else ()

        def work(connection: sqlite3.Connection) -> OutboxRow:
            if instead is not None and not _take_back(connection, instead):
                raise errors.NeedsEdit(f"row {instead.id} was dealt with", says=_("This was sent again already."))
            if deed is Deed.REPLY:
                said = Message(Sender.PERSON, now, words, files=tuple(one.name for one in kept))
                change_ticket(connection, reference, lambda t: msgspec.structs.replace(t, messages=(*t.messages, said)))
            return add_row(
                connection,
                reference,
                deed,
                ticket.backend,
                SendState.QUEUED,
                now,
                text=words,
                token=token,
                files=kept,
            )

        row = self._db.change(work)
        if instead is not None:
            self._drop_files(instead)
        return row

    def drop(self, row_id: int) -> None:
        """The person leaves out a file or a reply that the help desk could not take."""
        row = self.rows.load(row_id)
        if row is None or not self._db.change(lambda connection: _take_back(connection, row)):
            return
        self._drop_files(row)
        if self._db.change(lambda connection: forget_what_left(connection, row.reference)):
            drop_attachments(self._folder / row.reference)

    def _drop_files(self, row: OutboxRow) -> None:
        if row.files:
            drop_attachments(folder_of_reply(self._folder, row.reference, row.token))

    def carry(self, reference: str, now: float, *, searchable: bool) -> tuple[Draft, tuple[Keepsake, ...]]:
        """The words and files of a ticket that waits, to be carried to the help desk by hand.

        Where the help desk can be searched, it is looked for from now on before it is sent.
        """
        draft = self.rows.draft(reference)
        if draft is None:
            raise errors.WrongUsage(_("Nothing of {name} waits to be sent.").format(name=one_line(reference, 40)))
        files = tuple(_kept(one) for one in draft.attachments)

        def work(connection: sqlite3.Connection) -> None:
            row = ticket_row(connection, reference)
            if row is not None and row.state is SendState.QUEUED and searchable:
                after = rules.step(row, Event.CARRIED, now, why=row.why, says=row.says)
                put_row(connection, after)

        self._db.change(work)
        return draft, files

    def release(self, now: float) -> None:
        """Someone put things right, or the person said "send now": nothing waits for its time any more."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM pauses")
            for row in waiting_inside(connection):  # not as it was before: another process may be sending just now
                if (row.state, Event.RELEASED) in rules.TABLE:
                    put_row(connection, rules.step(row, Event.RELEASED, now))

        self._db.change(work)

    def rests(self, backend: str, now: float) -> bool:
        """Whether the backend is left alone for now: it could not be reached, or asked for a rest."""
        return rules.left(self.rows.pause(backend).until, now, rules.PAUSE_CAP) > 0

    def rest(self, backend: str, problem: errors.DesksideError, now: float) -> None:
        """A look met this: what waits to be sent would meet it too, so the backend is left alone."""
        asked = problem.seconds if isinstance(problem, errors.Busy | errors.Unclear) else 0.0
        pause = rules.pause_after(self.rows.pause(backend), asked, now, self._rand, str(problem))
        self.rows.keep_pause(backend, pause)

    def send_once_more(self, row_id: int, now: float) -> bool:
        """The person's word where nobody can look whether it arrived (``OutboxRow.asks``): it goes once more, with
        the same reference. False when that is not the question any more.
        """
        return self._answered(row_id, Event.AGAIN, now)

    def call_it_sent(self, row_id: int, now: float) -> bool:
        """The person knows that it arrived: the help desk said so. False when that is not the question any more."""
        return self._answered(row_id, Event.TOLD, now)

    def _answered(self, row_id: int, event: Event, now: float) -> bool:
        def work(connection: sqlite3.Connection) -> bool:
            row = row_inside(connection, row_id)
            if row is None or not row.asks or (row.state, event) not in rules.TABLE:
                return False
            after = rules.step(row, event, now)
            if event is Event.TOLD:
                change_ticket(connection, row.reference, lambda ticket: done_there(ticket, row, ticket.backend_id, now))
                after = msgspec.structs.replace(after, text="", files=())
            put_row(connection, after)
            return True

        before = self.rows.load(row_id)
        answered = self._db.change(work)
        if answered and event is Event.TOLD and before is not None:
            self._drop_files(before)
            if self._db.change(lambda connection: forget_what_left(connection, before.reference)):
                drop_attachments(self._folder / before.reference)
        return answered

    def next_wake(self, backend: str, now: float) -> float | None:
        """When a pass is worth it: a time, perhaps past; None when nothing waits that may be sent or looked for."""
        pause = self.rows.pause(backend)
        hold = rules.left(pause.until, now, rules.PAUSE_CAP)
        times = [
            now + max(hold, rules.left(row.next_try, now, rules.CAP))
            for row in rules.heads(self._of(backend))
            if row.state in _ALIVE and not row.asks
        ]
        return min(times, default=None)

    def drain(
        self, backend: Backend, clock: Callable[[], float] = time.time, *, urgent: bool = False
    ) -> tuple[Sent, ...]:
        """One pass over everything that is due. Nothing, when another process is at it."""
        self._take_in()
        if urgent:
            self.release(clock())
        if not self._lease.take():
            return ()
        done: list[Sent] = []
        passage = Passage(self._db, self._lease, self._folder, backend, clock, self._rand)
        try:
            seen: set[int] = set()
            while (row := self._next(backend.name, seen, clock())) is not None:
                seen.add(row.id)
                after = passage.go(row)
                done.append(Sent(after.reference, after.deed, after.state, after.says))
        finally:
            with contextlib.suppress(errors.StorageProblem):  # a full disk: the lease ends with this process
                self._lease.give_back()
        return tuple(done)

    def _take_in(self) -> None:
        """What waits aside goes into the outbox now that it answers; of one that is there already nothing changes."""
        for laid in self._aside.all() if self._aside is not None else ():
            self._enqueue(laid.draft, laid.backend, laid.at, laid.files)
            if self._aside is not None:
                self._aside.drop(laid.draft.reference)

    def forget_old(self, now: float) -> None:
        """Rows sent a month ago, and copies of files that no ticket waits for any more."""
        self.rows.forget_sent(now - 30 * _DAY)
        if not self._folder.is_dir():
            return
        waiting = {file.path.parent.name for row in self.rows.waiting() for file in row.files}
        for folder in self._folder.iterdir():
            if folder.name in waiting or self.rows.draft(folder.name) is not None:
                continue
            with contextlib.suppress(OSError):  # another process may have dropped it meanwhile
                if folder.stat().st_mtime < now - _DAY:
                    drop_attachments(folder)

    def _next(self, backend: str, seen: set[int], now: float) -> OutboxRow | None:
        pause = self.rows.pause(backend)
        rows = (row for row in rules.heads(self._of(backend)) if row.id not in seen and row.state in _ALIVE)
        return next((row for row in rows if rules.due(row, pause, now)), None)

    def _of(self, backend: str) -> tuple[OutboxRow, ...]:
        return tuple(row for row in self.rows.waiting() if row.backend == backend)


_DAY = 24 * 3600.0
_ALIVE = (SendState.QUEUED, SendState.SENDING, SendState.UNKNOWN)


def _kept(attachment: Attachment) -> Keepsake:
    content = read_attachment(attachment)
    if content is None:
        says = _("{name} could not be read any more. Please add it again.").format(name=attachment.name)
        raise errors.NeedsEdit(f"{attachment.path} is gone or was changed", says=says)
    return Keepsake(attachment.name, attachment.media_type, content)


def _take_back(connection: sqlite3.Connection, row: OutboxRow) -> bool:
    """Inside a change: the deed is undone here. False when it does not wait for the person any more."""
    sql = "DELETE FROM outbox WHERE id = ? AND deed != 'create' AND state = 'needs-edit'"
    if not connection.execute(sql, (row.id,)).rowcount:
        return False
    if row.deed is Deed.REPLY:
        change_ticket(connection, row.reference, lambda ticket: _without(ticket, row.text))
    return True


def _without(ticket: Ticket, text: str) -> Ticket:
    """The ticket without the newest message of the person's own that says this and is not at the help desk."""
    for number, said in reversed(tuple(enumerate(ticket.messages))):
        if number and not said.id and said.sender is Sender.PERSON and said.text == text:
            left = ticket.messages[:number] + ticket.messages[number + 1 :]
            return msgspec.structs.replace(ticket, messages=left)
    return ticket


def tidy(draft: Draft) -> Draft:
    """The draft as it will be sent: what could deceive an agent's screen is taken out. Done before the preview."""
    return msgspec.structs.replace(
        draft,
        title=title_line(draft.title),
        story=plain(draft.story),
        agent_part=plain(draft.agent_part, 80_000),
        requester=one_line(draft.requester),
        category=one_line(draft.category),
        contact=one_line(draft.contact),
        device=one_line(draft.device, 60),
        words=plain(draft.words),
        stops=plain(draft.stops),
    )

"""Everything about tickets of this person: what is known of them, what waits to be sent, what came back.

The network is spoken to in ``post`` only, which the tray runs in a process of
its own; the rest reads and writes the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing

from msgspec.structs import replace

from deskside.errors import SecretProblem, SendProblem, StorageProblem, WrongUsage
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Deed, Draft, News, OutboxRow, SendState, Ticket
from deskside.storage import Cases, FreshNews, Keepsake, Tickets
from deskside.tickets.backend import Backend, Can
from deskside.tickets.desk import Desk
from deskside.tickets.hours import Hours, promise
from deskside.tickets.news import fetch
from deskside.tickets.sending import Outbox


class TicketRoom:
    """``backend`` makes a new connection to the organisation's help desk; ``name`` is its name."""

    def __init__(
        self,
        tickets: Tickets,
        outbox: Outbox,
        fresh: FreshNews,
        cases: Cases,
        *,
        name: str,
        backend: Callable[[], Backend],
        look: Callable[[], tuple[CheckRow, ...]],
        desk: Callable[[], Desk],
        hours: Hours | None,
        can: Can,
    ) -> None:
        self._tickets, self._outbox, self._fresh, self._cases = tickets, outbox, fresh, cases
        self.backend_name, self._backend, self._look, self.desk, self._hours = name, backend, look, desk, hours
        self.can = can
        """What this help desk offers with the sign-in that is set up."""

    # --- reading ---------------------------------------------------------------------------------------------------

    def tickets(self) -> tuple[Ticket, ...]:
        return tuple(self._with_promise(ticket) for ticket in self._tickets.all())

    def ticket(self, reference: str) -> Ticket:
        found = self._tickets.load(reference)
        if found is None:
            raise WrongUsage(_("There is no request {name} on this computer.").format(name=reference[:40]))
        return self._with_promise(found)

    def waiting(self) -> tuple[OutboxRow, ...]:
        """What was not sent yet, in order."""
        return self._outbox.rows.waiting()

    def mark_read(self, reference: str) -> None:
        self._tickets.mark_read(reference)

    def fresh_news(self) -> tuple[News, ...]:
        """What nobody has shown yet. Whoever takes it shows it."""
        return self._fresh.take()

    # --- writing ---------------------------------------------------------------------------------------------------

    def queue(self, draft: Draft, files: tuple[Keepsake, ...]) -> Ticket:
        """Consent: words and files are on the disk when this returns."""
        self._outbox.enqueue(draft, self.backend_name, time.time(), files)
        return self.ticket(draft.reference)

    def keep_draft(self, draft: Draft) -> None:
        """Saves words while they are written."""
        self._outbox.keep_draft(draft, self.backend_name, time.time())

    def kept(self, reference: str) -> Draft | None:
        """What was written for this ticket and never sent, or has to be changed before it can be sent."""
        try:
            draft = self._outbox.rows.draft(reference)
        except StorageProblem:
            return None
        return draft if draft is not None and self._may_change(reference) else None

    def draft_reference(self) -> str:
        """The newest ticket of no case that was written and never sent; ""."""
        try:
            rows = self._outbox.rows.drafts()
        except StorageProblem:
            return ""
        return next((row.reference for row in reversed(rows) if self._cases.load(row.reference) is None), "")

    def _may_change(self, reference: str) -> bool:
        rows = (row for row in self._outbox.rows.of_ticket(reference) if row.deed is Deed.CREATE)
        return any(row.state in (SendState.DRAFT, SendState.NEEDS_EDIT) for row in rows)

    def deed(
        self,
        reference: str,
        deed: Deed,
        text: str = "",
        files: tuple[Keepsake, ...] = (),
        *,
        instead: OutboxRow | None = None,
    ) -> None:
        """One more thing to do for a ticket: a reply, "it is solved". Done in the order they came."""
        known = self.ticket(reference).reference
        self._outbox.enqueue_deed(known, deed, text, time.time(), files, instead=instead)

    def leave_out(self, row: OutboxRow) -> None:
        """A file or reply that the help desk could not take is not sent after all."""
        self._outbox.drop(row.id)

    # --- the network -----------------------------------------------------------------------------------------------

    def post(self, *, now: bool = False) -> tuple[News, ...]:
        """One pass: sends what is due, or with ``now`` all that waits, and fetches what the help desk says."""
        with closing(self._backend()) as backend:
            self._outbox.drain(backend, urgent=now)
            self._outbox.forget_old(time.time())
            news = fetch(self._tickets, backend, time.time())
        self._fresh.add(news)
        return news

    def next_wake(self) -> float | None:
        """When the next pass is worth it for what waits; None when nothing does."""
        return self._outbox.next_wake(self.backend_name, time.time())

    def try_out(self) -> tuple[CheckRow, ...]:
        """Whether sending can work, without making a ticket."""
        try:
            with closing(self._backend()) as backend:
                return backend.try_out()
        except (SendProblem, SecretProblem) as problem:
            return (CheckRow("tickets", ok=False, says=problem.words(), do=_("IT can put this right.")),)

    def ready(self) -> CheckRow:
        """Whether sending can work, asked of a process of its own that ends again; the built-in desk always can."""
        fine = CheckRow("tickets", ok=True, says="")
        if self.backend_name == "desk":
            return fine
        rows = [row for row in self._look() if row.name == "tickets"]
        return next((row for row in rows if not row.ok), fine)

    def _with_promise(self, ticket: Ticket) -> Ticket:
        return ticket if ticket.promise else replace(ticket, promise=promise(self._hours, time.time()))

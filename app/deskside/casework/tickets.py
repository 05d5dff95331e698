"""Everything about tickets of this person: what is known of them, what waits to be sent, what came back.

The network is spoken to in ``post`` only, which the tray runs in a process of
its own; the rest reads and writes the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

from msgspec.structs import replace

from deskside.casework.told_before import told_before
from deskside.errors import DesksideError, NeedsEdit, SecretProblem, SendProblem, StorageProblem, WrongUsage
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Deed, Draft, News, OutboxRow, SendState, Ticket
from deskside.storage import Cases, FreshNews, Keepsake, Tickets
from deskside.tickets.backend import Backend, Can
from deskside.tickets.composing.in_words import as_answer, how_else, is_offered
from deskside.tickets.composing.priority import Matrix
from deskside.tickets.desk import Desk
from deskside.tickets.hours.promise import Promises, due, promise_words
from deskside.tickets.news.fetching import Manner, fetch
from deskside.tickets.news.polling import next_pass
from deskside.tickets.outbox.sending import Outbox


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
        promises: Promises,
        priorities: Matrix,
        device: Callable[[], str],
        can: Can,
        quiet_days: int = 0,
    ) -> None:
        self._tickets, self._outbox, self._fresh, self._cases = tickets, outbox, fresh, cases
        self.backend_name, self._backend, self._look, self.desk, self._promises = name, backend, look, desk, promises
        self.priorities, self.device = priorities, device
        """How urgent something is, and which computer this is; "" when that is not to be told."""
        self.can = can
        """What this help desk offers with the sign-in that is set up."""
        self._quiet_days = quiet_days
        """After so many working days without news the person is told so; 0: never."""

    # --- reading ---------------------------------------------------------------------------------------------------

    def tickets(self) -> tuple[Ticket, ...]:
        return tuple(self._with_promise(ticket) for ticket in self._tickets.all())

    def ticket(self, reference: str) -> Ticket:
        found = self._tickets.load(reference)
        if found is None:
            raise WrongUsage(_("There is no request {name} on this computer.").format(name=reference[:40]))
        return self._with_promise(found)

    def takes_files(self, *, adding: bool) -> bool:
        """Whether files can go with a ticket, or with an answer that adds to one."""
        return self.can.files_with_reply if adding else self.can.files_with_ticket or self.can.files_later

    def told_before(self, draft: Draft) -> Ticket | None:
        """The person's own open request on the same thing, where something can be added to it."""
        if not self.can.reply:
            return None
        try:
            known = (one for one in self._tickets.all() if one.backend_id or not self._may_change(one.reference))
            return told_before(known, draft, self.backend_name)
        except StorageProblem:
            return None

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

    def add_to(self, reference: str, draft: Draft, files: tuple[Keepsake, ...]) -> Ticket:
        """Consent to the same as an answer to an earlier request: words and files are on the disk when this returns."""
        self.deed(reference, Deed.REPLY, draft.body, files)
        self._outbox.rows.drop_draft(draft.reference)
        return self.ticket(reference)

    def is_on_its_way(self, reference: str) -> bool:
        """Whether there is a ticket of this reference that cannot be changed any more."""
        try:
            return self._tickets.load(reference) is not None and not self._may_change(reference)
        except StorageProblem:
            return False

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
        """One more thing to do for a ticket: a reply, "it is solved". Done in the order they came.

        What the help desk has no way of its own for goes as an answer in words; raises ``NeedsEdit`` where none can.
        """
        known = self.ticket(reference).reference
        if not is_offered(self.can, deed):
            if not self.can.reply:
                raise NeedsEdit(f"{self.backend_name} offers no {deed.value}", says=how_else(self._promises.phone))
            deed, text = Deed.REPLY, as_answer(deed, text)
        self._outbox.enqueue_deed(known, deed, text, time.time(), files, instead=instead)

    def carry(self, reference: str = "") -> tuple[Draft, tuple[Keepsake, ...]]:
        """A message that waits, to be carried to the help desk as a file; without a reference the one there is."""
        return self._outbox.carry(reference or self._only_one(), time.time(), searchable=self.can.find)

    def _only_one(self) -> str:
        waits = [row.reference for row in self.waiting() if row.deed is Deed.CREATE]
        if not waits:
            raise WrongUsage(_("Everything was sent."))
        if len(waits) > 1:
            raise WrongUsage(_("Several messages wait. Please name one: {names}.").format(names=", ".join(waits)))
        return waits[0]

    def leave_out(self, row: OutboxRow) -> None:
        """A file or reply that the help desk could not take is not sent after all."""
        self._outbox.drop(row.id)

    def send_once_more(self, row: OutboxRow) -> bool:
        """The person's word for what may have arrived (``OutboxRow.asks``). False when nobody asks any more."""
        return self._outbox.send_once_more(row.id, time.time())

    def call_it_sent(self, row: OutboxRow) -> bool:
        """The person knows that it arrived. False when nobody asks any more."""
        return self._outbox.call_it_sent(row.id, time.time())

    # --- the network -----------------------------------------------------------------------------------------------

    def post(self, *, now: bool = False, due_only: bool = False) -> tuple[News, ...]:
        """One pass: sends what is due, or with ``now`` all that waits, and fetches what the help desk says.

        ``due_only``: of tickets whose turn it is.
        """
        with closing(self._backend()) as backend:
            self._outbox.drain(backend, urgent=now)
            self._outbox.forget_old(time.time())
            news = self._fetch(backend, due_only=due_only, soon=now)
        self._promise_what_arrived(time.time())
        self._fresh.add(news)
        return news

    def _fetch(self, backend: Backend, *, due_only: bool, soon: bool) -> tuple[News, ...]:
        """Nothing is asked for while the outbox rests; what a look meets lets the outbox rest, too."""
        now = time.time()
        if self._outbox.rests(self.backend_name, now):
            return ()
        problems: list[DesksideError] = []
        manner = Manner(self._promises.hours, self._quiet_days, due_only, soon)
        news = fetch(self._tickets, backend, now, manner, problems.append)
        for problem in problems:
            self._outbox.rest(self.backend_name, problem, time.time())
        return news

    def next_pass(self) -> float | None:
        """Seconds until the next pass is worth it, for what waits and for news; None when for neither."""
        tickets = self._tickets.all() if self.can.look else ()
        ours = [ticket for ticket in tickets if ticket.backend == self.backend_name]
        rows = [row for row in self.waiting() if row.backend == self.backend_name]
        return next_pass(ours, rows, self._outbox.rows.pause(self.backend_name), time.time())

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

    def instead_of(self, deed: Deed) -> str:
        """How the person can say this where nothing of the kind can be sent from here; "" where it can."""
        return "" if is_offered(self.can, deed) or self.can.reply else how_else(self._promises.phone)

    def _promise_what_arrived(self, now: float) -> None:
        """Fixes by when the first answer to each new request is meant to come; that is not changed any more."""
        tickets = self._tickets.all()
        for ticket in tickets:
            if ticket.backend == self.backend_name and ticket.arrived and not ticket.due:
                by = due(self._promises, ticket, tickets, now)
                if by > now:
                    self._tickets.change(ticket.reference, partial(replace, due=by))

    def _with_promise(self, ticket: Ticket) -> Ticket:
        return replace(ticket, promise=promise_words(self._promises, ticket, time.time()))

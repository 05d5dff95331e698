"""The front desk of one process: troubleshooters, cases, tickets, settings. Both faces talk to this."""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deskside.casework.added import keepsakes
from deskside.casework.causes import causes_of, full_id, included_in
from deskside.casework.deskroom import Deskroom
from deskside.casework.finding_back import what_was_found
from deskside.casework.handover import Handover
from deskside.casework.health import health_of
from deskside.casework.looking_over import LookingOver, Unkept
from deskside.casework.offered import Offered
from deskside.casework.organisation import Organisation, organisation_of
from deskside.casework.report import Report, report_of
from deskside.casework.run import CaseRun, House, Keeps
from deskside.casework.tickets import TicketRoom
from deskside.casework.told import Told, told_of
from deskside.casework.unattended import Orders, run_unattended
from deskside.casework.undoing import TakenBack, take_back
from deskside.catalogue import Listing
from deskside.children import Children
from deskside.config import Settings, requester
from deskside.engine import is_back, new_reference, open_case
from deskside.errors import StorageProblem, WrongUsage
from deskside.language import _, current
from deskside.model.arrived import Look
from deskside.model.article import Article, Notice
from deskside.model.case import Case, Counted, Stand
from deskside.model.parcel import Added
from deskside.model.report import CheckRow, Found, SettingRow
from deskside.model.ticket import Deed, Message, News, OutboxRow, Ticket
from deskside.model.troubleshooter import Broken, Troubleshooter
from deskside.storage.retention import DAY
from deskside.system.boot import boot_id
from deskside.tickets.words.links import Piece, links, pieces
from deskside.tickets.words.spoken import meant_by

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy

SYSTEMS = ("linux", "macos", "windows")


class Casework:
    """One per process."""

    def __init__(self, settings: Settings, room: Deskroom, *, as_root: bool = False) -> None:
        self.settings = settings
        self.as_root = as_root
        self._room = room
        self._offered = Offered(room)

    def data_problem(self) -> StorageProblem | None:
        """What is wrong with the person's data, to be said at a good moment. Most things work all the same."""
        try:
            self._room.open_data()
        except StorageProblem as problem:
            return problem
        return None

    def forget_old(self, now: float) -> StorageProblem | None:
        """Once a day, where the data was opened: what is long over leaves it. What went wrong, if anything did."""
        before = now - self.settings.whole("privacy.keep_days") * DAY
        try:
            if self._room.retention.is_time(now):
                self._room.retention.forget(before)
                self.mail.desk().forget_resolved(before)
        except StorageProblem as problem:
            return problem
        return None

    @property
    def mail(self) -> TicketRoom:
        """The network's side of tickets: sending what waits, fetching news, the built-in desk."""
        return self._room.tickets

    @cached_property
    def privacy(self) -> Privacy:
        """Facts about this computer, and what must not leave it."""
        return self._room.privacy()

    @cached_property
    def organisation(self) -> Organisation:
        return organisation_of(self.settings)

    # --- troubleshooters -------------------------------------------------------------------------------------------

    def troubleshooters(self) -> tuple[Troubleshooter, ...]:
        return self._listed().troubleshooters

    def broken(self) -> tuple[Broken, ...]:
        return self._listed().broken

    def find(self, words: str, limit: int = 3, language: str = "") -> Found:
        """What fits the person's own words, in English or in ``language`` (else that of this process)."""
        return self._offered.find(words, limit, language)

    def rest(self) -> None:
        """Nobody looks for anything now."""
        self._offered.rest()

    def look_for_new(self, *, due: bool = False) -> Look:
        """Looks into the organisation's catalogue. ``due``: only when it is time."""
        return self._room.arrivals.look(self._begun, due=due)

    def _begun(self) -> Collection[tuple[str, str]]:
        """What cases are made of that wait to be gone on with, by id and version."""
        try:
            return {(case.troubleshooter, case.version) for case in self.unfinished()}
        except StorageProblem:
            return ()

    def remember_unmatched(self, words: str) -> None:
        """Keeps words that led nowhere, for ``history --counts``."""
        with suppress(StorageProblem):
            self._room.unmatched.add(self.privacy.redact(words).text, time.time())

    # --- to read ---------------------------------------------------------------------------------------------------

    def articles(self) -> tuple[Article, ...]:
        """Short articles, in the person's language."""
        return self._room.reading.articles(current()).articles

    def article(self, article_id: str) -> Article | None:
        return self._room.reading.articles(current()).get(article_id)

    def notices(self) -> tuple[Notice, ...]:
        """Problems that are known at this moment, the newest first."""
        return self._room.reading.notices(current())

    # --- cases -----------------------------------------------------------------------------------------------------

    def open(
        self,
        troubleshooter: str,
        words: str = "",
        only: Iterable[str] = (),
        answers: Mapping[str, str] | None = None,
        *,
        kept: bool = True,
        asked_by: str = "",
    ) -> CaseRun:
        """A new case at its first page. Its troubleshooter's code is asked for its causes, in a child.

        ``answers`` were given beforehand; what they answer is not asked. ``kept`` false: no step of it is saved.
        ``asked_by``: the ticket in whose answer the help desk named it.
        """
        found = self._listed().get(troubleshooter)
        if found is None:
            raise WrongUsage(_("There is nothing called {name} here.").format(name=troubleshooter))
        included = included_in(found, self._listed())
        causes = causes_of(found, included, self._children, self._room.system)
        wanted = frozenset(only)
        case = open_case(
            found,
            [cause for cause in causes if not wanted or full_id(cause.id, found.id) in wanted],
            reference=new_reference(random.SystemRandom()),
            words=words,
            language=current(),
            now=time.time(),
            boot=boot_id(),
            counted=self._counted(included),
            answers=answers,
        )
        return self._run(replace(case, asked_by=asked_by), self._room.cases if kept else Unkept())

    def look_over(self) -> LookingOver:
        """A look at the whole computer, at the first page of which nothing was looked at yet."""

        def open_run(name: str, answers: Mapping[str, str]) -> CaseRun:
            return self.open(name, answers=answers, kept=False)

        return LookingOver(self._listed().troubleshooters, open_run)

    def unfinished(self) -> tuple[Case, ...]:
        """Cases that wait to be gone on with, newest first. One that was only opened is not worth a welcome."""
        return tuple(case for case in self._room.cases.unfinished() if case.stand is not Stand.INTRO)

    def resume(self, case_id: str) -> CaseRun:
        """The case where it was left; after a restart of the computer it goes on from there."""
        run = self._run(self.case(case_id), self._room.cases)
        run.restarted()
        return run

    def back_from_restart(self) -> CaseRun | None:
        """The case that waited for the restart which was made by now, at its page of welcome; None without one."""
        boot = boot_id()
        waited = (case for case in self.unfinished() if case.stand is Stand.RESTART and is_back(case, boot))
        case = next(waited, None)
        return self.resume(case.id) if case is not None else None

    def history(self) -> tuple[Case, ...]:
        return tuple(case for case in self._room.cases.all() if case.ending is not None)

    def counts(self) -> tuple[Counted, ...]:
        return self._room.outcomes.counted()

    def unmatched(self) -> tuple[str, ...]:
        return self._room.unmatched.all()

    def told(self) -> tuple[Told, ...]:
        """What people said in the end of each troubleshooter's help."""
        return told_of(self.history())

    def undo(self, case_id: str) -> tuple[TakenBack, ...]:
        """Takes back what this case's fixes changed."""
        run = self._run(self.case(case_id), self._room.cases)
        try:
            return take_back(run)
        finally:
            run.close()

    def run_unattended(self, troubleshooter: str, orders: Orders) -> Report:
        """A case with nobody there: what was not answered beforehand counts as "I'm not sure"."""
        found = self._listed().get(troubleshooter)
        answers = {question.id: "" for question in found.questions} if found else {}
        for name in orders.answers:
            if name not in answers:
                raise WrongUsage(_("There is no question called {name}.").format(name=name))
        run = self.open(troubleshooter, only=orders.only, answers={**answers, **orders.answers})
        try:
            seconds = run_unattended(run, orders)
        finally:
            run.close()
        return report_of(run.case, self.privacy, seconds)

    def report(self, case: Case) -> Report:
        """A case of the past, as a report."""
        return report_of(case, self.privacy, case.active)

    @property
    def email(self) -> str:
        """Where answers go; "" when the person has to be asked once."""
        return requester(self.settings)

    def handover(self, case: Case | None, words: str = "") -> Handover:
        """What becomes a ticket: of ``case``, or of nothing but the person's words, which led nowhere then."""
        if case is None and words.strip() and not self.find(words).sure:
            self.remember_unmatched(words)

        return Handover(case, words, self.email, self.mail, self.privacy, self._remember_email)

    def mend(self, reference: str) -> Handover:
        """A message that the help desk could not take, to be changed; sent again it is the same one."""
        case = self._room.cases.load(reference)
        return Handover(case, "", self.email, self.mail, self.privacy, self._remember_email, reference=reference)

    def _remember_email(self, email: str) -> None:
        self.set_setting("person.email", email)

    # --- tickets ---------------------------------------------------------------------------------------------------

    def tickets(self) -> tuple[Ticket, ...]:
        """Every ticket of this person, newest first."""
        return self.mail.tickets()

    def ticket(self, reference: str) -> Ticket:
        return self.mail.ticket(reference)

    def links(self, message: Message) -> tuple[Piece, ...]:
        """Where an answer of the help desk leads: allowed pages, and what can be opened here."""
        known = {one.id for one in self.troubleshooters()} | {one.id for one in self.articles()}
        return links(pieces(message.text, self.organisation.link_hosts, known))

    def mark_read(self, reference: str) -> None:
        self.mail.mark_read(reference)

    def reply(
        self, reference: str, text: str, added: Iterable[Added] = (), *, instead: OutboxRow | None = None
    ) -> None:
        """Into the outbox, as are the next three. ``instead`` of an answer that the help desk could not take."""
        self.mail.deed(reference, Deed.REPLY, text, keepsakes(added), instead=instead)

    def solved(self, reference: str) -> None:
        self.mail.deed(reference, Deed.SOLVED)

    def reopen(self, reference: str) -> None:
        self.mail.deed(reference, Deed.REOPEN)

    def rate(self, reference: str, stars: int) -> None:
        self.mail.deed(reference, Deed.RATE, str(stars))

    def what_was_found(self, case: Case) -> str:
        """For the ticket in whose answer the help desk asked for this run; ``reply`` sends it once it was seen."""
        return what_was_found(case, self.privacy)

    def save_carried(self, path: Path, reference: str = "") -> int:
        """Writes a message that waits into a file, to be carried to the help desk; how many bytes.

        It is sent all the same once that works, and looked for first, so that it is there once.
        """
        from deskside.casework.carried import carried  # here: what packs files is seldom needed
        from deskside.diagnostics.bundle import write_bundle

        data = carried(*self.mail.carry(reference))
        write_bundle(path, data)
        return len(data)

    def waiting(self) -> tuple[OutboxRow, ...]:
        """What was not sent yet."""
        return self.mail.waiting()

    def causes_of_code(self, code: str) -> tuple[str, ...]:
        """What was found, by the short code that a person says on the phone: one line each."""
        known = {
            full_id(cause.id, one.id): cause.title
            for one in self.troubleshooters()
            for system in SYSTEMS
            for cause in causes_of(one, (one,), self._children, system)
        }
        return tuple(f"{cause}  {known[cause]}" for cause in meant_by(code, known))

    def fresh_news(self) -> tuple[News, ...]:
        """What nobody has shown yet. Whoever takes it shows it."""
        return self.mail.fresh_news()

    # --- settings --------------------------------------------------------------------------------------------------

    def setting_rows(self) -> tuple[SettingRow, ...]:
        return self.settings.rows()

    def set_setting(self, key: str, value: str) -> None:
        """Raises ``SettingProblem`` where the organisation has set it, or the value does not fit."""
        self.settings = self._room.change(key, value)
        if key == "interface.start_with_computer":
            self._room.autostart(self.settings.flag(key))

    def set_secret(self, key: str, value: str) -> None:
        self._room.secrets.set(key, value)

    def health(self) -> tuple[CheckRow, ...]:
        """Is this installation healthy? One row for each thing that was looked at."""
        unread = self._room.reading.broken(current())
        arrivals, secrets = self._room.arrivals, self._room.secrets
        return health_of(self.settings, self.troubleshooters(), self.broken(), self.mail, secrets, arrivals, unread)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _listed(self) -> Listing:
        return self._offered.listed()

    def _counted(self, included: Iterable[Troubleshooter]) -> tuple[Counted, ...]:
        try:
            return tuple(row for one in included for row in self._room.outcomes.counted(f"{one.id}."))
        except StorageProblem:
            return ()

    def case(self, case_id: str) -> Case:
        """Raises ``WrongUsage`` where there is none."""
        case = self._room.cases.load(case_id)
        if case is None:
            raise WrongUsage(_("There is no case {name} on this computer.").format(name=case_id[:40]))
        return case

    def _run(self, case: Case, cases: Keeps) -> CaseRun:
        listed = self._listed()
        names = dict.fromkeys((case.troubleshooter, *(cause.id.partition(".")[0] for cause in case.causes)))
        owners = {name: one for name in names if (one := listed.get(name)) is not None}
        begun_with = owners.get(case.troubleshooter)
        if begun_with is not None and begun_with.version != case.version:
            owners[case.troubleshooter] = self._room.arrivals.kept(case.troubleshooter, case.version) or begun_with
        held = self._room.arrivals.hold(owners.values())
        return CaseRun(case, owners, self._children, cases, self._room.outcomes, self._house, held)

    @cached_property
    def _house(self) -> House:
        return House(
            redact=lambda text: self.privacy.redact(text).text,
            starts_itself=lambda: self.settings.flag("interface.start_with_computer"),
            start_itself=lambda: self._room.autostart(True),
        )

    def _children(self) -> Children:
        return self._room.children(self.settings)

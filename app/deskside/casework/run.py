"""One case under way: between the person, the engine that knows the rules, and the children that do the work.

Every step is saved before the next begins, so that a case survives whatever
happens to this process. What was typed in secret is not saved.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from deskside.children import Children
from deskside.engine import advance, page, without_secrets, work
from deskside.engine.events import (
    ApplyFix,
    CheckAll,
    Checked,
    ChoicesKnown,
    Did,
    Event,
    FixApplied,
    FixUndone,
    PlaceOpened,
    Restarted,
    TicketMade,
    UndoFix,
    Work,
    WorkCancelled,
)
from deskside.errors import CallProblem, ChildProblem, StorageProblem
from deskside.model.call import Applied, Call, Detected, Opened, Undone, Verified
from deskside.model.case import Case, Finding, Stand
from deskside.model.page import Page, Verb
from deskside.model.troubleshooter import Choice, FixKind, Question, Restart, Troubleshooter
from deskside.storage import Outcomes
from deskside.system.boot import boot_id
from deskside.system.file_lock import FileLock

CHECKING_SECONDS = 10.0
"""The longest all checks together may take; those of the internet end by themselves after five."""

Said = TypeVar("Said", Applied, Verified, Opened)

_log = logging.getLogger(__name__)


class Keeps(Protocol):
    """Where every step of a case is saved."""

    def save(self, case: Case) -> None: ...


class House(Struct, frozen=True):
    """What a case needs of the house it runs in."""

    redact: Callable[[str], str]
    """Hides what is private in what the person says of it all."""
    starts_itself: Callable[[], bool]
    """Whether Deskside starts when the person signs in."""
    start_itself: Callable[[], None]
    """Makes sure of that; raises ``NotWritable``."""


class CaseRun:
    """Drives one case. ``act`` blocks while the computer works; ``cancel`` may come from another thread."""

    def __init__(
        self,
        case: Case,
        troubleshooters: Mapping[str, Troubleshooter],
        new_children: Callable[[], Children],
        cases: Keeps,
        outcomes: Outcomes,
        house: House,
        held: Sequence[FileLock] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._case = case
        self._troubleshooters = troubleshooters
        self._new_children = new_children
        self._children: Children | None = None
        self._cases, self._outcomes, self._house, self._clock = cases, outcomes, house, clock
        self._held = held
        """What keeps the troubleshooters in their place as long as this case is under way."""
        self._detected: tuple[Detected, ...] = ()
        self._cancelled = False
        self._asked_for: set[str] = set()
        """Questions whose choices the computer was asked for."""
        self.unsaved: StorageProblem | None = None
        """Set while the case cannot be saved; it goes on all the same, and the person is told."""
        self.on_page: Callable[[Page], None] = lambda _page: None

    @property
    def case(self) -> Case:
        return self._case

    @property
    def page(self) -> Page:
        """What to show now."""
        return page(self._case, self._detected, self._clock(), starts_itself=self._house.starts_itself())

    def act(self, verb: Verb, value: str = "") -> None:
        """Does what the person asked for, then the computer's work, until a page waits for the person.

        Raises ``NotNow`` when the page does not take this verb.
        """
        self._happened(Did(verb, self._house.redact(value) if verb is Verb.REMARK and value else value))
        if verb is Verb.OPEN:
            self._happened(PlaceOpened(self._open()))
        if verb is Verb.LATER and self._house.starts_itself():
            self._house.start_itself()
        self.go_on()

    def go_on(self) -> None:
        """Does the computer's work that is due, as after a case was opened again."""
        self._work()
        self._give_choices()

    def _work(self) -> None:
        self._cancelled = False
        while (due := work(self._case)) is not None:
            event = self._do(due)
            if self._cancelled:
                self._cancelled = False
                event = WorkCancelled(self._detected)
            self._happened(event)

    def cancel(self) -> None:
        """Ends the computer's work soon; safe from any thread."""
        self._cancelled = True
        if self._children is not None:
            self._children.cancel()

    def sent(self, reference: str) -> None:
        """The case became a ticket."""
        self._happened(TicketMade(reference))

    def restarted(self) -> None:
        """The case was opened again; after a restart of the computer it goes on from there."""
        self._happened(Restarted(boot_id()))

    def close(self) -> None:
        """Ends every child process of this case, and lets go of its troubleshooters."""
        for lock in self._held:
            lock.give_back()
        if self._children is not None:
            self._children.close()
            self._children = None

    def _happened(self, event: Event) -> None:
        before = self._case
        self._case = advance(before, event, self._clock())
        if not isinstance(event, Did) or self._case.stand is not Stand.CHECKING:
            self._detected = ()
        self._count(before, event)
        self._save()
        if self._without_choices() is None:  # else it may not be asked at all: no page for a moment
            self.on_page(self.page)

    def _save(self) -> None:
        try:
            self._cases.save(without_secrets(self._case))
            self.unsaved = None
        except StorageProblem as problem:
            _log.warning("case %s not saved: %s", self._case.id, type(problem).__name__)
            self.unsaved = problem

    def _count(self, before: Case, event: Event) -> None:
        """Counts a cause when the person says that its fix helped, or that it did not."""
        if before.stand is not Stand.FIXED or not before.current or not isinstance(event, Did):
            return
        if event.verb in (Verb.YES, Verb.NO):
            with suppress(StorageProblem):
                self._outcomes.count(before.current, helped=event.verb is Verb.YES)

    def _do(self, due: Work) -> Event:
        try:
            match due:
                case CheckAll():
                    return self._check(due)
                case ApplyFix():
                    return self._fix(due)
                case UndoFix():
                    return FixUndone(self._undo(due))
        except ChildProblem as problem:
            _log.warning("case %s: %s", self._case.id, problem)
            return _not_done(due, str(problem))

    def _check(self, due: CheckAll) -> Checked:
        def on_detected(one: Detected) -> None:
            self._detected = (*self._detected, one)
            self.on_page(self.page)

        self._detected = ()
        found = self._with_children().detect(
            tuple(self._troubleshooters.values()), due.causes, self._answers(), on_detected, CHECKING_SECONDS
        )
        return Checked(found)

    def _fix(self, due: ApplyFix) -> FixApplied:
        owner, children = self._owner(due.cause.id), self._with_children()
        answers = self._answers()
        applied = self._hushed(children.apply(owner, due.cause, due.finding, answers))
        if applied.refused or applied.change is None or due.cause.fix.restart is not Restart.NONE:
            return FixApplied(applied)  # what takes hold after a restart is looked at after it
        verified = self._hushed(children.verify(owner, due.cause, due.finding, answers))
        if verified.ok is not False:
            return FixApplied(applied, verified)
        changed = replace(due.finding, change=applied.change)
        undone = children.undo(owner, due.cause, changed) if due.cause.fix.undo else None
        return FixApplied(applied, verified, undone)

    def _undo(self, due: UndoFix) -> Undone:
        return self._with_children().undo(
            self._owner(due.cause.id), due.cause, due.finding, even_if_changed=due.even_if_changed
        )

    def _open(self) -> Opened:
        """Opens the place where the hands-on step at hand is done."""
        cause = next(one for one in self._case.causes if one.id == self._case.current)
        found = next((one for one in self._case.findings if one.cause == cause.id), None)
        finding = found or Finding(cause.id, "", {}, FixKind.HANDS_ON, undo=False)
        try:
            said = self._with_children().open(self._owner(cause.id), cause, finding, self._answers())
            return self._hushed(said)
        except ChildProblem as problem:
            return Opened(cause.id, ok=False, why=str(problem))

    def _hushed(self, said: Said) -> Said:
        """What came of a fix, without a secret that its code may have put into its reason."""
        secret = {question.id for question in self._case.questions if question.secret}
        why = said.why
        for word in {word for name in secret for word in self._case.answers.get(name, "").split() if len(word) > 3}:
            why = why.replace(word, "…")
        return replace(said, why=why)

    def _answers(self) -> dict[str, str]:
        """The answers by the names that authors gave the questions."""
        return {question.partition(".")[2]: answer for question, answer in self._case.answers.items()}

    def _owner(self, cause: str) -> Troubleshooter:
        return self._troubleshooters[cause.partition(".")[0]]

    def _with_children(self) -> Children:
        if self._children is None:
            self._children = self._new_children()
        return self._children

    def _give_choices(self) -> None:
        """Fills in choices that come from the computer. A question with a single one is not asked."""
        while (asked := self._without_choices()) is not None:
            self._asked_for.add(asked.id)
            choices = tuple(Choice(name, name) for name in self._names(asked.choices_from))
            if choices:
                self._happened(ChoicesKnown(asked.id, choices))
                self._work()
            else:
                self.on_page(self.page)  # then the person types it

    def _without_choices(self) -> Question | None:
        """The question that is due, as long as the computer was not asked for what to choose from."""
        if self._case.stand is not Stand.QUESTION:
            return None
        due = next(question for question in self._case.questions if question.id == self._case.current)
        return due if due.choices_from and not due.choices and due.id not in self._asked_for else None

    def _names(self, call: str) -> tuple[str, ...]:
        try:
            gives = self._with_children().call(Call(call)).gives
        except (CallProblem, ChildProblem):
            return ()
        rows = gives if isinstance(gives, list) else []
        names = (row.get("name") if isinstance(row, dict) else row for row in rows)
        return tuple(name for name in names if isinstance(name, str))


def _not_done(due: Work, why: str) -> Event:
    """What is said of work whose child processes could not even be started."""
    match due:
        case CheckAll(causes=causes):
            return Checked(tuple(Detected(cause.id, problem=why) for cause in causes))
        case ApplyFix(cause=cause):
            return FixApplied(Applied(cause.id, refused="problem", why=why), Verified(cause.id, None, why))
        case UndoFix(cause=cause):
            return FixUndone(Undone(cause.id, ok=False, why=why))

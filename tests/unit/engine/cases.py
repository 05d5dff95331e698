"""Cases for the engine's tests: a small troubleshooter, and a computer that does a case's work as it is told to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deskside.engine import advance, open_case, work
from deskside.engine.events import ApplyFix, CheckAll, Checked, Did, Event, FixApplied, FixUndone, UndoFix, Work
from deskside.model.call import Applied, Detected, Undone, Verified
from deskside.model.case import Case, Counted
from deskside.model.page import Page, Verb
from deskside.model.troubleshooter import Cause, Choice, Fix, FixKind, Question, Restart, Troubleshooter

WHICH = Question("which", "Which printer do you mean?", (Choice("Office", "Office"), Choice("Hall", "Hall")))


def automatic(name: str, **more: object) -> Cause:
    fix = {"consent": "I can put it right.", "changes": ("It is right again.",), **_fix_part(more)}
    return Cause(name, Fix(FixKind.AUTOMATIC, **fix), title=f"Is {name} right?", explain=f"It is {name}.", **more)  # type: ignore[arg-type]


def hands_on(name: str, **more: object) -> Cause:
    fix = {"consent": "Press the button.", **_fix_part(more)}
    return Cause(name, Fix(FixKind.HANDS_ON, **fix), title=f"Is {name} right?", explain=f"It is {name}.", **more)  # type: ignore[arg-type]


def only_people(name: str, **more: object) -> Cause:
    fix = Fix(FixKind.PEOPLE, consent="IT will look at it.")
    return Cause(name, fix, title=f"Is {name} right?", explain=f"It is {name}.", **more)  # type: ignore[arg-type]


def _fix_part(more: dict[str, object]) -> dict[str, object]:
    """Takes what belongs to the fix out of ``more``."""
    names = ("restart", "undo", "no_undo_why", "seconds", "picture", "picture_says", "consent", "changes", "opens")
    return {name: more.pop(name) for name in names if name in more}


def opened(
    *causes: Cause,
    questions: tuple[Question, ...] = (),
    counted: tuple[Counted, ...] = (),
    answers: Mapping[str, str] | None = None,
    boot: str = "first",
) -> Case:
    """A case of the troubleshooter "p" at its first page."""
    troubleshooter = Troubleshooter("p", "1.0.0", "Printing does not work", Path(), questions=questions)
    return open_case(
        troubleshooter,
        causes,
        reference="DS-00000-00000",
        words="my printer wont print",
        language="en",
        now=0.0,
        boot=boot,
        counted=counted,
        answers=answers,
    )


class Computer:
    """Does what a case asks for. ``broken`` causes are found, ``hidden`` ones can't be looked at."""

    def __init__(self, *broken: str, hidden: tuple[str, ...] = (), useless: tuple[str, ...] = ()) -> None:
        self.broken, self.hidden, self.useless = {f"p.{name}" for name in broken}, _full(hidden), _full(useless)
        self.refuses: dict[str, str] = {}
        self.cannot_verify = False
        self.changed_since = False
        self.unnamed: tuple[str, ...] = ()

    def does(self, due: Work) -> Event:
        match due:
            case CheckAll(causes=causes):
                return Checked(tuple(self.detects(cause) for cause in causes))
            case ApplyFix(cause=cause):
                return self._fixes(cause)
            case UndoFix(cause=cause, even_if_changed=anyway):
                ok = anyway or not self.changed_since
                if ok:
                    self.broken.add(cause.id)
                return FixUndone(Undone(cause.id, ok, changed_since=not ok))

    def detects(self, cause: Cause) -> Detected:
        if cause.id in self.hidden:
            return Detected(cause.id, problem="no answer in time")
        unnamed = tuple((says, {}) for says in self.unnamed)
        return Detected(cause.id, cause.id in self.broken, evidence={"seen": cause.id}, unnamed=unnamed)

    def _fixes(self, cause: Cause) -> FixApplied:
        if refused := self.refuses.get(cause.id, ""):
            return FixApplied(Applied(cause.id, refused=refused, why="said no"))
        applied = Applied(cause.id, {"was": "off", "is": "on"}, seconds=0.5)
        if self.cannot_verify:
            return FixApplied(applied, Verified(cause.id, None, "no answer"))
        if cause.id in self.useless:
            return FixApplied(applied, Verified(cause.id, False), Undone(cause.id, True))
        if cause.fix.restart is Restart.NONE:
            self.broken.discard(cause.id)
            return FixApplied(applied, Verified(cause.id, True))
        return FixApplied(applied)


def _full(names: tuple[str, ...]) -> set[str]:
    return {f"p.{name}" for name in names}


def after(case: Case, *happened: Event | Verb | tuple[Verb, str], computer: Computer | None = None) -> Case:
    """The case after these, a second apart; with a computer, its work is done as soon as it is due."""
    for one in happened:
        event = Did(one) if isinstance(one, Verb) else Did(*one) if isinstance(one, tuple) else one
        case = advance(case, event, case.touched + 1.0)
        while computer is not None and (due := work(case)) is not None:
            case = advance(case, computer.does(due), case.touched + 1.0)
    return case


def read(shown: Page) -> tuple[str, ...]:
    """The sentences of a page under its heading, but for its lists."""
    points = [point.text for point in shown.points]
    return tuple(text for text in (*shown.lines, *shown.steps, *points, shown.question, shown.hint) if text)

"""A cause in code: how it is noticed, said, fixed, verified and taken back; and what it says about itself."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, ClassVar

    from deskside.sdk.system import Answers, System


class Finding:
    """What was found: one plain sentence, and the facts behind it (plain data; IT reads them, ``apply`` uses them).

    ``shows``: a few short lines for the person alone, such as what will be
    cleared and how large it is. They stay on this computer. ``instead``: what
    can be done this time in place of the cause's own fix, a step or people.
    """

    __slots__ = ("evidence", "instead", "says", "shows")

    def __init__(
        self,
        says: str,
        evidence: Mapping[str, Any] | None = None,
        shows: Iterable[str] = (),
        instead: HandsOn | People | None = None,
    ) -> None:
        self.says, self.evidence, self.shows, self.instead = says, dict(evidence or {}), list(shows), instead


class Change:
    """What was and what is: enough to undo. More plain data by name: ``Change("stopped", "idle", queue="Office")``."""

    def __init__(self, was: Any, now: Any, **more: Any) -> None:
        self.data: dict[str, Any] = {"was": was, "now": now, **more}

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["data"][name]
        except KeyError:
            raise AttributeError(name) from None


class Automatic:
    """A fix Deskside makes by itself once the person has said yes to ``consent``.

    ``changes``: two or three short lines, what will be different. ``seconds``:
    an honest time. ``no_undo_why``: plain words, when the cause has no ``undo``.
    ``restart``: "none", "sign-out" or "restart", what it takes to take hold.
    """

    def __init__(
        self,
        consent: str,
        changes: tuple[str, ...] | list[str] = (),
        seconds: float = 5.0,
        no_undo_why: str = "",
        restart: str = "none",
    ) -> None:
        self.consent, self.changes, self.seconds = consent, tuple(changes), seconds
        self.no_undo_why, self.restart = no_undo_why, restart


class HandsOn:
    """A step the person does. ``picture`` lies under ``pictures/``; ``picture_says`` is for who cannot see it.

    ``opens``: what a button says ("Open the folder") that calls the cause's ``open``.
    """

    def __init__(
        self, step: str, picture: str = "", picture_says: str = "", seconds: float = 60.0, opens: str = ""
    ) -> None:
        self.step, self.picture, self.picture_says, self.seconds = step, picture, picture_says, seconds
        self.opens = opens


class People:
    """Only IT can do this; ``what`` says what they will do."""

    def __init__(self, what: str = "") -> None:
        self.what = what


class Cause:
    """One thing that can be wrong. Write a class per cause; only ``fix`` and ``detect`` must be there."""

    id: ClassVar[str] = ""
    """"wrong-default"; made of the class's name when left out."""
    title: ClassVar[str] = ""
    """What is looked at, as a question: "Is the printer paused?"."""
    likelihood: ClassVar[float] = 0.1
    """How often this is the cause, 0 to 1."""
    cost: ClassVar[float] = 10.0
    """Seconds of the person's time that trying the fix takes."""
    explain: ClassVar[str] = ""
    why: ClassVar[str] = ""
    tip: ClassVar[str] = ""
    masks: ClassVar[tuple[str, ...]] = ()
    questions: ClassVar[tuple[str, ...]] = ()
    watch: ClassVar[bool] = False
    systems: ClassVar[tuple[str, ...]] = ("windows", "macos", "linux")
    """Where there is such a cause."""
    fix: ClassVar[Automatic | HandsOn | People | None] = None

    def __init_subclass__(cls) -> None:
        if "id" not in cls.__dict__:
            cls.id = _kebab(cls.__name__)

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Looks. Nothing, or what was found; changes nothing."""
        raise NotImplementedError

    def apply(self, pc: System, finding: Finding) -> Change:
        """Makes the fix."""
        raise NotImplementedError

    def verify(self, pc: System, finding: Finding) -> bool:  # noqa: ARG002 - for those who write their own
        """Whether the fix worked. Better by doing; this one looks again."""
        return self.detect(pc, pc.answers) is None

    def open(self, pc: System, finding: Finding) -> None:
        """For a step with ``opens``: opens the place where it is done, with ``pc.open``."""
        raise NotImplementedError

    def undo(self, pc: System, change: Change) -> None:
        """Takes the fix back, after ``pc.unless_changed(value seen now, change.now)``."""
        raise NotImplementedError


def _kebab(name: str) -> str:
    """ "WrongDefault" as "wrong-default"."""
    return "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


def problem_with(cause: type[Cause]) -> str:
    """Why this cause cannot be used, for its author; "" when it can."""
    if cause.detect is Cause.detect:
        return "has no detect()"
    fix = cause.fix
    if not isinstance(fix, (Automatic, HandsOn, People)):
        return "has no fix: Automatic(...), HandsOn(...) or People(...)"
    if isinstance(fix, Automatic):
        if not fix.consent:
            return "has a fix without consent: say what you ask the person"
        if cause.apply is Cause.apply:
            return "has an automatic fix and no apply()"
        if cause.undo is Cause.undo and not fix.no_undo_why:
            return "has no undo(); write one, or say in no_undo_why why there is none"
    if isinstance(fix, HandsOn) and not fix.step:
        return "has a hands-on fix without a step"
    if isinstance(fix, HandsOn) and fix.opens and cause.open is Cause.open:
        return "has a step that opens something and no open()"
    return ""


def describe(cause: type[Cause]) -> dict[str, Any]:
    """The cause as plain data, in the shape of ``deskside.model.troubleshooter.Cause``."""
    told = {
        name: getattr(cause, name)
        for name in (
            "id",
            "title",
            "likelihood",
            "cost",
            "explain",
            "why",
            "tip",
            "masks",
            "questions",
            "watch",
            "systems",
        )
    }
    for name in ("masks", "questions", "systems"):
        told[name] = list(told[name])
    told["fix"] = describe_fix(cause.fix, undo=cause.undo is not Cause.undo)
    return told


def describe_fix(fix: Automatic | HandsOn | People | None, *, undo: bool = False) -> dict[str, Any]:
    """A fix in the shape of ``deskside.model.troubleshooter.Fix``; ``undo``: whether it can be taken back."""
    if isinstance(fix, Automatic):
        return {
            "kind": "automatic",
            "consent": fix.consent,
            "changes": list(fix.changes),
            "seconds": fix.seconds,
            "undo": undo,
            "no_undo_why": fix.no_undo_why,
            "restart": fix.restart,
        }
    if isinstance(fix, HandsOn):
        return {
            "kind": "hands-on",
            "consent": fix.step,
            "seconds": fix.seconds,
            "undo": False,
            "picture": fix.picture,
            "picture_says": fix.picture_says,
            "opens": fix.opens,
        }
    return {"kind": "people", "consent": fix.what if fix else "", "undo": False}

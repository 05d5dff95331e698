"""Is this computer fine? Looks for every problem that needs no word of the person. Nothing is changed, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from deskside.casework.run import CaseRun
from deskside.errors import DesksideError
from deskside.model.case import Case, Finding, Result
from deskside.model.page import RowState, Verb
from deskside.model.report import Looked
from deskside.model.troubleshooter import Troubleshooter


class Unkept:
    """Takes a case and keeps nothing of it: a look that found nothing is no story to remember."""

    def save(self, case: Case) -> None:
        """Nothing is written."""


class LookingOver:
    """Looks at one problem after the other. ``cancel`` may come from another thread."""

    def __init__(
        self, problems: Iterable[Troubleshooter], open_run: Callable[[str, Mapping[str, str]], CaseRun]
    ) -> None:
        self._problems = {one.id: one for one in problems if _by_itself(one)}
        self.looked = tuple(Looked(one.id, one.title) for one in self._problems.values())
        self._open_run = open_run
        self._run: CaseRun | None = None
        self._cancelled = False
        self.on_looked: Callable[[tuple[Looked, ...]], None] = lambda _looked: None

    def go(self) -> tuple[Looked, ...]:
        """All of them; what was not looked at when it was cancelled stays WAITING."""
        for place, one in enumerate(self.looked):
            if self._cancelled:
                break
            self._tell(place, replace(one, state=RowState.LOOKING))
            self._tell(place, self._look_at(one))
        return self.looked

    def cancel(self) -> None:
        """Ends the look soon."""
        self._cancelled = True
        if self._run is not None:
            self._run.cancel()

    def _tell(self, place: int, one: Looked) -> None:
        self.looked = (*self.looked[:place], one, *self.looked[place + 1 :])
        self.on_looked(self.looked)

    def _look_at(self, one: Looked) -> Looked:
        try:
            unsure = {question.id: "" for question in self._problems[one.id].questions}
            run = self._run = self._open_run(one.id, unsure)
        except DesksideError:
            return replace(one, state=RowState.COULD_NOT)
        try:
            if not self._cancelled:  # it may have come while the problem was opened
                run.act(Verb.BEGIN)
        except DesksideError:
            return replace(one, state=RowState.COULD_NOT)
        finally:
            self._run = None
            run.close()
        return replace(one, state=RowState.WAITING) if self._cancelled else _seen(one, run.case)


def _by_itself(one: Troubleshooter) -> bool:
    """Whether it can look before the person has told it something, at what no other one looks at as well."""
    told = any(not question.choices and not question.choices_from for question in one.questions)
    return not (one.people_only or one.includes or told)


def _never_had(found: Finding) -> bool:
    """Nobody misses a printer who has none: only who says so, by asking about printing."""
    return found.cause == "printer.missing" and not found.evidence.get("queue")


def _seen(one: Looked, case: Case) -> Looked:
    says = (
        *(found.says for found in case.findings if not _never_had(found)),
        *(trouble.says for trouble in case.unnamed),
    )
    if says:
        return replace(one, state=RowState.FOUND, says=says)
    if case.findings:
        return replace(one, state=RowState.CLEAR)
    whole = bool(case.checks) and not any(check.result is Result.COULD_NOT_CHECK for check in case.checks)
    return replace(one, state=RowState.CLEAR if whole else RowState.COULD_NOT)

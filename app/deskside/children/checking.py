"""All checks of a case at once: code in plugin children, ready-made ones here; and only the guilty cause pays.

When a child breaks while several of its causes run, nobody can tell which one
did it. Each unfinished one is run again in a child of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import msgspec

from deskside.children import ready
from deskside.children.driving import drive
from deskside.children.job import Job, Told
from deskside.children.plugin import PluginChild, Site
from deskside.children.told_causes import wrong_fix
from deskside.errors import ChildProblem, DesksideError, ManifestProblem
from deskside.model.call import Detected
from deskside.model.shapes import convert
from deskside.model.troubleshooter import Cause, Fix, FixKind, Json, Troubleshooter
from deskside.sdk.system import Answers

_MOST_LINES = 10
"""A page has room for so many; the rest is left out."""


class _Found(msgspec.Struct):
    says: str
    evidence: dict[str, Json]
    shows: list[Annotated[str, msgspec.Meta(max_length=200)]] = []
    instead: Fix | None = None


class _Said(msgspec.Struct):
    """What a check may tell."""

    found: _Found | None = None
    unnamed: list[tuple[str, dict[str, Json]]] = []


class Checking:
    """One ``detect`` of ``Children``. ``over`` once every cause has its answer."""

    def __init__(
        self,
        site: Site,
        causes: Sequence[Cause],
        answers: Mapping[str, str],
        on_detected: Callable[[Detected], None],
    ) -> None:
        self._site, self._causes, self._on_detected = site, causes, on_detected
        self._answers = dict(answers)
        self._detected: dict[str, Detected] = {}
        self._running: list[PluginChild] = []
        self._alone: deque[tuple[Troubleshooter, str]] = deque()
        self._owners: dict[str, Troubleshooter] = {}

    @property
    def over(self) -> bool:
        return len(self._detected) == len(self._causes)

    def begin(self, troubleshooters: Sequence[Troubleshooter]) -> None:
        """Starts every check. ``causes`` of troubleshooters not given are answered "could not check"."""
        by_id = {troubleshooter.id: troubleshooter for troubleshooter in troubleshooters}
        in_code: dict[str, list[str]] = {}
        made: list[Cause] = []
        for cause in self._causes:
            owner = by_id.get(cause.id.rpartition(".")[0])
            if owner is None:
                self._record(Detected(cause.id, problem="its troubleshooter is not here"))
                continue
            self._owners[cause.id] = owner
            if cause.check is None:
                in_code.setdefault(owner.id, []).append(cause.id)
            else:
                made.append(cause)
        for id_, ids in in_code.items():
            self._start(by_id[id_], ids)
        for cause in made:
            self._start_ready(cause)

    def _start(self, owner: Troubleshooter, ids: Sequence[str]) -> None:
        jobs = [self._job(id_) for id_ in ids]
        try:
            self._running.append(PluginChild(self._site, owner, jobs, on_gone=self._on_gone))
        except (ChildProblem, ManifestProblem) as problem:
            for job in jobs:
                job.fail(str(problem))

    def _job(self, cause: str) -> Job:
        return Job(cause, "detect", {"answers": self._answers}, self._owners[cause].needs, self._on_told)

    def _start_ready(self, cause: Cause) -> None:
        check = cause.check
        if check is None or check.name not in ready.CHECKS:
            self._record(Detected(cause.id, problem=f"there is no check {check.name if check else ''!r}"))
            return
        asked = ready.Asked(arguments=check.arguments, answers=Answers(self._answers))
        drive(self._site, self._job(cause.id), ready.CHECKS[check.name](asked), _as_found)

    def _on_told(self, job: Job, told: Told) -> None:
        self._record(_detected(job, told, self._owners[job.cause]))
        self._start_waiting()

    def _on_gone(self, child: PluginChild, problem: DesksideError) -> None:
        self._running.remove(child)
        for job in child.unfinished:
            if child.alone or not child.started:
                job.fail(str(problem))
            else:
                job.drop()
                self._alone.append((self._owners[job.cause], job.cause))
        self._start_waiting()

    def _start_waiting(self) -> None:
        self._running = [child for child in self._running if child.unfinished]
        while self._alone and sum(child.alone for child in self._running) < self._site.limits.alone:
            owner, cause = self._alone.popleft()
            self._start(owner, [cause])

    def _record(self, detected: Detected) -> None:
        if detected.cause not in self._detected:
            self._detected[detected.cause] = detected
            self._on_detected(detected)

    def finish(self, why: str) -> tuple[Detected, ...]:
        """Ends what still runs, with ``why``, and gives every answer in the order of the causes."""
        self.stop()
        for cause in self._causes:
            self._record(Detected(cause.id, problem=why))
        return tuple(self._detected[cause.id] for cause in self._causes)

    def stop(self) -> None:
        """Ends every child, whatever it is doing."""
        self._alone.clear()
        for child in self._running:
            for job in child.unfinished:
                job.drop()
            child.end()
        self._running = []


def _as_found(found: ready.Found | None) -> dict[str, Json]:
    return {} if found is None else {"found": {"says": found[0], "evidence": found[1]}}


def _detected(job: Job, told: Told, owner: Troubleshooter) -> Detected:
    """What a check said, checked itself: a child may say anything."""
    if told.problem:
        return Detected(job.cause, problem=told.in_one_line, seconds=job.seconds)
    try:
        said = convert(told, _Said)
    except msgspec.ValidationError as problem:
        return Detected(job.cause, problem=str(problem), seconds=job.seconds)
    found = said.found
    if found is not None and found.instead is not None:
        automatic = "is automatic; in place of a cause's own there may be a step or people"
        wrong = automatic if found.instead.kind is FixKind.AUTOMATIC else next(wrong_fix(found.instead, owner), "")
        if wrong:
            return Detected(job.cause, problem=f"it found something with a fix that {wrong}", seconds=job.seconds)
    return Detected(
        job.cause,
        found=found is not None,
        says=found.says if found else "",
        evidence=found.evidence if found else {},
        shows=tuple(found.shows[:_MOST_LINES]) if found else (),
        instead=found.instead if found else None,
        unnamed=tuple(said.unnamed),
        seconds=job.seconds,
    )

"""All child processes of one case run. One loop; every wait has a limit.

Plugin children live for one job or one round of checks; the system child is
started by the first work that may need it and kept until ``close``.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import Any

from deskside.children import ready
from deskside.children.checking import Checking
from deskside.children.computer import ThisComputer
from deskside.children.driving import drive
from deskside.children.job import Job, Told
from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.permission import refusal
from deskside.children.plugin import PluginChild, Site
from deskside.children.sharing import Sharing
from deskside.children.source import Source
from deskside.errors import ChildProblem, DesksideError, ManifestProblem
from deskside.model.call import Answer, Applied, Call, Detected, Opened, Undone, Verified
from deskside.model.case import Finding
from deskside.model.troubleshooter import Cause, Json, Troubleshooter
from deskside.system.table import CALLS

_CANCELLED = "it was stopped"
_NO_TIME = "took-too-long: there was no answer in time"


class Children:
    """What ``known`` holds are settings a call may be answered from, such as {"printing.expected": ["Office"]}.

    ``source`` answers the calls instead of this computer: a ``Replay`` or a ``Recorder``.
    """

    def __init__(self, known: Mapping[str, Json], limits: Limits | None = None, source: Source | None = None) -> None:
        self._limits = limits or Limits()
        self._loop = Loop()
        self._source: Source = source or ThisComputer()
        self._source.begin(self._loop, known, self._limits)
        self._folder, self._made = _empty_folder()
        self.site = Site(self._loop, self._source, self._limits, self._folder)
        self._cancelled = False
        self._closed = False

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def cancel(self) -> None:
        """Ends the work under way, soon; safe from any thread. What was not done is answered as "stopped"."""
        self._cancelled = True
        self._loop.wake()

    def close(self) -> None:
        """Ends every child process."""
        if self._closed:
            return
        self._closed = True
        self._source.end()
        self._loop.close()
        if self._made:
            shutil.rmtree(self._folder, ignore_errors=True)

    def describe(self, troubleshooter: Troubleshooter) -> tuple[Cause, ...]:
        """The causes its code tells. Raises ``ChildProblem`` or ``ManifestProblem``."""
        told: list[tuple[Cause, ...]] = []
        gone: list[DesksideError] = []
        child = PluginChild(
            self.site,
            troubleshooter,
            (),
            on_ready=told.append,
            on_gone=lambda _child, problem: gone.append(problem),
        )
        try:
            self._run(lambda: bool(told or gone), self._limits.start + 1)
        finally:
            child.end()
        if gone:
            raise gone[0]
        if not told:
            raise ChildProblem("too-slow", _CANCELLED)
        return told[0]

    def detect(
        self,
        troubleshooters: Sequence[Troubleshooter],
        causes: Sequence[Cause],
        answers: Mapping[str, str],
        on_detected: Callable[[Detected], None],
        deadline: float,
    ) -> tuple[Detected, ...]:
        """Checks all causes (full ids: "printer.paused") at once, within ``deadline`` seconds.

        ``on_detected`` hears of each as soon as it is known, ends with one for every cause.
        """
        secret = {question.id for one in troubleshooters for question in one.questions if question.secret}
        told = {question: answer for question, answer in answers.items() if question not in secret}
        together = self.site._replace(source=Sharing(self._source))
        checking = Checking(together, causes, told, on_detected)
        self._cancelled = False
        self._source.prepare()
        try:
            checking.begin(troubleshooters)
            self._wait(lambda: checking.over, deadline)
            return checking.finish(_CANCELLED if self._cancelled else _NO_TIME)
        finally:
            checking.stop()

    def apply(
        self, troubleshooter: Troubleshooter, cause: Cause, finding: Finding, answers: Mapping[str, str]
    ) -> Applied:
        """Makes the fix of a cause that was found. Consent was given before."""
        job, told = self._do(troubleshooter, cause, "apply", _about(finding, answers))
        change = told.get("change")
        if not told.problem and not isinstance(change, dict):
            told = Told(problem="problem", why="it did not tell what it changed")
        if told.problem:
            half = f" (after {', '.join(job.made)})" if job.made else ""
            return Applied(cause.id, refused=told.problem, why=told.in_one_line + half, seconds=job.seconds)
        return Applied(cause.id, change=change, seconds=job.seconds)

    def verify(
        self, troubleshooter: Troubleshooter, cause: Cause, finding: Finding, answers: Mapping[str, str]
    ) -> Verified:
        """Whether the fix worked, by doing."""
        job, told = self._do(troubleshooter, cause, "verify", _about(finding, answers))
        ok = told.get("ok")
        if told.problem or not isinstance(ok, bool):
            return Verified(cause.id, ok=None, why=told.in_one_line, seconds=job.seconds)
        return Verified(cause.id, ok=ok, seconds=job.seconds)

    def undo(
        self, troubleshooter: Troubleshooter, cause: Cause, finding: Finding, even_if_changed: bool = False
    ) -> Undone:
        """Takes back what ``finding.change`` tells, if the setting still has the value we set, or regardless."""
        details = {"change": finding.change or {}, "even_if_changed": even_if_changed}
        job, told = self._do(troubleshooter, cause, "undo", details)
        changed = told.get("changed_since") is True
        ok = told.get("ok") is True and not told.problem and not changed
        why = told.why if changed else told.in_one_line
        return Undone(cause.id, ok=ok, changed_since=changed, why="" if ok else why, seconds=job.seconds)

    def open(
        self, troubleshooter: Troubleshooter, cause: Cause, finding: Finding, answers: Mapping[str, str]
    ) -> Opened:
        """Opens the place where a hands-on step is done: a folder, a link, a page of the settings."""
        _job, told = self._do(troubleshooter, cause, "open", _about(finding, answers))
        return Opened(cause.id, ok=not told.problem, why=told.in_one_line if told.problem else "")

    def call(self, call: Call) -> Answer:
        """One call of our own, such as the choices of a question."""
        wrong = refusal((call.name,), call.name, call.arguments, may_change=True)
        if wrong is not None:
            return Answer(problem=wrong.kind, why=wrong.why)
        answers: list[Answer] = []
        self._source.ask(call, answers.append)
        self._run(lambda: bool(answers), CALLS[call.name].limit + 1)
        if answers:
            return answers[0]
        return Answer(problem="problem", why=_CANCELLED) if self._cancelled else Answer(problem="took-too-long")

    def call_all(self, calls: Sequence[Call], on_answer: Callable[[Call, Answer], None]) -> None:
        """Calls that only look, all at once. ``on_answer`` hears of each as it comes, and not of what was stopped."""
        left = list(calls)

        def answered(call: Call, answer: Answer) -> None:
            left.remove(call)
            on_answer(call, answer)

        for call in calls:
            wrong = refusal((call.name,), call.name, call.arguments, may_change=False)
            if wrong is None:
                self._source.ask(call, partial(answered, call))
            else:
                answered(call, Answer(problem=wrong.kind, why=wrong.why))
        self._run(lambda: not left, max((CALLS[call.name].limit for call in left), default=0.0) + 1)

    def _do(self, owner: Troubleshooter, cause: Cause, do: str, details: Mapping[str, Any]) -> tuple[Job, Told]:
        """One job by itself: ready-made here, in code in a plugin child."""
        ended: list[Told] = []
        job = Job(cause.id, do, details, owner.needs, lambda _job, told: ended.append(told))
        child: PluginChild | None = None
        self._source.prepare()
        try:
            if cause.do is None:
                child = PluginChild(self.site, owner, (job,), on_gone=lambda _child, problem: job.fail(str(problem)))
            else:
                _do_ready(self.site, job, cause)
            self._run(lambda: bool(ended), self._limits.whole_fix)
        except ManifestProblem as problem:
            job.fail(str(problem))
        finally:
            if child is not None:
                child.end()
        if not ended:
            job.fail(_CANCELLED if self._cancelled else "", "problem" if self._cancelled else "took-too-long")
        return job, ended[0]

    def _run(self, over: Callable[[], bool], seconds: float) -> None:
        self._cancelled = False
        self._wait(over, seconds)

    def _wait(self, over: Callable[[], bool], seconds: float) -> None:
        self._loop.run(lambda: over() or self._cancelled, seconds)
        if self._cancelled:
            self._source.end()


def _about(finding: Finding, answers: Mapping[str, str]) -> dict[str, Any]:
    return {"says": finding.says, "evidence": finding.evidence, "answers": dict(answers)}


def _do_ready(site: Site, job: Job, cause: Cause) -> None:
    made = cause.do
    if job.do == "open" and made and made.name in ready.OPENS:
        drive(site, job, ready.OPENS[made.name](ready.Asked(arguments=made.arguments)), lambda _nothing: {})
        return
    fix = ready.FIXES.get(made.name) if made else None
    if made is None or fix is None:
        job.fail(f"there is no fix {made.name if made else ''!r}")
        return
    asked = ready.Asked(
        arguments=made.arguments,
        evidence=job.details.get("evidence", {}),
        change=job.details.get("change", {}),
        anyway=job.details.get("even_if_changed", False),
    )
    if job.do == "apply":
        drive(site, job, fix.apply(asked), lambda change: {"change": change})
    elif job.do == "verify":
        drive(site, job, fix.verify(asked), lambda ok: {"ok": ok})
    else:
        drive(site, job, fix.undo(asked), lambda _nothing: {"ok": True})


def _empty_folder() -> tuple[str, bool]:
    """A folder for children to stand in; the top one when none can be made, as on a full disk."""
    try:
        return tempfile.mkdtemp(prefix="deskside-"), True
    except OSError:
        return "/", False

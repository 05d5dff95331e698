"""Runs a ready-made check or fix, a generator of calls, as a job like any other: same rights, same limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from deskside.children.job import Job
from deskside.children.plugin import Site
from deskside.children.ready_steps import Steps
from deskside.errors import CALL_PROBLEMS, CallProblem
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json
from deskside.sdk.problems import ChangedSince

T = TypeVar("T")


def drive(site: Site, job: Job, steps: Steps[T], said: Callable[[T], Mapping[str, Json]]) -> None:
    """Goes through ``steps`` call by call; ``said`` turns what they return into what the job tells."""

    def go_on(next_call: Callable[[], Call]) -> None:
        try:
            call = next_call()
        except StopIteration as end:
            job.end(said(end.value))
        except ChangedSince as problem:
            job.end({"changed_since": True, "why": problem.why})
        except CallProblem as problem:
            job.end({"problem": problem.kind, "why": str(problem)})
        except (AttributeError, KeyError, TypeError) as problem:
            job.fail(f"the answer has not the shape it should have: {type(problem).__name__}: {problem}")
        else:
            job.ask(site.source, site.limits, call, lambda answer: answered(call, answer))

    def answered(call: Call, answer: Answer) -> None:
        if job.over:
            return
        if answer.problem:
            problem = CALL_PROBLEMS.get(answer.problem, CallProblem)(call.name, answer.why)
            go_on(lambda: steps.throw(problem))
        else:
            gives: Any = answer.gives
            go_on(lambda: steps.send(gives))

    go_on(lambda: next(steps))

"""A plugin child as the host holds it: one troubleshooter's code, the jobs it was given, and the calls they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec

from deskside.children.job import Job
from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.process import ChildProcess
from deskside.children.source import Source
from deskside.children.told_causes import wrong_with
from deskside.errors import ChildProblem, DesksideError, ManifestProblem
from deskside.model.call import Answer, Call
from deskside.model.shapes import convert
from deskside.model.troubleshooter import Cause, Json, Troubleshooter
from deskside.system import platform


class Site(NamedTuple):
    """What every child of one ``Children`` shares."""

    loop: Loop
    source: Source
    limits: Limits
    folder: str
    """Empty, and where children stand."""


class _Asks(msgspec.Struct):
    call: int
    job: int
    name: str
    arguments: dict[str, Json]


class _Done(msgspec.Struct):
    done: int


class _Place(msgspec.Struct):
    """Where the code of a job is now: "line 12", or "names.py line 12"."""

    at: Annotated[str, msgspec.Meta(pattern=r"^(?:[A-Za-z_]\w{0,60}\.py )?line \d{1,6}$")]
    where: int


class _Walls(msgspec.Struct):
    walls: dict[str, bool]


class _Told(msgspec.Struct):
    causes: tuple[Cause, ...]


class _Broken(msgspec.Struct):
    broken: str


_BEFORE: dict[str, type[_Walls | _Told | _Broken | _Place]] = {
    "walls": _Walls,
    "causes": _Told,
    "broken": _Broken,
    "where": _Place,
}
_AFTER: dict[str, type[_Asks | _Done | _Place]] = {"call": _Asks, "done": _Done, "where": _Place}
_MOST_FILES = 50
_TO_SAY_WHERE = 0.3
"""Seconds. A loop of Python says in which line it is; one inside the C library does not."""

_LOADING = 0
"""What is asked for where it is while no job has begun."""

_DEEPEST = 20
"""Whatever a plugin tells travels on to pages, files and tickets, none of which expects a well."""


def _shallow(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_shallow(one, levels - 1) for one in inner)


def _understood(told: dict[str, Any], *, started: bool) -> _Asks | _Done | _Place | _Walls | _Told | _Broken:
    """What a child said, as what it may say at this point."""
    for word, kind in (_AFTER if started else _BEFORE).items():
        if word in told:
            return convert(told, kind)
    raise ValueError(f"unasked: {sorted(told)[:5]}")


class PluginChild:
    """Runs ``jobs`` of one troubleshooter, all at once, as soon as its code is loaded.

    Ends by itself when the last job has; ``on_gone`` says why it ended before.
    Without jobs it tells its causes to ``on_ready`` and waits for ``end``.
    """

    def __init__(
        self,
        site: Site,
        troubleshooter: Troubleshooter,
        jobs: Sequence[Job],
        *,
        on_gone: Callable[[PluginChild, DesksideError], None],
        on_ready: Callable[[tuple[Cause, ...]], None] = lambda _causes: None,
    ) -> None:
        self._site, self._troubleshooter = site, troubleshooter
        self._jobs = dict(enumerate(jobs, 1))
        self._on_gone, self._on_ready = on_gone, on_ready
        self.alone = len(self._jobs) <= 1
        self.started = False
        """Whether its code was loaded; what ends it before is no single cause's fault."""
        self._walls_told = self._asked_loading = False
        self._asked_where: set[Job] = set()
        self._file = str(troubleshooter.folder / "troubleshooter.py")
        start = self._start()  # before there is a process: a troubleshooter may have been withdrawn meanwhile
        self._slow = site.loop.after(site.limits.start, self._on_slow_start)
        self._process = ChildProcess(
            site.loop,
            "plugin",
            site.limits,
            folder=site.folder,
            environ={},
            on_line=self._on_line,
            on_end=self._gone,
        )
        self._process.send(start)

    def _start(self) -> dict[str, Any]:
        return {
            "sources": _sources(self._troubleshooter.folder),
            "texts": self._troubleshooter.texts,
            "system": self._site.source.system,
            "here": platform.current(),
            "memory": self._site.limits.memory,
            "cpu": self._site.limits.cpu,
        }

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def unfinished(self) -> list[Job]:
        return [job for job in self._jobs.values() if not job.over]

    def end(self) -> None:
        self._slow.cancel()
        self._process.end()

    def _gone(self, problem: DesksideError) -> None:
        self.end()
        self._on_gone(self, problem)

    def _on_slow_start(self) -> None:
        self._process.send({"where": _LOADING})
        self._asked_loading = True
        self._slow = self._site.loop.after(_TO_SAY_WHERE, self._on_not_loaded)

    def _on_not_loaded(self, place: str = "") -> None:
        why = f"its code was not loaded in {self._site.limits.start:g} s" + (f" ({place})" if place else "")
        self._gone(ChildProblem("too-slow", why))

    def _on_line(self, told: dict[str, Any]) -> None:
        try:
            said = _understood(told, started=self.started)
        except (msgspec.ValidationError, ValueError) as problem:
            told_causes = "causes" in told and not self.started
            why = str(problem)
            self._gone(ManifestProblem(why, file=self._file) if told_causes else ChildProblem("garbage", why))
            return
        match said:
            case _Place(where=where) if where == _LOADING or not self.started:
                self._on_loading(said)
            case _Asks(job=number) | _Done(done=number) | _Place(where=number):
                self._on_job(number, said, told)
            case _Walls() if self._walls_told:
                self._gone(ChildProblem("garbage", "told its walls twice"))
            case _Walls():
                self._walls_told = True
                self._process.guarded = not said.walls.get("seccomp", False)
            case _Broken():
                self._gone(ManifestProblem(said.broken[:1000], file=self._file))
            case _Told():
                self._on_causes(said.causes)

    def _on_loading(self, said: _Place) -> None:
        if not self._asked_loading or said.where != _LOADING:
            self._gone(ChildProblem("garbage", "told where it is, unasked"))
        elif not self.started:  # else it was loaded while it was asked
            self._on_not_loaded(said.at)

    def _on_job(self, number: int, said: _Asks | _Done | _Place, told: dict[str, Any]) -> None:
        job = self._jobs.get(number)
        if job is None:
            self._gone(ChildProblem("garbage", f"there is no job {number}"))
        elif isinstance(said, _Asks):
            self._on_asks(said)
        elif isinstance(said, _Place):
            self._on_place(job, said.at)
        elif _shallow(told, _DEEPEST):
            self._finish(job, told)
        else:
            self._gone(ChildProblem("garbage", f"data nested deeper than {_DEEPEST} levels"))

    def _on_causes(self, causes: tuple[Cause, ...]) -> None:
        if wrong := wrong_with(causes, self._troubleshooter):
            self._gone(ManifestProblem(wrong, file=self._file))
            return
        self.started = True
        self._slow.cancel()
        self._on_ready(causes)
        there = {cause.id for cause in causes}
        for number, job in self._jobs.items():
            if job.id not in there:
                self._finish(job, {"problem": "problem", "why": f"its code has no cause {job.id!r}"})
            elif not self._process.ended:
                self._process.send({"job": number, "do": job.do, "cause": job.id, **job.details})
                job.think(self._site.loop, self._site.limits, self._on_stuck)

    def _on_asks(self, asks: _Asks) -> None:
        job = self._jobs[asks.job]
        if job.over:
            return

        def answered(answer: Answer) -> None:
            if not job.over:
                told = {"answer": asks.call, "gives": answer.gives, "problem": answer.problem, "why": answer.why}
                self._process.send(told)
                job.think(self._site.loop, self._site.limits, self._on_stuck)

        job.ask(self._site.source, self._site.limits, Call(asks.name, asks.arguments), answered)

    def _finish(self, job: Job, told: dict[str, Any]) -> None:
        job.end(told)
        if not self.unfinished:
            self.end()

    def _on_stuck(self, job: Job) -> None:
        """It took too long. When others were thinking too, each may be the one that holds all of them up."""
        if any(not other.waits for other in self.unfinished if other is not job):
            self._gone(ChildProblem("too-slow", "no answer in time"))
        else:
            self._process.send({"where": next(number for number, one in self._jobs.items() if one is job)})
            self._site.loop.after(_TO_SAY_WHERE, lambda: self._on_place(job))
            self._asked_where.add(job)

    def _on_place(self, job: Job, place: str = "") -> None:
        if job in self._asked_where and not job.over:
            why = "its code gave no answer in time" + (f" ({place})" if place else "")
            self._finish(job, {"problem": "took-too-long", "why": why})


def _sources(folder: Path) -> dict[str, str]:
    """Its code and the modules beside it, by name. A link that leads elsewhere is none of its files."""
    there = (file for file in sorted(folder.glob("*.py")) if file.is_file() and not file.is_symlink())
    beside = [file for file in there if file.stem.isidentifier()]
    return {file.stem: _read(str(file)) for file in (folder / "troubleshooter.py", *beside[:_MOST_FILES])}


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8-sig")  # with the mark that Windows' editors put first
    except (OSError, UnicodeDecodeError) as problem:
        raise ManifestProblem(str(problem), file=file) from problem

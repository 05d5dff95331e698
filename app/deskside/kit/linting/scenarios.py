"""Scenarios: those that do not load, that expect what can't come, and that answer calls nobody makes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from deskside.catalogue.fields import SYSTEMS
from deskside.catalogue.source import nearest
from deskside.children.scenario import Says, Scenario
from deskside.config.files import Unreadable, read_text
from deskside.config.toml_map import TomlMap
from deskside.engine.outcome import Outcome
from deskside.errors import ManifestProblem
from deskside.kit.linting.reading import Subject, causes_of
from deskside.kit.manuscript import read_scenario, scenario_files
from deskside.kit.remarks import Remark, Severity
from deskside.model.catalogue import MOST_OF_ONE
from deskside.model.troubleshooter import Troubleshooter
from deskside.system.table import CALLS


def scenarios(subject: Subject) -> Iterator[Remark]:
    folder = subject.own.folder
    files = scenario_files(folder)
    if not files and subject.causes:
        says = "There is no scenario, so nobody has seen it find anything."
        do = "deskside plugin record makes one from this computer; docs/sdk.md shows how one looks."
        yield Remark(folder / "scenarios", 1, says, do, Severity.ADVICE)
    known = set(_known_causes(subject)) if files else set()
    for file in files:
        try:
            scenario = read_scenario(file)
        except ManifestProblem as problem:
            do = f'Write "{problem.suggestion}", if you meant that.' if problem.suggestion else "docs/sdk.md shows how."
            yield Remark(file, problem.line or 1, _sentence(problem.says), do)
            continue
        yield from _wrong(subject, _Lines(file), scenario, known)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


class _Lines:
    """One scenario's file, and the line of everything in it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._map = TomlMap(read_text(file, MOST_OF_ONE))
        except Unreadable:
            self._map = TomlMap("")

    def problem(self, says: str, do: str, *path: str | int) -> Remark:
        return Remark(self.file, self._map.line(*path) or 1, says, do)


def _known_causes(subject: Subject) -> Iterator[str]:
    """By the names that an expectation may use."""
    own = subject.own
    for cause in subject.causes:
        yield from (cause.id, f"{own.id}.{cause.id}")
    for include in own.includes:
        owner, _dot, meant = include.rpartition(".")
        other = subject.others.get(owner)
        if other is not None:
            yield from (f"{owner}.{id_}" for id_ in causes_of(subject.children, other) if meant in ("*", id_))


def _wrong(subject: Subject, lines: _Lines, scenario: Scenario, known: Collection[str]) -> Iterator[Remark]:
    yield from _setting(subject, lines, scenario)
    yield from _hoped_for(subject, lines, scenario, known)
    for number, row in enumerate(scenario.says):
        yield from _row(subject, lines, number, row)


def _setting(subject: Subject, lines: _Lines, scenario: Scenario) -> Iterator[Remark]:
    """The computer, and what its person answers."""
    own = subject.own
    if scenario.system not in SYSTEMS:
        do = f"Write one of {', '.join(SYSTEMS)}."
        yield lines.problem(f'There is no system "{scenario.system}".', do, "system")
    elif scenario.system not in own.systems:
        says = f'It is a computer with "{scenario.system}", which this troubleshooter is not for.'
        yield lines.problem(says, "Add it to systems in manifest.toml, or remove this scenario.", "system")
    asked = {question.id for question in own.questions}
    for answer in scenario.answers:
        if answer not in asked and not own.includes:
            says = f'It answers the question "{answer}", which is not asked.'
            yield lines.problem(says, _instead(answer, asked), "answers", answer)


def _hoped_for(subject: Subject, lines: _Lines, scenario: Scenario, known: Collection[str]) -> Iterator[Remark]:
    expect = scenario.expect
    outcomes = [one.value for one in Outcome]
    if expect.outcome and expect.outcome not in outcomes:
        says = f'It expects the outcome "{expect.outcome}", which there is not.'
        yield lines.problem(says, f"Write one of {', '.join(outcomes)}.", "expect", "outcome")
    if subject.own.has_code and not subject.told:
        return  # its causes are not known
    for key, causes in _expected(scenario):
        for number, cause in enumerate(causes):
            if cause not in known:
                says = f'It expects the cause "{cause}", which this troubleshooter does not have.'
                yield lines.problem(says, _instead(cause, known), "expect", key, number)


def _expected(scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...]]]:
    expect = scenario.expect
    yield "findings", expect.findings
    yield "fixed", expect.fixed
    yield "could-not-check", expect.could_not_check or ()


def _row(subject: Subject, lines: _Lines, number: int, row: Says) -> Iterator[Remark]:
    own = subject.own
    needs = {need for one in (own, *_included(subject)) for need in one.needs}
    needs |= {question.choices_from for question in own.questions} | {"rights.may"}
    first = next(iter(CALLS[row.call].arguments), None)
    said = (row.arguments or {}).get(first or "")
    allowed = row.call in needs or (
        f"{row.call}:{said}" in needs if said is not None else any(need.partition(":")[0] == row.call for need in needs)
    )
    if not allowed:
        call = row.call if said is None else f"{row.call}:{said}"
        says = f'This computer answers "{call}", which needs in manifest.toml does not name.'
        do = f'Write "{call}" into needs, or take this row out.'
        yield lines.problem(says, do, "says", number, "call")
    for argument in row.arguments or {}:
        if argument not in CALLS[row.call].arguments:
            says = f'"{row.call}" has no argument "{argument}", so this row never answers.'
            yield lines.problem(says, _instead(argument, CALLS[row.call].arguments), "says", number, "with", argument)


def _included(subject: Subject) -> Iterator[Troubleshooter]:
    owners = {include.partition(".")[0] for include in subject.own.includes}
    yield from (other for id_, other in subject.others.items() if id_ in owners)


def _instead(word: str, known: Collection[str]) -> str:
    near = nearest(word, known)
    return f'Write "{near}", if you meant that.' if near else "Take it out, or name one that there is."

"""Commands about finding and fixing: find, run, undo, history."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

import msgspec

from deskside.casework import Casework, Orders, Report, Told
from deskside.cli.output import print_json, say, say_all, tell
from deskside.cli.wizard import TerminalWizard
from deskside.engine import Outcome
from deskside.errors import WrongUsage
from deskside.language import _
from deskside.model.case import Case, Ending
from deskside.model.report import Found
from deskside.tickets.hours.opening import moment_words


def find(casework: Casework, arguments: argparse.Namespace) -> int:
    """What fits the person's own words, best first."""
    if arguments.words == ["-"]:
        _find_lines(casework, arguments, sys.stdin)
        return 0
    words = " ".join(arguments.words)
    found = casework.find(words, arguments.limit, arguments.lang)
    if not found.sure:
        casework.remember_unmatched(words)
    if arguments.json:
        print_json(found)
    else:
        say_all(_as_text(found))
    return 0


def _find_lines(casework: Casework, arguments: argparse.Namespace, lines: Iterable[str]) -> None:
    for line in lines:
        if query := line.strip():
            print_json(casework.find(query, arguments.limit, arguments.lang))


def _as_text(found: Found) -> list[str]:
    lines = [f"{hit.id}: {hit.title}" for hit in found.results]
    if not found.sure:
        lines.append(_("This may not be something Deskside can fix. A person can help."))
    return lines


def run(casework: Casework, arguments: argparse.Namespace) -> int:
    """The wizard in the terminal, or one report as JSON."""
    _known(casework, arguments.id)
    if arguments.irreversible and not arguments.yes:
        raise WrongUsage("--irreversible needs --yes beside it.")
    if not arguments.json and not arguments.yes:
        return _lead(casework, arguments)
    if arguments.admin and not casework.as_root:
        tell(_("The part that asks for IT's rights is not installed on this computer."))
    report = casework.run_unattended(
        arguments.id,
        Orders(
            answers=dict(arguments.answer),
            fix=arguments.yes,
            irreversible=arguments.irreversible,
            only=frozenset(arguments.only),
        ),
    )
    if arguments.json:
        print_json(report)
    else:
        say_all(_report_lines(report))
    return report.exit_code


def _known(casework: Casework, troubleshooter: str) -> None:
    known = [one.id for one in casework.troubleshooters()]
    if troubleshooter in known:
        return
    for broken in casework.broken():
        if broken.id == troubleshooter:
            raise WrongUsage(f"The troubleshooter {troubleshooter!r} cannot be used: {broken.why}")
    raise WrongUsage(f"There is no troubleshooter {troubleshooter!r}. There are: {', '.join(known) or 'none'}.")


def _lead(casework: Casework, arguments: argparse.Namespace) -> int:
    run = casework.open(arguments.id)
    try:
        case = TerminalWizard(casework, run, interactive=sys.stdin.isatty()).lead()
    finally:
        run.close()
    return 0 if case.ending is Ending.FIXED else 1


def _report_lines(report: Report) -> list[str]:
    lines = [f"{finding.says} ({finding.state.value})" for finding in report.findings]
    if report.outcome is Outcome.NEEDS_PEOPLE and not lines:
        return [_("A person can help you with this.")]
    return lines or [_("Nothing was found that explains this.")]


def undo(casework: Casework, arguments: argparse.Namespace) -> int:
    """Takes back what a case's fixes changed. 0 when all of it was."""
    taken = casework.undo(arguments.case)
    if arguments.json:
        print_json({"case": arguments.case, "undone": [msgspec.to_builtins(one) for one in taken]})
    else:
        say_all(one.says for one in taken)
        if not taken:
            say(_("There is nothing to take back."))
    return 0 if all(one.ok for one in taken) else 1


def _history_row(casework: Casework, case: Case) -> dict[str, object]:
    ending = case.ending.value if case.ending else ""
    return {
        **msgspec.to_builtins(casework.report(case)),
        "opened": case.opened,
        "title": case.title,
        "ending": ending,
        "helped": case.helped,
        "remark": case.remark or "",
    }


def _told_lines(told: Iterable[Told]) -> Iterator[str]:
    """How often people said that it helped, and in their words what would have."""
    for one in told:
        says = _("{name}: it helped {count} of {all} times.")
        yield says.format(name=one.troubleshooter, count=one.helped, all=one.helped + one.no_help)
        yield from (f"  {remark}" for remark in one.remarks)


def history(casework: Casework, arguments: argparse.Namespace) -> int:
    """What was found and fixed on this computer, newest first."""
    if arguments.counts:
        rows = casework.counts()
        told = casework.told()
        if arguments.json:
            counts, said = msgspec.to_builtins(rows), msgspec.to_builtins(told)
            print_json({"counts": counts, "unmatched": casework.unmatched(), "told": said})
        else:
            say_all(f"{row.cause}: {row.helped}/{row.tried}" for row in rows)
            say_all(_told_lines(told))
        return 0
    cases = casework.history()
    if arguments.json:
        print_json({"cases": [_history_row(casework, case) for case in cases]})
        return 0
    for case in cases:
        when = moment_words(case.opened)
        says = "; ".join(f"{finding.says} ({finding.state.value})" for finding in case.findings)
        say(f"{when}  {case.id}  {case.title}: {says or case.stand.value}")
    if not cases:
        say(_("Nothing has been looked at on this computer yet."))
    return 0

"""Tries a troubleshooter on the simulated sick computers that come with it: any system, on any system.

Each scenario is one case in a house of its own, driven to its end with every
fix agreed to, the real engine and the real children; only what the computer says
comes from the scenario. What is tried is what would be packed, and nothing else.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from deskside.casework import Orders
from deskside.casework.report import CheckReport, Report
from deskside.children.recording import Replay
from deskside.children.scenario import Expect, Scenario
from deskside.errors import DesksideError
from deskside.kit.belongings import lay_out
from deskside.kit.linting.code import all_causes
from deskside.kit.manuscript import read_own, read_scenario, scenario_files
from deskside.kit.workshop import Trial, Workshop
from deskside.model.case import FixState, Result
from deskside.model.troubleshooter import Cause, FixKind, Troubleshooter


class Tried(Struct, frozen=True):
    """One scenario."""

    scenario: str
    """Its file's name, without the ending."""
    system: str
    says: tuple[str, ...]
    """What came out otherwise than expected; nothing when all is well."""
    found: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    """Causes whose fix was made, and verified by looking again."""
    verified: tuple[str, ...] = ()
    """Causes whose fix was made and looked at again, whatever came of it."""
    undone: tuple[str, ...] = ()
    """Causes whose fix did not help and was taken back, or should have been."""
    causes: tuple[str, ...] = ()
    """Those that were looked at."""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.says


class Ran(Struct, frozen=True):
    """In how many scenarios each part of a cause ran."""

    cause: str
    found: int
    fixed: int
    verified: int
    undone: int


class Outcomes(Struct, frozen=True):
    """A troubleshooter, and all its scenarios."""

    troubleshooter: str
    version: str
    tried: tuple[Tried, ...]
    uncovered: tuple[str, ...]
    """Causes of its own that no scenario finds."""
    never_fixed: tuple[str, ...] = ()
    """Those that Deskside mends by itself, and in no scenario does."""
    never_verified: tuple[str, ...] = ()
    """Those whose verification ran in no scenario."""
    never_undone: tuple[str, ...] = ()
    """Those in code whose way back ran in no scenario: that of a ready-made fix is Deskside's own."""
    ran: tuple[Ran, ...] = ()
    """Each of its own causes that was looked at."""

    @property
    def ok(self) -> bool:
        """Every scenario came out as expected; one that has causes has a scenario."""
        return all(one.ok for one in self.tried) and bool(self.tried or not self.uncovered)


def try_folder(workshop: Workshop, folder: Path) -> Outcomes:
    """Every scenario of the folder. ManifestProblem when the manifest itself can't be read."""
    own = read_own(folder.absolute())
    told, broken = all_causes(own)
    if broken:
        return Outcomes(own.id, own.version, (Tried("troubleshooter.py", "", (str(broken[0]),)),), ())
    with tempfile.TemporaryDirectory(prefix="deskside-trial-", ignore_cleanup_errors=True) as name:
        packed = lay_out(own.folder, Path(name, "tried")).parent
        files = scenario_files(folder)
        tried = tuple(_try_file(workshop, own, file, packed, Path(name, str(at))) for at, file in enumerate(files))
        covered = tried or (_try(workshop, own, "", Scenario(own.systems[0]), packed, Path(name, "none")),)
    mending = [cause for cause in told if cause.fix.kind is FixKind.AUTOMATIC]
    coded = [cause for cause in mending if cause.do is None and cause.fix.undo]
    return Outcomes(
        own.id,
        own.version,
        tried,
        uncovered(own.id, covered),
        never_fixed=_never(own.id, mending, [cause for one in tried for cause in one.fixed]),
        never_verified=_never(own.id, mending, [cause for one in tried for cause in one.verified]),
        never_undone=_never(own.id, coded, [cause for one in tried for cause in one.undone]),
        ran=_ran(own.id, covered),
    )


def _never(owner: str, causes: Iterable[Cause], done: Collection[str]) -> tuple[str, ...]:
    return tuple(cause for cause in full(owner, [cause.id for cause in causes]) if cause not in done)


def _ran(owner: str, tried: Sequence[Tried]) -> tuple[Ran, ...]:
    own = {cause for one in tried for cause in (*one.causes, *one.found) if cause.startswith(f"{owner}.")}
    parts = [[cause for one in tried for cause in part(one)] for part in _PARTS]
    return tuple(Ran(cause, *(part.count(cause) for part in parts)) for cause in sorted(own))


_PARTS: tuple[Callable[[Tried], tuple[str, ...]], ...] = (
    lambda one: one.found,
    lambda one: one.fixed,
    lambda one: one.verified,
    lambda one: one.undone,
)


def differences(owner: str, expect: Expect, report: Report) -> tuple[str, ...]:
    """What is otherwise in the report than the scenario expects, a sentence each."""
    checks = {check.cause: check for check in report.checks}
    found = {one.cause: one for one in report.findings}
    wanted, fixed = full(owner, expect.findings), full(owner, expect.fixed)
    says = [f"{cause} should be found, and {_instead(checks.get(cause))}." for cause in wanted if cause not in found]
    says += [f"{cause} is found, and should not be." for cause in sorted(found) if cause not in wanted]
    for cause in fixed:
        if cause in found and found[cause].state is not FixState.FIXED:
            says.append(f"{cause} should be fixed, and is {found[cause].state}{_because(found[cause].why)}.")
    mended = [cause for cause, one in sorted(found.items()) if one.state is FixState.FIXED and cause not in fixed]
    says += [f"{cause} is fixed, and should not be." for cause in mended]
    if expect.could_not_check is not None:
        says += _unseen(full(owner, expect.could_not_check), report.checks)
    if not expect.outcome:
        says.append(f'"expect" names no outcome; it is "{report.outcome}".')
    elif report.outcome != expect.outcome:
        says.append(f'The outcome should be "{expect.outcome}", and is "{report.outcome}".')
        if expect.could_not_check is None:
            said = {cause for cause in wanted if cause not in found}
            says += _unseen((), [check for check in report.checks if check.cause not in said])
    return tuple(says)


def uncovered(owner: str, tried: Iterable[Tried]) -> tuple[str, ...]:
    """The owner's causes that were looked at and never found."""
    tried = tuple(tried)
    seen = {cause for one in tried for cause in one.found}
    return tuple(sorted({c for one in tried for c in one.causes if c.startswith(f"{owner}.")} - seen))


def full(owner: str, causes: Sequence[str]) -> list[str]:
    """With the troubleshooter's id before each."""
    return sorted(cause if "." in cause else f"{owner}.{cause}" for cause in causes)


def _try_file(workshop: Workshop, own: Troubleshooter, file: Path, packed: Path, home: Path) -> Tried:
    try:
        return _try(workshop, own, file.stem, read_scenario(file), packed, home)
    except DesksideError as problem:
        return Tried(file.stem, "", (problem.words(),))


def _try(workshop: Workshop, own: Troubleshooter, name: str, scenario: Scenario, packed: Path, home: Path) -> Tried:
    home.mkdir()
    began = time.monotonic()
    house = workshop.try_out(Trial(home, (packed,), Replay(scenario)))
    report = house.run_unattended(own.id, Orders(answers=scenario.answers, fix=True, irreversible=True))
    return Tried(
        scenario=name,
        system=scenario.system,
        says=differences(own.id, scenario.expect, report),
        found=tuple(one.cause for one in report.findings),
        fixed=tuple(one.cause for one in report.findings if one.state is FixState.FIXED),
        verified=tuple(one.cause for one in report.findings if one.verified is not None),
        undone=tuple(one.cause for one in report.findings if one.verified is False and one.undo),
        causes=tuple(check.cause for check in report.checks),
        seconds=round(time.monotonic() - began, 2),
    )


def _instead(check: CheckReport | None) -> str:
    if check is None:
        return "was not looked at: there is no such cause on this system"
    if check.result is Result.MASKED:
        return f"is masked by {check.by}"
    return f"is {str(check.result).replace('-', ' ')}{_because(check.why)}"


def _unseen(wanted: Sequence[str], checks: Iterable[CheckReport]) -> Iterator[str]:
    unseen = {check.cause: check.why for check in checks if check.result is Result.COULD_NOT_CHECK}
    for cause in wanted:
        if cause not in unseen:
            yield f"{cause} could be checked, and should not be."
    for cause, why in sorted(unseen.items()):
        if cause not in wanted:
            yield f"{cause} could not be checked{_because(why)}."


def _because(why: str) -> str:
    return f" ({why.rstrip('.')})" if why else ""

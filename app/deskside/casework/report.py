"""What ``deskside run ID --json`` prints: one case as a report, evidence redacted. Fields are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from deskside.engine import Outcome, outcome
from deskside.model.case import Case, Check, Finding, FixState, Result
from deskside.model.troubleshooter import FixKind, Json

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy


class CheckReport(Struct, frozen=True, omit_defaults=True):
    cause: str
    result: Result
    by: str = ""
    why: str = ""
    seconds: float = -1.0
    """Always given; the default only keeps a true 0.0 from being left out."""


class FindingReport(Struct, frozen=True):
    cause: str
    says: str
    evidence: dict[str, Json]
    fix: FixKind
    undo: bool
    state: FixState
    verified: bool | None
    seconds: float
    why: str = ""


class UnnamedReport(Struct, frozen=True):
    says: str
    evidence: dict[str, Json]


class Report(Struct, frozen=True):
    case: str
    troubleshooter: str
    version: str
    outcome: Outcome
    checks: tuple[CheckReport, ...]
    findings: tuple[FindingReport, ...]
    unnamed: tuple[UnnamedReport, ...]
    seconds: float

    @property
    def exit_code(self) -> int:
        """0 nothing found or fixed; 3 could not check; 1 the rest."""
        return {Outcome.NOTHING_FOUND: 0, Outcome.FIXED: 0, Outcome.COULD_NOT_CHECK: 3}.get(self.outcome, 1)


def report_of(case: Case, privacy: Privacy, seconds: float) -> Report:
    """The report of ``case``; ``seconds`` is how long it all took."""
    privacy = privacy.telling(case)
    return Report(
        case=case.id,
        troubleshooter=case.troubleshooter,
        version=case.version,
        outcome=outcome(case),
        checks=tuple(_check(check, privacy) for check in case.checks),
        findings=tuple(_finding(finding, privacy) for finding in case.findings),
        unnamed=tuple(UnnamedReport(one.says, privacy.evidence(one.evidence)) for one in case.unnamed),
        seconds=round(seconds, 2),
    )


def _check(check: Check, privacy: Privacy) -> CheckReport:
    why = privacy.redact(check.why).text if check.why else ""
    return CheckReport(check.cause, check.result, check.by, why, round(check.seconds, 3))


def _finding(finding: Finding, privacy: Privacy) -> FindingReport:
    return FindingReport(
        cause=finding.cause,
        says=finding.says,
        evidence=privacy.evidence(finding.evidence),
        fix=finding.fix,
        undo=finding.undo,
        state=finding.state,
        verified=finding.verified,
        seconds=round(finding.seconds, 2),
        why=privacy.redact(finding.why).text if finding.why else "",
    )

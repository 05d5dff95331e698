"""The part of a ticket that is for the agent: findings, evidence, versions. Technical, in English, redacted."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from deskside import __version__
from deskside.model.case import Case, Result
from deskside.model.troubleshooter import Json

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy


_THROWN = re.compile(r"\b([A-Z]\w*): .*( \([\w./ ]*line \d+\))", re.DOTALL)
_ENDED = re.compile(r"\b(exit -?\d+|signal \d+): .*", re.DOTALL)


def agent_part(case: Case | None, privacy: Privacy, *, evidence: bool = True) -> str:
    """What an agent wants in the first ten seconds, then the rest; without ``evidence`` nothing that a check saw."""
    system = f"{platform.system()} {platform.release()}"
    if case is None:
        return f"Deskside {__version__} on {system}. Sent without a troubleshooter."
    lines = [f"Case {case.id}, Deskside {__version__} on {system}, troubleshooter {case.troubleshooter} {case.version}"]
    told = ((question.id, case.answers.get(question.id, "")) for question in case.questions if not question.secret)
    lines += (f"Answered: {name} = {privacy.redact(answer).text}" for name, answer in told if answer)
    for finding in case.findings:
        became = f"{finding.fix.value}, {finding.state.value}, verified: {_verified(finding.verified)}"
        lines.append(f"Found: {finding.cause} ({became})")
        lines += _seen(finding.evidence, privacy) if evidence else ()
        if finding.why:
            lines.append(f"  why: {_reason(finding.why, privacy)}")
    for one in case.unnamed:
        lines.append(f"Not understood: {privacy.redact(one.says).text}")
        lines += _seen(one.evidence, privacy) if evidence else ()
    for check in case.checks:
        if check.result is not Result.FOUND:
            detail = f", by {check.by}" if check.by else f", {_reason(check.why, privacy)}" if check.why else ""
            lines.append(f"Checked: {check.cause}: {check.result.value}{detail}")
    return "\n".join(lines)


def evidence_of(case: Case | None) -> dict[str, Json]:
    """What the checks have seen, by cause; of what was not understood by a number."""
    if case is None:
        return {}
    named: dict[str, Json] = {one.cause: dict(one.evidence) for one in case.findings}
    unnamed: dict[str, Json] = {f"not-understood-{n}": dict(one.evidence) for n, one in enumerate(case.unnamed, 1)}
    return {cause: seen for cause, seen in (named | unnamed).items() if seen}


def _reason(why: str, privacy: Privacy) -> str:
    """Why something could not be done. Of a crash only its kind and line: its text may hold anything."""
    return privacy.redact(_ENDED.sub(r"\1", _THROWN.sub(r"\1\2", why))).text


def _seen(evidence: dict[str, Json], privacy: Privacy) -> Iterator[str]:
    yield f"  evidence: {msgspec.json.encode(privacy.evidence(evidence)).decode()}"


def _verified(ok: bool | None) -> str:
    return "not judged" if ok is None else "yes" if ok else "no"

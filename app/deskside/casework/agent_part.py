"""The part of a ticket that is for the agent: findings, evidence, versions. Technical, in English, redacted."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import msgspec

from deskside import __version__
from deskside.model.case import Case, Result

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy


def agent_part(case: Case | None, privacy: Privacy) -> str:
    """What an agent wants in the first ten seconds, then the rest."""
    system = f"{platform.system()} {platform.release()}"
    if case is None:
        return f"Deskside {__version__} on {system}. Sent without a troubleshooter."
    lines = [f"Case {case.id}, Deskside {__version__} on {system}, troubleshooter {case.troubleshooter} {case.version}"]
    for finding in case.findings:
        became = f"{finding.fix.value}, {finding.state.value}, verified: {_verified(finding.verified)}"
        lines.append(f"Found: {finding.cause} ({became})")
        lines.append(f"  evidence: {_json(privacy.evidence(finding.evidence))}")
        if finding.why:
            lines.append(f"  why: {privacy.redact(finding.why).text}")
    for one in case.unnamed:
        lines.append(f"Not understood: {privacy.redact(one.says).text}")
        lines.append(f"  evidence: {_json(privacy.evidence(one.evidence))}")
    for check in case.checks:
        if check.result is not Result.FOUND:
            detail = f", by {check.by}" if check.by else f", {privacy.redact(check.why).text}" if check.why else ""
            lines.append(f"Checked: {check.cause}: {check.result.value}{detail}")
    return "\n".join(lines)


def _verified(ok: bool | None) -> str:
    return "not judged" if ok is None else "yes" if ok else "no"


def _json(evidence: object) -> str:
    return msgspec.json.encode(evidence).decode()

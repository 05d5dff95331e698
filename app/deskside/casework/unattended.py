"""A case with nobody there: checks, and the fixes that were consented to beforehand. ``deskside run ID --json``."""

from __future__ import annotations

import time
from collections.abc import Mapping

from msgspec import Struct

from deskside.casework.run import CaseRun
from deskside.model.case import Finding, FixState, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import FixKind


class Orders(Struct, frozen=True):
    """What was agreed to before the run."""

    answers: Mapping[str, str] = {}
    fix: bool = False
    """Consents to fixes that can be undone."""
    irreversible: bool = False
    """Consents to the others too."""
    only: frozenset[str] = frozenset()
    """Fixes are limited to these causes; empty: all."""


def run_unattended(run: CaseRun, orders: Orders) -> float:
    """Drives ``run`` to where only a person could go on; returns the seconds it took."""
    started = time.monotonic()
    run.act(Verb.BEGIN)
    while run.case.stand is Stand.QUESTION:
        run.act(Verb.ANSWER, orders.answers.get(run.case.current, ""))
    for finding in run.case.findings:
        if _consented(finding, orders):
            run.fix_as_agreed(finding.cause)
    return time.monotonic() - started


def _consented(finding: Finding, orders: Orders) -> bool:
    if finding.fix is not FixKind.AUTOMATIC or finding.state is not FixState.OFFERED or not orders.fix:
        return False
    return finding.undo or orders.irreversible

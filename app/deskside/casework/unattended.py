"""A case with nobody there: checks, and the fixes that were consented to beforehand. ``deskside run ID --json``."""

from __future__ import annotations

import time
from collections.abc import Mapping

from msgspec import Struct

from deskside.casework.run import CaseRun
from deskside.engine import Outcome, outcome
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
    """Only these causes are looked at and fixed; empty: all."""


def run_unattended(run: CaseRun, orders: Orders) -> float:
    """Drives ``run`` to where only a person could go on; returns the seconds it took."""
    started = time.monotonic()
    run.act(Verb.BEGIN)
    while (step := _next(run, orders)) is not None:
        run.act(*step)
    seconds = time.monotonic() - started
    run.act(Verb.YES if outcome(run.case) is Outcome.FIXED and run.case.stand is Stand.FIXED else Verb.STOP)
    return seconds


def _next(run: CaseRun, orders: Orders) -> tuple[Verb, str] | None:
    """The next fix that was agreed to; after the last, a look at what the fixed causes had hidden."""
    agreed = next((one for one in run.case.findings if _consented(one, orders)), None)
    if agreed is not None:
        return Verb.FIX, agreed.cause
    return (Verb.GO_ON, "") if run.case.stand is Stand.FIXED and run.page.takes(Verb.GO_ON) else None


def _consented(finding: Finding, orders: Orders) -> bool:
    if finding.fix is not FixKind.AUTOMATIC or finding.state is not FixState.OFFERED or not orders.fix:
        return False
    if orders.only and finding.cause not in orders.only:
        return False
    return finding.undo or orders.irreversible

"""Redacts what a check has seen before anyone but this computer sees it: every text, name and value in it."""

from __future__ import annotations

from typing import Any

from deskside.diagnostics.redact import Redactor
from deskside.model.troubleshooter import Json

_TELLS_NOTHING = frozenset(("", "name", "from", "to", "value", "says", "why", "title", "text"))
"""Keys that do not say what sort of value stands behind them: a queue has a name too."""


def redact_evidence(evidence: dict[str, Json], redactor: Redactor) -> dict[str, Json]:
    """The same shape with every text redacted."""
    return {key: redact_json(value, redactor, key) for key, value in evidence.items()}


def redact_json(value: Json, redactor: Redactor, key: str = "") -> Any:
    """Any JSON value with every text redacted; ``key`` tells what it is ("host")."""
    if isinstance(value, str):
        return redactor.redact_value("" if key.lower() in _TELLS_NOTHING else key, value)
    if isinstance(value, list):
        return [redact_json(item, redactor, key) for item in value]
    if isinstance(value, dict):
        return _table(value, redactor)
    return value


def _table(values: dict[str, Json], redactor: Redactor) -> dict[str, Json]:
    """A computer or a person may be the name of a value too. Two that get the same stand-in are both kept."""
    table: dict[str, Json] = {}
    for name, item in values.items():
        own = shown = redactor.redact_name(name)
        number = 1
        while own in table:
            number += 1
            own = f"{shown} ({number})"
        table[own] = redact_json(item, redactor, name)
    return table

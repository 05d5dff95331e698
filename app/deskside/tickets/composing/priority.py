"""How urgent a ticket is: of its impact and its urgency, by a table that the organisation can change.

The table is the usual one of service desks (ITIL): who else is stopped against
how much it holds the person up. What was not said, or is not known, counts as
the middle, so that silence makes no ticket urgent and none forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TypeAlias

from deskside.language import _
from deskside.model.parcel import Impact, Urgency
from deskside.model.ticket import Priority
from deskside.model.troubleshooter import Json

Matrix: TypeAlias = Mapping[Impact, Mapping[Urgency, Priority]]

_LOW, _NORMAL, _HIGH, _URGENT = Priority
USUAL: Matrix = {
    Impact.ME: {Urgency.STOPPED: _NORMAL, Urgency.SLOWED: _LOW, Urgency.CAN_WAIT: _LOW},
    Impact.FEW: {Urgency.STOPPED: _HIGH, Urgency.SLOWED: _NORMAL, Urgency.CAN_WAIT: _LOW},
    Impact.MANY: {Urgency.STOPPED: _URGENT, Urgency.SLOWED: _HIGH, Urgency.CAN_WAIT: _NORMAL},
}


def read_matrix(setting: Json) -> Matrix:
    """The usual table with what ``tickets.priority`` says otherwise: { many = { stopped = "high" } }."""
    made = {impact: dict(row) for impact, row in USUAL.items()}
    for impact, row in setting.items() if isinstance(setting, dict) else ():
        for urgency, priority in row.items() if isinstance(row, dict) else ():
            with suppress(KeyError, ValueError):  # the settings have been checked: a word of a later version
                made[Impact(impact)][Urgency(urgency)] = Priority(str(priority))
    return made


def priority_of(matrix: Matrix, impact: str, urgency: str) -> Priority:
    """Of what the person said; "" where they said nothing."""
    who = Impact(impact) if impact else Impact.UNKNOWN
    return matrix[Impact.FEW if who is Impact.UNKNOWN else who][Urgency(urgency) if urgency else Urgency.SLOWED]


def priority_words(priority: Priority) -> str:
    """As the person reads it."""
    return {
        Priority.LOW: _("It can wait"),
        Priority.NORMAL: _("Normal"),
        Priority.HIGH: _("Soon, please"),
        Priority.URGENT: _("Very urgent"),
    }[priority]

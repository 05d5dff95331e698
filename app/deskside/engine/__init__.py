"""A case's state machine and the order of steps: pure, no I/O, no clock, no Qt.

``open_case`` starts one, ``advance`` moves it, ``work`` says what the computer
has to do and ``page`` what to show, ``outcome`` and ``tried_lines`` what came of it;
``without_secrets`` is what may be kept of it.
"""

from deskside.engine.machine import advance, is_back, work
from deskside.engine.opening import open_case
from deskside.engine.outcome import Outcome, main_finding, outcome, summary_line, tried_lines
from deskside.engine.pages import page
from deskside.engine.record import without_secrets
from deskside.engine.reference import new_reference

__all__ = [
    "Outcome",
    "advance",
    "is_back",
    "main_finding",
    "new_reference",
    "open_case",
    "outcome",
    "page",
    "summary_line",
    "tried_lines",
    "without_secrets",
    "work",
]

"""What can be asked of a world with printers: ``bin/systemctl``, its stand-in for systemd, and ``bin/power-button``.

Only root may start and stop the print system, and anyone may ask about it; the
answers are systemctl's exit codes. Anyone may press a printer's power button.
"""

from __future__ import annotations

from lab.daemons import Daemons, cups_runs
from lab.programs import LabProblem

_UNITS = ("cups", "cups.service")
_DONE, _FAILED, _INACTIVE, _NO_RIGHT, _NO_UNIT = 0, 1, 3, 4, 5


def answer(words: list[str], uid: int, daemons: Daemons) -> int:
    verb, unit = [*words, "", ""][:2]
    if verb in ("on", "off") and unit in daemons.ports:
        return _switch(verb, unit, daemons)
    if unit not in _UNITS:
        return _NO_UNIT
    if verb == "is-active":
        return _DONE if cups_runs() else _INACTIVE
    if verb == "cat":
        return _DONE
    if uid != 0:
        return _NO_RIGHT
    try:
        if verb in ("stop", "restart"):
            daemons.end_cups()
        if verb in ("start", "restart") and not cups_runs():
            daemons.start_cups()
    except LabProblem:
        return _FAILED
    return _DONE


def _switch(verb: str, printer: str, daemons: Daemons) -> int:
    daemons.end_printer(printer)
    if verb == "on":
        daemons.start_printer(printer)
    return _DONE

"""What can be wrong with printing, each with a probe for the truth that shares nothing with our own detectors."""

from __future__ import annotations

import time

from lab.daemons import Daemons, cups_runs, listens, order, tell
from lab.fault import Fault
from lab.programs import until


def _print(daemons: Daemons, *options: str) -> None:
    order("lp", "-d", "Office", *options, daemons.document())


def _nothing(_: Daemons) -> None:
    return


def _never(_: Daemons) -> bool:
    return False


def _switch_off(daemons: Daemons) -> None:
    daemons.end_printer("Office")
    _print(daemons)


def _remove(_: Daemons) -> None:
    order("lpadmin", "-x", "Office")
    order("lpadmin", "-d", "Lobby")


def _paused(_: Daemons) -> bool:
    return "disabled" in tell("lpstat", "-p", "Office")


def _missing(_: Daemons) -> bool:
    return "Office" not in tell("lpstat", "-e").split()


def _waits(_: Daemons) -> bool:
    return bool(tell("lpstat", "-W", "not-completed", "-o", "Office"))


def _goes_elsewhere(daemons: Daemons) -> bool:
    """Asked as the person of the world: the choice may be theirs alone."""
    return "Office" not in tell("lpstat", "-d", HOME=str(daemons.home))


def _pause_with_a_document(daemons: Daemons) -> None:
    order("cupsdisable", "Office")
    _print(daemons)


def _jam(daemons: Daemons) -> None:
    """Real paper cannot be stuck; the printer's print program says that it is, and does not go on."""
    daemons.end_printer("Office")
    daemons.start_printer("Office", program="echo STATE: +media-jam >&2; exec sleep 9999")
    _print(daemons)
    until(lambda: _says_jammed(daemons), "the printer to notice")


def _says_jammed(daemons: Daemons) -> bool:
    asked = tell("ipptool", "-tv", daemons.uri("Office"), "get-printer-attributes.test")
    return "media-jam" in asked


def _hang(daemons: Daemons) -> None:
    daemons.suspend_printer("Office")
    _print(daemons)
    printed = time.monotonic()  # long enough that nobody takes it for a document on its way
    until(lambda: time.monotonic() - printed > 12, "12 seconds")


FAULTS: dict[str, Fault[Daemons]] = {
    "none": Fault("Nothing is wrong.", _nothing, _never, healthy=True),
    "queue_paused": Fault("The queue Office is paused.", lambda _: order("cupsdisable", "Office"), _paused),
    "queue_paused_document_waits": Fault(
        "The queue Office is paused and a document waits.",
        _pause_with_a_document,
        lambda daemons: _paused(daemons) or _waits(daemons),
        settles=20.0,
    ),
    "another_queue_paused": Fault(
        "The queue Lobby is paused, which nobody means.", lambda _: order("cupsdisable", "Lobby"), _never, healthy=True
    ),
    "printer_offline": Fault(
        "The printer Office is switched off and a document waits.",
        _switch_off,
        lambda daemons: not listens(daemons.ports["Office"]),
    ),
    "printer_jammed": Fault("Paper is stuck in the printer Office and a document waits.", _jam, _says_jammed),
    "printer_hangs": Fault("The printer Office takes a connection, and says nothing; a document waits.", _hang, _waits),
    "queue_missing": Fault("The queue Office is not set up.", _remove, _missing),
    "queue_rejecting": Fault(
        "The queue Office takes no documents.",
        lambda _: order("cupsreject", "Office"),
        lambda _: "not accepting" in tell("lpstat", "-a", "Office"),
    ),
    "document_held": Fault(
        "The person's document is held.",
        lambda daemons: _print(daemons, "-H", "hold"),
        _waits,
        settles=20.0,
    ),
    "wrong_default": Fault(
        "Lobby is the default although Office is meant.",
        lambda _: order("lpadmin", "-d", "Lobby"),
        _goes_elsewhere,
    ),
    "cups_not_running": Fault(
        "The print system does not run.", lambda daemons: daemons.end_cups(), lambda _: not cups_runs()
    ),
}

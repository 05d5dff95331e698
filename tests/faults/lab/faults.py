"""What can be wrong with printing, each with a probe for the truth that shares nothing with our own detectors."""

from __future__ import annotations

import time

from lab.daemons import Daemons, cups_runs, listens, order, tell
from lab.driver import write_driver
from lab.fault import Fault
from lab.namespaces import PERSON
from lab.programs import until
from lab.sleeper import sleep_before

_ASKS = "get-printer-attributes.test"


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


def _pause(queue: str) -> None:
    order("cupsdisable", queue)


def _pause_with_a_document(daemons: Daemons) -> None:
    _pause("Office")
    _print(daemons)


def _jam(daemons: Daemons) -> None:
    """Real paper cannot be stuck; the printer's print program says that it is, and does not go on."""
    daemons.end_printer("Office")
    daemons.start_printer("Office", program="echo STATE: +media-jam >&2; exec sleep 9999")
    _print(daemons)
    until(lambda: _says(daemons, "media-jam"), "the printer to notice")


def _says(daemons: Daemons, reason: str) -> bool:
    return reason in tell("ipptool", "-tv", daemons.uri("Office"), _ASKS)


def _runs_out_of_paper(daemons: Daemons) -> None:
    daemons.end_printer("Office")
    daemons.start_printer("Office", program="echo STATE: +media-empty >&2; exec sleep 9999")
    _print(daemons)
    until(lambda: _says(daemons, "media-empty"), "the printer to notice")
    _wait(20)


def _runs_low_on_toner(daemons: Daemons) -> None:
    daemons.end_printer("Office")
    daemons.start_printer("Office", program="echo STATE: +toner-low >&2; exit 0")
    _print(daemons)
    until(lambda: _says(daemons, "toner-low") and not _waits(daemons), "the page to be printed")


def _works_long(daemons: Daemons) -> None:
    daemons.end_printer("Office")
    daemons.start_printer("Office", program="exec sleep 9999")
    _print(daemons)
    _print(daemons)
    until(lambda: "processing" in tell("ipptool", "-tv", daemons.uri("Office"), _ASKS), "the printer to begin")
    _wait(6)


def _sleeps(daemons: Daemons) -> None:
    port = sleep_before(daemons.ports["Office"], 1.5)
    order("lpadmin", "-p", "Office", "-v", f"ipp://127.0.0.1:{port}/ipp/print")


def _hang(daemons: Daemons, documents: int = 1, sender: str = "") -> None:
    """The printer takes a document, and then does nothing at all any more."""
    daemons.suspend_printer("Office")
    for _ in range(documents):
        _print(daemons, *(("-U", sender) if sender else ()))
    _wait(6)


def _hang_while_paused(daemons: Daemons) -> None:
    _pause_with_a_document(daemons)
    daemons.suspend_printer("Office")
    _wait(6)


def _wait(seconds: float) -> None:
    """So long that nobody takes a document for one on its way."""
    begun = time.monotonic()
    until(lambda: time.monotonic() - begun > seconds, f"{seconds:.0f} seconds")


def _fail_to_make_ready(daemons: Daemons) -> None:
    description, _filter = write_driver(daemons.folder)
    order("lpadmin", "-p", "Office", "-P", str(description))
    _print(daemons)
    until(lambda: _stopped(daemons), "the filter to fail")


def _lose_the_driver(daemons: Daemons) -> None:
    description, filter_ = write_driver(daemons.folder)
    filter_.unlink()
    order("lpadmin", "-p", "Office", "-P", str(description))


def _stopped(_: Daemons) -> bool:
    """CUPS' own log of what became of documents says it; its programs do not."""
    return "job-completed-with-errors" in tell("lpstat", "-l", "-W", "not-completed", "-o", "Office")


def _stop_by_itself(daemons: Daemons) -> None:
    """For one document the printer says that it is not there, so CUPS stops the queue; then it is well again."""
    _stop_for_good(daemons)
    order("lpadmin", "-p", "Office", "-v", daemons.uri("Office"))


def _stop_for_good(daemons: Daemons) -> None:
    order("lpadmin", "-p", "Office", "-v", daemons.uri("Office").removesuffix("print") + "gone")
    _print(daemons)
    until(lambda: _paused(daemons), "the queue to stop")


def _put_right(daemons: Daemons) -> None:
    """Everything as in an office on its first day: printers on, queues open and empty, Office the default."""
    if not cups_runs():
        daemons.end_cups()
        daemons.start_cups()
    for name in list(daemons.ports):
        daemons.end_printer(name)
        daemons.start_printer(name)
        tell("cancel", "-a", name)
        tell("lpadmin", "-x", name)  # or CUPS keeps what it knows of its driver
        daemons.add_queue(name)
        order("cupsaccept", name)
        order("cupsenable", name)
    order("lpadmin", "-d", "Office")
    (daemons.home / ".cups" / "lpoptions").unlink(missing_ok=True)
    until(lambda: not _waits(daemons), "the queue to be empty")


_FAULTS: dict[str, Fault[Daemons]] = {
    "none": Fault("Nothing is wrong.", _nothing, _never, healthy=True),
    "queue_paused": Fault("The queue Office is paused.", lambda _: _pause("Office"), _paused),
    "queue_paused_document_waits": Fault(
        "The queue Office is paused and a document waits.",
        _pause_with_a_document,
        lambda daemons: _paused(daemons) or _waits(daemons),
        settles=20.0,
    ),
    "another_queue_paused": Fault(
        "The queue Lobby is paused, which nobody means.",
        lambda _: _pause("Lobby"),
        _never,
        healthy=True,
        odd=lambda _: "disabled" in tell("lpstat", "-p", "Lobby"),
    ),
    "printer_offline": Fault(
        "The printer Office is switched off and a document waits.",
        _switch_off,
        lambda daemons: not listens(daemons.ports["Office"]),
    ),
    "printer_jammed": Fault(
        "Paper is stuck in the printer Office and a document waits.",
        _jam,
        lambda daemons: _says(daemons, "media-jam"),
    ),
    "out_of_paper": Fault(
        "The printer Office has no paper and a document waits.",
        _runs_out_of_paper,
        lambda daemons: _says(daemons, "media-empty"),
    ),
    "job_stuck_bad_job": Fault(
        "A document is stuck on its way to Office: the printer took it and does not answer any more.", _hang, _waits
    ),
    "job_stuck_others_wait": Fault(
        "A document is stuck on its way to Office and another waits behind it.",
        lambda daemons: _hang(daemons, documents=2),
        _waits,
        settles=20.0,
    ),
    "job_stuck_of_another": Fault(
        "A document that bea sent is stuck on its way to Office.", lambda daemons: _hang(daemons, sender="bea"), _waits
    ),
    "job_stuck_of_the_person": Fault(
        "A document of the person of this world is stuck on its way to Office.",
        lambda daemons: _hang(daemons, sender=PERSON),
        _waits,
    ),
    "printer_hangs_while_paused": Fault(
        "The queue Office is paused, and the printer takes a connection and says nothing.",
        _hang_while_paused,
        _waits,
    ),
    "printer_stopped_by_device": Fault(
        "The printer Office refused a document, so the queue stopped; now it would print it.",
        _stop_by_itself,
        lambda daemons: _paused(daemons) or _waits(daemons),
        settles=20.0,
    ),
    "printer_stops_again": Fault(
        "The printer Office refuses every document, so the queue stops each time.", _stop_for_good, _paused
    ),
    "driver_failed": Fault("The driver of Office fails on every document.", _fail_to_make_ready, _waits),
    "driver_missing": Fault(
        "The driver of Office is gone from this PC.",
        _lose_the_driver,
        lambda _: "not available" in tell("lpstat", "-l", "-p", "Office"),
    ),
    "low_toner": Fault(
        "The printer Office has little toner left, and prints.",
        _runs_low_on_toner,
        _never,
        healthy=True,
        odd=lambda daemons: _says(daemons, "toner-low"),
    ),
    "busy": Fault(
        "The printer Office works on a long document and another waits.",
        _works_long,
        _never,
        healthy=True,
        odd=_waits,
    ),
    "printer_asleep": Fault(
        "The printer Office sleeps to save power, and needs a while to answer.",
        _sleeps,
        _never,
        healthy=True,
        odd=lambda daemons: daemons.uri("Office") not in tell("lpstat", "-v", "Office"),
    ),
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
FAULTS = {name: fault if name == "none" else fault._replace(repair=_put_right) for name, fault in _FAULTS.items()}

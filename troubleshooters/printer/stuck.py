"""A document that does not get through to the printer, and stands in the way of all others."""

import time

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    Device,
    Finding,
    Job,
    Queue,
    System,
    _,
    could_not_check,
)

SILENT = 5
"""Seconds on the way to a printer that does not answer, after which a document is stuck."""
GIVEN_BACK = 60
"""Seconds that a document waits in an idle queue before a printer that is free, after which it is stuck."""
STALLED = 180
"""Seconds on the way to a printer that is free and does nothing, after which a document is stuck."""
UNSEEN = 600
"""The same, where the printer does not say what it does: then nobody can tell."""
CLEARED = 45.0
"""Seconds within which the others must move. CUPS gives a program that hangs 30 of them."""


class JobStuck(Cause):
    """One document does not get through, and all others wait behind it.

    One's own is taken out of the list; the print system keeps it, so that it can
    be put back. Someone else's, and any on Windows, which keeps none, is held.
    """

    title = _("Is a document in the way?")
    likelihood = 0.12
    cost = 4.0
    explain = _("One document does not get through, so nothing behind it is printed.")
    why = _("A printer takes one document after the other.")
    tip = _("If the printer still does not react, switch it off and on again.")
    questions = ("which",)
    fix = Automatic(
        consent=_("I can take this document out of the way, so that others get their turn."),
        changes=(
            _("The document is not printed for now. You can take this back."),
            _("What waits behind it is printed."),
            _("If it is someone else's, it is only put on hold."),
            _("If need be, the part that prints is started again."),
        ),
        seconds=40.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or queue.makes_files:
            return None
        jobs = pc.printing.jobs(queue.name)
        if not jobs:
            return None
        device = pc.printing.device(queue.name)
        stuck = _stuck(queue, device, jobs)
        if stuck is None:
            _tell_of_silence(pc, queue, device, jobs)
            return None
        says = _in_the_way(stuck).format(name=queue.name)
        return Finding(says, _facts(queue, device, stuck, jobs), [stuck.name] if stuck.name else ())

    def apply(self, pc: System, finding: Finding) -> Change:
        queue, job = finding.evidence["queue"], finding.evidence["job"]
        if finding.evidence["silent"] and not pc.printing.device(queue).silent:
            could_not_check("the printer answers again")
        if "deleting" in finding.evidence["reasons"]:
            pc.services.stop("print")
            pc.services.start("print")
            return Change("deleting", "gone", queue=queue, job=job)
        if finding.evidence["mine"] and pc.name != "windows":
            return Change("waiting", "removed", queue=queue, job=job, kept=pc.printing.remove(job))
        pc.printing.hold(job)
        return Change("waiting", "held", queue=queue, job=job)

    def verify(self, pc: System, finding: Finding) -> bool:
        """It is out of the way, the queue goes on, and what waited behind it gets to the printer."""
        name, stuck = finding.evidence["queue"], finding.evidence["job"]
        behind = set(finding.evidence["behind"])
        end = time.monotonic() + CLEARED
        while True:
            jobs = {job.id: job for job in pc.printing.jobs(name)}
            away = stuck not in jobs or jobs[stuck].state == "held"
            if away and (not behind or _gets_through(pc, name, behind, jobs)):
                return not pc.printing.queue(name).paused
            if time.monotonic() > end:
                return False
            time.sleep(0.5)

    def undo(self, pc: System, change: Change) -> None:
        here = next((job for job in pc.printing.jobs(change.queue) if job.id == change.job), None)
        if change.now == "held" and here is not None:
            pc.unless_changed(here.state, "held")
            pc.printing.release(change.job)
        elif change.now == "removed" and here is None:
            if not change.kept:
                could_not_check("the print system is set up to keep no documents")
            pc.printing.put_back(change.job)
        elif change.now == "gone":
            could_not_check("the document was deleted before; the part that prints was started anew")


def _stuck(queue: Queue, device: Device, jobs: list[Job]) -> Job | None:
    """The document that is in the way of the others."""
    for job in jobs:
        if "deleting" in job.reasons and job.age > GIVEN_BACK:
            return job
        if device.reachable and {"error", "blocked"}.intersection(job.reasons):
            return job
    on_its_way = next((job for job in jobs if job.state == "printing"), None)
    if on_its_way is not None:
        return on_its_way if _gets_nowhere(on_its_way, device) else None
    first = next((job for job in jobs if job.state == "waiting"), None)
    taken_for_off = any(reason.startswith("offline") for reason in queue.reasons)
    if first is None or first.age < GIVEN_BACK or queue.state != "idle" or taken_for_off:
        return None
    if device.reachable is None:
        could_not_check(device.why or "the printer cannot be asked")
    return first if device.reachable and _is_free(device) else None


def _is_free(device: Device) -> bool:
    """As far as it says: one on a cable says nothing, and one that could not be understood is not taken for free."""
    return device.state == "idle" or not (device.state or device.why)


def _gets_nowhere(job: Job, device: Device) -> bool:
    """Whether the printer does nothing about a document that is on its way to it."""
    if device.silent:
        return job.printing >= SILENT
    if device.state == "idle":
        return job.printing >= STALLED
    if not device.state and device.reachable is not False and job.printing >= UNSEEN:
        could_not_check(device.why or "the printer does not say what it does")
    return False


def _in_the_way(job: Job) -> str:
    if "deleting" in job.reasons:
        return _("A document that was deleted is still in the way at the printer {name}.")
    if job.mine:
        return _("Your document does not get through to the printer {name}.")
    return _("Someone else's document is in the way at the printer {name}.")


def _facts(queue: Queue, device: Device, stuck: Job, jobs: list[Job]) -> dict[str, object]:
    return {
        "queue": queue.name,
        "device": queue.device,
        "driver": queue.driver,
        "job": stuck.id,
        "mine": stuck.mine,
        "state": stuck.state,
        "reasons": stuck.reasons,
        "message": stuck.message or queue.message,
        "age": round(stuck.age),
        "sheets": stuck.sheets,
        "behind": [job.id for job in jobs if job.state == "waiting" and job.id != stuck.id],
        "printer": device.state or device.why,
        "silent": device.silent,
    }


def _gets_through(pc: System, name: str, behind: set[int], jobs: dict[int, Job]) -> bool:
    """Whether one of those behind was printed, or the printer itself works on it."""
    if not behind <= set(jobs):
        return True
    return any(jobs[number].state == "printing" for number in behind) and not pc.printing.device(name).silent


def _tell_of_silence(pc: System, queue: Queue, device: Device, jobs: list[Job]) -> None:
    """A printer that does not answer while pages wait, none of them in the way: trouble without a name."""
    if device.silent and any(job.state == "waiting" and job.age >= SILENT for job in jobs):
        says = _("The printer {name} is on, but does not react.").format(name=queue.name)
        pc.unnamed(says, {"queue": queue.name, "why": device.why})

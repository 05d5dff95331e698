"""Documents in a queue: one that is held, one that is in the way of all others, one that cannot be made ready."""

import time

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    Device,
    Finding,
    Job,
    People,
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
RECENT = 3600
"""Seconds for which a document that could not be made ready is today's trouble."""

NO_DRIVER = ("cups-missing-filter", "cups-insecure-filter", "driver-missing")


class JobHeld(Cause):
    """The person's own pages are held until someone lets them go."""

    title = _("Are your pages held back?")
    likelihood = 0.05
    cost = 3.0
    explain = _("Your pages are held back and wait to be let go.")
    why = _("They stay in the waiting list until someone lets them go.")
    tip = _('Some print windows have a "hold" choice. It does this.')
    questions = ("which",)
    fix = Automatic(
        consent=_("I can let them go, so that they are printed now."),
        changes=(_("Your pages are printed."),),
        seconds=2.0,
        no_undo_why=_("What is on paper can't be taken back."),
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        held = _held(pc.printing.jobs(queue.name)) if queue else []
        if queue is None or not held:
            return None
        says = _("Your pages for the printer {name} are held back.").format(name=queue.name)
        ages = [round(job.age) for job in held]
        evidence = {"queue": queue.name, "jobs": [job.id for job in held], "ages": ages}
        return Finding(says, evidence, [job.name for job in held if job.name][:5])

    def apply(self, pc: System, finding: Finding) -> Change:
        for job in finding.evidence["jobs"]:
            pc.printing.release(job)
        return Change("held", "released", jobs=finding.evidence["jobs"])

    def verify(self, pc: System, finding: Finding) -> bool:
        still = _held(pc.printing.jobs(finding.evidence["queue"]))
        return not {job.id for job in still}.intersection(finding.evidence["jobs"])


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
        ),
        seconds=20.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or queue.makes_files:
            return None
        jobs = pc.printing.jobs(queue.name)
        if all(job.state in ("held", "stopped") and not job.reasons for job in jobs):
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


class DriverFailed(Cause):
    """What turns a document into the printer's own language is missing, or failed on a document."""

    title = _("Can this computer make pages ready for the printer?")
    likelihood = 0.04
    cost = 5.0
    explain = _("The part that makes your pages ready for the printer does not work.")
    why = _("Without it, the printer does not understand this computer.")
    tip = _("Until then, another printer may work.")
    masks = ("job-stuck",)
    questions = ("which",)
    fix = People(_("IT can set up this part anew. They see here what went wrong."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or queue.makes_files:
            return None
        jobs = pc.printing.jobs(queue.name)
        failed = _failed(pc, jobs)
        missing = any(reason.startswith(NO_DRIVER) for reason in queue.reasons) and queue.state != "printing"
        if not failed and not missing:
            return None
        says = _("This computer could not make a document ready for the printer {name}.")
        if missing:
            says = _("The part that makes pages ready for the printer {name} is missing.")
        evidence = {
            "queue": queue.name,
            "driver": queue.driver,
            "device": queue.device,
            "reasons": queue.reasons,
            "message": queue.message,
            "documents": [{"job": job.id, "reasons": job.reasons, "message": job.message} for job in failed],
        }
        return Finding(says.format(name=queue.name), evidence)


def _held(jobs: list[Job]) -> list[Job]:
    """The person's own jobs that nothing but a person will let go."""
    return [job for job in jobs if job.mine and job.state == "held" and job.until == "indefinite"]


def _failed(pc: System, jobs: list[Job]) -> list[Job]:
    """Documents that could not be made ready, when none that came later is on its way to paper.

    On Windows a document stops for any reason, a printer that is off among them.
    """
    if pc.name == "windows":
        return []
    failed = [job for job in jobs if job.state == "stopped" and job.age < RECENT]
    printing = [job.id for job in jobs if job.state == "printing" and job.sheets]
    return failed if failed and not any(number > failed[-1].id for number in printing) else []


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
    if first is None or queue.state != "idle" or first.age < GIVEN_BACK:
        return None
    if device.reachable is None:
        could_not_check(device.why or "the printer cannot be asked")
    return first if device.reachable and device.state in ("idle", "") and not device.silent else None


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

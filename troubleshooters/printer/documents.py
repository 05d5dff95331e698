"""Documents in a queue: those that are held, and those that this computer cannot make ready for the printer."""

from deskside.sdk import Answers, Automatic, Cause, Change, Finding, Job, People, Queue, System, _

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
        jobs = pc.printing.jobs(queue.name) if queue else []
        held = _held(jobs)
        if queue is None or not held:
            _tell_of_passwords(pc, queue, jobs)
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
    fix = People(_("IT can set up this part again. What went wrong goes along with your message."))

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


def _tell_of_passwords(pc: System, queue: Queue | None, jobs: list[Job]) -> None:
    """Pages that wait until the person says who they are, which CUPS asks in a window of its own: no cause of ours."""
    if queue and any(job.mine and job.until == "auth-info-required" for job in jobs):
        says = _("The printer {name} asks for a name and a password before it prints.").format(name=queue.name)
        pc.unnamed(says, {"queue": queue.name, "device": queue.device})


def _failed(pc: System, jobs: list[Job]) -> list[Job]:
    """Documents that could not be made ready, when none that came later is on its way to paper.

    On Windows a document stops for any reason, a printer that is off among them.
    """
    if pc.name == "windows":
        return []
    failed = [job for job in jobs if job.state == "stopped" and job.age < RECENT]
    printing = [job.id for job in jobs if job.state == "printing" and job.sheets]
    return failed if failed and not any(number > failed[-1].id for number in printing) else []

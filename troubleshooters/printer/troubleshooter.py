"""What can be wrong with printing and takes code to find out: the queue, the pages in it, and the printer itself."""

import time

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    CouldNotCheck,
    Device,
    Finding,
    HandsOn,
    Job,
    Queue,
    System,
    _,
    could_not_check,
)

PATIENCE = 6.0
"""Seconds within which pages that wait must begin to move."""
LONG = 10
"""Seconds after which a page that waits for a silent printer is trouble."""

TO_A_FILE = ("cups-pdf:", "portprompt:", "nul:", "shrfax:", "xpsport:", "file:")
"""Where "printers" print to that make a file and no paper."""

WANTS = {
    "media-empty": _("The printer {name} is out of paper."),
    "media-needed": _("The printer {name} is out of paper."),
    "media-jam": _("Paper is stuck in the printer {name}."),
    "toner-empty": _("The printer {name} is out of toner."),
    "marker-supply-empty": _("The printer {name} is out of ink or toner."),
    "cover-open": _("A cover of the printer {name} is open."),
    "door-open": _("A door of the printer {name} is open."),
    "interlock-open": _("A door of the printer {name} is open."),
    "output-area-full": _("The paper tray where pages come out of {name} is full."),
}


class Paused(Cause):
    """Someone paused the queue, or it stopped by itself after trouble."""

    title = _("Is the printer paused?")
    likelihood = 0.25
    cost = 2.0
    explain = _("The printer is paused, so nothing you send to it is printed.")
    why = _("Pages you send now wait until it goes on.")
    tip = _("A printer can pause by itself after paper got stuck.")
    questions = ("which",)
    watch = True
    fix = Automatic(
        consent=_("I can start it again. What is waiting is then printed."),
        changes=(_("The printer goes on printing."), _("Pages that wait are printed now.")),
        seconds=3.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or not queue.paused:
            return None
        evidence = {"queue": queue.name, "reasons": queue.reasons, "message": queue.message, "waiting": queue.waiting}
        return Finding(_("The printer {name} is paused.").format(name=queue.name), evidence)

    def apply(self, pc: System, finding: Finding) -> Change:
        name = finding.evidence["queue"]
        pc.printing.resume(name)
        return Change("paused", "going", queue=name)

    def verify(self, pc: System, finding: Finding) -> bool:
        """It stays on, and what waits begins to move or is printed."""
        name = finding.evidence["queue"]
        waited = {job.id for job in pc.printing.jobs(name) if job.state != "held"}
        end = time.monotonic() + PATIENCE
        while _there(pc, name).state != "stopped":
            jobs = [job for job in pc.printing.jobs(name) if job.state != "held"]
            if not waited or _moves(jobs, waited):
                return _stays_on(pc, name)
            if time.monotonic() > end:
                return False
            time.sleep(0.3)
        return False

    def undo(self, pc: System, change: Change) -> None:
        queue = _there(pc, change.queue)
        if not queue.paused:
            pc.printing.pause(queue.name)


class WrongDefault(Cause):
    """Pages go to another printer than the one people mean."""

    title = _("Do your pages go to the right printer?")
    likelihood = 0.06
    cost = 3.0
    explain = _("Your pages go to another printer than the one you mean.")
    why = _("Programs use it unless you choose another one each time.")
    tip = _("You can always choose a printer when you print.")
    questions = ("which",)
    fix = Automatic(
        consent=_("I can make the right one your usual printer."),
        changes=(_("Your programs use this printer from now on."), _("You can still choose another one.")),
        seconds=2.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queues, expected = pc.printing.queues(), pc.printing.expected()
        default = next((queue for queue in queues if queue.default), None)
        if default is None:
            return None
        right = _expected_instead(pc, answers, default, expected) if expected else _paper_instead(queues, default)
        if right is None:
            return None
        says = _("Your pages go to {other}, not to {name}.").format(other=default.name, name=right)
        return Finding(says, {"queue": right, "default": default.name})

    def apply(self, pc: System, finding: Finding) -> Change:
        pc.printing.set_default(finding.evidence["queue"])
        return Change(finding.evidence["default"], finding.evidence["queue"])

    def verify(self, pc: System, finding: Finding) -> bool:
        return bool(_default(pc) == finding.evidence["queue"])

    def undo(self, pc: System, change: Change) -> None:
        pc.unless_changed(_default(pc), change.now)
        pc.printing.set_default(change.was)


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
        return Finding(says, {"queue": queue.name, "jobs": [job.id for job in held]})

    def apply(self, pc: System, finding: Finding) -> Change:
        for job in finding.evidence["jobs"]:
            pc.printing.release(job)
        return Change("held", "released", jobs=finding.evidence["jobs"])

    def verify(self, pc: System, finding: Finding) -> bool:
        still = _held(pc.printing.jobs(finding.evidence["queue"]))
        return not {job.id for job in still}.intersection(finding.evidence["jobs"])


class Offline(Cause):
    """The printer is off, or out of reach: only it can say, the print system does not know."""

    title = _("Is the printer switched on?")
    likelihood = 0.3
    cost = 90.0
    explain = _("The printer does not answer. It is off or not connected.")
    why = _("As long as it does not answer, nothing can be printed.")
    tip = _("Many printers switch off by themselves after a while.")
    masks = ("paused", "needs-attention", "set-offline")
    questions = ("which",)
    fix = HandsOn(
        _(
            "Please press the power button of the printer. Wait until its light stays on. "
            "Then look whether its cable is plugged in at both ends."
        ),
        picture="printer-power.svg",
        picture_says=_("A printer. An arrow points to the round power button at its front."),
        seconds=90.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or _makes_files(queue):
            return None
        device = pc.printing.device(queue.name)
        if device.reachable is None and not _said_offline(queue):
            could_not_check(device.why or "the printer cannot be asked")
        if device.reachable:
            _tell_of_silence(pc, queue, device)
            return None
        evidence = {"queue": queue.name, "device": queue.device, "why": device.why, "waiting": queue.waiting}
        return Finding(_("The printer {name} does not answer.").format(name=queue.name), evidence)


class NeedsAttention(Cause):
    """The printer itself says what it wants: paper, toner, a closed cover."""

    title = _("Does the printer need paper or toner?")
    likelihood = 0.15
    cost = 60.0
    explain = _("The printer needs someone to look after it.")
    why = _("It goes on by itself once this is done.")
    questions = ("which",)
    fix = HandsOn(
        _(
            "Please go to the printer. Its screen or lights show what it wants. "
            "Add paper or toner, take out stuck paper, and close all covers."
        ),
        picture="printer-paper.svg",
        picture_says=_("A printer with its paper tray pulled out. An arrow shows paper going in."),
        seconds=60.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or _makes_files(queue):
            return None
        device = pc.printing.device(queue.name)
        reasons = device.reasons if device.reachable else queue.reasons
        wants = _wants(queue, device, reasons)
        if not wants:
            return None if device.reachable else could_not_check(device.why or "the printer cannot be asked")
        evidence = {"queue": queue.name, "reasons": reasons, "state": device.state, "waiting": queue.waiting}
        return Finding(WANTS[wants].format(name=queue.name), evidence)


class SetOffline(Cause):
    """Windows was told to use the printer as if it were not there."""

    title = _("Is the printer set to wait?")
    likelihood = 0.05
    cost = 40.0
    explain = _("Windows is set to keep your pages and not to print them.")
    why = _("It was told to use this printer offline, as if it were away.")
    questions = ("which",)
    fix = HandsOn(
        _(
            "Open the list of printers in the Windows settings and choose this printer. "
            'Open its waiting list. In its "Printer" menu, click "Use Printer Offline" once to switch it off.'
        ),
        seconds=40.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or not queue.set_offline:
            return None
        return Finding(_("The printer {name} is set to wait.").format(name=queue.name), {"queue": queue.name})


def _there(pc: System, name: str) -> Queue:
    for queue in pc.printing.queues():
        if queue.name == name:
            return queue
    raise CouldNotCheck(f"the queue {name} is gone")


def _moves(jobs: list[Job], waited: set[int]) -> bool:
    """Whether one of those that waited is printed, or is being printed."""
    there = {job.id for job in jobs}
    return any(job.state == "printing" for job in jobs) or not waited <= there


def _stays_on(pc: System, name: str) -> bool:
    """A queue whose printer refuses stops again at once."""
    time.sleep(0.5)
    return not _there(pc, name).paused


def _default(pc: System) -> str:
    return next((queue.name for queue in pc.printing.queues() if queue.default), "")


def _expected_instead(pc: System, answers: Answers, default: Queue, expected: list[str]) -> str | None:
    """The printer IT expects, when it is meant, is there, and pages go where nobody expects them."""
    meant = pc.printing.meant(answers)
    return meant.name if meant and meant.name in expected and default.name not in expected else None


def _paper_instead(queues: list[Queue], default: Queue) -> str | None:
    """The only printer that has paper, when pages become files."""
    paper = [queue.name for queue in queues if not _makes_files(queue)]
    return paper[0] if _makes_files(default) and len(paper) == 1 else None


def _makes_files(queue: Queue) -> bool:
    return queue.device.lower().startswith(TO_A_FILE)


def _held(jobs: list[Job]) -> list[Job]:
    """The person's own jobs that nothing but a person will let go."""
    return [job for job in jobs if job.mine and job.state == "held" and job.until == "indefinite"]


def _said_offline(queue: Queue) -> bool:
    """Whether the print system noticed by itself, as it does for some printers on a cable."""
    return any(reason.startswith("offline") for reason in queue.reasons)


def _tell_of_silence(pc: System, queue: Queue, device: Device) -> None:
    """A printer that is there while pages wait and nothing happens: trouble without a name."""
    if pc.name == "windows" and _said_offline(queue) and not queue.set_offline and queue.waiting:
        says = _("The printer {name} is on, but Windows takes it to be off.").format(name=queue.name)
        pc.unnamed(says, {"queue": queue.name, "reasons": queue.reasons})
    if device.state or not device.why or not queue.waiting:
        return
    if any(job.age > LONG and job.state != "held" for job in pc.printing.jobs(queue.name)):
        says = _("The printer {name} is on, but does not react.").format(name=queue.name)
        pc.unnamed(says, {"queue": queue.name, "why": device.why})


def _wants(queue: Queue, device: Device, reasons: list[str]) -> str:
    """What the printer wants of a person. A mere notice counts only while it stands still or pages wait."""
    for reason in reasons:
        word, _dash, weight = reason.rpartition("-")
        if weight not in ("error", "warning", "report"):
            word, weight = reason, "report"
        stuck = device.state == "stopped" or queue.waiting > 0
        if word in WANTS and (weight == "error" or stuck):
            return word
    return ""

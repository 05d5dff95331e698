"""Queues: one that is paused or told to wait, and pages that go to another one than people mean."""

import time

from deskside.sdk import Answers, Automatic, Cause, Change, Finding, Job, Queue, System, _

PATIENCE = 6.0
"""Seconds within which pages that wait must begin to move."""


class Paused(Cause):
    """Someone paused the queue, or it stopped by itself after trouble."""

    title = _("Is the printer paused?")
    likelihood = 0.25
    cost = 2.0
    explain = _("The printer is paused, so nothing you send to it is printed.")
    why = _("Pages you send now wait until it goes on.")
    tip = _("A printer can pause by itself after paper got stuck.")
    masks = ("job-stuck",)
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
        return Finding(_("The printer {name} is paused.").format(name=queue.name), _facts(queue))

    def apply(self, pc: System, finding: Finding) -> Change:
        name = finding.evidence["queue"]
        pc.printing.resume(name)
        return Change("paused", "going", queue=name)

    def verify(self, pc: System, finding: Finding) -> bool:
        """It stays on, and what waits begins to move or is printed."""
        name = finding.evidence["queue"]
        waited = {job.id for job in pc.printing.jobs(name) if job.state != "held"}
        end = time.monotonic() + PATIENCE
        while not pc.printing.queue(name).paused:
            jobs = [job for job in pc.printing.jobs(name) if job.state != "held"]
            if not waited or _moves(jobs, waited):
                return _stays_on(pc, name)
            if time.monotonic() > end:
                return False
            time.sleep(0.3)
        return False

    def undo(self, pc: System, change: Change) -> None:
        if not pc.printing.queue(change.queue).paused:
            pc.printing.pause(change.queue)


class WrongDefault(Cause):
    """Pages go to another printer than the one people mean."""

    title = _("Do your pages go to the right printer?")
    likelihood = 0.06
    cost = 3.0
    explain = _("Your pages go to another printer than the one you mean.")
    why = _("Programs use your usual printer unless you choose another one each time.")
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
        return Finding(says, {"queue": right, "default": default.name, "device": default.device, "expected": expected})

    def apply(self, pc: System, finding: Finding) -> Change:
        pc.printing.set_default(finding.evidence["queue"])
        return Change(finding.evidence["default"], finding.evidence["queue"])

    def verify(self, pc: System, finding: Finding) -> bool:
        return bool(pc.printing.default() == finding.evidence["queue"])

    def undo(self, pc: System, change: Change) -> None:
        pc.unless_changed(pc.printing.default(), change.now)
        pc.printing.set_default(change.was)


class SetOffline(Cause):
    """Windows was told to use the printer as if it were not there."""

    title = _("Is the printer set to wait?")
    likelihood = 0.05
    cost = 3.0
    explain = _("Windows is set to keep your pages and not to print them.")
    why = _("It was told to use this printer offline, as if it were away.")
    tip = _('The choice is called "Use Printer Offline". It is in the menu of the waiting list.')
    masks = ("job-stuck",)
    questions = ("which",)
    systems = ("windows",)
    fix = Automatic(
        consent=_("I can switch that off. What is waiting is then printed."),
        changes=(_("The printer goes on printing."), _("Pages that wait are printed now.")),
        seconds=3.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or not queue.set_offline:
            return None
        return Finding(_("The printer {name} is set to wait.").format(name=queue.name), _facts(queue))

    def apply(self, pc: System, finding: Finding) -> Change:
        name = finding.evidence["queue"]
        pc.printing.set_online(name)
        return Change("offline", "online", queue=name)

    def verify(self, pc: System, finding: Finding) -> bool:
        """It stays so: where the printer is not there, Windows sets it back by itself."""
        name = finding.evidence["queue"]
        if pc.printing.queue(name).set_offline:
            return False
        time.sleep(1.5)
        return not pc.printing.queue(name).set_offline

    def undo(self, pc: System, change: Change) -> None:
        if not pc.printing.queue(change.queue).set_offline:
            pc.printing.set_offline(change.queue)


def _facts(queue: Queue) -> dict[str, object]:
    """What IT wants to know of a queue that stands still."""
    return {
        "queue": queue.name,
        "device": queue.device,
        "driver": queue.driver,
        "reasons": queue.reasons,
        "message": queue.message,
        "waiting": queue.waiting,
    }


def _moves(jobs: list[Job], waited: set[int]) -> bool:
    """Whether one of those that waited is printed, or is being printed."""
    there = {job.id for job in jobs}
    return any(job.state == "printing" for job in jobs) or not waited <= there


def _stays_on(pc: System, name: str) -> bool:
    """A queue whose printer refuses stops again at once."""
    time.sleep(0.5)
    return not pc.printing.queue(name).paused


def _expected_instead(pc: System, answers: Answers, default: Queue, expected: list[str]) -> str | None:
    """The printer IT expects, when it is meant, is there, and pages go where nobody expects them."""
    meant = pc.printing.meant(answers)
    return meant.name if meant and meant.name in expected and default.name not in expected else None


def _paper_instead(queues: list[Queue], default: Queue) -> str | None:
    """The only printer that has paper, when pages become files."""
    paper = [queue.name for queue in queues if not queue.makes_files]
    return paper[0] if default.makes_files and len(paper) == 1 else None

"""The printer itself: off or out of reach, or in want of paper, toner, a closed cover."""

from deskside.sdk import Answers, Cause, Device, Finding, HandsOn, People, Queue, System, _, could_not_check

AT_WORK = 20
"""Seconds that a printer at work may take for a document although one of its trays, say, is empty."""

_AT_THE_SERVER = _("IT looks after that computer. You need not do anything at the printer.")

WANTS = {
    "media-empty": _("The printer {name} is out of paper."),
    "media-needed": _("The printer {name} is out of paper."),
    "media-jam": _("Paper is stuck in the printer {name}."),
    "toner-empty": _("The printer {name} is out of toner."),
    "marker-supply-empty": _("The printer {name} is out of ink or toner."),
    "cover-open": _("A cover of the printer {name} is open."),
    "door-open": _("A door of the printer {name} is open."),
    "interlock-open": _("A door of the printer {name} is open."),
    "input-tray-missing": _("The paper tray of the printer {name} is not in its place."),
    "output-tray-missing": _("The paper tray of the printer {name} is not in its place."),
    "output-area-full": _("The paper tray where pages come out of {name} is full."),
    "marker-waste-full": _("The box for used toner in the printer {name} is full."),
}


class Offline(Cause):
    """The printer is off, or out of reach: only it can say, the print system does not know."""

    title = _("Is the printer switched on?")
    likelihood = 0.3
    cost = 90.0
    explain = _("The printer does not answer. It is off or not connected.")
    why = _("As long as it does not answer, nothing can be printed.")
    tip = _("Many printers switch off by themselves after a while.")
    masks = ("paused", "needs-attention", "set-offline", "job-stuck")
    questions = ("which",)
    fix = HandsOn(
        _(
            "Please look whether a light is on at the printer. "
            "If not, press its power button and wait until the light stays on. "
            "If it has a cable, look whether it is plugged in at both ends."
        ),
        picture="printer-power.svg",
        picture_says=_("A printer. An arrow points to the round power button at its front."),
        seconds=90.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or queue.makes_files:
            return None
        device = pc.printing.device(queue.name)
        if device.reachable is None and not _said_offline(queue):
            could_not_check(device.why or "the printer cannot be asked")
        if device.reachable:
            _tell_of_windows(pc, queue)
            return None
        evidence = {
            "queue": queue.name,
            "device": queue.device,
            "networked": device.networked,
            "why": device.why,
            "reasons": queue.reasons,
            "waiting": queue.waiting,
        }
        if _shared(queue):
            says = _("The computer that shares the printer {name} does not answer.")
            return Finding(says.format(name=queue.name), evidence, instead=People(_AT_THE_SERVER))
        return Finding(_("The printer {name} does not answer.").format(name=queue.name), evidence)


class NeedsAttention(Cause):
    """The printer itself says what it wants: paper, toner, a closed cover."""

    title = _("Does the printer need paper or toner?")
    likelihood = 0.15
    cost = 60.0
    explain = _("The printer needs someone to look after it.")
    why = _("It goes on by itself once this is done.")
    masks = ("job-stuck",)
    questions = ("which",)
    fix = HandsOn(
        _(
            "Please go to the printer, and see what its screen or lights ask for. "
            "Add paper or toner, take out stuck paper, and close all covers."
        ),
        picture="printer-paper.svg",
        picture_says=_("A printer with its paper tray pulled out. An arrow shows paper going in."),
        seconds=60.0,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        queue = pc.printing.meant(answers)
        if queue is None or queue.makes_files:
            return None
        device = pc.printing.device(queue.name)
        reasons = device.reasons if device.state else [*device.reasons, *queue.reasons]
        says = _wanted(pc, queue, device, reasons)
        if not says:
            if not device.reachable:
                could_not_check(device.why or "the printer cannot be asked")
            _tell_of_refusal(pc, queue, device)
            return None
        evidence = {
            "queue": queue.name,
            "device": queue.device,
            "reasons": reasons,
            "state": device.state,
            "message": device.why,
            "waiting": queue.waiting,
        }
        if _shared(queue) and "paused" in reasons:
            says = _("The printer {name} is paused at the computer that shares it.")
            return Finding(says.format(name=queue.name), evidence, instead=People(_AT_THE_SERVER))
        return Finding(says.format(name=queue.name), evidence)


def _shared(queue: Queue) -> bool:
    """Whether another computer stands between this one and the printer."""
    scheme, _found, rest = queue.device.partition("://")
    return scheme == "smb" or (scheme in ("ipp", "ipps", "http", "https") and "/printers/" in rest)


def _wanted(pc: System, queue: Queue, device: Device, reasons: list[str]) -> str:
    """What the printer wants of a person, as a sentence; "" when nothing."""
    for reason in reasons:
        word, _dash, weight = reason.rpartition("-")
        if weight not in ("error", "warning", "report"):
            word, weight = reason, ""
        if word in WANTS and (weight == "error" or _stands_still(pc, queue, device, word, weight)):
            return WANTS[word]
    return _("The printer {name} has stopped and waits for someone.") if device.state == "stopped" else ""


def _stands_still(pc: System, queue: Queue, device: Device, word: str, weight: str) -> bool:
    """Whether what is no more than a notice keeps pages from being printed."""
    if device.state == "stopped" or not queue.waiting:
        return device.state == "stopped"
    if device.state != "printing":
        return True
    if weight == "report" or not word.endswith("-empty"):
        return weight != "report"
    return any(job.printing >= AT_WORK for job in pc.printing.jobs(queue.name))


def _said_offline(queue: Queue) -> bool:
    """Whether the print system noticed by itself, as it does for some printers on a cable."""
    return any(reason.startswith("offline") for reason in queue.reasons)


def _tell_of_windows(pc: System, queue: Queue) -> None:
    """A printer that is there, which Windows alone takes to be away: trouble without a name."""
    if pc.name == "windows" and _said_offline(queue) and not queue.set_offline and queue.waiting:
        says = _("The printer {name} is on, but Windows takes it to be off.").format(name=queue.name)
        pc.unnamed(says, {"queue": queue.name, "device": queue.device, "reasons": queue.reasons})


def _tell_of_refusal(pc: System, queue: Queue, device: Device) -> None:
    """A printer that was told, at its own panel or page, to take no documents: trouble without a name."""
    if device.accepting is False and device.state:
        says = _("The printer {name} itself takes no pages now.").format(name=queue.name)
        pc.unnamed(says, {"queue": queue.name, "device": queue.device, "message": device.why})

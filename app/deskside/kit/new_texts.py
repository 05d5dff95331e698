"""What ``deskside plugin new`` writes: a troubleshooter that works as it stands, with comments for who changes it.

What stands in ``<<…>>`` is filled in by ``kit.new``. Everything a person reads in it is plain language.
"""

from __future__ import annotations

MANIFEST = """\
# This file says what the troubleshooter is, what it looks for and what it offers. It works as it stands:
# change one thing after the other, and run `deskside plugin lint` and `deskside plugin test` after each.
# Every key there is: docs/publishing-manifest.md. Lines that begin with # are for you alone.

api = 1
id = "<<id>>"
version = "1.0.0"                 # raise it with every change that you publish
title = <<title>>
summary = "Looks for what stands in the way, and mends what it can."

# What people say when they have this problem, in their own words. This is how it is found.
phrases = [
    <<phrase>>,
]
keywords = [<<keywords>>]

systems = ["windows", "macos", "linux"]
minutes = 3
category = "Network"              # of the ticket, as your help desk calls it
contact = "it@example.org"        # who looks after this troubleshooter

# What it may ask of the computer and do on it, and nothing else. `deskside plugin lint` says what is missing.
needs = [
    "network.links",
    "network.routes",
    "reach.fetch:https://intranet.example.org/",
    "services.state:print",
    "services.start:print",
    "services.stop:print",<<more_needs>>
]

# A question, asked only when a cause needs its answer. A troubleshooter with questions and no causes is good, too:
# then the answers go to people.
#
# [[question]]
# id = "where"
# ask = "Where are you at the moment?"
# choices = ["At work", "At home"]

# A step that the person does, with a picture from pictures/. Without one, leave both picture lines out.
[[cause]]
id = "cable-out"
title = "Is the network cable plugged in?"
likelihood = 0.3                  # how often it is this one; what is counted later refines it
explain = "The network cable is not plugged in."
masks = ["page-down"]             # this one explains that one: only this one is shown
check = { is = "cable-unplugged" }

[cause.fix]
hands_on = "Push the network cable in until it clicks, at the computer and at the wall."
picture = "network-cable.svg"
picture_says = "A laptop and a network cable. An arrow shows the plug going into the socket at the side."
seconds = 45

# A ready-made check and a ready-made fix: Deskside does it once the person says yes, looks whether it
# worked, and can take it back.
[[cause]]
id = "service-stopped"
title = "Is the part that prints running?"
likelihood = 0.1
explain = "The part of this computer that prints has stopped."
tip = "If this comes back tomorrow, tell IT. Something keeps stopping it."
check = { is = "service-stopped", service = "print" }

[cause.fix]
do = "start-service"
service = "print"
consent = "I can start it again. Nothing is lost."
changes = ["The part that prints runs again."]
seconds = 10

# What only IT can do: the person is told, and a ticket with the whole story goes to people.
[[cause]]
id = "page-down"
title = "Does our own page open?"
likelihood = 0.2
explain = "Our own page does not open from here."
check = { is = "page-unreachable", address = "https://intranet.example.org/" }
fix = { people = "IT looks at the page, and tells you when it is back." }
"""

CODE = '''\
"""Causes that need a little thought. All that this code may import, ask and do: docs/sdk.md."""

from deskside.sdk import Answers, Automatic, Cause, Change, Finding, System, _


class Paused(Cause):
    """Every class whose name does not begin with _ is a cause; this one is called "paused"."""

    title = _("Is the printer paused?")
    likelihood = 0.2
    explain = _("The printer is paused, so nothing is printed.")
    fix = Automatic(consent=_("I can switch it on again. Nothing is lost."), seconds=2)

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Only looks. None, or what was found: one sentence, and the facts behind it."""
        for queue in pc.printing.queues():
            if queue.default and queue.paused:
                return Finding(_("The printer {name} is paused.").format(name=queue.name), {"queue": queue.name})
        return None

    def apply(self, pc: System, finding: Finding) -> Change:
        """After the person said yes. Gives what was and what is now; then detect() is asked again."""
        pc.printing.resume(finding.evidence["queue"])
        return Change("stopped", "idle", queue=finding.evidence["queue"])

    def undo(self, pc: System, change: Change) -> None:
        """Takes it back, unless somebody has changed it since."""
        pc.unless_changed(pc.printing.queue(change.queue).state, change.now)
        pc.printing.pause(change.queue)
'''

_WELL = """
[[says]]
call = "network.links"
gives = [{ name = "eth0", kind = "wired", enabled = true, carrier = true }]

[[says]]
call = "network.routes"
gives = [{ to = "default", family = 4, gateway = "192.0.2.1", link = "eth0" }]

[[says]]
call = "services.state"
gives = { known = true, running = true }

[[says]]
call = "reach.fetch"
gives = { status = 200, problem = "" }
"""

_QUEUES = """
[[says]]
call = "printing.queues"
gives = [{ name = "Office", state = "idle", default = true }]
"""

_HEALTHY = """\
# A simulated computer: what it answers, and what must come out. `deskside plugin test` runs it.
title = "Nothing is wrong"
system = "linux"
expect = { findings = [], outcome = "nothing-found" }
"""

_CABLE = """\
title = "The network cable is out"
system = "windows"
expect = { findings = ["cable-out"], outcome = "not-fixed" }
"""

_UNPLUGGED = """
# Of two answers to the same call the later one counts.
[[says]]
call = "network.links"
gives = [{ name = "Ethernet", kind = "wired", enabled = true, carrier = false }]

[[says]]
call = "network.routes"
gives = []

[[says]]
call = "reach.fetch"
gives = { status = 0, problem = "unreachable" }
"""

_SERVICE = """\
title = "The part that prints has stopped, and can be started"
system = "linux"
expect = { findings = ["service-stopped"], fixed = ["service-stopped"], outcome = "fixed" }
"""

_STOPPED = """
[[says]]
call = "services.state"
gives = { known = true, running = false }

# What it answers to the fix, and what it answers after it.
[[says]]
call = "services.start"
with = { service = "print" }

[[says]]
after = "services.start"
call = "services.state"
gives = { known = true, running = true }
"""

_PAGE = """\
title = "Our own page is down"
system = "macos"
expect = { findings = ["page-down"], outcome = "needs-people" }
"""

_DOWN = """
[[says]]
call = "reach.fetch"
gives = { status = 503, problem = "" }
"""

_PAUSED = """\
title = "The printer was paused"
system = "linux"
expect = { findings = ["paused"], fixed = ["paused"], outcome = "fixed" }
"""

_RESUMED = """
[[says]]
call = "printing.queues"
gives = [{ name = "Office", state = "stopped", default = true }]

[[says]]
call = "printing.resume"
with = { queue = "Office" }

[[says]]
after = "printing.resume"
call = "printing.queues"
gives = [{ name = "Office", state = "idle", default = true }]
"""


def scenarios(*, python: bool) -> dict[str, str]:
    """A simulated computer for each cause, and a healthy one."""
    well = _WELL + _QUEUES if python else _WELL
    told = {
        "healthy": _HEALTHY + well,
        "cable-out": _CABLE + well + _UNPLUGGED,
        "service-stopped": _SERVICE + well + _STOPPED,
        "page-down": _PAGE + well + _DOWN,
    }
    return {**told, "paused": _PAUSED + well + _RESUMED} if python else told

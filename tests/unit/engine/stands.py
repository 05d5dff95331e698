"""A case at every stand, reached the way a person reaches it."""

from __future__ import annotations

from deskside.engine.events import FixUndone, Restarted
from deskside.model.call import Undone
from deskside.model.case import Case
from deskside.model.page import Verb
from deskside.model.troubleshooter import Restart

from .cases import WHICH, Computer, after, automatic, hands_on, only_people, opened

LATER = Restart.RESTART


def at_finding() -> Case:
    return after(opened(automatic("off"), automatic("odd", likelihood=0.01)), Verb.BEGIN, computer=Computer("off"))


def at_fixed() -> Case:
    return after(at_finding(), Verb.FIX, computer=Computer("off"))


def at_restart() -> Case:
    return after(opened(automatic("off", restart=LATER)), Verb.BEGIN, Verb.FIX, computer=Computer("off"))


def at_changed_since() -> Case:
    return after(at_fixed(), Verb.UNDO, FixUndone(Undone("p.off", False, changed_since=True)))


def _needs_admin() -> Case:
    computer = Computer("off")
    computer.refuses["p.off"] = "not-permitted"
    return after(at_finding(), Verb.FIX, computer=computer)


def _by_hand() -> Case:
    return after(
        opened(hands_on("off", picture="on.svg", picture_says="A button.")), Verb.BEGIN, computer=Computer("off")
    )


def _unseen() -> Case:
    return after(opened(hands_on("off", likelihood=0.4)), Verb.BEGIN, computer=Computer(hidden=("off",)))


def _unnamed() -> Case:
    computer = Computer()
    computer.unnamed = ("The printer blinks.",)
    return after(opened(automatic("off")), Verb.BEGIN, computer=computer)


def _unverified() -> Case:
    computer = Computer("off")
    computer.cannot_verify = True
    return after(at_finding(), Verb.FIX, computer=computer)


def _two_found() -> Case:
    both = Computer("off", "odd")
    return after(opened(automatic("off"), automatic("odd")), Verb.BEGIN, Verb.FIX, computer=both)


CASES: dict[str, Case] = {
    "intro": opened(automatic("off")),
    "checking": after(opened(automatic("off")), Verb.BEGIN),
    "question": after(opened(automatic("off", questions=("which",)), questions=(WHICH,)), Verb.BEGIN),
    "finding": at_finding(),
    "finding for people": after(opened(only_people("it")), Verb.BEGIN, computer=Computer("it")),
    "fixing": after(at_finding(), Verb.FIX),
    "fixed": at_fixed(),
    "fixed, more found": _two_found(),
    "fixed, not verified": _unverified(),
    "changed since": at_changed_since(),
    "undoing": after(at_fixed(), Verb.UNDO),
    "undone": after(at_fixed(), Verb.UNDO, computer=Computer()),
    "not fixed": after(at_finding(), Verb.FIX, computer=Computer("off", useless=("off",))),
    "needs admin": _needs_admin(),
    "hands-on": _by_hand(),
    "hands-on, unseen": _unseen(),
    "hands-on, no help": after(_by_hand(), Verb.DID_IT, computer=Computer("off")),
    "hands-on, helped": after(_by_hand(), Verb.DID_IT, computer=Computer()),
    "restart": at_restart(),
    "welcome back": after(at_restart(), Restarted("second")),
    "nothing found": after(opened(automatic("off")), Verb.BEGIN, computer=Computer()),
    "nothing seen": after(opened(automatic("off")), Verb.BEGIN, computer=Computer(hidden=("off",))),
    "unnamed": _unnamed(),
    "people": after(at_finding(), Verb.PEOPLE),
    "people, nothing left": after(at_finding(), Verb.NOT_NOW),
    "done, fixed": after(at_fixed(), Verb.YES),
    "done, stopped": after(at_finding(), Verb.STOP),
    "done, no help": after(at_finding(), Verb.STOP, Verb.NO_HELP),
    "done, rated": after(at_fixed(), Verb.YES, Verb.HELPED),
}

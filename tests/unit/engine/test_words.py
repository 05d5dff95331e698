"""What a person reads at each place: its heading, its lines and its buttons, as in the window and the terminal."""

from __future__ import annotations

import pytest

from deskside.engine import page
from deskside.engine.events import FixApplied, FixUndone, Restarted
from deskside.model.call import Applied, Undone, Verified
from deskside.model.case import Case
from deskside.model.page import Verb
from deskside.model.troubleshooter import Restart

from .cases import Computer, after, automatic, hands_on, opened, read
from .stands import CASES, at_fixed

SORRY = "Sorry about this."

READS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "fixed": ("That is fixed.", ("Is it working now?",), ("Yes, it works", "No, not yet", "Undo")),
    "fixed, more found": (
        "That is fixed.",
        ("Is it working now?",),
        ("Yes, it works", "No, not yet", "Undo", "Look at the rest"),
    ),
    "fixed, not verified": (
        "I could not check whether that helped.",
        ("Is it working now?",),
        ("Yes, it works", "No, not yet", "Undo"),
    ),
    "hands-on, helped": (
        "That looks right now. Thank you.",
        ("Is it working now?",),
        ("Yes, it works", "No, not yet"),
    ),
    "hands-on, no help": (
        "It still looks the same from here.",
        ("Some things need a minute. I can look again.", SORRY),
        ("Write to the help desk", "Look again"),
    ),
    "hands-on, unseen": (
        "Is off right?",
        ("I can't see this from here. Please have a look.", "Press the button.", "This takes about 10 seconds."),
        ("I did it", "I can't do this"),
    ),
    "needs admin": (
        "IT has to do this one.",
        ("Only IT may change this on your computer. Nothing was changed.", SORRY),
        ("Write to the help desk",),
    ),
    "not fixed": (
        "That did not help, so I took it back.",
        ("Everything is as it was before.", SORRY),
        ("Write to the help desk",),
    ),
    "undone": ("I took it back.", ("Everything is as it was before.",), ("Write to the help desk",)),
    "changed since": (
        "This was changed again after my fix.",
        ("If I undo my fix now, that later change is lost.", "Do you want me to undo it all the same?"),
        ("Leave it as it is", "Undo it all the same"),
    ),
    "restart": (
        "Please restart this computer now.",
        (
            "The fix is made and starts to work then.",
            "Save your work first, and close what is open.",
            "Then restart as you always do. Nothing restarts by itself.",
            "Deskside opens by itself afterwards. We go on from here.",
        ),
        ("I'll be back after it", "I have restarted it", "Not now"),
    ),
    "welcome back": (
        "Welcome back. Did the restart help?",
        ("If you are not sure, I can look.",),
        ("Yes, it works", "No, not yet", "Please look for me"),
    ),
    "nothing seen": (
        "I could not look at everything.",
        ("What I could see shows no cause.", "A person at the help desk can look further.", SORRY),
        ("Ask the help desk", "It works now"),
    ),
    "people": (
        "A person can help you with this.",
        ("All that I found goes along, so you need not tell it twice.", "You see it all before it is sent."),
        ("Write to the help desk", "Keep trying here"),
    ),
    "done, fixed": ("Good to hear it works.", ("Did Deskside help you?",), ("Undo", "Yes", "No")),
    "done, stopped": (
        "You stopped here.",
        ("A person can still help you with this.", "Did Deskside help you?"),
        ("Yes", "No"),
    ),
    "done, no help": (
        "You stopped here.",
        (
            "A person can still help you with this.",
            "What would have helped?",
            "It stays on this computer, and names are hidden. IT can read it here.",
        ),
        ("Keep this",),
    ),
    "done, rated": ("Good to hear it works.", ("Thank you for telling.",), ("Undo",)),
    "fixing": ("I am fixing it now.", ("This takes a few seconds.",), ("Cancel",)),
    "undoing": ("I am taking it back.", ("This takes a few seconds.",), ("Cancel",)),
}


@pytest.mark.parametrize("name", READS)
def test_each_page_says_what_happened_what_it_means_and_what_can_be_done(name: str) -> None:
    shown = page(CASES[name])
    assert (shown.heading, read(shown), tuple(action.label for action in shown.actions)) == READS[name]


def test_where_something_is_left_going_on_is_the_main_thing_and_not_people() -> None:
    both = opened(automatic("off", likelihood=0.5), automatic("odd"))
    shown = page(after(both, Verb.BEGIN, Verb.FIX, computer=Computer("off", "odd", useless=("off",))))
    assert [(action.label, action.main) for action in shown.actions] == [("Go on", True)]


def test_a_fix_that_was_refused_or_got_stuck_says_so() -> None:
    refused = after(CASES["fixing"], FixApplied(Applied("p.off", refused="unavailable")))
    assert (page(refused).heading, page(refused).lines) == (
        "I could not fix this.",
        ("The trouble is still there.", "I can put it right.", SORRY),
    )
    assert [action.label for action in page(refused).actions] == ["Write to the help desk", "Try again"]
    stuck = after(CASES["fixing"], FixApplied(Applied("p.off", {}), Verified("p.off", False), Undone("p.off", False)))
    assert page(stuck).lines == ("I could not take it back by myself. A person can do that.", SORRY)


def test_signing_out_is_not_called_a_restart() -> None:
    case = opened(automatic("off", restart=Restart.SIGN_OUT), boot="a/1")
    case = after(case, Verb.BEGIN, Verb.FIX, computer=Computer("off"))
    assert page(case).heading == "Please sign out and in again now."
    assert "I have signed in again" in [action.label for action in page(case).actions]
    assert page(after(case, Restarted("a/2"))).heading == "Welcome back. Is it working now?"


def test_what_comes_after_a_restart_is_said_honestly() -> None:
    assert "Open Deskside again afterwards. We go on from here." in read(page(CASES["restart"], starts_itself=False))
    signs_out = automatic("off", restart=Restart.SIGN_OUT)
    for boot, says in (
        ("a/1", "Deskside opens by itself afterwards. We go on from here."),
        ("a", "Open Deskside again afterwards. We go on from here."),
    ):
        case = after(opened(signs_out, boot=boot), Verb.BEGIN, Verb.FIX, computer=Computer("off"))
        assert says in read(page(case))


def test_a_step_nobody_can_see_the_result_of_is_thanked_for_or_said_so() -> None:
    unseen = Computer(hidden=("off",))
    assert page(after(CASES["hands-on, unseen"], Verb.DID_IT, computer=unseen)).heading == "Thank you for doing that."
    after_step = after(CASES["hands-on"], Verb.DID_IT, computer=unseen)
    assert page(after_step).heading == "I can't see from here whether that helped."


def test_looking_again_is_not_called_looking_for_the_cause() -> None:
    assert page(CASES["checking"]).heading == "I am looking for the cause."
    assert page(after(CASES["hands-on"], Verb.DID_IT)).heading == "Let me see whether that helped."


def test_a_fix_that_takes_longer_than_it_said_is_told() -> None:
    case = CASES["fixing"]
    assert page(case, (), case.touched + 4.0).lines == ("This takes a few seconds.",)
    late = page(case, (), case.touched + 9.0).lines
    assert late == ("This takes a little longer than planned. Thanks for waiting.",)


def test_once_every_answer_is_there_none_is_said_to_be_missing() -> None:
    case = CASES["checking"]
    detected = (Computer().detects(case.causes[0]),)
    assert page(case, detected, case.touched + 9.0).lines == ("This takes a few seconds.",)


def test_starting_again_is_offered_where_there_is_something_to_start_again() -> None:
    offered = {name for name, case in CASES.items() if page(case).takes(Verb.AGAIN)}
    assert set(CASES) - offered == {
        "intro",
        "checking",
        "fixing",
        "undoing",
        *(name for name in CASES if name.startswith("done")),
    }


def _closed(*verbs: Verb) -> Case:
    off = automatic("off", tip="Leave it on at night.", likelihood=0.5)
    step = opened(off, automatic("odd", changes=("It is even again.",)))
    return after(step, Verb.BEGIN, *verbs, computer=Computer("off", "odd", useless=("odd",)))


def test_at_the_end_it_says_what_was_changed_and_nothing_that_was_not() -> None:
    works = page(_closed(Verb.FIX, Verb.YES))
    assert (works.changes, works.tip) == (("It is right again.",), "Leave it on at night.")
    stopped = page(_closed(Verb.FIX, Verb.GO_ON, Verb.FIX, Verb.STOP))
    assert (stopped.changes, stopped.tip) == (("It is right again.",), "")
    assert page(_closed(Verb.STOP)).changes == ()


def test_what_the_person_did_is_not_listed_as_changed_by_us() -> None:
    step = opened(hands_on("off", changes=("The printer is on.",)))
    step = after(step, Verb.BEGIN, computer=Computer("off"))
    assert page(step).changes == ("The printer is on.",)
    case = after(step, Verb.DID_IT, computer=Computer())
    assert page(case).changes == ()
    assert page(after(case, Verb.YES)).changes == ()


def test_stopping_after_an_undo_does_not_say_it_was_taken_back_again() -> None:
    case = after(at_fixed(), Verb.UNDO, Verb.STOP, computer=Computer())
    assert page(case).heading == "You stopped here."


def test_an_undo_that_could_not_be_made_is_not_called_made() -> None:
    could_not = FixUndone(Undone("p.off", False))
    shown = page(after(at_fixed(), Verb.STOP, Verb.UNDO, could_not))
    assert shown.heading == "You stopped here."
    assert shown.lines[0] == "I could not undo it. A person can help you with that."

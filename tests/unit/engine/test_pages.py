"""What a person would read: plain, kind and short words, honest times, and on each page what belongs there."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from deskside.engine import advance, page, tried_lines
from deskside.engine.events import Checked, TicketMade
from deskside.model.call import Detected
from deskside.model.page import Page, RowState, Sign, Verb
from deskside.model.troubleshooter import Restart

from .cases import WHICH, Computer, after, automatic, hands_on, only_people, opened, read
from .stands import CASES

BLAME = re.compile(r"\b(error|invalid|failed|wrong|illegal|simply|just|obviously|abort|verified|cause id)\b|!", re.I)


def _texts(shown: Page) -> list[str]:
    actions = [action.label for action in (*shown.actions, *shown.frame)]
    choices = [choice.label for choice in shown.choices]
    rows = [row.text for row in shown.rows]
    return [shown.heading, *read(shown), shown.shows_head, *shown.changes, shown.tip, *actions, *choices, *rows]


def _sentences(texts: list[str]) -> list[str]:
    return [part.strip() for text in texts for part in re.split(r"(?<=[.?])\s+", text) if part.strip()]


def _all_pages() -> list[Page]:
    waits = [page(CASES[name], (), CASES[name].touched + seconds) for name in CASES for seconds in (0.0, 7.0, 60.0)]
    sent = [page(after(case, TicketMade("DS-7K3FQ-9XM2A"))) for case in CASES.values()]
    return [*waits, *sent]


def test_no_sentence_is_long_and_none_blames() -> None:
    sentences = _sentences([text for shown in _all_pages() for text in _texts(shown)])
    lengths = [len(sentence.split()) for sentence in set(sentences)]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12
    for sentence in sentences:
        assert not BLAME.search(sentence), sentence


def test_no_sentence_of_a_ticket_is_long() -> None:
    for case in CASES.values():
        for sentence in _sentences(list(tried_lines(case))):
            assert len(sentence.split()) <= 20


@pytest.mark.parametrize("name", CASES)
def test_every_page_leads_to_a_person_and_to_an_end(name: str) -> None:
    shown = page(CASES[name])
    assert shown.takes(Verb.PEOPLE)
    assert shown.takes(Verb.STOP) or name.startswith("done")


def test_the_first_page_says_how_long_it_takes_and_that_nothing_changes_unasked() -> None:
    shown = page(CASES["intro"])
    assert shown.heading == "Printing does not work"
    assert read(shown) == (
        "I look for the cause first.",
        "Nothing is changed unless you agree.",
        "This takes about 3 minutes.",
    )


def test_the_first_page_names_what_is_most_likely_looked_at() -> None:
    causes = [automatic(name, likelihood=likely) for name, likely in zip("abcdef", (1, 2, 6, 5, 4, 3), strict=True)]
    shown = page(opened(*(replace(cause, likelihood=cause.likelihood / 10) for cause in causes)))
    assert shown.shows == ("Is c right?", "Is d right?", "Is e right?", "Is f right?")
    assert shown.shows_head == "What I look at, among other things:"


def test_where_only_people_can_help_it_says_how_much_is_asked() -> None:
    asks = (WHICH, replace(WHICH, id="where"))
    assert "I ask 2 short questions and pass your answers on." in read(page(opened(questions=asks)))
    assert "I ask one short question and pass your answer on." in read(page(opened(questions=(WHICH,))))
    assert "You tell me what is wrong, and I pass it on." in read(page(opened()))


def test_the_checking_page_ticks_what_was_looked_at() -> None:
    case = after(opened(automatic("a"), automatic("b"), automatic("c"), automatic("d")), Verb.BEGIN)
    came = (Detected("p.a"), Detected("p.b", True), Detected("p.c", problem="no"))
    rows = page(case, came).rows
    assert [row.text for row in rows] == ["Is a right?", "Is b right?", "Is c right?", "Is d right?"]
    assert [row.state for row in rows] == [RowState.CLEAR, RowState.FOUND, RowState.COULD_NOT, RowState.LOOKING]
    assert page(case, came).takes(Verb.CANCEL)


def test_a_wait_is_told_honestly() -> None:
    case = after(opened(automatic("a"), automatic("b")), Verb.BEGIN)
    waited = {seconds: page(case, (Detected("p.a"),), case.touched + seconds).lines[0] for seconds in (0.0, 6.0, 16.0)}
    assert waited == {
        0.0: "This takes a few seconds.",
        6.0: "1 answer is still to come. That takes a few more seconds.",
        16.0: "This takes longer than usual. Thanks for waiting.",
    }


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (2, "This takes a few seconds."),
        (11, "This takes about 20 seconds."),
        (50, "This takes about 50 seconds."),
        (55, "This takes about 1 minute."),
        (61, "This takes about 2 minutes."),
    ],
)
def test_consent_says_what_why_and_how_long(seconds: float, says: str) -> None:
    off = automatic("off", seconds=seconds, why="Nothing prints until then.", restart=Restart.SIGN_OUT)
    shown = page(after(opened(off), Verb.BEGIN, computer=Computer("off")))
    assert shown.heading == "It is off."
    assert read(shown) == (
        "Nothing prints until then.",
        "I can put it right.",
        says,
        "You can undo it afterwards.",
        "You need to sign out and in again afterwards. You choose when.",
    )
    assert shown.changes == ("It is right again.",)
    assert [(action.verb, action.label, action.main) for action in shown.actions] == [
        (Verb.FIX, "Fix it", True),
        (Verb.NOT_NOW, "Not now", False),
    ]


def test_what_was_seen_is_said_in_the_words_of_the_check() -> None:
    case = after(opened(automatic("off")), Verb.BEGIN)
    case = after(case, Checked((Detected("p.off", True, "The printer Office is off."),)))
    assert page(case).heading == "The printer Office is off."


def test_a_step_by_hand_shows_its_picture_and_what_to_press_afterwards() -> None:
    shown = page(CASES["hands-on"])
    assert (shown.picture, shown.picture_says) == ("on.svg", "A button.")
    assert shown.steps == ("Press the button.",)
    assert [action.label for action in shown.actions] == ["I did it", "I can't do this"]
    assert "I can't see this from here. Please have a look." in page(CASES["hands-on, unseen"]).lines


def test_afterwards_it_says_what_was_done_how_to_undo_it_and_the_tip() -> None:
    off = automatic("off", tip="Leave it on at night.")
    shown = page(after(opened(off), Verb.BEGIN, Verb.FIX, computer=Computer("off")))
    assert (shown.heading, shown.changes, shown.tip) == (
        "That is fixed.",
        ("It is right again.",),
        "Leave it on at night.",
    )
    assert (shown.lines, shown.question) == ((), "Is it working now?")
    assert shown.takes(Verb.UNDO)


def test_only_it_can_do_it_is_said_before_anyone_is_asked_to_try() -> None:
    shown = page(CASES["finding for people"])
    assert shown.lines == ("IT has to do this one.", "IT will look at it.")
    assert [action.verb for action in shown.actions if action.main] == [Verb.PEOPLE]


def test_nothing_found_never_says_all_is_well_beside_what_was_not_seen() -> None:
    clear, unseen, unnamed = (page(CASES[name]) for name in ("nothing found", "nothing seen", "unnamed"))
    assert "All that I know to look at shows no trouble." in clear.lines
    assert [(row.text, row.state) for row in unseen.rows] == [("Is off right?", RowState.COULD_NOT)]
    for shown in (unseen, unnamed):
        assert "no trouble" not in " ".join(shown.lines)


def test_sorry_is_said_once() -> None:
    computer = Computer("a", "b", useless=("a", "b"))
    case = opened(automatic("a", likelihood=0.5), automatic("b"), hands_on("c"))
    pages = []
    for verb in (Verb.BEGIN, Verb.FIX, Verb.GO_ON, Verb.FIX, Verb.GO_ON):
        case = after(case, verb, computer=computer)
        pages.append(page(case))
    said = [shown.heading for shown in pages if "Sorry about this." in shown.lines]
    assert said == ["That did not help, so I took it back."]
    assert "Sorry about this." in page(CASES["nothing found"]).lines
    assert "Sorry about this." not in page(CASES["undone"]).lines


def test_a_sent_case_shows_its_number() -> None:
    shown = page(after(CASES["people"], TicketMade("DS-7K3FQ-9XM2A")))
    assert "Your number is DS-7K3FQ-9XM2A." in shown.lines


def test_a_title_that_is_missing_leaves_no_empty_line() -> None:
    case = after(opened(replace(automatic("off"), title="", explain="")), Verb.BEGIN)
    assert all(row.text for row in page(case).rows)


def test_what_fills_the_disk_is_shown_to_the_person_and_goes_into_no_ticket() -> None:
    shows = ("Films: 40 GB", "Letter to my doctor: 2 GB")
    for cause in (automatic("off"), hands_on("off"), only_people("off")):
        found = Detected("p.off", found=True, says="Your own files fill the disk.", shows=shows)
        case = advance(after(opened(cause), Verb.BEGIN), Checked((found,)), 1.0)
        assert page(case).shows == shows
        assert "doctor" not in " ".join(tried_lines(case))


@pytest.mark.parametrize(
    ("says", "steps"),
    [
        ("Press the button.", 1),
        ("Look at the list. Move what you want. Then empty it.", 3),
        ("Nehmen Sie z. B. den Stecker. Warten Sie 5 Min. lang.", 2),
        ("Is it off? Then press it.", 2),
        ("Wait until the light stays on. If not, go on.", 2),
        ("¿Está apagada? Púlsela. Espere.", 3),
    ],
)
def test_a_step_of_several_sentences_is_told_one_by_one(says: str, steps: int) -> None:
    shown = page(after(opened(hands_on("off", consent=says)), Verb.BEGIN, computer=Computer("off")))
    assert " ".join(shown.steps) == says
    assert len(shown.steps) == steps


def test_each_page_tells_at_a_glance_how_things_stand() -> None:
    signs = {name: page(case).sign for name, case in CASES.items()}
    assert [name for name, sign in signs.items() if sign is Sign.NONE] == ["done, stopped", "done, no help"]
    assert (signs["fixed"], signs["fixed, not verified"]) == (Sign.GOOD, Sign.UNSURE)
    assert signs["nothing found"] is not Sign.GOOD

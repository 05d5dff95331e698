"""The words of a message in the preview: grouped, and every line of them there."""

from __future__ import annotations

from deskside.model.parcel import Parcel
from deskside.ui.look import Look
from deskside.ui.pages.preview_words import word_panels
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.text import Words

STORY = """\
Nothing prints.

- not a list of ours
Really.

What it stops: I can't work at all.
Who is stopped: A few of us

What Deskside asked, found and tried:
- Found: The printer Office is paused.
- 9 other things were looked at."""
PARCEL = Parcel(
    "DS-1",
    "Printing: paused",
    STORY,
    category="Hardware/Printing",
    contact="Printing team",
    words="Nothing prints.\n\n- not a list of ours\nReally.",
)


def said(look: Look, parcel: Parcel) -> list[list[str]]:
    return [[one.text() for one in panel.findChildren(Words)] for panel in word_panels(look, parcel)]


def test_own_words_stand_apart_from_what_was_found(look: Look) -> None:
    own, found = said(look, PARCEL)
    assert own[:2] == ["Your words", PARCEL.words]
    assert own[2] == "What it stops: I can't work at all.\nWho is stopped: A few of us"
    assert found == [
        "What Deskside asked, found and tried:",
        "Found: The printer Office is paused.",
        "9 other things were looked at.",
    ]


def test_who_looks_after_it_is_shown_with_the_title_and_the_kind(look: Look) -> None:
    own, _found = said(look, PARCEL)
    assert own[3:] == [
        "Title: Printing: paused",
        "Kind of problem: Hardware/Printing",
        "Looked after by: Printing team",
        "How urgent: Normal",
        "Its number: DS-1",
    ]


def test_no_line_of_the_message_is_missing_however_it_is_made(look: Look) -> None:
    for words in (PARCEL.words, "", "Something else."):
        parcel = Parcel("DS-1", "Nothing prints.", STORY, words=words)
        shown = "\n".join(line for panel in said(look, parcel) for line in panel)
        assert all(line.removeprefix("- ") in shown for line in STORY.splitlines())


def test_a_screen_reader_can_jump_to_each_group(look: Look) -> None:
    panels = word_panels(look, PARCEL)
    assert [panel.findChildren(Heading)[0].text() for panel in panels] == [
        "Your words",
        "What Deskside asked, found and tried:",
    ]

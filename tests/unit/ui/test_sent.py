"""After sending: the number to read out, what happens next, and a code to call with when the message could not go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from msgspec.structs import replace
from PySide6.QtGui import QColor, QGuiApplication, QImage

from deskside.casework.carried import taken_in
from deskside.model.parcel import Choices
from deskside.model.ticket import SendState
from deskside.tickets.words.spoken import in_words
from deskside.ui.look import Look
from deskside.ui.pages.no_way import NoWay
from deskside.ui.pages.sent import Sent, spelled
from deskside.ui.pages.story import Story
from deskside.ui.parts.qr import Code, call_link
from deskside.ui.parts.row import Banner
from deskside.ui.parts.text import Words
from deskside.ui.tokens import QR_GROUND, QR_INK, QR_LEAST, QR_QUIET, colours

from .prepared import SETTINGS
from .walk import Walk


def sent(walk: Walk) -> Sent:
    reference = walk.prepared.write("Stripes.")
    walk.settle()
    walk.guide.sent(walk.prepared.casework.ticket(reference))
    return walk.at(Sent)


def offline(walk: Walk, **row: object) -> Sent:
    """On the page of a message that could not leave."""
    handover = walk.prepared.casework.handover(None, "Stripes.")
    ticket = handover.send(handover.show(Choices(story="Stripes.", email="anna@example.org")).parcel)
    walk.settle()
    walk.guide.sent(ticket)
    page = walk.at(Sent)
    walk.settle()
    known = walk.board.known
    stuck = tuple(replace(one, **({"tries": 2} | row)) for one in known.waiting)
    walk.board.show(replace(known, waiting=stuck))
    walk.until(lambda: True)
    return page


def seen(image: QImage, code: Code) -> list[list[bool]]:
    """What a camera reads: the middle of each module, the quiet zone too."""
    size, modules = code.module, image.width() // code.module
    middles = [place * size + size // 2 for place in range(modules)]
    dark, light = QColor(QR_INK).rgb(), QColor(QR_GROUND).rgb()
    assert {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())} == {dark, light}
    return [[image.pixel(x, y) == dark for x in middles] for y in middles]


@pytest.mark.parametrize("dark", [False, True])
def test_the_code_holds_the_number_to_call_in_every_appearance(look: Look, dark: bool) -> None:
    look.colours = colours(dark=dark, contrast=False)
    code = Code(look, "tel:+49301234567", "calls")
    code.resize(code.sizeHint())
    assert code.width() == code.height() >= QR_LEAST
    rows = seen(code.grab().toImage(), code)
    inner = [row[QR_QUIET:-QR_QUIET] for row in rows[QR_QUIET:-QR_QUIET]]
    wanted = [[bool(one) for one in row] for row in segno.make("tel:+49301234567", error="m", micro=False).matrix]
    assert inner == wanted
    quiet = [row[:QR_QUIET] + row[-QR_QUIET:] for row in rows] + rows[:QR_QUIET] + rows[-QR_QUIET:]
    assert not any(one for row in quiet for one in row)


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("030 1234 567", "tel:0301234567"),
        ("+49 (0)30 / 12 34-567", "tel:+49301234567"),
        ("0800.123.456", "tel:0800123456"),
        ("112", "tel:112"),
        ("+49 (0)30 1234 90123-5678 (Vermittlung)", "tel:+49301234901235678"),
        ("Ask Anna", ""),
        ("030 1234 ext. 5", ""),
        ("", ""),
        ("7", ""),
    ],
)
def test_only_a_number_that_can_be_dialled_makes_a_code(phone: str, link: str) -> None:
    assert call_link(phone) == link


def test_a_message_that_could_not_go_is_said_to_be_safe_with_a_code_to_call(walk: Walk) -> None:
    page = offline(walk)
    assert page.heading.text() == "Your message is kept safe here."
    assert "Nothing is lost, even when you switch the computer off." in walk.words()
    assert "Point your phone's camera here to call." in walk.words()
    (code,) = walk.seen(Code)
    assert code.accessibleName() == "A code for a phone's camera. It calls 030 1234 567."
    known = walk.board.known
    walk.board.show(replace(known, waiting=(), tickets=(replace(known.tickets[0], backend_id="1"),)))
    walk.until(lambda: page.heading.text() == "The help desk has your message.")
    assert not walk.seen(Code)


def test_without_a_phone_there_is_no_code(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(settings=SETTINGS.replace('phone = "030 1234 567"', ""))
    offline(walk)
    assert not walk.seen(Code)
    assert "camera" not in walk.words()


def test_a_message_that_was_refused_leads_to_where_it_is_changed(walk: Walk) -> None:
    page = offline(walk, state=SendState.NEEDS_EDIT, says="There are too many files. Please leave some out.")
    assert page.heading.text() == "Something has to be changed first."
    assert "There are too many files. Please leave some out." in walk.words()
    walk.press("Change it and send it again")
    walk.at(Story)


def test_the_number_is_copied_and_read_out_letter_by_letter(walk: Walk) -> None:
    page = sent(walk)
    reference = page._ticket.reference
    walk.press("Copy the number")
    assert QGuiApplication.clipboard().text() == reference
    assert walk.button("Copied")
    assert spelled("DS-7K3FQ-9XM2A") == "D S, 7 K 3 F Q, 9 X M 2 A"


def test_a_message_that_could_not_go_can_be_said_on_the_phone(walk: Walk) -> None:
    page = offline(walk)
    number = in_words(page._ticket.reference)
    (way,) = page.findChildren(NoWay)
    assert number in walk.words()
    assert any(one.accessibleName() == number for one in way.findChildren(Words))
    found = NoWay(walk.guide.around, replace(page._ticket, cause="printer.paused"))
    assert "What was found has the code 1751." in [one.text() for one in found.findChildren(Words)]


def test_a_message_that_could_not_go_is_saved_as_a_file_and_is_sent_once_all_the_same(
    walk: Walk, tmp_path: Path
) -> None:
    page = offline(walk)
    walk.button("Save as a file")
    (way,) = page.findChildren(NoWay)
    way.save_to(tmp_path / "m.zip")
    walk.until(lambda: "The message is in the file m.zip." in walk.words())
    taken = taken_in(tmp_path / "m.zip")
    desk = walk.prepared.casework.mail.desk()
    desk.take(taken.draft, taken.files)
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.prepared.casework.waiting() == ()
    assert len(desk.list()) == 1


def test_a_file_that_can_not_be_saved_is_told_in_plain_words(walk: Walk, tmp_path: Path) -> None:
    page = offline(walk)
    (way,) = page.findChildren(NoWay)
    way.save_to(tmp_path / "nowhere" / "m.zip")
    walk.until(lambda: any(isinstance(one, Banner) for one in walk.seen(Banner)))
    assert not (tmp_path / "nowhere").exists()

"""Before anything leaves: the person looks at it, hides more of it, leaves parts out. What waits to be sent is that."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage

from desktop.conftest import NewDesk
from desktop.desk import Desk, Thing
from desktop.steps import EMAIL, STORY, using
from desktop.ways import Keyboard, Mouse, Way

SETTINGS = """\
[tickets]
backend = "rt"

[tickets.rt]
url = "http://127.0.0.1:9"
queue = "Support"
"""
"""A help desk that can't be reached: what is to be sent stays in the outbox."""
WORDS = "Nothing prints for project Falcon, says Quintessa"
LOOK = """
import base64, glob, json, os, sqlite3
home = os.path.expanduser("~/.local/share/deskside/")
rows = sqlite3.connect(home + "deskside.sqlite3").execute("SELECT data FROM drafts").fetchall()
files = sorted(glob.glob(home + "attachments/*/*"))
print(json.dumps([json.loads(rows[0][0]), [base64.b64encode(open(one, "rb").read()).decode() for one in files]]))
"""
WALL = QColor("#305070")
TEXT, PICTURE, TURN = "The exact text", "Your picture", "Hide this too"


class Outbox(NamedTuple):
    """What waits to be sent: the words of the message, and its files by name."""

    words: str
    files: dict[str, bytes]

    def part(self, name: str) -> str:
        """One part of the file about the computer."""
        with zipfile.ZipFile(io.BytesIO(self.files["deskside.zip"])) as archive:
            return archive.read(name).decode()


def outbox(desk: Desk) -> Outbox:
    """Looked at past our own code but for the hashes, which must be those that were agreed to."""
    draft, contents = json.loads(desk.run("python3", "-c", LOOK))
    files = [base64.b64decode(one) for one in contents]
    assert [hashlib.sha256(one).hexdigest() for one in files] == [one["sha256"] for one in draft["attachments"]]
    names = [one["name"] for one in draft["attachments"]]
    return Outbox(f"{draft['title']}\n{draft['story']}\n{draft['agent_part']}", dict(zip(names, files, strict=True)))


def begin(new_desk: NewDesk, way: str, **options: str) -> Way:
    """On the page where the message is written."""
    desk = new_desk(**options)
    desk.ask("write", ".config/deskside/settings.toml", SETTINGS)
    person = using(way, desk)
    person.bring_up()
    person.press("Talk to a person")
    desk.wait_for_heading("Tell the help desk")
    person.write(STORY, WORDS)
    person.write(EMAIL, "ann@example.org")
    return person


def to_preview(person: Way) -> None:
    person.press("See what is sent")
    person.desk.wait_for_heading("This is what will be sent")


def send(person: Way) -> Outbox:
    person.press("Send")
    person.desk.wait_for_heading("Your message is kept safe here.", "Your message is on its way.")
    return outbox(person.desk)


def box(desk: Desk) -> Thing:
    """The exact text."""
    thing: Thing = desk.until(lambda: next(iter(desk.all_called(TEXT, "text")), None), "the exact text")
    return thing


def picture_of(person: Mouse) -> Thing:
    """Where the picture stands."""
    desk = person.desk
    there: Thing = desk.until(lambda: next(iter(desk.all_called(PICTURE)), None), "the picture")
    return person.at_rest(there)


def marked(text: str) -> str:
    """A text with the stand-ins of what the person hid, whatever their numbers."""
    return re.sub(r"hidden-\d+", "hidden-#", text)


def colours(picture: QImage, place: QRect) -> set[int]:
    """Every colour in a part of a picture."""
    across, down = range(place.left(), place.right() + 1), range(place.top(), place.bottom() + 1)
    return {picture.pixel(x, y) for x in across for y in down}


@pytest.mark.parametrize("way", ["mouse", "keyboard", "accessibility bus"])
def test_a_name_that_the_person_selects_is_hidden_in_everything_that_waits(new_desk: NewDesk, way: str) -> None:
    person = begin(new_desk, way)
    desk = person.desk
    to_preview(person)
    person.press("Hide a part of it")
    text = box(desk)
    if isinstance(person, Keyboard):
        desk.ask("key", "Tab")
        desk.until(lambda: "focused" in box(desk).states, "the focus in the exact text")
        desk.ask("key", "ctrl+Home")
        for _word in WORDS.partition("Falcon")[0].split():
            desk.ask("key", "ctrl+Right")
        desk.ask("key", "ctrl+shift+Right")
    elif isinstance(person, Mouse):
        text = person.at_rest(text)
        left, top, width, height = desk.ask("place_of", text.at, "Falcon")
        desk.ask("drag", left + 1, top + height // 2, left + width, top + height // 2)
    else:
        assert desk.ask("select", text.at, "Falcon")
    person.press(TURN)
    desk.wait_for("Hidden in")
    assert "Falcon" not in box(desk).text
    assert "for project hidden-#, says Quintessa" in marked(box(desk).text)
    assert "something you hid (hidden-" in box(desk).says
    person.press("Back")
    desk.wait_for_heading("This is what will be sent")
    assert not desk.shows("Falcon")
    sent = send(person)
    assert "for project hidden-#, says Quintessa" in marked(sent.words)
    assert "Falcon" not in sent.words
    assert not desk.complaints()


def test_what_was_hidden_last_is_shown_again(new_desk: NewDesk) -> None:
    person = begin(new_desk, "accessibility bus")
    desk = person.desk
    to_preview(person)
    person.press("Hide a part of it")
    for word in ("Falcon", "Quintessa"):
        assert desk.ask("select", box(desk).at, word)
        person.press(TURN)
        desk.until(lambda word=word: word not in box(desk).text, f"{word} to be hidden")
    person.press("Show it again")
    desk.wait_for("It is shown again.")
    assert "project hidden-#, says Quintessa" in marked(box(desk).text)
    person.press(TURN)
    desk.wait_for("Please select the words first.")
    person.press("Back")
    assert "project hidden-#, says Quintessa" in marked(send(person).words)


def test_what_is_switched_off_is_not_in_the_outbox(new_desk: NewDesk) -> None:
    person = begin(new_desk, "keyboard")
    desk = person.desk
    to_preview(person)
    says = next(one.name for one in desk.look() if one.role == "check box" and "disks" in one.name)
    person.press(f"See it: {says}")
    desk.wait_for_heading("Disks")
    told = box(desk).text
    desk.ask("key", "alt+Left")
    desk.wait_for_heading("This is what will be sent")
    person.press(says)
    person.press("A summary of this for the help desk.")
    sent = send(person)
    facts = json.loads(sent.part("facts.json"))
    assert "disks" not in [one["id"] for one in facts["groups"]]
    assert "memory" in [one["id"] for one in facts["groups"]]
    line = next(line.strip() for line in told.splitlines() if line.strip())
    for part in ("contents.txt", "facts.json", "agent.txt"):
        assert line not in sent.part(part)
    assert "Sent without a troubleshooter." not in sent.words + sent.part("agent.txt")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_hidden_part_of_the_screen_is_flat_in_the_picture_that_waits(new_desk: NewDesk, way: str) -> None:
    person = begin(new_desk, way)
    desk = person.desk
    desk.run("xsetroot", "-mod", "4", "4", "-bg", WALL.name(), "-fg", "white")
    person.press("Add a picture of the screen")
    desk.wait_for_heading("A picture of your screen")
    person.press("Take the picture")
    desk.wait_for_heading("Hide what nobody should see")
    if isinstance(person, Mouse):
        shown = picture_of(person)
        left, top = shown.left + shown.width // 4, shown.top + shown.height // 4
        desk.ask("drag", left, top, left + shown.width // 3, top + shown.height // 4)
    else:
        desk.until(desk.focused, "the window that is back, with the focus in it")
        desk.ask("key", "Tab")
        desk.until(lambda: any("focused" in one.states for one in desk.all_called(PICTURE)), "focus on the picture")
        for keys in ("Left", "Left", "shift+Right", "shift+Down", "Return"):
            desk.ask("key", keys)
    desk.wait_for("One part of it is hidden.")
    person.press("Use this picture")
    desk.wait_for("screen.png")
    to_preview(person)
    png = send(person).files["screen.png"]
    picture = QImage.fromData(png)
    assert [picture.width(), picture.height()] == desk.ask("screen")
    black, at = QColor("black"), QPoint(picture.width() * 2 // 5, picture.height() * 3 // 8)
    place = QRect(at, at)
    assert picture.pixelColor(at) == black
    while picture.pixelColor(place.left() - 1, at.y()) == black:
        place.setLeft(place.left() - 1)
    while picture.pixelColor(place.right() + 1, at.y()) == black:
        place.setRight(place.right() + 1)
    while picture.pixelColor(at.x(), place.top() - 1) == black:
        place.setTop(place.top() - 1)
    while picture.pixelColor(at.x(), place.bottom() + 1) == black:
        place.setBottom(place.bottom() + 1)
    assert place.width() > picture.width() // 4
    assert place.height() > picture.height() // 15
    assert colours(picture, place) == {black.rgb()}, "something shines through"
    outside = place.translated(0, place.height() + 4)
    assert colours(picture, outside) == {WALL.rgb(), QColor("white").rgb()}, "our own window is in the picture"
    assert not any(kind in png for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"pHYs", b"tIME"))

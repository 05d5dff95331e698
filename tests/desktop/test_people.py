"""Help desk out of reach, and a picture in an answer: what is safe, a code to call with, and exactly what was shown."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.conftest import NewDesk
from desktop.steps import EMAIL, SEND_ANSWER, STORY, using
from desktop.test_preview import SETTINGS, picture_of
from desktop.ways import Mouse

PHONE = '\n[organisation]\nphone = "0800 123 456"\n'
CODE = "A code for a phone's camera. It calls 0800 123 456."
WALL = QColor("#305070")
REPLY = """
import base64, glob, json, os, sqlite3
home = os.path.expanduser("~/.local/share/deskside/")
sql = "SELECT text, files FROM outbox WHERE deed = 'reply'"
text, files = sqlite3.connect(home + "deskside.sqlite3").execute(sql).fetchone()
files = json.loads(files)["files"]
print(json.dumps([text, files, [base64.b64encode(open(one["path"], "rb").read()).decode() for one in files]]))
"""


@pytest.mark.parametrize("way", ["mouse", "accessibility bus"])
def test_out_of_reach_a_camera_reads_whom_to_call_and_a_picture_waits_as_it_was_shown(
    new_desk: NewDesk, way: str
) -> None:
    desk = new_desk()
    desk.ask("write", ".config/deskside/settings.toml", SETTINGS + PHONE)
    person = using(way, desk)
    desk.run("xsetroot", "-solid", WALL.name())
    person.bring_up()
    person.press("Talk to a person")
    desk.wait_for_heading("Tell the help desk")
    person.write(STORY, "Nothing prints since nine.")
    person.press("A few of us")
    person.write(EMAIL, "ann@example.org")
    person.press("See what is sent")
    desk.wait_for_heading("This is what will be sent")
    desk.wait_for("Who is stopped: A few of us")
    person.press("Send")
    desk.wait_for_heading("Your message is kept safe here.", limit=90)
    assert desk.wait_for(CODE)
    person.press("See this request")
    desk.wait_for("Kept safe here. It will be sent later.")
    person.press("Add a picture of the screen")
    desk.wait_for_heading("A picture of your screen")
    person.press("Take the picture")
    desk.wait_for_heading("Hide what nobody should see")
    if isinstance(person, Mouse):
        shown = picture_of(person)
        left, top = shown.left + shown.width // 4, shown.top + shown.height // 4
        desk.ask("drag", left, top, left + shown.width // 3, top + shown.height // 4)
        desk.wait_for("One part of it is hidden.")
    person.press("Use this picture")
    desk.wait_for("screen.png")
    assert desk.all_called("Your answer", "text")[0].text == "Here is a picture."
    person.press(SEND_ANSWER)
    desk.wait_for("You, waiting to be sent")
    text, kept, contents = json.loads(desk.run("python3", "-c", REPLY))
    assert (text, [one["name"] for one in kept]) == ("Here is a picture.", ["screen.png"])
    png = base64.b64decode(contents[0])
    assert hashlib.sha256(png).hexdigest() == kept[0]["sha256"]
    picture = QImage.fromData(png)
    middle = picture.pixelColor(picture.width() * 2 // 5, picture.height() * 3 // 8)
    assert middle == (QColor("black") if isinstance(person, Mouse) else WALL)
    assert not desk.complaints()

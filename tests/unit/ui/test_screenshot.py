"""Pictures for the help desk: parts are hidden by mouse or keyboard, and what is hidden is gone from the file."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPixmap, QScreen
from PySide6.QtTest import QTest

from deskside.casework.bare_png import MOST_PIXELS
from deskside.errors import NeedsEdit
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.screenshot import Screenshot
from deskside.ui.pages.story import Story
from deskside.ui.parts.drawing import drawn, read_drawing

from .test_letter import begin, send
from .walk import Walk

BLACK = QColor("black").rgb()


def checkered(width: int = 400, height: int = 200) -> QImage:
    """A picture without any flat part."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for x in range(width):
        for y in range(height):
            image.setPixelColor(x, y, QColor("white") if (x + y) % 2 else QColor("#ff8800"))
    return image


def saved(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def colours(image: QImage, place: QRect) -> set[int]:
    across, down = range(place.left(), place.right() + 1), range(place.top(), place.bottom() + 1)
    return {image.pixel(x, y) for x in across for y in down}


def to_picture(walk: Walk, path: Path) -> Screenshot:
    checkered().save(str(path))
    begin(walk)
    walk.at(Story).files.add_file(path)
    return walk.at(Screenshot)


def test_a_part_that_was_dragged_over_is_flat_in_what_is_sent(walk: Walk, tmp_path: Path) -> None:
    page = to_picture(walk, tmp_path / "screen.png")
    mask = page.picture
    scale = mask.width() / 400
    begins, ends = QPoint(round(40 * scale), round(20 * scale)), QPoint(round(140 * scale), round(80 * scale))
    QTest.mousePress(mask, Qt.MouseButton.LeftButton, pos=begins)
    QTest.mouseMove(mask, ends)
    QTest.mouseRelease(mask, Qt.MouseButton.LeftButton, pos=ends)
    assert "One part of it is hidden." in walk.words()
    walk.press("Use this picture")
    story = walk.at(Story)
    assert "screen.png" in walk.words()
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.at(Preview)
    send(walk)
    rows = walk.prepared.casework.mail.desk().db.read("SELECT content FROM files WHERE name = 'screen.png'")
    sent = QImage.fromData(rows[0]["content"])
    assert colours(sent, QRect(42, 22, 96, 56)) == {BLACK}
    assert BLACK not in colours(sent, QRect(150, 0, 250, 200))
    assert sent.size() == checkered().size()


def test_the_keyboard_alone_hides_and_takes_back(walk: Walk, tmp_path: Path) -> None:
    page = to_picture(walk, tmp_path / "screen.png")
    mask = page.picture
    mask.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(mask, key)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(mask, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(mask, Qt.Key.Key_Return)
    first = QRect(mask.boxes[0])
    assert first == QRect(133 - 10, 66 - 10, 133 + 10, 16 + 10)
    QTest.keyClick(mask, Qt.Key.Key_Down)
    QTest.keyClick(mask, Qt.Key.Key_Return)
    assert "2 parts of it are hidden." in walk.words()
    QTest.keyClick(mask, Qt.Key.Key_Backspace)
    assert mask.boxes == [first]


def test_the_box_never_leaves_the_picture(walk: Walk, tmp_path: Path) -> None:
    mask = to_picture(walk, tmp_path / "screen.png").picture
    for _step in range(80):
        QTest.keyClick(mask, Qt.Key.Key_Right)
        QTest.keyClick(mask, Qt.Key.Key_Up)
        QTest.keyClick(mask, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(mask, Qt.Key.Key_Return)
    assert QRect(0, 0, 400, 200).contains(mask.boxes[0])
    assert mask.boxes[0].right() == 399


def test_a_screen_reader_is_told_where_the_box_is_and_what_is_hidden(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("deskside.ui.parts.mask.announce", lambda _widget, says: heard.append(says))
    mask = to_picture(walk, tmp_path / "screen.png").picture
    QTest.keyClick(mask, Qt.Key.Key_Left)
    QTest.keyClick(mask, Qt.Key.Key_Return)
    assert heard == [
        "31 percent from the left, 33 from the top, 33 wide, 8 high.",
        "Hidden. One part of it is hidden.",
    ]
    reads = QAccessible.queryAccessibleInterface(mask)
    assert reads.role() == QAccessible.Role.Graphic
    assert reads.text(QAccessible.Text.Name) == "Your picture"
    assert "Enter hides" in reads.text(QAccessible.Text.Description)


def test_a_picture_that_is_not_used_is_not_sent_and_one_that_is_can_be_changed(walk: Walk, tmp_path: Path) -> None:
    to_picture(walk, tmp_path / "screen.png")
    walk.press("Back")
    story = walk.at(Story)
    assert story.letter.added == ()
    assert story.letter.drawings == {}
    story.files.add_file(tmp_path / "screen.png")
    walk.at(Screenshot)
    walk.press("Use this picture")
    walk.at(Story)
    before = story.letter.added[0]
    walk.guide.picture(story.letter, before.id)
    QTest.keyClick(walk.at(Screenshot).picture, Qt.Key.Key_Return)
    walk.press("Use this picture")
    walk.at(Story)
    assert [one.id for one in story.letter.added] == [before.id]
    assert story.letter.added[0].content != before.content


def test_the_picture_of_the_screen_is_taken_without_the_window(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    away: list[bool] = []

    def grab(_screen: QScreen, _window: int) -> QPixmap:
        away.append(walk.window.isHidden())
        return QPixmap.fromImage(checkered())

    monkeypatch.setattr(QScreen, "grabWindow", grab)
    monkeypatch.setattr("deskside.ui.pages.screenshot.WAIT_MS", 0)
    begin(walk)
    walk.press("Add a picture of the screen")
    place = walk.window.pos()
    walk.press("Take the picture")
    walk.until(lambda: "Hide what nobody should see" in walk.words())
    assert away == [True]
    assert walk.window.isVisible()
    assert walk.window.pos() == place
    walk.press("Use this picture")
    assert [one.name for one in walk.at(Story).letter.added] == ["screen.png"]


def test_where_no_picture_can_be_taken_another_way_is_told(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "grabWindow", lambda _screen, _window: QPixmap())
    monkeypatch.setattr("deskside.ui.pages.screenshot.WAIT_MS", 0)
    begin(walk)
    walk.press("Add a picture of the screen")
    walk.press("Take the picture")
    walk.until(lambda: "Press the Print key, then add the file it makes." in walk.words())
    assert walk.window.isVisible()
    assert walk.button("Add a picture file").isEnabled()


@pytest.mark.parametrize("kind", ["JPEG", "BMP", "PNG"])
def test_other_kinds_of_picture_go_as_png_without_what_was_written_beside_them(kind: str) -> None:
    image = checkered(40, 20)
    image.setText("Author", "Quintessa")
    png = read_drawing(f"photo.{kind.lower()}", saved(image, kind)).png()
    assert png.startswith(b"\x89PNG")
    assert b"Quintessa" not in png
    assert QImage.fromData(png).size() == image.size()


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is a large picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(min((width // 8 + 1) * height, 20_000_000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "can't be opened"),
        (b"MZ\x90\x00", "can't be opened"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "can't be opened"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "can't be opened"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "can't be opened"),
        (bomb(60_000, 60_000), "too large"),
        (bomb(1, 2_000_000_000), "can't be opened"),
        (bomb(MOST_PIXELS // 1000, 1001), "too large"),
    ],
)
def test_what_is_no_picture_or_a_trap_is_refused_in_plain_words(content: bytes, says: str) -> None:
    with pytest.raises(NeedsEdit) as refused:
        read_drawing("photo.png", content)
    assert says in refused.value.words()


def test_no_picture_at_all_is_refused() -> None:
    with pytest.raises(NeedsEdit):
        drawn("screen.png", QImage())


def test_a_file_that_can_not_go_along_is_named_on_the_page(walk: Walk, tmp_path: Path) -> None:
    (tmp_path / "virus.exe").write_bytes(b"MZ")
    begin(walk)
    walk.at(Story).files.add_file(tmp_path / "virus.exe")
    walk.until(lambda: "virus.exe can't go with a message." in walk.words())
    assert walk.at(Story).letter.added == ()


def test_a_window_that_is_away_for_its_own_picture_counts_as_open(walk: Walk) -> None:
    """Else a newer version, or a changed policy, would start another Deskside in its place just then."""
    begin(walk)
    walk.press("Add a picture of the screen")
    walk.at(Screenshot)
    walk.press("Take the picture")
    assert not walk.window.isVisible()
    assert not walk.window.is_closed
    assert not walk.guide.rests
    walk.until(walk.window.isVisible)
    walk.window.close()
    assert walk.window.is_closed

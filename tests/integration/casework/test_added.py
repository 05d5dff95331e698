"""Files that a person adds: refused kindly when they can't go along, and bare of what nobody meant to tell."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.casework.added import MOST_BYTES, MOST_TEXT_BYTES, read_added
from deskside.casework.bare_png import BEGINNING, bare_png
from deskside.errors import NeedsEdit
from deskside.model.parcel import Kind


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width: int = 1, height: int = 1) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


PIXELS, END = chunk(b"IDAT", zlib.compress(b"\x00\x01\x02\x03")), chunk(b"IEND")
BARE = BEGINNING + header() + PIXELS + END


def test_a_picture_tells_nothing_but_the_picture() -> None:
    told = [
        chunk(b"tEXt", b"Author\x00Quintessa"),
        chunk(b"eXIf", b"MM\x00*GPS 52.5"),
        chunk(b"tIME", b"\x07\xea\x0b\x16\x0c\x00\x00"),
        chunk(b"pHYs", bytes(9)),
        chunk(b"iCCP", b"Quintessa's screen\x00\x00"),
        chunk(b"prVt", b"own things"),
    ]
    content = BEGINNING + header() + b"".join(told) + PIXELS + END + b"PK\x03\x04 a whole other file"
    assert bare_png("a.png", content) == BARE
    assert bare_png("a.png", BARE) == BARE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        BEGINNING,
        BEGINNING + header(),
        BARE[:-1],
        BARE.replace(b"IDAT", b"IDAS"),
        BEGINNING + chunk(b"IEND"),
        BEGINNING + struct.pack(">I", 0xFFFFFFFF) + b"IDAT",
        BEGINNING + header(0, 1) + PIXELS + END,
        BEGINNING + header(100_000, 100_000) + PIXELS + END,
    ],
)
def test_what_is_no_whole_picture_or_a_trap_is_refused(content: bytes) -> None:
    with pytest.raises(NeedsEdit) as refused:
        bare_png("a.png", content)
    assert "a.png" in refused.value.words()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_bare_picture_or_refused(content: bytes) -> None:
    try:
        bare = bare_png("a.png", BEGINNING + content)
    except NeedsEdit:
        return
    assert bare_png("a.png", bare) == bare


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "Käse".encode(), "Käse"),
        ("a.txt", "Käse".encode("utf-16"), "Käse"),
        ("a.txt", b"\xef\xbb\xbfplain", "plain"),
        ("a.txt", "Käse".encode("cp1252"), "Käse"),
        ("a.LOG", b"plain", "plain"),
    ],
)
def test_texts_are_read_however_they_were_saved(tmp_path: Path, name: str, content: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(content)
    added = read_added(tmp_path / name, 3)
    assert (added.id, added.kind, added.content.decode()) == ("file-3", Kind.TEXT, text)


def test_a_log_goes_under_a_name_that_opens_everywhere(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text("plain", "utf-8")
    assert read_added(tmp_path / "app.log", 1).name == "app.log.txt"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "can't go with a message"),
        ("a.zip", b"MZ", "can't go with a message"),
        ("a.txt", b"a\x00b", "can't go with a message"),
        ("a.png", b"MZ", "not a whole picture"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xef\xbb\xbf", "is empty"),
        ("a.txt", bytes(MOST_TEXT_BYTES + 1), "The most is 128 KB."),
        ("a.zip", b"PK\x03\x04" + bytes(MOST_BYTES), "The most is 10 MB."),
    ],
)
def test_what_can_not_go_along_is_said_in_plain_words(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NeedsEdit) as refused:
        read_added(tmp_path / name, 1)
    assert says in refused.value.words()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "notes.txt")
    with pytest.raises(NeedsEdit) as problem:
        read_added(tmp_path / "notes.txt", 1)
    assert problem.value.words() == "notes.txt can't be read."


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(NeedsEdit) as refused:
        read_added(tmp_path / "gone.txt", 1)
    assert refused.value.words() == "gone.txt can't be read."

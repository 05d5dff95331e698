"""Notices of known problems: what is read, what is refused, and that they may come and go at any time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskside.catalogue import NoticeBoard, discover_notices, read_notice
from deskside.errors import ManifestProblem
from deskside.model.article import Notice

GOOD = """\
title = "E-mail is slow today"
says = "New messages come late, and none is lost. We work on it."
since = 2026-11-22T09:30:00+01:00
troubleshooter = "email"
keywords = ["mail", "outlook"]
phrases = ["my mails do not arrive"]

[de]
title = "E-Mails kommen heute langsam"
says = "Neue Nachrichten kommen später, keine geht verloren."
"""


def put(folder: Path, text: str = GOOD, name: str = "mail") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_notice_is_read_whole(tmp_path: Path) -> None:
    assert read_notice(put(tmp_path)) == Notice(
        id="mail",
        title="E-mail is slow today",
        says="New messages come late, and none is lost. We work on it.",
        phrases=("my mails do not arrive",),
        keywords=("mail", "outlook"),
        since=datetime(2026, 11, 22, 8, 30, tzinfo=UTC).timestamp(),
        troubleshooter="email",
    )


def test_people_read_a_notice_in_their_language_where_it_has_words_for_it(tmp_path: Path) -> None:
    file = put(tmp_path)
    assert read_notice(file, "de_AT").title == "E-Mails kommen heute langsam"
    assert read_notice(file, "de").keywords == ("mail", "outlook")
    assert read_notice(file, "fr").title == "E-mail is slow today"


BROKEN = {
    "no title": ('title = "E-mail is slow today"\n', "", 1, 'needs "title"'),
    "an unknown key": ("troubleshooter =", "troubleshoter =", 4, "Did you mean"),
    "a time without its zone": ("+01:00", "", 3, "a time with its zone"),
    "a day only": ("2026-11-22T09:30:00+01:00", "2026-11-22", 3, "a time with its zone"),
    "a troubleshooter elsewhere": ('"email"', '"../email"', 4, "the id of a troubleshooter"),
    "a sign that turns the text round": ("come late", "come \\u202elate", 2, "text of at most 600"),
    "too much to read": ("none is lost", "none is lost " * 60, 2, "text of at most 600"),
    "a list for a text": ('"E-mail is slow today"', '["a"]', 1, "text of at most 80"),
    "another language half done": ('[de]\ntitle = "E-Mails kommen heute langsam"\n', "[de]\n", 8, 'needs "title"'),
    "another language with a time": ("[de]\n", "[de]\nsince = 2026-11-22T09:30:00+01:00\n", 9, "is not a key"),
    "no toml": ("[de]", "[de", 8, "bracket"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_wrong_notice_is_named_with_its_line(tmp_path: Path, what: str) -> None:
    old, new, line, says = BROKEN[what]
    assert old in GOOD
    file = put(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ManifestProblem) as said:
        read_notice(file)
    assert says in said.value.words()
    assert (said.value.file, said.value.line) == (str(file), line)


def test_the_newest_comes_first_and_a_broken_one_harms_no_other(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, GOOD.replace("2026-11-22", "2026-11-23"), "newer")
    put(tmp_path, "nonsense", "broken")
    put(tmp_path, GOOD, "Big Name")
    put(tmp_path, "half written", ".coming")
    (tmp_path / "folder.toml").mkdir()
    found = discover_notices([tmp_path, tmp_path / "nowhere"])
    assert [one.id for one in found.notices] == ["newer", "mail"]
    assert {one.id for one in found.broken} == {"broken", "Big Name", "folder"}


def test_a_link_is_no_notice(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "link.toml").symlink_to(tmp_path / "mail.toml")
    found = discover_notices([tmp_path])
    assert ([one.id for one in found.notices], [one.id for one in found.broken]) == (["mail"], ["link"])


def test_a_board_shows_what_is_there_now(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    board = NoticeBoard(lambda: [folder])
    assert board.read("en").notices == ()
    file = put(folder)
    assert [one.id for one in board.read("en").notices] == ["mail"]
    assert board.read("en") is board.read("en")
    before = board.stamp()
    put(folder, GOOD.replace("slow", "very slow"))
    assert board.stamp() != before
    assert board.read("en").notices[0].title == "E-mail is very slow today"
    file.unlink()
    assert board.read("en").notices == ()

"""A notice of a known problem is up where it is meant to be, and comes down."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.published import Computer, Publisher

from deskside.catalogue.notices import MOST
from deskside.errors import ManifestProblem, PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.draft import Draft
from deskside.kit.publishing.notices import NoticeAdded, NoticeRemoved
from deskside.model.catalogue import Ring, RingList


def notice(folder: Path, name: str = "mail", title: str = "E-mail is slow") -> Path:
    file = folder / f"{name}.toml"
    file.write_text(f'title = "{title}"\nsays = "We work on it."\nsince = 2026-11-22T09:30:00+01:00\n')
    return file


def up(publisher: Publisher) -> list[tuple[str, ...]]:
    return [publisher.office().books().ring(ring).notices for ring in Ring]


def test_it_is_up_for_everyone_unless_a_ring_is_named(publisher: Publisher, computer: Computer, tmp_path: Path) -> None:
    publisher.change(NoticeAdded(notice(tmp_path)))
    assert up(publisher) == [("mail",)] * 3
    publisher.change(NoticeAdded(notice(tmp_path, "disk"), (Ring.PILOT,)))
    assert up(publisher) == [("disk", "mail"), ("mail",), ("mail",)]
    assert computer.sees()["notices/mail.toml"] == (tmp_path / "mail.toml").read_bytes()


def test_new_words_take_the_old_ones_place(publisher: Publisher, computer: Computer, tmp_path: Path) -> None:
    publisher.change(NoticeAdded(notice(tmp_path)))
    assert publisher.change(NoticeAdded(notice(tmp_path))).says == ["It is up already. Nothing changes."]
    publisher.change(NoticeAdded(notice(tmp_path, title="E-mail is fast again")))
    assert b"fast again" in computer.sees()["notices/mail.toml"]


def test_it_comes_down_ring_by_ring_and_is_gone_with_the_last(
    publisher: Publisher, computer: Computer, tmp_path: Path
) -> None:
    publisher.change(NoticeAdded(notice(tmp_path)))
    publisher.change(NoticeRemoved("mail", (Ring.PILOT,)))
    assert up(publisher) == [(), ("mail",), ("mail",)]
    assert computer.has("notices/mail.toml")
    publisher.change(NoticeRemoved("mail"))
    assert up(publisher) == [(), (), ()]
    assert not computer.has("notices/mail.toml")
    with pytest.raises(PublishingProblem, match=r"There is no notice mail to take down\. There is: none"):
        publisher.change(NoticeRemoved("mail"))


def test_one_that_computers_could_not_read_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    file = tmp_path / "mail.toml"
    file.write_text('title = "E-mail is slow"\n')
    with pytest.raises(ManifestProblem, match=r'mail\.toml.*A notice needs "says"'):
        publisher.change(NoticeAdded(file))


class Crowded:
    """As many notices as anybody reads are up."""

    def draft(self, books: Books) -> Draft:
        draft = Draft(books)
        draft.put_ring(Ring.PILOT, RingList(notices=tuple(f"n{number}" for number in range(MOST))))
        return draft


def test_no_more_are_up_than_anybody_reads(publisher: Publisher, tmp_path: Path) -> None:
    publisher.change(Crowded())
    with pytest.raises(PublishingProblem, match=f"Ring pilot has {MOST} notices"):
        publisher.change(NoticeAdded(notice(tmp_path, "more")))


def test_what_windows_can_make_no_file_of_is_not_put_up(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(PublishingProblem, match="aux can't be the name of a file on every computer"):
        publisher.change(NoticeAdded(notice(tmp_path, "aux")))
    assert up(publisher) == [()] * 3

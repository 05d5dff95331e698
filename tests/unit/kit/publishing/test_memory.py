"""A catalogue that was put back to an earlier day is not signed anew: it would bring back what was withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.published import Publisher, packed

from deskside.errors import PublishingProblem
from deskside.kit.publishing.memory import FILE
from deskside.kit.publishing.publication import Publication
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rings import Withdrawal
from deskside.model.catalogue import Ring


@pytest.fixture
def put_back(publisher: Publisher, tmp_path: Path) -> Publisher:
    """Its folder as it was before ``vpn`` was withdrawn; all of it validly signed."""
    publisher.publish("vpn")
    before = tmp_path / "before"
    shutil.copytree(publisher.folder, before)
    publisher.change(Withdrawal("vpn"))
    shutil.rmtree(publisher.folder)
    shutil.copytree(before, publisher.folder)
    return publisher


def test_nothing_is_built_on_a_catalogue_that_was_put_back(put_back: Publisher) -> None:
    files = {file: file.read_bytes() for file in put_back.folder.rglob("*") if file.is_file()}
    with pytest.raises(PublishingProblem) as problem:
        put_back.publish("mail")
    words = problem.value.words()
    assert "has release in version 2, and that was version 3" in words
    assert f"remove {put_back.key_folder / FILE}" in words
    assert {file: file.read_bytes() for file in put_back.folder.rglob("*") if file.is_file()} == files


def test_a_dry_run_says_so_too(put_back: Publisher) -> None:
    with pytest.raises(PublishingProblem, match="is older than what was signed"):
        put_back.office().change(Publication((packed("mail", "1.0.0"),), "network"), dry_run=True)


def test_cron_with_the_online_keys_alone_renews_no_older_state(publisher: Publisher, tmp_path: Path) -> None:
    online = publisher.key_folder / "online"
    before = tmp_path / "before"
    shutil.copytree(publisher.folder, before)
    publisher.change(Renewal(()), online)
    assert (online / FILE).is_file()
    shutil.rmtree(publisher.folder)
    shutil.copytree(before, publisher.folder)
    with pytest.raises(PublishingProblem, match="has snapshot in version 1, and that was version 2"):
        publisher.change(Renewal(()), online)


def test_who_lost_the_newer_files_can_go_on(put_back: Publisher) -> None:
    (put_back.key_folder / FILE).unlink()
    put_back.change(Withdrawal("vpn"))
    assert put_back.ring(Ring.PILOT) == {}


def test_a_stick_that_nothing_can_be_written_to_signs_all_the_same(publisher: Publisher) -> None:
    (publisher.key_folder / f".{FILE}.new").mkdir()  # the file can't be made there, by root either
    publisher.publish("vpn")
    assert publisher.ring(Ring.PILOT)
    assert not (publisher.key_folder / FILE).exists()


def test_a_memory_that_cannot_be_read_is_named(publisher: Publisher) -> None:
    publisher.publish("vpn")
    (publisher.key_folder / FILE).write_text("{")
    with pytest.raises(PublishingProblem, match=r"seen\.json is damaged"):
        publisher.publish("mail")

"""One command makes a catalogue that computers trust."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.published import Computer, Publisher

from deskside.errors import PublishingProblem
from deskside.kit.publishing.opening import Opening, open_catalogue
from deskside.model.catalogue import Ring, ring_path


def test_a_new_catalogue_has_three_empty_rings(publisher: Publisher, computer: Computer) -> None:
    empty = b'{"notices":[],"schema":1,"troubleshooters":{},"withdrawn":{}}'
    assert computer.sees() == {ring_path(ring): empty for ring in Ring}


def test_two_of_three_keys_sign_for_root_and_targets_and_dates_are_as_promised(publisher: Publisher) -> None:
    books = publisher.office().books()
    lives = {
        "root": 365,
        "targets": 365,
        "release": 180,
        "team-network": 180,
        "snapshot": 3,
        "timestamp": 3,
    }
    signed = {name: role.signed for name, role in books.roles.items()}
    for name, role in {**signed, "root": books.root.signed}.items():
        assert round((role.expires - publisher.now).total_seconds() / 86400) == lives[name]
    for role, keys, threshold in (("root", 3, 2), ("targets", 3, 2), ("snapshot", 1, 1), ("timestamp", 1, 1)):
        asked = books.root.signed.roles[role]
        assert (len(asked.keyids), asked.threshold) == (keys, threshold)
    assert round((books.timestamp.signed.expires - publisher.now).total_seconds() / 86400) == 3
    assert round((books.snapshot.signed.expires - publisher.now).total_seconds() / 86400) == 3


def test_no_two_roles_share_a_key(publisher: Publisher) -> None:
    books = publisher.office().books()
    roles = ("root", "targets", "snapshot", "timestamp", "release", "team-network")
    ids = [keyid for role in roles for keyid in books.delegator(role).get_delegated_role(role).keyids]
    assert len(ids) == len(set(ids)) == 10


def test_every_folder_of_keys_carries_the_root_that_computers_get(publisher: Publisher) -> None:
    root = (publisher.folder / "metadata" / "1.root.json").read_bytes()
    copies = list(publisher.key_folder.rglob("root.json"))
    assert {copy.parent.name for copy in copies} == {"keys", "root", "targets", "release", "team-network", "online"}
    assert all(copy.read_bytes() == root for copy in copies)


def test_a_catalogue_and_its_keys_are_never_written_over(publisher: Publisher) -> None:
    before = {file: file.read_bytes() for file in publisher.top.rglob("*") if file.is_file()}
    with pytest.raises(PublishingProblem, match="There is a catalogue in"):
        open_catalogue(publisher.folder, publisher.keys(publisher.top / "new"), Opening(), publisher.now)
    with pytest.raises(PublishingProblem, match="is not empty: it may hold keys"):
        open_catalogue(publisher.top / "other", publisher.keys(), Opening(), publisher.now)
    assert {file: file.read_bytes() for file in publisher.top.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("opening", "says"),
    [
        (Opening(root_keys=1, root_threshold=2), "root: 2 of 1 keys can't sign"),
        (Opening(targets_threshold=0), "targets: 0 of 3 keys can't sign"),
        (Opening(teams=("../etc",)), "can't be the name of a team"),
        (Opening(teams=("Network",)), "can't be the name of a team"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_made(tmp_path: Path, opening: Opening, says: str) -> None:
    with pytest.raises(PublishingProblem, match=says):
        Publisher(tmp_path / "publisher", opening)
    assert not (tmp_path / "publisher").exists()

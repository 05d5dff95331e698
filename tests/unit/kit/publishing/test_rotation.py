"""Keys are replaced without a visit to any computer, and a stolen one is worth nothing after that."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.published import Computer, FromFolder, Publisher, packed
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile

from deskside.errors import PublishingProblem
from deskside.kit.publishing.publication import Publication
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rotation import NewTeam, Rotation

ROLES = ("root", "targets", "snapshot", "timestamp", "release", "team-network")


def ids(publisher: Publisher, role: str) -> list[str]:
    books = publisher.office().books()
    return list(books.delegator(role).get_delegated_role(role).keyids)


@pytest.mark.parametrize("role", ROLES)
def test_computers_follow_new_keys_by_themselves(role: str, publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    before, old = computer.sees(), ids(publisher, role)
    publisher.change(Rotation(role))
    assert computer.sees() == before
    assert not set(ids(publisher, role)) & set(old)
    assert len(ids(publisher, role)) == len(old)
    publisher.publish("wifi")
    assert "troubleshooters/network/wifi-1.0.0.zip" in computer.sees()


@pytest.mark.parametrize("role", ROLES)
def test_the_old_keys_sign_nothing_any_more(role: str, publisher: Publisher) -> None:
    old = [file for file in publisher.key_folder.rglob(f"{role}-*.pem") if file.stem.rpartition("-")[0] == role]
    publisher.change(Rotation(role))
    books = publisher.office().books()
    in_use = [keyid for one in ROLES for keyid in books.delegator(one).get_delegated_role(one).keyids]
    assert sorted(publisher.office().keys.unused(in_use)) == sorted(old)
    for file in (publisher.key_folder / (old[0].parent.name)).glob(f"{role}-*.pem"):
        if file not in old:
            file.unlink()
    with pytest.raises(PublishingProblem, match=r"[Nn]ot here"):
        publisher.change(Renewal((role,)) if role in ("root", *books.roles) else Renewal())


def test_one_key_of_several_is_replaced_by_the_start_of_its_id(publisher: Publisher, computer: Computer) -> None:
    first, second, third = ids(publisher, "root")
    draft = publisher.change(Rotation(second[:8]))
    assert set(ids(publisher, "root")) > {first, third}
    assert second not in ids(publisher, "root")
    assert draft.says[0].startswith(f"root: key {second[:8]} out, ")
    computer.updater()


def test_what_is_neither_role_nor_key_is_told_what_there_is(publisher: Publisher) -> None:
    with pytest.raises(PublishingProblem, match="There is: online, root, targets, snapshot, timestamp, release"):
        publisher.change(Rotation("team-sales"))


def test_a_lost_online_key_is_replaced_without_it(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    before = computer.sees()
    for file in (publisher.key_folder / "online").glob("*.pem"):
        file.unlink()
    with pytest.raises(PublishingProblem, match="The key of snapshot"):
        publisher.change(Renewal())
    publisher.change(Rotation("online"))
    assert computer.sees() == before


def test_a_stolen_teams_key_signs_nothing_that_computers_take(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    stolen = publisher.keys().signer(ids(publisher, "team-network")[0], _public(publisher, "team-network"))
    publisher.change(Rotation("team-network"))
    books = publisher.office().books()
    forged = copy.deepcopy(books.roles["team-network"].signed)
    made = Metadata(forged)
    made.sign(stolen)
    (publisher.folder / "metadata" / f"{forged.version}.team-network.json").write_bytes(made.to_bytes())
    with pytest.raises(RepositoryError):
        computer.has("troubleshooters/network/vpn-1.0.0.zip")
    with pytest.raises(PublishingProblem, match="is not signed by the keys for it"):
        publisher.publish("wifi")


def test_computers_that_a_thief_wound_far_forward_come_back_under_new_online_keys(
    publisher: Publisher, computer: Computer
) -> None:
    """Fast-forward: with both online keys a thief shows a version that nothing honest ever exceeds."""
    publisher.publish("vpn")
    before = computer.sees()
    _wind_forward(publisher, computer)
    with pytest.raises(RepositoryError):
        computer.updater()
    publisher.change(Renewal())
    with pytest.raises(RepositoryError):
        computer.updater()
    publisher.change(Rotation("online"))
    assert computer.sees() == before


def test_a_new_team_publishes_with_its_own_key(publisher: Publisher, computer: Computer) -> None:
    publisher.change(NewTeam("print"))
    publisher.publish("printer", team="print")
    assert "troubleshooters/print/printer-1.0.0.zip" in computer.sees()
    with pytest.raises(PublishingProblem, match="There is a team print already"):
        publisher.change(NewTeam("print"))
    with pytest.raises(PublishingProblem, match="The key of team-network"):
        publisher.change(Publication((packed("vpn", "1.0.0"),), "network"), publisher.key_folder / "team-print")


@pytest.mark.parametrize("role", ["root", "targets", "online", "team-network", "release"])
def test_who_looks_while_keys_change_sees_what_was_or_what_is(role: str, publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish("vpn")
    before = Computer(publisher, tmp_path / "before").sees()
    for at in range(1, 12):
        meanwhile = publisher.copy(tmp_path / f"{at}")
        fetcher = Meanwhile(meanwhile, at, lambda one: one.change(Rotation(role)))
        assert Computer(meanwhile, tmp_path / f"{at}" / "computer", fetcher).sees() == before


class Meanwhile(FromFolder):
    """Something happens just before the answer to request number ``at``."""

    def __init__(self, publisher: Publisher, at: int, happens: Callable[[Publisher], object]) -> None:
        super().__init__(publisher.folder)
        self._publisher, self._at, self._happens = publisher, at, happens

    def _fetch(self, url: str):  # type: ignore[no-untyped-def,override]
        if len(self.asked) + 1 == self._at:
            self._happens(self._publisher)
        return super()._fetch(url)


def _public(publisher: Publisher, role: str):  # type: ignore[no-untyped-def]
    books = publisher.office().books()
    return books.delegator(role).get_key(ids(publisher, role)[0])


def _wind_forward(publisher: Publisher, computer: Computer) -> None:
    """A thief's timestamp and snapshot reach the computer, and then the honest ones are back on the server."""
    books, keys = publisher.office().books(), publisher.keys()
    honest = (publisher.folder / "metadata" / "timestamp.json").read_bytes()
    snapshot, timestamp = copy.deepcopy(books.snapshot.signed), copy.deepcopy(books.timestamp.signed)
    snapshot.version = timestamp.version = 2**31 - 2
    made = Metadata(snapshot)
    made.sign(keys.signer(ids(publisher, "snapshot")[0], _public(publisher, "snapshot")))
    timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, made.to_bytes(), ["sha256"])
    told = Metadata(timestamp)
    told.sign(keys.signer(ids(publisher, "timestamp")[0], _public(publisher, "timestamp")))
    forged = publisher.folder / "metadata" / f"{snapshot.version}.snapshot.json"
    forged.write_bytes(made.to_bytes())
    (publisher.folder / "metadata" / "timestamp.json").write_bytes(told.to_bytes())
    computer.updater()
    forged.unlink()
    (publisher.folder / "metadata" / "timestamp.json").write_bytes(honest)

"""Whoever may write to the web server does not get a publisher to sign what they put there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tests.published import Publisher, packed
from tuf.api.metadata import Metadata, Root

from deskside.errors import PublishingProblem
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rings import Promotion
from deskside.model.catalogue import Ring


def metadata(publisher: Publisher, name: str) -> Path:
    return publisher.folder / "metadata" / name


def changed(file: Path, change: Callable[[dict], object]) -> None:  # type: ignore[type-arg]
    data = json.loads(file.read_bytes())
    change(data["signed"])
    file.write_text(json.dumps(data))


def _foreign_target(signed: dict) -> None:  # type: ignore[type-arg]
    evil = {"length": 4, "hashes": {"sha256": "0" * 64}}
    signed["targets"]["troubleshooters/network/evil-1.0.0.zip"] = evil


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("2.team-network.json", _foreign_target),
        ("2.release.json", lambda signed: signed["targets"].clear()),
        ("1.targets.json", lambda signed: signed["delegations"]["roles"].pop()),
        ("2.snapshot.json", lambda signed: signed.update(version=1)),
        ("timestamp.json", lambda signed: signed.update(version=9999)),
    ],
)
def test_what_somebody_changed_on_the_server_is_named_and_nothing_is_signed(
    name: str,
    change: Callable[[dict], object],
    publisher: Publisher,  # type: ignore[type-arg]
) -> None:
    publisher.publish("vpn")
    changed(metadata(publisher, name), change)
    before = {file: file.read_bytes() for file in publisher.folder.rglob("*.json")}
    for attempt in (lambda: publisher.publish("wifi"), lambda: publisher.change(Renewal())):
        with pytest.raises(PublishingProblem, match=name):
            attempt()
    assert {file: file.read_bytes() for file in publisher.folder.rglob("*.json")} == before


def test_an_older_file_under_a_newer_name_is_noticed(publisher: Publisher) -> None:
    publisher.publish("vpn")
    metadata(publisher, "2.team-network.json").write_bytes(metadata(publisher, "1.team-network.json").read_bytes())
    with pytest.raises(PublishingProblem, match="is not the one that was published"):
        publisher.publish("wifi")


def test_a_root_of_somebody_elses_is_not_followed(publisher: Publisher) -> None:
    stranger = Publisher(publisher.top.parent / "stranger")
    stranger.change(Renewal(("root",)))
    metadata(publisher, "2.root.json").write_bytes(metadata(stranger, "2.root.json").read_bytes())
    with pytest.raises(PublishingProblem, match=r"2\.root\.json is not signed by the keys for it"):
        publisher.publish("vpn")


def test_a_whole_catalogue_of_somebody_elses_is_not_signed(publisher: Publisher) -> None:
    stranger = Publisher(publisher.top.parent / "stranger")
    for file in publisher.folder.rglob("*.json"):
        file.unlink()
    for file in stranger.folder.rglob("*.json"):
        (publisher.folder / file.relative_to(stranger.folder)).write_bytes(file.read_bytes())
    with pytest.raises(PublishingProblem, match="is not signed by the keys for it"):
        publisher.publish("vpn")


def test_a_root_signed_by_one_of_two_is_not_followed(publisher: Publisher) -> None:
    books, keys = publisher.office().books(), publisher.keys()
    root: Root = books.root.signed
    one = root.roles["root"].keyids[0]
    root.version, root.expires = 2, root.expires + timedelta(days=1)
    made = Metadata(root)
    made.sign(keys.signer(one, root.get_key(one)))
    made.sign(CryptoSigner(Ed25519PrivateKey.generate()), append=True)
    metadata(publisher, "2.root.json").write_bytes(made.to_bytes())
    with pytest.raises(PublishingProblem, match="is not signed by the keys for it"):
        publisher.publish("vpn")


def test_an_archive_that_was_swapped_is_noticed_when_it_is_looked_into(publisher: Publisher) -> None:
    publisher.publish("vpn")
    archive = next(publisher.folder.rglob("*.vpn-1.0.0.zip"))
    archive.write_bytes(packed("vpn", "1.0.0", says="Evil").content)
    with pytest.raises(PublishingProblem, match="is not what was signed"):
        publisher.change(Promotion("vpn", Ring.ALL))


def test_without_the_root_beside_the_keys_nothing_is_believed(publisher: Publisher) -> None:
    for copy in publisher.key_folder.rglob("root.json"):
        copy.unlink()
    with pytest.raises(PublishingProblem, match=r"There is no root\.json in"):
        publisher.publish("vpn")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"signed": {}}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_named(publisher: Publisher, damage: bytes) -> None:
    metadata(publisher, "timestamp.json").write_bytes(damage)
    with pytest.raises(PublishingProblem, match=r"timestamp\.json"):
        publisher.publish("vpn")


def test_a_folder_that_is_no_catalogue_is_named(publisher: Publisher, tmp_path: Path) -> None:
    publisher.folder = tmp_path / "nothing"
    with pytest.raises(PublishingProblem, match="There is no folder"):
        publisher.publish("vpn")
    publisher.folder.mkdir()
    with pytest.raises(PublishingProblem, match="Is this the folder of a catalogue"):
        publisher.publish("vpn")

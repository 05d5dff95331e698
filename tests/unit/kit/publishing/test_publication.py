"""What a team publishes reaches the ring it is for, and what must not be published is refused with a reason."""

from __future__ import annotations

import pytest
from tests.published import Computer, Publisher, packed

from deskside.errors import PublishingProblem
from deskside.kit.publishing.opening import Opening
from deskside.kit.publishing.publication import Packed, Publication
from deskside.kit.publishing.rings import Promotion, Withdrawal
from deskside.model.catalogue import Ring, ring_path

VPN = "troubleshooters/network/vpn-1.0.0.zip"


def refused(publisher: Publisher, *archives: Packed, team: str = "network", ring: Ring | None = Ring.PILOT) -> str:
    """The reason; and nothing has changed."""
    before = publisher.office().books().snapshot.signed.version
    with pytest.raises(PublishingProblem) as problem:
        publisher.change(Publication(archives, team, ring))
    assert publisher.office().books().snapshot.signed.version == before
    return problem.value.words()


def test_computers_of_the_ring_get_the_very_bytes(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    assert computer.sees()[VPN] == packed("vpn", "1.0.0").content
    assert publisher.ring(Ring.PILOT) == {"vpn": VPN}
    assert publisher.ring(Ring.EARLY) == publisher.ring(Ring.ALL) == {}


def test_it_tells_what_changes_for_whom_and_what_is_newly_needed(publisher: Publisher) -> None:
    first = publisher.change(Publication((packed("vpn", "1.0.0", ["network.vpn"]),), "network"))
    assert first.says[1] == "ring pilot: vpn new, 1.0.0; needs network.vpn"
    needs = ["network.vpn", "services.restart:vpn"]
    second = publisher.change(Publication((packed("vpn", "1.1.0", needs),), "network"))
    assert second.says[1] == "ring pilot: vpn 1.0.0 -> 1.1.0; newly needs services.restart:vpn"


def test_without_a_ring_it_is_signed_and_no_computer_gets_it(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn", ring=None)
    assert computer.has(VPN)
    assert VPN not in computer.sees()


def test_to_publish_the_same_again_changes_nothing(publisher: Publisher) -> None:
    publisher.publish("vpn")
    again = publisher.publish("vpn")
    assert not again.changes
    assert again.says == ["Ring pilot has that already. Nothing changes."]


def test_a_version_goes_up_only(publisher: Publisher) -> None:
    publisher.publish("vpn", version="1.2.0")
    assert refused(publisher, packed("vpn", "1.1.9")) == (
        'vpn 1.2.0 is published already, and 1.1.9 is not above it. Give it a higher "version" in its manifest.'
    )
    assert "1.2.0 is published already" in refused(publisher, packed("vpn", "1.1.9"), ring=None)


def test_a_version_that_is_the_same_but_for_zeros_is_no_new_one(publisher: Publisher) -> None:
    publisher.publish("vpn", version="1.2.0")
    assert "1.02.0 is not above it" in refused(publisher, packed("vpn", "1.02.0"))


def test_the_same_version_with_other_bytes_is_refused(publisher: Publisher) -> None:
    publisher.publish("vpn")
    assert "is published already, with another content" in refused(publisher, packed("vpn", "1.0.0", says="Other"))


def test_what_was_withdrawn_needs_a_version_above_it(publisher: Publisher) -> None:
    publisher.publish("vpn", version="1.2.0")
    publisher.change(Withdrawal("vpn"))
    for ring in (Ring.PILOT, None):
        assert "vpn was withdrawn up to 1.2.0" in refused(publisher, packed("vpn", "1.2.0"), ring=ring)
    publisher.publish("vpn", version="1.2.1")
    assert publisher.ring(Ring.PILOT) == {"vpn": "troubleshooters/network/vpn-1.2.1.zip"}


def test_two_teams_keep_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    publisher = Publisher(tmp_path_factory.mktemp("two"), Opening(teams=("network", "print")))
    publisher.publish("vpn")
    assert refused(publisher, packed("vpn", "2.0.0"), team="print") == (
        "vpn is published by team network. Choose another id, or ask them."
    )
    assert "There is no team sales in this catalogue. There is: network, print." in refused(
        publisher, packed("crm", "1.0.0"), team="sales"
    )


def test_whose_key_is_missing_is_said_and_nothing_is_half_done(publisher: Publisher) -> None:
    keys = publisher.key_folder
    change = Publication((packed("vpn", "1.0.0"),), "network")
    for folders, lacks in (
        ((keys / "release", keys / "online"), "The key of team-network ("),
        ((keys / "team-network", keys / "online"), "The key of release ("),
        ((keys / "team-network", keys / "release"), "The key of snapshot ("),
    ):
        before = sorted(file.name for file in publisher.folder.rglob("*"))
        with pytest.raises(PublishingProblem, match="is not here") as problem:
            publisher.change(change, *folders)
        assert lacks in problem.value.words()
        assert sorted(file.name for file in publisher.folder.rglob("*")) in (before, sorted([*before, ".lock"]))


def test_a_team_with_its_own_key_signs_and_who_has_the_release_key_gives_it_out(
    publisher: Publisher, computer: Computer
) -> None:
    keys = publisher.key_folder
    publisher.change(Publication((packed("vpn", "1.0.0"),), "network", None), keys / "team-network", keys / "online")
    assert VPN not in computer.sees()
    publisher.change(Promotion("vpn", Ring.PILOT), keys / "release", keys / "online")
    assert VPN in computer.sees()


def test_a_dry_run_writes_nothing_and_asks_for_no_passphrase(publisher: Publisher) -> None:
    before = {file: file.stat().st_mtime_ns for file in publisher.top.rglob("*")}
    office = publisher.office()
    draft = office.change(Publication((packed("vpn", "1.0.0"),), "network"), dry_run=True)
    assert draft.says[-1] == "ring pilot: vpn new, 1.0.0; needs nothing new"
    assert {file: file.stat().st_mtime_ns for file in publisher.top.rglob("*")} == before


def test_a_dry_run_tells_of_a_missing_key_too(publisher: Publisher) -> None:
    office = publisher.office(publisher.key_folder / "online")
    with pytest.raises(PublishingProblem, match="team-network"):
        office.change(Publication((packed("vpn", "1.0.0"),), "network"), dry_run=True)


def test_what_is_no_archive_or_no_name_is_refused(publisher: Publisher) -> None:
    assert "not the archive of a troubleshooter" in refused(publisher, Packed("vpn", "1.0.0", b"hello"))
    assert "can't be the name of an archive" in refused(publisher, Packed("../vpn", "1.0.0", b""))
    assert "One id stands twice" in refused(publisher, packed("vpn", "1.0.0"), packed("vpn", "1.1.0"))


def test_a_computer_that_has_everything_asks_for_three_small_files_at_most(
    publisher: Publisher, computer: Computer
) -> None:
    publisher.publish("vpn", "wifi")
    computer.sees()
    fetcher = computer.fetcher
    fetcher.asked.clear()
    computer.updater()
    assert fetcher.asked == ["metadata/2.root.json", "metadata/timestamp.json"]
    assert ring_path(Ring.PILOT) not in fetcher.asked


@pytest.mark.parametrize("id_", ["con", "nul", "com1", "lpt9", "a" * 101])
def test_what_windows_can_make_no_folder_of_is_not_published(publisher: Publisher, id_: str) -> None:
    assert "can't be the name of a folder on every computer" in refused(publisher, packed(id_, "1.0.0"))

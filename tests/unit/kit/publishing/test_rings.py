"""Promoting gives a troubleshooter to more computers; withdrawing takes it from all of them, for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.published import Computer, Publisher

from deskside.errors import PublishingProblem
from deskside.kit.publishing.rings import Promotion, Withdrawal
from deskside.model.catalogue import Ring

VPN = "troubleshooters/network/vpn-{}.zip"


def versions(publisher: Publisher) -> list[str]:
    """Of "vpn", ring by ring; "" where there is none."""
    paths = [publisher.ring(ring).get("vpn", "") for ring in Ring]
    return [path.removeprefix("troubleshooters/network/vpn-").removesuffix(".zip") for path in paths]


def test_it_goes_ring_by_ring(publisher: Publisher) -> None:
    publisher.publish("vpn")
    publisher.change(Promotion("vpn", Ring.EARLY))
    assert versions(publisher) == ["1.0.0", "1.0.0", ""]
    publisher.change(Promotion("vpn", Ring.ALL))
    assert versions(publisher) == ["1.0.0", "1.0.0", "1.0.0"]


def test_what_is_promoted_is_what_the_rings_before_have_and_not_the_newest(publisher: Publisher) -> None:
    publisher.publish("vpn", version="1.0.0")
    publisher.change(Promotion("vpn", Ring.EARLY))
    publisher.publish("vpn", version="2.0.0", ring=None)
    publisher.change(Promotion("vpn", Ring.ALL))
    assert versions(publisher) == ["1.0.0", "1.0.0", "1.0.0"]
    publisher.change(Promotion("vpn", Ring.ALL, "2.0.0"))
    assert versions(publisher) == ["2.0.0", "2.0.0", "2.0.0"]


def test_a_ring_never_goes_down_in_version(publisher: Publisher) -> None:
    publisher.publish("vpn", version="1.0.0")
    publisher.publish("vpn", version="2.0.0")
    publisher.change(Promotion("vpn", Ring.ALL))
    with pytest.raises(PublishingProblem, match=r"Ring all has vpn 2\.0\.0 already: a ring never goes down"):
        publisher.change(Promotion("vpn", Ring.ALL, "1.0.0"))
    assert versions(publisher) == ["2.0.0", "2.0.0", "2.0.0"]


def test_an_older_version_for_all_leaves_the_newer_one_with_the_pilots(publisher: Publisher) -> None:
    publisher.publish("vpn", version="1.0.0")
    publisher.publish("vpn", version="2.0.0")
    publisher.change(Promotion("vpn", Ring.ALL, "1.0.0"))
    assert versions(publisher) == ["2.0.0", "1.0.0", "1.0.0"]


def test_what_is_not_there_cannot_be_promoted(publisher: Publisher) -> None:
    with pytest.raises(PublishingProblem, match="vpn is not published"):
        publisher.change(Promotion("vpn", Ring.ALL))
    publisher.publish("vpn")
    with pytest.raises(PublishingProblem, match=r"vpn 3\.0\.0 is not published\. There is: 1\.0\.0\."):
        publisher.change(Promotion("vpn", Ring.ALL, "3.0.0"))


def test_what_is_withdrawn_is_gone_everywhere_and_named_so_that_copies_go(
    publisher: Publisher, computer: Computer
) -> None:
    publisher.publish("vpn", "wifi")
    publisher.change(Promotion("vpn", Ring.ALL))
    draft = publisher.change(Withdrawal("vpn"))
    assert draft.says[:3] == [f"ring {ring}: vpn 1.0.0 goes; computers delete their copies" for ring in Ring]
    books = publisher.office().books()
    assert [books.ring(ring).withdrawn for ring in Ring] == [{"vpn": "1.0.0"}] * 3
    assert not computer.has(VPN.format("1.0.0"))
    assert not list(publisher.folder.rglob("*.vpn-1.0.0.zip"))
    assert publisher.ring(Ring.PILOT) == {"wifi": "troubleshooters/network/wifi-1.0.0.zip"}


def test_up_to_a_version_leaves_the_newer_one(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn", version="1.0.0", ring=Ring.ALL)
    publisher.publish("vpn", version="2.0.0")
    publisher.change(Withdrawal("vpn", "1.0.0"))
    assert versions(publisher) == ["2.0.0", "", ""]
    assert computer.has(VPN.format("2.0.0"))
    assert not computer.has(VPN.format("1.0.0"))


def test_a_built_in_one_is_hidden_by_its_version(publisher: Publisher) -> None:
    with pytest.raises(PublishingProblem, match="say up to which version"):
        publisher.change(Withdrawal("printer"))
    publisher.change(Withdrawal("printer", "1.0.0"))
    assert publisher.office().books().ring(Ring.ALL).withdrawn == {"printer": "1.0.0"}
    assert publisher.change(Withdrawal("printer", "1.0.0")).says[-1].endswith("Nothing changes.")


def test_the_release_key_alone_withdraws_though_the_teams_key_is_away(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    keys = publisher.key_folder
    draft = publisher.change(Withdrawal("vpn"), keys / "release", keys / "online")
    assert "team-network stays as it is: The key of team-network" in draft.says[-1]
    assert versions(publisher) == ["", "", ""]
    assert computer.has(VPN.format("1.0.0"))
    publisher.change(Withdrawal("vpn"))
    assert not computer.has(VPN.format("1.0.0"))


def test_long_superseded_files_are_swept_and_what_is_in_use_never(publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish("wifi")
    for number in range(15):
        publisher.publish("vpn", version=f"1.{number}.0")
    assert len(list((publisher.folder / "metadata").glob("*.release.json"))) == 10
    assert len(list((publisher.folder / "metadata").glob("*.snapshot.json"))) == 10
    assert len(list((publisher.folder / "targets" / "rings").glob("*.pilot.json"))) == 10
    assert len(list((publisher.folder / "metadata").glob("*.root.json"))) == 1
    assert set(Computer(publisher, tmp_path / "new").sees()) >= {
        VPN.format("1.14.0"),
        "troubleshooters/network/wifi-1.0.0.zip",
    }
    assert len(list(publisher.folder.rglob("*.vpn-1.*.zip"))) == 15


@pytest.mark.parametrize(
    ("id_", "version"),
    [("Ä/../x", "1.0.0"), ("VPN", "1.0.0"), ("vpn ", "1.0.0"), ("a\x1b[2Jb", "1.0.0"), ("vpn", "9.x"), ("vpn", "1.0")],
)
def test_a_slip_of_the_pen_in_a_withdrawal_does_not_shut_every_computer_out(
    publisher: Publisher, tmp_path: Path, id_: str, version: str
) -> None:
    """They refuse a whole list with a name or version that can't be, and what is withdrawn never leaves it."""
    publisher.publish("vpn", ring=Ring.ALL)
    with pytest.raises(PublishingProblem, match="Nothing was changed"):
        publisher.change(Withdrawal(id_, version))
    assert not publisher.office().books().ring(Ring.ALL).withdrawn

"""What runs out is told before computers stop believing the catalogue, and renewing is one command."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.published import Computer, Publisher
from tuf.api.exceptions import ExpiredMetadataError

from deskside.errors import PublishingProblem
from deskside.kit.publishing import journal
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rings import Promotion, Withdrawal
from deskside.kit.publishing.status import Status, read_status, status_lines
from deskside.model.catalogue import Ring


def status(publisher: Publisher) -> Status:
    return read_status(publisher.office(), publisher.now)


def test_it_tells_who_has_what(publisher: Publisher) -> None:
    publisher.publish("vpn", "wifi", "mail")
    publisher.change(Promotion("vpn", Ring.ALL))
    publisher.publish("vpn", version="1.1.0")
    publisher.publish("clock", ring=None)
    publisher.change(Withdrawal("mail"))
    found = status(publisher)
    assert found.rings == {
        "pilot": {"vpn": "1.1.0", "wifi": "1.0.0"},
        "early": {"vpn": "1.0.0"},
        "all": {"vpn": "1.0.0"},
    }
    assert found.signed_only == ("troubleshooters/network/clock-1.0.0.zip",)
    assert found.withdrawn == {"mail": "1.0.0"}
    assert found.warnings == ()
    told = "\n".join(status_lines(found))
    assert "ring pilot: vpn 1.1.0, wifi 1.0.0" in told
    assert "withdrawn: mail up to 1.0.0" in told
    assert msgspec.json.decode(msgspec.json.encode(found))["rings"]["all"] == {"vpn": "1.0.0"}


def test_it_tells_which_keys_are_here(publisher: Publisher) -> None:
    next((publisher.key_folder / "root").glob("*.pem")).unlink()
    root = next(role for role in status(publisher).roles if role.role == "root")
    assert (root.threshold, sorted(key.here for key in root.keys)) == (2, [False, True, True])


@pytest.mark.parametrize(
    ("days", "warned"),
    [
        (1, []),
        (2.5, ["snapshot", "timestamp"]),
        (152, ["release", "team-network", "snapshot", "timestamp"]),
        (336, ["root", "targets", "release", "team-network", "snapshot", "timestamp"]),
    ],
)
def test_what_runs_out_soon_is_told_with_what_to_type(publisher: Publisher, days: float, warned: list[str]) -> None:
    publisher.later(days=days)
    warnings = status(publisher).warnings
    assert [warning.split()[0] for warning in warnings] == warned
    for role, warning in zip(warned, warnings, strict=True):
        online = role in ("snapshot", "timestamp")
        assert warning.endswith(f"Run: deskside catalogue renew{'' if online else f' {role}'}")


def test_what_ran_out_is_told_as_such(publisher: Publisher) -> None:
    publisher.later(days=3, minutes=1)
    assert "timestamp ran out on" in status(publisher).warnings[-1]


def test_an_interrupted_command_is_told(publisher: Publisher) -> None:
    staging = publisher.folder / journal.STAGING
    staging.mkdir()
    (staging / "list.json").write_text('{"moves": []}')
    assert status(publisher).warnings[0].startswith("A command was interrupted.")
    publisher.change(Renewal())
    assert status(publisher).warnings == ()


def test_renewing_takes_the_online_keys_only_and_gives_three_more_days(publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish("vpn")
    before = Computer(publisher, tmp_path / "before").sees()
    publisher.later(days=-4)
    publisher.change(Renewal())
    computer = Computer(publisher, tmp_path / "after")
    with pytest.raises(ExpiredMetadataError):
        computer.updater()
    publisher.later(days=4)
    publisher.change(Renewal(), publisher.key_folder / "online")
    assert computer.sees() == before
    left = {role.role: role.days for role in status(publisher).roles}
    assert left["timestamp"] == left["snapshot"] == pytest.approx(3, abs=0.01)


def test_offline_roles_are_renewed_by_name(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    before = computer.sees()
    publisher.later(days=300)
    publisher.change(Renewal(("root", "targets", "release", "team-network")))
    left = {role.role: round(role.days) for role in status(publisher).roles}
    assert left == {"root": 365, "targets": 365, "release": 180, "team-network": 180, "snapshot": 3, "timestamp": 3}
    assert computer.sees() == before
    with pytest.raises(PublishingProblem, match="There is no role sales"):
        publisher.change(Renewal(("sales",)))

"""A publisher's computer loses power: computers see all of a change or nothing of it, and the next command goes on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from tests.published import Computer, Publisher, packed
from tuf.api.exceptions import UnsignedMetadataError

from deskside.kit.publishing.disk import Disk
from deskside.kit.publishing.draft import Change
from deskside.kit.publishing.journal import STAGING
from deskside.kit.publishing.notices import NoticeAdded
from deskside.kit.publishing.publication import Publication
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rings import Promotion, Withdrawal
from deskside.kit.publishing.rotation import Rotation
from deskside.model.catalogue import Ring

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the process is ended by a signal")

EVERY = 1 if os.environ.get("DESKSIDE_FULL") else 4


class Dying(Disk):
    """Ends the process at a step: before it, or with half of a file written. ``at`` 0 never does, and counts."""

    def __init__(self, at: int = 0, half: bool = False) -> None:
        self._at, self._half = at, half
        self.steps: list[str] = []

    def _step(self, kind: str = "") -> bool:
        self.steps.append(kind)
        if len(self.steps) == self._at and not self._half:
            os.kill(os.getpid(), signal.SIGKILL)
        return len(self.steps) == self._at

    def make(self, folder: Path, mode: int = 0o755) -> None:
        self._step()
        super().make(folder, mode)

    def write(self, path: Path, content: bytes, mode: int = 0o644) -> None:
        if self._step("write"):
            path.write_bytes(content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        super().write(path, content, mode)

    def move(self, source: Path, target: Path) -> None:
        self._step()
        super().move(source, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)

    def settle(self, folder: Path) -> None:
        self._step()
        super().settle(folder)


def _notice(top: Path) -> Change:
    file = top / "mail.toml"
    file.write_text('title = "E-mail is slow"\nsays = "We work on it."\nsince = 2026-11-22T09:30:00+01:00\n')
    return NoticeAdded(file)


CHANGES: dict[str, Callable[[Path], Change]] = {
    "publish": lambda _top: Publication((packed("vpn", "1.1.0"), packed("wifi", "1.0.0")), "network", Ring.PILOT),
    "promote": lambda _top: Promotion("vpn", Ring.ALL),
    "withdraw": lambda _top: Withdrawal("vpn"),
    "notice": _notice,
    "renew": lambda _top: Renewal(),
    "renew all": lambda _top: Renewal(("root", "targets", "release", "team-network")),
    "rotate root": lambda _top: Rotation("root"),
    "rotate targets": lambda _top: Rotation("targets"),
    "rotate online": lambda _top: Rotation("online"),
    "rotate team-network": lambda _top: Rotation("team-network"),
    "rotate release": lambda _top: Rotation("release"),
}


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Ring pilot has a troubleshooter, and ring all an older one."""
    made = Publisher(tmp_path / "start")
    made.publish("vpn", version="0.9.0", ring=Ring.ALL)
    made.publish("vpn")
    return made


def killed(publisher: Publisher, change: Change, at: int, half: bool) -> None:
    """The change is begun by a process that ends at this step."""
    child = os.fork()
    if not child:
        publisher.office(disk=Dying(at, half)).change(change)
        os._exit(0)  # only when it was not killed
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status), f"there is no step {at}"


@pytest.mark.parametrize("name", CHANGES)
def test_whenever_the_publishers_process_is_killed_computers_see_all_or_nothing(
    name: str, publisher: Publisher, tmp_path: Path
) -> None:
    before = Computer(publisher, tmp_path / "before").sees()
    whole, counting = publisher.copy(tmp_path / "whole"), Dying()
    whole.office(disk=counting).change(CHANGES[name](tmp_path))
    after = Computer(whole, tmp_path / "after").sees()
    assert len(counting.steps) > 8
    seen = set()
    for at in range(len(counting.steps), 0, -EVERY):
        for half in (False, True) if counting.steps[at - 1] == "write" else (False,):
            for now in _seen_after_a_kill(publisher, name, at, half, tmp_path / f"{at}-{half}"):
                assert now in (before, after)
                seen.add(now == after)
    assert seen == ({True, False} if before != after else {True})


def _seen_after_a_kill(publisher: Publisher, name: str, at: int, half: bool, top: Path) -> list[dict[str, bytes]]:
    """What a computer that looked before sees, and one that is new; both go on seeing the same."""
    hit = publisher.copy(top)
    computers = Computer(hit, top / "old"), Computer(hit, top / "new")
    computers[0].updater()
    killed(hit, CHANGES[name](top), at, half)
    seen = [computer.sees() for computer in computers]
    hit.change(Renewal())
    assert not (hit.folder / STAGING).exists()
    assert computers[0].sees() == computers[1].sees()
    hit.publish("clock")
    assert "troubleshooters/network/clock-1.0.0.zip" in computers[0].sees()
    return seen


@pytest.mark.parametrize("role", ["online", "targets"])
def test_lost_keys_are_replaced_though_the_first_attempt_is_killed(
    role: str, publisher: Publisher, tmp_path: Path
) -> None:
    """Without the old keys the new root comes first: a computer that looks between keeps what it has."""
    before = Computer(publisher, tmp_path / "before").sees()
    for file in (publisher.key_folder / role).glob("*.pem"):
        file.unlink()
    counting = Dying()
    publisher.copy(tmp_path / "whole").office(disk=counting).change(Rotation(role))
    for at in range(len(counting.steps), 0, -EVERY):
        hit = publisher.copy(tmp_path / f"{at}")
        old = Computer(hit, tmp_path / f"{at}" / "old")
        old.updater()
        killed(hit, Rotation(role), at, half=False)
        with suppress(UnsignedMetadataError):
            assert old.sees() == before
        hit.change(Rotation(role))
        assert old.sees() == Computer(hit, tmp_path / f"{at}" / "new").sees() == before

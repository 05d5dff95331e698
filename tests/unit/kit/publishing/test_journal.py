"""What was begun is finished or thrown away, one publisher at a time."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.published import Computer, Publisher, packed

from deskside.errors import PublishingProblem
from deskside.kit.publishing import journal
from deskside.kit.publishing.disk import READ_BY_ALL, READ_BY_ALL_FOLDER, Disk
from deskside.kit.publishing.journal import STAGING, File
from deskside.kit.publishing.lock import LOCK, only_one
from deskside.kit.publishing.memory import FILE as SEEN
from deskside.kit.publishing.office import Office
from deskside.kit.publishing.opening import Opening, open_catalogue
from deskside.kit.publishing.publication import Publication
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rings import Withdrawal

HOLD = """
import sys
from pathlib import Path
from deskside.kit.publishing.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_files_get_to_their_places_and_others_go(tmp_path: Path) -> None:
    files = [File("targets/rings/a.pilot.json", b"ring"), File("metadata/timestamp.json", b"time")]
    (tmp_path / "metadata").mkdir()
    (tmp_path / "metadata" / "1.old.json").touch()
    journal.change(Disk(), tmp_path, files, ["metadata/1.old.json"])
    assert {str(file.relative_to(tmp_path)): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == {
        os.path.join("targets", "rings", "a.pilot.json"): b"ring",  # noqa: PTH118  as the system writes it
        os.path.join("metadata", "timestamp.json"): b"time",  # noqa: PTH118
    }


@pytest.mark.parametrize(
    "name", ["../outside", "metadata/../../outside", "/etc/passwd", "metadata", "other/x", "metadata//x", "metadata/.x"]
)
def test_a_list_that_somebody_slipped_in_moves_nothing_out_of_the_catalogue(tmp_path: Path, name: str) -> None:
    catalogue = tmp_path / "catalogue"
    (catalogue / STAGING).mkdir(parents=True)
    (catalogue / STAGING / "0").write_text("evil")
    for told in ({"moves": [name]}, {"moves": [], "gone": [name]}):
        (catalogue / STAGING / "list.json").write_text(json.dumps(told))
        with pytest.raises(PublishingProblem, match="names a file outside the catalogue"):
            journal.finish(Disk(), catalogue)
    assert [file.name for file in tmp_path.iterdir()] == ["catalogue"]


def test_a_list_that_is_damaged_is_said(tmp_path: Path) -> None:
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "list.json").write_text("{")
    with pytest.raises(PublishingProblem, match="is damaged"):
        journal.finish(Disk(), tmp_path)


def test_a_second_publisher_is_told_who_is_at_it(publisher: Publisher) -> None:
    version = publisher.office().books().timestamp.signed.version
    command = [sys.executable, "-c", HOLD, str(publisher.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_env()) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(
            PublishingProblem, match=f"process {holder.pid}, is changing .* now. Nothing was done; try again"
        ):
            publisher.change(Renewal())
        holder.kill()
    assert publisher.office().books().timestamp.signed.version == version
    publisher.change(Renewal())


class Full(Disk):
    """There is space for so many files, and no more."""

    def __init__(self, space: int) -> None:
        self._space = space

    def write(self, path: Path, content: bytes, mode: int = READ_BY_ALL) -> None:
        self._space -= 1
        if self._space < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(path, content, mode)


def test_a_full_disk_is_said_and_harms_nothing(publisher: Publisher, computer: Computer) -> None:
    publisher.publish("vpn")
    before = computer.sees()
    for space in range(5):
        with pytest.raises(PublishingProblem, match=r"can't be written: No space left"):
            publisher.office(disk=Full(space)).change(Publication((packed("wifi", "1.0.0"),), "network"))
        assert computer.sees() == before
    publisher.publish("wifi")
    assert "troubleshooters/network/wifi-1.0.0.zip" in computer.sees()


class Stuck(Disk):
    """Nothing more gets to its place: somebody took the right to write there."""

    def move(self, source: Path, target: Path) -> None:
        if "metadata" in target.parts:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        super().move(source, target)


def test_what_could_not_be_finished_is_said_and_said_again_when_the_next_command_finished_it(
    publisher: Publisher, computer: Computer
) -> None:
    publisher.publish("vpn")
    with pytest.raises(PublishingProblem) as told:
        publisher.office(disk=Stuck()).change(Withdrawal("vpn"))
    assert "release.json can't be written: Permission denied." in told.value.says
    assert "the next command that changes something finishes this one first" in told.value.says
    with pytest.raises(PublishingProblem, match="was interrupted before has now done") as told:
        publisher.change(Withdrawal("vpn"))
    assert "vpn is not in the catalogue" in told.value.says
    assert "troubleshooters/network/vpn-1.0.0.zip" not in computer.sees()


def test_a_command_says_that_it_finished_the_one_before(publisher: Publisher) -> None:
    publisher.publish("vpn")
    with pytest.raises(PublishingProblem):
        publisher.office(disk=Stuck()).change(Withdrawal("vpn"))
    assert "was interrupted before has now done" in publisher.change(Renewal()).says[0]
    assert "interrupted" not in publisher.change(Renewal()).says[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the whole path by itself")
def test_a_path_that_is_in_the_way_is_told_whole(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    for does in (
        lambda disk: disk.write(tmp_path / "file", b""),
        lambda disk: disk.remove(tmp_path / "file"),
        lambda disk: disk.move(tmp_path / "none", tmp_path / "file"),
    ):
        with pytest.raises(OSError, match="file") as told:
            does(Disk(tmp_path))
        assert told.value.filename == str(tmp_path / "file")


def test_a_lock_that_was_left_lying_holds_nobody_up(publisher: Publisher) -> None:
    (publisher.folder / LOCK).write_text("somebody, process 1\n")
    with only_one(publisher.folder, 0):
        pass


class Swapping(Disk):
    """Somebody puts a link to the publisher's keys where a folder was, just before a step."""

    def __init__(self, top: Path, place: Path, leads_to: Path, at: int) -> None:
        super().__init__(top)
        self._place, self._leads_to, self._left = place, leads_to, at

    def _step(self) -> None:
        self._left -= 1
        if self._left == 0 and self._place.is_dir():
            self._place.rename(self._place.with_name("aside"))
            self._place.symlink_to(self._leads_to, target_is_directory=True)

    @property
    def is_over(self) -> bool:
        return self._left > 0

    def make(self, folder: Path, mode: int = READ_BY_ALL_FOLDER) -> None:
        self._step()
        super().make(folder, mode)

    def write(self, path: Path, content: bytes, mode: int = READ_BY_ALL) -> None:
        self._step()
        super().write(path, content, mode)

    def move(self, source: Path, target: Path) -> None:
        self._step()
        super().move(source, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)


def _keys(publisher: Publisher) -> dict[Path, tuple[bytes, int]]:
    files = (file for file in publisher.key_folder.rglob("*") if file.is_file() and file.name != SEEN)
    return {file: (file.read_bytes(), file.stat().st_mode) for file in files}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no folder that is come to without a link")
@pytest.mark.parametrize("name", [STAGING, "metadata", "targets", "targets/troubleshooters"])
def test_a_link_that_is_put_in_the_way_in_the_midst_of_a_change_reaches_no_file_of_the_publishers(
    publisher: Publisher, tmp_path: Path, name: str
) -> None:
    """At every step of it, by whoever broke into the web server; the names of files are the same on both sides."""
    publisher.publish("vpn")
    stopped = 0
    for at in range(1, 100):
        copy = tmp_path / f"copy-{at}"
        shutil.copytree(publisher.folder, copy)
        place, own = copy / name, publisher.key_folder / "root"
        disk = Swapping(copy, place, own, at)
        office = Office(copy, publisher.keys(), now=lambda: publisher.now, disk=disk, wait=0)
        before = _keys(publisher)
        try:
            office.change(Publication((packed("vpn", "1.0.1"),), "network"))
        except PublishingProblem as problem:
            stopped += "in the way" in str(problem)
        assert _keys(publisher) == before
        (publisher.key_folder / SEEN).unlink(missing_ok=True)  # the next copy is as old as this one was
        if disk.is_over:
            break
    assert disk.is_over
    assert stopped


def test_a_lock_that_is_another_name_of_a_key_is_not_written_into(publisher: Publisher) -> None:
    key = next((publisher.key_folder / "root").glob("*.pem"))
    (publisher.folder / LOCK).unlink(missing_ok=True)
    (publisher.folder / LOCK).hardlink_to(key)
    before = _keys(publisher)
    publisher.publish("vpn")
    assert _keys(publisher) == before


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not numbers there")
@pytest.mark.parametrize(("above", "folder", "lock"), [(0o755, 0o755, 0o600), (0o2775, 0o2775, 0o660)])
def test_web_servers_read_all_and_a_group_of_publishers_shares_what_is_theirs(
    tmp_path: Path, above: int, folder: int, lock: int
) -> None:
    publisher = Publisher(tmp_path / "publisher", new=False)
    publisher.folder.mkdir(parents=True)
    publisher.folder.chmod(above)
    before = os.umask(0o077)
    try:
        open_catalogue(publisher.folder, publisher.keys(), Opening(teams=("network",)), publisher.now)
        publisher.publish("vpn")
    finally:
        os.umask(before)
    for place in publisher.folder.rglob("*"):
        mode = stat.S_IMODE(place.stat().st_mode)
        assert mode == (folder if place.is_dir() else lock if place.name == LOCK else 0o644), place


@pytest.mark.parametrize("name", [".publishing", ".lock", "targets/keys", "metadata/x"])
def test_a_link_in_the_catalogue_reaches_no_file_of_the_publishers(publisher: Publisher, name: str) -> None:
    """Put there by whoever broke into the web server."""
    place, own = publisher.folder / name, publisher.key_folder / "root"
    target = own if name != ".lock" else next(own.glob("*.pem"))
    place.unlink(missing_ok=True)
    place.symlink_to(target)
    before = {
        file: (file.read_bytes(), file.stat().st_mode) for file in publisher.key_folder.rglob("*") if file.is_file()
    }
    with pytest.raises(PublishingProblem, match="is a link"):
        publisher.publish("vpn")
    after = {
        file: (file.read_bytes(), file.stat().st_mode) for file in publisher.key_folder.rglob("*") if file.is_file()
    }
    assert after == before

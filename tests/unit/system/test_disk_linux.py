"""Disks on Linux, on a home folder made for the test: what may go, what never does, and which disks are asked."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from deskside.errors import CallProblem, Unavailable
from deskside.system.linux import disk_places
from deskside.system.linux.disk import LinuxDisk
from deskside.system.linux.disk_mounts import Mount, below, holding, mounts
from deskside.system.linux.disk_places import DAY

from .test_disk_walk import written

MB = 1 << 20
ANN = 4711


class Desk:
    """A home folder, a folder for temporary files, and a table of what is mounted where."""

    def __init__(self, folder: Path) -> None:
        self.home, self.temporary = folder / "ann", folder / "tmp"
        self.home.mkdir()
        self.temporary.mkdir()
        self.table = folder / "mountinfo"
        self.environ = {"HOME": str(self.home)}
        self.days = 0.0
        self.owner = os.geteuid() or ANN
        self.mounted(f"22 1 8:1 / {folder} rw,relatime shared:1 - ext4 /dev/sda1 rw")

    def mounted(self, *lines: str) -> None:
        root = "21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw"
        self.table.write_text("\n".join((root, *lines)) + "\n")

    def disk(self) -> LinuxDisk:
        later = time.time() + self.days * DAY
        return LinuxDisk(self.environ, str(self.table), {str(self.temporary): DAY}, self.owner, lambda: later)

    def caches(self) -> dict[str, int]:
        return {row["id"]: row["size"] for row in self.disk().caches()}

    def forgotten(self, name: str, size: int = 2 * MB) -> Path:
        """A temporary file of this person."""
        path = written(self.temporary / name, size)
        for one in (path, *path.parents):
            if one.is_relative_to(self.temporary) and one != self.temporary:
                os.chown(one, self.owner, -1)
        return path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(disk_places, "_PATIENCE", 60.0)  # a busy machine leaves no folder out
    return Desk(tmp_path)


def test_what_a_program_keeps_is_listed_by_its_name_and_can_go(desk: Desk) -> None:
    film = written(desk.home / "Downloads" / "film.mkv", 3 * MB)
    cached = written(desk.home / ".cache" / "mozilla" / "firefox" / "a" / "entry", 3 * MB)
    [row] = desk.disk().caches()
    assert (row["id"], row["name"], row["volume"]) == ("cache/mozilla", "Firefox", "")
    desk.disk().clear_cache("cache/mozilla")
    assert not cached.exists()
    assert film.exists()
    assert desk.caches() == {}


@pytest.mark.parametrize(
    "path",
    [
        ".var/app/org.mozilla.firefox/cache/x",
        "snap/spotify/common/.cache/x",
        ".npm/_cacache/x",
        ".config/Slack/Code Cache/x",
    ],
)
def test_programs_that_keep_it_elsewhere_are_known_too(desk: Desk, path: str) -> None:
    written(desk.home / ".config" / "Slack" / "Preferences")
    cached = written(desk.home / path, 2 * MB)
    [cache] = desk.caches()
    desk.disk().clear_cache(cache)
    assert not cached.exists()


@pytest.mark.parametrize(
    "path",
    [
        ".cache/rclone/vfs/drive/report.odt",
        ".cache/JetBrains/IDE/LocalHistory/changes",
        ".cache/huggingface/token",
        ".cache/pypoetry/virtualenvs/app/lib/x",
        ".cache/emacs/auto-save/letter",
        ".cache/mailclient/Outbox/letter",
        ".cache/deskside/x",
        ".config/Slack/Local Storage/x",
        ".mozilla/firefox/a.default/places.sqlite",
        "Cache/x",
        "Documents/.cache/x",
        ".local/share/Steam/cache/x",
    ],
)
def test_what_may_be_someones_work_is_never_cleared(desk: Desk, path: str) -> None:
    written(desk.home / ".config" / "Slack" / "Preferences")
    kept = written(desk.home / path, 3 * MB)
    for cache in desk.caches():
        desk.disk().clear_cache(cache)
    assert kept.exists()
    assert desk.caches() == {}


def test_of_a_program_that_runs_only_what_it_left_for_a_day_goes(desk: Desk) -> None:
    folder = desk.home / ".cache" / "mozilla"
    opened, closed = written(folder / "index", 2 * MB), written(folder / "entry", 4 * MB)
    with opened.open("rb"):
        [row] = desk.disk().caches()
        assert row["size"] == 0
        assert 6 * MB <= row["held"] < 7 * MB
        desk.days = 2
        assert 4 * MB <= desk.caches()["cache/mozilla"] < 5 * MB
        desk.disk().clear_cache("cache/mozilla")
    assert opened.exists()
    assert not closed.exists()
    assert 2 * MB <= desk.caches()["cache/mozilla"] < 3 * MB, "it can go once the program is closed"


def test_a_cache_that_is_a_link_is_left_alone(desk: Desk) -> None:
    film = written(desk.home / "Videos" / "film", 3 * MB)
    (desk.home / ".cache").mkdir()
    (desk.home / ".cache" / "player").symlink_to(film.parent)
    assert desk.caches() == {}
    with pytest.raises(Unavailable):
        desk.disk().clear_cache("cache/player")
    assert film.exists()


@pytest.mark.parametrize("folder", ["", "Documents", "relative-cache"])
def test_a_setting_that_calls_the_persons_files_a_cache_is_not_believed(desk: Desk, folder: str) -> None:
    letter = written(desk.home / "Documents" / "work" / "letter", 3 * MB)
    desk.environ["XDG_CACHE_HOME"] = folder if folder.startswith("relative") else str(desk.home / folder)
    assert desk.caches() == {}
    assert letter.exists()


def test_a_cache_moved_by_setting_is_found(desk: Desk) -> None:
    written(desk.home / "my-caches" / "player" / "x", 3 * MB)
    desk.environ["XDG_CACHE_HOME"] = str(desk.home / "my-caches")
    assert list(desk.caches()) == ["cache/player"]


def test_desksides_own_folder_is_not_cleared_wherever_it_is(desk: Desk) -> None:
    own = written(desk.home / ".cache" / "trial" / "home" / "data" / "deskside.sqlite3", 2 * MB)
    desk.environ["DESKSIDE_HOME"] = str(desk.home / ".cache" / "trial" / "home")
    assert desk.caches() == {}
    assert own.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files to another person")
def test_forgotten_temporary_files_go_after_a_day(desk: Desk) -> None:
    old = [desk.forgotten("install.log.gz"), desk.forgotten("unpack/a/b"), desk.forgotten("unpack/c")]
    assert desk.caches() == {}
    desk.days = 2
    assert 6 * MB <= desk.caches()["temporary"] < 7 * MB
    desk.disk().clear_cache("temporary")
    assert [path for path in old if path.exists()] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files to another person")
def test_a_temporary_folder_with_a_document_or_in_use_stays_whole(desk: Desk) -> None:
    desk.days = 2
    mail = [desk.forgotten("mail0/Report.ODT"), desk.forgotten("mail0/image.bin"), desk.forgotten("letter.docx")]
    used = desk.forgotten("build/out")
    beside = desk.forgotten("build/source")
    others = written(desk.temporary / "of somebody else", 2 * MB)
    empty = desk.temporary / "empty, of somebody else"
    empty.mkdir()
    link = desk.temporary / "link"
    link.symlink_to(written(desk.home / "Documents" / "x", 2 * MB))
    with used.open("rb"):
        assert desk.caches() == {}
        with pytest.raises(CallProblem):
            desk.disk().clear_cache("nothing such")
        desk.disk().clear_cache("temporary")
    assert all(path.exists() for path in (*mail, used, beside, others, empty, link))


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files to another person")
def test_a_temporary_folder_that_goes_while_others_are_looked_at_does_no_harm(desk: Desk) -> None:
    desk.forgotten("a/file")
    going = desk.forgotten("b/file").parent

    def clock() -> float:
        shutil.rmtree(going, ignore_errors=True)
        return time.time() + 2 * DAY

    disk = LinuxDisk(desk.environ, str(desk.table), {str(desk.temporary): DAY}, desk.owner, clock)
    assert [row["id"] for row in disk.caches()] == ["temporary"]
    assert not going.exists()


def test_the_administrators_temporary_files_are_the_systems(desk: Desk) -> None:
    desk.owner, desk.days = 0, 2
    written(desk.temporary / "old", 2 * MB)
    assert desk.caches() == {}


def test_the_trash_is_told_and_emptied_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    trash = desk.home / ".local" / "share" / "Trash"
    written(trash / "files" / "old.iso", 3 * MB)
    written(trash / "files" / "photos" / "1.jpg", MB)
    written(trash / "info" / "old.iso.trashinfo", 60)
    written(trash / "directorysizes", 60)
    film = written(desk.home / "film")
    (trash / "files" / "to a film").symlink_to(film)
    told = desk.disk().trash()
    assert told["items"] == 2
    assert 4 * MB <= told["size"] < 5 * MB
    assert told["elsewhere"] == 0
    assert told["oldest"] < 60
    assert [row["name"] for row in told["files"]] == ["old.iso", "photos"]
    desk.disk().empty_trash()
    assert sorted(path.name for path in trash.rglob("*")) == ["files", "info"]
    assert film.exists()


def test_the_trash_of_a_second_disk_counts_apart(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "data"
    trash = second / f".Trash-{desk.owner}"
    written(trash / "files" / "x", 2 * MB)
    os.chown(trash, desk.owner, -1)
    desk.mounted(
        f"22 1 8:1 / {tmp_path} rw - ext4 /dev/sda1 rw",
        f"23 1 8:17 / {second} rw - xfs /dev/sdb1 rw",
    )
    told = desk.disk().trash()
    assert told["size"] == told["elsewhere"] >= 2 * MB
    desk.disk().empty_trash()
    assert desk.disk().trash()["size"] == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files to another person")
def test_a_trash_that_somebody_else_made_in_this_persons_name_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "data"
    thing = written(second / f".Trash-{desk.owner}" / "files" / "x", 2 * MB)
    desk.mounted(f"22 1 8:1 / {tmp_path} rw - ext4 /dev/sda1 rw", f"23 1 8:17 / {second} rw - xfs /dev/sdb1 rw")
    assert desk.disk().trash()["size"] == 0
    desk.disk().empty_trash()
    assert thing.exists()


def test_the_downloads_folder_is_the_one_the_desktop_uses(desk: Desk) -> None:
    written(desk.home / "Téléchargements" / "film.mkv", 2 * MB)
    told = written(desk.home / ".config" / "user-dirs.dirs")
    told.write_text('# made by xdg-user-dirs\nXDG_DOWNLOAD_DIR="$HOME/Téléchargements"\nXDG_MUSIC_DIR="$HOME/M"\n')
    downloads = desk.disk().downloads()
    assert downloads["folder"] == str(desk.home / "Téléchargements")
    assert [file["name"] for file in downloads["files"]] == ["film.mkv"]


def test_a_downloads_setting_that_means_the_whole_home_is_not_taken(desk: Desk) -> None:
    written(desk.home / "film.mkv", 2 * MB)
    written(desk.home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/"\n')
    assert desk.disk().downloads()["size"] == 0


def test_the_largest_leaves_out_trash_caches_and_other_disks(desk: Desk, tmp_path: Path) -> None:
    desk.mounted(f"22 1 8:1 / {tmp_path} rw - ext4 /dev/sda1 rw", f"23 1 0:50 / {desk.home}/Team rw - nfs far:/ rw")
    for path in ("Videos/film", ".cache/x/y", ".local/share/Trash/files/z", "Team/w"):
        place = desk.home / path
        place.parent.mkdir(parents=True)
        with place.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, 60 * MB)
    assert [row["name"] for row in desk.disk().largest()] == ["Videos/film"]


def test_the_disk_with_the_home_folder_is_told_and_one_that_may_hang_is_not_asked(desk: Desk, tmp_path: Path) -> None:
    desk.mounted(
        f"22 1 8:1 / {tmp_path} rw,relatime - ext4 /dev/sda1 rw,errors=remount-ro",
        "24 1 7:3 / /snap/core/1 ro,nodev - squashfs /dev/loop3 ro",
        "25 1 0:60 / /no/such/share rw - nfs4 server:/home rw",
        "26 1 0:61 / /no/such/cloud rw - fuse.rclone /dev/fuse rw",
        "27 1 11:0 / /no/such/disc ro - iso9660 /dev/sr0 ro",
        "28 1 8:2 / /boot rw - ext4 /dev/sda2 rw",
        "29 1 8:3 / /boot/efi rw - vfat /dev/sda3 rw",
    )
    told = {row["name"]: row for row in desk.disk().volumes()}
    assert set(told) == {"/", str(tmp_path)}
    home = told[str(tmp_path)]
    assert (home["home"], home["system"], home["temporary"], home["kind"]) == (True, False, True, "disk")
    assert told["/"]["system"]
    assert 0 < home["free"] <= home["size"]
    assert "errors=remount-ro" in home["about"]


def test_writing_is_tried_at_home(desk: Desk) -> None:
    assert desk.disk().write()["ok"]
    desk.home.rename(desk.home.with_name("gone"))
    told = desk.disk().write()
    assert not told["ok"]
    assert "ext4" in told["why"]


def test_a_table_of_mounts_is_read_as_the_kernel_writes_it(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        "36 35 98:0 / /media/ann/MY\\040STICK rw,noatime master:1 - vfat /dev/sdc1 rw,errors=remount-ro\n"
        "37 35 0:41 /@home /home rw - btrfs /dev/sda2 rw,subvol=/@home\n"
        "38 35 0:42 / /home rw - tmpfs tmpfs rw\n"
        "39 35 8:5 / /mnt/windows rw - fuseblk /dev/sda5 rw\n"
        "a line nobody knows\n"
    )
    there = {mount.point: mount for mount in mounts(str(table))}
    assert set(there) == {"/media/ann/MY STICK", "/home", "/mnt/windows"}
    assert there["/home"].kind == "tmpfs"
    assert there["/mnt/windows"].disk
    assert not there["/mnt/windows"].far


def test_the_innermost_disk_holds_a_path() -> None:
    there = [Mount(point, "8:1", "ext4", "/dev/sda1", frozenset()) for point in ("/", "/home", "/home/ann/Team")]
    assert holding("/home/ann", there).point == "/home"
    assert holding("/homes", there).point == "/"
    assert below("/home/ann", there) == {"/home/ann/Team"}

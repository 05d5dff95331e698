"""Disks of a Mac: which is which, what was thrown away, and what can be cleared without loss.

Programs are played, folders are real. None of it ever ran on a Mac.
"""

from __future__ import annotations

import os
import plistlib
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskside.errors import NotPermitted, Unavailable
from deskside.system.commands import Ran
from deskside.system.macos import disk as room
from deskside.system.macos import disk_places
from deskside.system.macos.disk import MacDisk

from .commands import PlayedPrograms
from .mac_computer import printed

GB = 1 << 30
KNOWN: dict[str, dict[str, Any]] = {
    "/dev/disk3s5": {"VolumeName": "Data", "Internal": True, "BusProtocol": "Apple Fabric", "SMARTStatus": "Verified"},
    "/dev/disk5s1": {"VolumeName": "STICK", "Internal": False, "RemovableMediaOrExternalDevice": True},
    "/dev/disk6s2": {"VolumeName": "Archiv", "Internal": True},
    "/dev/disk7s1": {"VolumeName": "Firefox", "Internal": False, "BusProtocol": "Disk Image"},
}


def programs(**mount: str) -> PlayedPrograms:
    told = {
        ("/usr/sbin/diskutil", "info", "-plist", source): Ran(0, plistlib.dumps(known).decode(), "")
        for source, known in KNOWN.items()
    }
    kept = "Snapshots for disk /:\ncom.apple.TimeMachine.2026-11-21-101112.local\ncom.apple.os.update-1\n"
    listed = Ran(0, mount["mount"], "") if "mount" in mount else printed("mount")
    tmutil = ("/usr/bin/tmutil", "listlocalsnapshots", "/")
    return PlayedPrograms({("/sbin/mount",): listed, tmutil: Ran(0, kept, ""), **told})


def statvfs(point: str) -> Any:
    return SimpleNamespace(f_frsize=4096, f_blocks=100 * GB // 4096, f_bavail=len(point) * GB // 4096)


class Ann:
    """A person with folders and what lies in them, all of it written now."""

    def __init__(self, home: Path, **mount: str) -> None:
        self.home = home
        (home / ".Trash").mkdir(parents=True)
        environ = {"HOME": str(home), "TMPDIR": f"{home}/T/"}
        self.disk = MacDisk(programs(**mount), environ, statvfs)

    def put(self, path: str, size: int = 2 << 20) -> Path:
        whole = self.home / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(b"x" * size)
        return whole


@pytest.fixture
def ann(tmp_path: Path) -> Ann:
    return Ann(tmp_path / "ann")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four days from now, as far as caches go."""
    now = time.time() + 4 * disk_places.DAY
    monkeypatch.setattr(disk_places.time, "time", lambda: now)


def test_the_start_disk_is_one_disk_and_can_be_written(ann: Ann) -> None:
    rows: list[dict[str, Any]] = list(ann.disk.volumes())
    assert rows[0] == {
        "name": "/", "label": "Data", "size": 100 * GB, "free": GB, "files": None, "files_free": None,
        "read_only": False, "kind": "disk", "system": True, "home": True, "temporary": True,
        "about": "/dev/disk3s5 apfs Apple Fabric Verified 1 local snapshots",
    }  # fmt: skip


def test_only_what_people_know_as_a_disk_is_told(ann: Ann) -> None:
    rows: list[dict[str, Any]] = list(ann.disk.volumes())
    assert [(row["name"], row["kind"]) for row in rows] == [
        ("/", "disk"),
        ("/Volumes/STICK (1)", "removable"),
        ("/Volumes/Archiv", "disk"),
    ]


def test_a_mac_with_one_start_disk_only_is_told_too(tmp_path: Path) -> None:
    old = "/dev/disk1s1 on / (hfs, local, journaled)\n"
    (row,) = Ann(tmp_path / "ann", mount=old).disk.volumes()
    assert (row["name"], row["read_only"], row["home"]) == ("/", False, True)


def test_a_disk_that_diskutil_does_not_know_is_told_by_what_is_known(tmp_path: Path) -> None:
    other = "/dev/disk9s1 on / (apfs, local)\n/dev/disk8s1 on /Volumes/X (exfat, local, read-only)\n"
    rows: list[dict[str, Any]] = list(Ann(tmp_path / "ann", mount=other).disk.volumes())
    assert [(row["name"], row["label"], row["read_only"]) for row in rows] == [
        ("/", "", False),
        ("/Volumes/X", "", True),
    ]


def test_what_was_thrown_away_is_told_and_taken_away(ann: Ann) -> None:
    ann.put(".Trash/Urlaub.mp4", 3 << 20)
    ann.put(".Trash/Alte Bilder/1.jpg", 5 << 20)
    kept = ann.put("Documents/Brief.pages")
    told: dict[str, Any] = ann.disk.trash()
    assert (told["size"], told["items"], told["elsewhere"]) == (8 << 20, 2, 0)
    assert [row["name"] for row in told["files"]] == ["Alte Bilder", "Urlaub.mp4"]
    assert 0 <= told["oldest"] < 60
    ann.disk.empty_trash()
    assert ann.disk.trash() == {**told, "size": 0, "items": 0, "oldest": None, "files": []}
    assert kept.exists()


@pytest.mark.parametrize("call", ["trash", "empty_trash", "downloads"])
def test_a_folder_that_macos_guards_is_never_told_as_empty(
    ann: Ann, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    really = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith((".Trash", "Downloads")):
            raise PermissionError(1, "Operation not permitted", path)
        return really(path)

    monkeypatch.setattr(room.os, "scandir", guarded)
    with pytest.raises(NotPermitted):
        getattr(ann.disk, call)()
    assert ann.disk.may("empty_trash", "") is False
    assert ann.disk.may("clear_cache", "pip") is True


CACHES = [
    ("cache/Firefox", "Firefox", "Library/Caches/Firefox/Profiles/a/cache2/entries/A"),
    ("cache/Google", "Chrome", "Library/Caches/Google/Chrome/Default/Cache/data_1"),
    ("cache/com.apple.Safari", "Safari", "Library/Caches/com.apple.Safari/Cache.db"),
    ("cache/pip", "pip", "Library/Caches/pip/http/1"),
    ("settings/Slack", "Slack", "Library/Application Support/Slack/Code Cache/js/x"),
    ("temporary", "", "T/setup.log"),
]
KEPT = [
    "Library/Caches/com.apple.bird/session",
    "Library/Caches/CloudKit/x",
    "Library/Caches/org.deskside.tray/x",
    "Library/Application Support/Slack/Cookies",
    "Library/Application Support/Google/Chrome/Default/Login Data",
    "T/Rechnung.PDF",
    "T/com.apple.shortcuts/x",
    "T/_MEI123/base_library.zip.1",
    "Documents/Brief.pages",
]


@pytest.mark.usefixtures("later")
def test_caches_are_found_by_program_and_cleared_without_touching_anything_else(ann: Ann) -> None:
    for path in (*(path for *_, path in CACHES), *KEPT):
        ann.put(path)
    told = sorted((str(row["id"]), str(row["name"])) for row in ann.disk.caches())
    assert told == [(id_, name) for id_, name, _ in CACHES]
    for id_, _, path in CACHES:
        ann.disk.clear_cache(id_)
        assert not (ann.home / path).exists()
    assert [path for path in KEPT if not (ann.home / path).exists()] == []


def test_what_was_used_today_is_no_cache_to_clear(ann: Ann) -> None:
    for *_, path in CACHES:
        ann.put(path)
    assert ann.disk.caches() == []


def test_only_caches_that_were_told_can_be_cleared(ann: Ann) -> None:
    with pytest.raises(Unavailable):
        ann.disk.clear_cache("cache/../../Documents")


def test_downloads_and_the_largest_are_the_persons_own(ann: Ann) -> None:
    for path in ("Movies/film.mov", "Library/Mail/box.mbox"):
        os.truncate(ann.put(path, 60 << 20), 60 << 20)
    ann.put("Downloads/setup.dmg", 4 << 20)
    assert [row["name"] for row in ann.disk.largest()] == ["Movies/film.mov"]
    told: dict[str, Any] = ann.disk.downloads()
    assert [row["name"] for row in told["files"]] == ["setup.dmg"]


def test_writing_is_tried_where_the_person_writes(ann: Ann) -> None:
    assert ann.disk.write()["ok"] is True


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    "path",
    [
        "Library/Caches/JetBrains/PyCharm2026.1/LocalHistory/changes.storageData",
        "Library/Caches/pypoetry/virtualenvs/office/bin/python",
        "Library/Caches/rclone/files/letter",
    ],
)
def test_what_may_hold_work_is_no_cache_though_it_lies_among_them(ann: Ann, path: str) -> None:
    held = ann.put(path)
    beside = ann.put("Library/Caches/JetBrains/PyCharm2026.1/caches/content.dat")
    assert "rclone" not in str(ann.disk.caches())
    ann.disk.clear_cache("cache/JetBrains")
    assert (held.exists(), beside.exists()) == (True, False)

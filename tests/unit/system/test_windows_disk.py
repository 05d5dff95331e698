"""Disks of a Windows computer: which is which, what was thrown away, and what can be cleared without loss.

Windows' libraries are played; folders are real. tests/wine asks Wine's own libraries.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.windows import disk_bin, disk_places
from deskside.system.windows.disk import WindowsDisk
from deskside.system.windows.disk_library import Bin, Drive

from .test_windows_opening import PlayedFolders

GB = 1 << 30
C = Drive("C:\\", 3, "Windows", "NTFS", False, False, 256 * GB, 3 * GB)
D = Drive("D:\\", 3, "Daten", "NTFS", False, False, 512 * GB, 400 * GB)
STICK = Drive("E:\\", 2, "STICK", "FAT32", True, True, 16 * GB, 0)
DISK_ON_A_CABLE = Drive("F:\\", 3, "Sicherung", "NTFS", False, True, 2000 * GB, 10 * GB)
SHARE = Drive("H:\\", 4, "home", "NTFS", False, False, 10 * GB, GB)
ALL = (C, D, STICK, DISK_ON_A_CABLE, SHARE)


class PlayedDrives:
    """Drives of a computer. Only those in ``asked`` were asked for anything."""

    def __init__(self, *drives: Drive, bins: dict[str, Bin] | None = None) -> None:
        self._drives = {drive.root: drive for drive in drives}
        self.bins = bins or {}
        self.asked: list[str] = []
        self.refuses: CallProblem | None = None
        self.smaller: dict[str, int] = {}

    def all(self) -> list[tuple[str, int]]:
        return [*((drive.root, drive.kind) for drive in self._drives.values()), ("G:\\", 2), ("R:\\", 5)]

    def drive(self, root: str) -> Drive | None:
        self.asked.append(root)
        return self._drives.get(root)

    def size_on_disk(self, path: str) -> int | None:
        return self.smaller.get(Path(path).name)

    def bin(self, root: str) -> Bin:
        if root not in self.bins:
            raise CallProblem("disk", "SHQueryRecycleBin said 0x80070003")
        return self.bins[root]

    def empty_bin(self, root: str) -> None:
        if self.refuses:
            raise self.refuses
        self.bins[root] = Bin(0, 0)

    def person(self) -> str:
        return "S-1-5-21-1-2-3-1001"


class At(PlayedFolders):
    def __init__(self, home: str) -> None:
        self._at = home

    def home(self) -> str:
        return self._at


def on(*drives: Drive, home: str = r"C:\Users\ann", bins: dict[str, Bin] | None = None) -> WindowsDisk:
    environ = {"SYSTEMDRIVE": "C:", "TEMP": r"C:\Users\ann\AppData\Local\Temp"}
    return WindowsDisk(PlayedDrives(*drives, bins=bins), At(home), environ)


def test_each_disk_is_told_as_what_it_is() -> None:
    rows: list[dict[str, Any]] = list(on(*ALL).volumes())
    assert [(row["name"], row["kind"], row["read_only"]) for row in rows] == [
        ("C:", "disk", False),
        ("D:", "disk", False),
        ("E:", "removable", True),
        ("F:", "removable", False),
    ]
    assert rows[0] == {
        "name": "C:", "label": "Windows", "size": 256 * GB, "free": 3 * GB, "files": None, "files_free": None,
        "read_only": False, "kind": "disk", "about": "C:\\ NTFS kind 3", "home": True, "system": True,
        "temporary": True,
    }  # fmt: skip


def test_a_home_on_a_second_disk_is_found_there() -> None:
    rows: list[dict[str, Any]] = list(on(*ALL, home=r"d:\Users\ann").volumes())
    assert [(row["name"], row["home"], row["system"]) for row in rows[:2]] == [("D:", True, False), ("C:", False, True)]


def test_a_drive_on_the_network_is_asked_only_when_home_is_there() -> None:
    assert "H:" not in [row["name"] for row in on(*ALL).volumes()]
    (first, *_) = on(*ALL, home=r"H:\ann").volumes()
    assert (first["name"], first["kind"]) == ("H:", "network")


def test_what_was_thrown_away_is_added_up_over_the_computers_own_disks() -> None:
    disk = on(*ALL, bins={"C:\\": Bin(5 * GB, 12), "D:\\": Bin(GB, 3), "E:\\": Bin(GB, 1)})
    told: dict[str, Any] = disk.trash()
    assert (told["size"], told["items"], told["elsewhere"]) == (6 * GB, 15, GB)
    disk.empty_trash()
    assert disk.trash()["size"] == 0


def test_a_bin_that_windows_does_not_empty_is_a_problem() -> None:
    drives = PlayedDrives(C, bins={"C:\\": Bin(5, 1)})
    drives.refuses = NotPermitted("disk", "SHEmptyRecycleBin said 0x80070005")
    with pytest.raises(NotPermitted):
        WindowsDisk(drives, At(r"C:\Users\ann"), {}).empty_trash()


def test_a_windows_that_tells_nothing_of_its_bin_is_not_told_as_empty() -> None:
    with pytest.raises(CallProblem):
        on(C).trash()


def note(version: int, path: str, size: int, at: float) -> bytes:
    """As Windows writes it: versions of Windows before 10 gave the path a room of its own."""
    when = int((at + 11_644_473_600) * 10_000_000)
    start = version.to_bytes(8, "little") + size.to_bytes(8, "little") + when.to_bytes(8, "little")
    name = (path + "\0").encode("utf-16-le")
    return start + (name.ljust(520, b"\0") if version == 1 else (len(path) + 1).to_bytes(4, "little") + name)


@pytest.mark.parametrize("version", [1, 2])
def test_the_largest_things_thrown_away_are_told_by_the_names_they_had(tmp_path: Path, version: int) -> None:
    now = time.time()
    (tmp_path / "$IABC123.mp4").write_bytes(note(version, r"C:\Users\ann\Videos\Urlaub 2019.mp4", 3 * GB, now - 50))
    (tmp_path / "$IDEF456").write_bytes(note(version, r"C:\Users\ann\Alte Bilder", 5 * GB, now - 900))
    (tmp_path / "$RDEF456").mkdir()
    (tmp_path / "$IGHI789").write_bytes(b"\x09" + bytes(40))
    (tmp_path / "$IJKL").write_bytes(b"")
    (tmp_path / "desktop.ini").write_bytes(note(2, "C:\\x", 1, now))
    found = disk_bin.notes([str(tmp_path), str(tmp_path / "none")])
    first, second = disk_bin.rows(found, now)
    assert (first["name"], first["folder"], first["size"]) == ("Alte Bilder", True, 5 * GB)
    assert (second["name"], second["folder"]) == ("Urlaub 2019.mp4", False)
    assert disk_bin.oldest(found, now) == pytest.approx(900, abs=1)


class Ann:
    """A person with folders and what lies in them, all of it written now."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.drives = PlayedDrives(Drive("", 3, "", "NTFS", False, False, GB, GB))
        environ = {"SYSTEMDRIVE": "C:", "TEMP": str(home / "AppData" / "Local" / "Temp")}
        self.disk = WindowsDisk(self.drives, OwnFolders(home), environ)

    def put(self, path: str, size: int = 2 << 20) -> Path:
        whole = self.home / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(b"x" * size)
        return whole


class OwnFolders(PlayedFolders):
    def downloads(self) -> str:
        return str(self._home / "Downloads")


@pytest.fixture
def ann(tmp_path: Path) -> Ann:
    return Ann(tmp_path)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight days from now, as far as caches go."""
    now = time.time() + 8 * disk_places.DAY
    monkeypatch.setattr(disk_places.time, "time", lambda: now)


LOCAL = "AppData/Local"
CACHES = [
    ("browser/Chrome", f"{LOCAL}/Google/Chrome/User Data/Default/Cache/data_1"),
    ("browser/Edge", f"{LOCAL}/Microsoft/Edge/User Data/Profile 1/Code Cache/js/x"),
    ("browser/Firefox", f"{LOCAL}/Mozilla/Firefox/Profiles/a.default/cache2/entries/A"),
    ("crashes", f"{LOCAL}/CrashDumps/word.exe.1.dmp"),
    ("internet", f"{LOCAL}/Microsoft/Windows/INetCache/IE/ABCD/logo.gif"),
    ("program/Teams", "AppData/Roaming/Microsoft/Teams/Cache/f_1"),
    ("temporary", f"{LOCAL}/Temp/setup.log"),
]
KEPT = [
    f"{LOCAL}/Google/Chrome/User Data/Default/Login Data",
    f"{LOCAL}/Google/Chrome/User Data/Default/History",
    f"{LOCAL}/Microsoft/Windows/INetCache/Content.Outlook/ABCD/Angebot.docx",
    f"{LOCAL}/Mozilla/Firefox/Profiles/a.default/places.sqlite",
    f"{LOCAL}/Microsoft/Outlook/ann.ost",
    f"{LOCAL}/Temp/Rechnung.PDF",
    f"{LOCAL}/Temp/AutoRecovery save of Brief.asd",
    f"{LOCAL}/Temp/_MEI1234/base_library.dll",
    f"{LOCAL}/Temp/Deskside/x",
    "Documents/Brief.docx",
]


@pytest.fixture
def there(ann: Ann, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' own separators, as this file system has others."""
    for name in ("_BROWSERS", "_GECKO", "_ROAMING", "_OTHERS"):
        told = getattr(disk_places, name)
        monkeypatch.setattr(disk_places, name, {key.replace("\\", "/"): value for key, value in told.items()})
    for path in (*(path for _, path in CACHES), *KEPT):
        ann.put(path)


@pytest.mark.usefixtures("there", "later")
def test_caches_are_found_by_program_and_cleared_without_touching_anything_else(ann: Ann) -> None:
    assert sorted(str(row["id"]) for row in ann.disk.caches()) == sorted(id_ for id_, _ in CACHES)
    for id_, path in CACHES:
        ann.disk.clear_cache(id_)
        assert not (ann.home / path).exists()
    assert ann.disk.caches() == []
    assert [path for path in KEPT if not (ann.home / path).exists()] == []


@pytest.mark.usefixtures("there")
def test_what_was_used_today_is_no_cache_to_clear(ann: Ann) -> None:
    assert ann.disk.caches() == []
    for id_, path in CACHES:
        ann.disk.clear_cache(id_)
        assert (ann.home / path).exists()


@pytest.mark.usefixtures("there", "later")
def test_deskside_never_clears_its_own(ann: Ann) -> None:
    own = ann.put(f"{LOCAL}/Temp/own/cases.db")
    environ = {"TEMP": str(ann.home / LOCAL / "Temp"), "DESKSIDE_HOME": str(own.parent)}
    WindowsDisk(ann.drives, OwnFolders(ann.home), environ).clear_cache("temporary")
    assert own.exists()


def test_only_caches_that_were_told_can_be_cleared(ann: Ann) -> None:
    with pytest.raises(Unavailable):
        ann.disk.clear_cache(r"..\..\Documents")


def test_downloads_are_told_largest_first(ann: Ann) -> None:
    ann.put("Downloads/film.mkv", 3 << 20)
    ann.put("Downloads/alt/setup.exe", 4 << 20)
    told: dict[str, Any] = ann.disk.downloads()
    assert (told["size"], [row["name"] for row in told["files"]]) == (7 << 20, ["alt", "film.mkv"])


def test_downloads_on_another_disk_are_not_blamed_for_this_one() -> None:
    with pytest.raises(Unavailable):
        on(C, D).downloads()


def test_the_largest_are_the_persons_own_and_not_what_programs_keep(ann: Ann) -> None:
    for path in ("Videos/film.mkv", f"{LOCAL}/Microsoft/Outlook/ann.ost"):
        os.truncate(ann.put(path, 1), 80 << 20)
    assert [row["name"] for row in ann.disk.largest()] == ["Videos/film.mkv"]


class Told:
    """What Windows tells of a file."""

    def __init__(self, marks: int) -> None:
        self.st_file_attributes, self.st_size = marks, 1000


@pytest.mark.parametrize(
    ("marks", "size"),
    [(0x20, 1000), (0x400020, 0), (0x1000, 0), (0x200, 64), (0x800, 64)],
    ids=["plain", "in the cloud", "elsewhere", "with holes", "compressed"],
)
def test_a_file_counts_for_what_it_takes_up_here(ann: Ann, marks: int, size: int) -> None:
    ann.drives.smaller = {"file": 64}
    assert ann.disk._used("C:/file", Told(marks)) == size  # type: ignore[arg-type]


def test_writing_is_tried_where_the_person_writes(ann: Ann) -> None:
    assert ann.disk.write()["ok"] is True
    assert list(ann.home.iterdir()) == []
    told = WindowsDisk(PlayedDrives(), OwnFolders(ann.home / "none"), {}).write()
    assert told["ok"] is False


@pytest.mark.parametrize(("read_only", "may"), [(False, True), (True, False)])
def test_on_a_disk_that_cannot_be_written_nothing_is_offered(read_only: bool, may: bool) -> None:
    assert on(C._replace(read_only=read_only)).may("empty_trash", "") is may

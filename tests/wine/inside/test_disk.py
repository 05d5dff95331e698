"""Disks of this Windows, asked of its own libraries; psutil and what really lies there say whether it is right."""

from __future__ import annotations

import ctypes as c
import os
import re
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from deskside.errors import Unavailable, WrongCall
from deskside.system.windows import disk as room
from deskside.system.windows.disk import WindowsDisk
from deskside.system.windows.disk_library import WindowsDrives
from deskside.system.windows.folders import WindowsFolders
from deskside.system.windows.opening import WindowsOpening


@pytest.fixture
def disk() -> WindowsDisk:
    made = room.of(None)  # type: ignore[arg-type]
    assert isinstance(made, WindowsDisk)
    return made


class _Deed(c.Structure):
    """SHFILEOPSTRUCTW."""

    _fields_ = (
        ("window", c.c_void_p),
        ("deed", c.c_uint),
        ("what", c.c_wchar_p),
        ("to", c.c_wchar_p),
        ("flags", c.c_ushort),
        ("stopped", c.c_int),
        ("names", c.c_void_p),
        ("title", c.c_wchar_p),
    )


def throw_away(path: Path) -> None:
    """As Explorer does when somebody presses Delete."""
    deed = _Deed(deed=3, what=f"{path}\0", flags=0x40 | 0x10 | 0x4 | 0x400)
    assert c.windll.shell32.SHFileOperationW(c.byref(deed)) == 0
    assert not path.exists()


def test_drive_c_is_told_with_the_room_there_is(disk: WindowsDisk) -> None:
    (first, *_) = disk.volumes()
    there = psutil.disk_usage("C:\\")
    assert (first["name"], first["home"], first["system"], first["temporary"]) == ("C:", True, True, True)
    assert (first["kind"], first["read_only"], first["size"]) == ("disk", False, there.total)
    assert abs(int(str(first["free"])) - there.free) < 1 << 30


def test_a_file_can_be_kept_here_and_nothing_stays_of_the_try(disk: WindowsDisk) -> None:
    home = Path(WindowsFolders().home())
    before = set(home.iterdir())
    assert disk.write() == {"ok": True, "problem": "", "why": ""}
    assert set(home.iterdir()) == before


@pytest.fixture
def bin_of_wine() -> None:
    """Wine keeps what was thrown away where Linux does, and does not make the way there."""
    home = os.environ["WINEHOMEDIR"].removeprefix("\\??\\")
    Path(home, ".local", "share").mkdir(parents=True, exist_ok=True)


@pytest.mark.usefixtures("bin_of_wine")
def test_what_was_thrown_away_is_told_and_taken_away(disk: WindowsDisk) -> None:
    gone = Path(WindowsFolders().home(), "Documents", "Grüße.txt")
    gone.parent.mkdir(exist_ok=True)
    gone.write_bytes(b"x" * 5000)
    throw_away(gone)
    told: dict[str, Any] = disk.trash()
    assert told["size"] >= 5000
    assert told["items"] >= 1
    disk.empty_trash()
    assert (disk.trash()["size"], disk.trash()["items"]) == (0, 0)


def test_forgotten_temporary_files_go_and_what_is_new_or_in_use_stays(
    disk: WindowsDisk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temp = tmp_path / "Temp"
    temp.mkdir()
    monkeypatch.setenv("TEMP", str(temp))
    old, new, used, text = (temp / name for name in ("old.tmp", "new.tmp", "used.tmp", "Brief.docx"))
    for path in (old, new, used, text):
        path.write_bytes(b"x" * (2 << 20))
    now = time.time
    monkeypatch.setattr("deskside.system.windows.disk_places.time.time", lambda: now() + 8 * 86400)
    os.utime(new, (now() + 8 * 86400, now() + 8 * 86400))
    with used.open("rb"):
        row = next(row for row in disk.caches() if row["id"] == "temporary")
        assert int(str(row["size"])) >= 4 << 20
        disk.clear_cache("temporary")
        assert [path.exists() for path in (old, new, used, text)] == [False, True, True, True]


def test_downloads_are_told_largest_first(disk: WindowsDisk) -> None:
    folder = Path(WindowsFolders().downloads())
    folder.mkdir(exist_ok=True)
    (folder / "film.mkv").write_bytes(b"x" * (3 << 20))
    told: dict[str, Any] = disk.downloads()
    assert (told["folder"], told["files"][0]["name"], told["files"][0]["size"]) == (str(folder), "film.mkv", 3 << 20)


def test_the_person_has_a_number_and_folders_of_their_own() -> None:
    assert re.fullmatch(r"S-1-5-21(-\d+){4}", WindowsDrives().person())
    folders = WindowsFolders()
    assert all(Path(path).is_dir() for path in (folders.home(), folders.local(), folders.roaming()))
    assert Path(folders.local()).is_relative_to(folders.home())


def test_a_file_knows_what_it_takes_up(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 70_000)
    assert WindowsDrives().size_on_disk(str(tmp_path / "file")) == 70_000
    assert WindowsDrives().size_on_disk(str(tmp_path / "none")) is None


def test_only_folders_of_the_person_are_opened() -> None:
    home = Path(WindowsFolders().home())
    (home / "Filme").mkdir(exist_ok=True)
    opened: list[tuple[str, str]] = []
    opening = WindowsOpening(lambda what, verb: opened.append((what, verb)), WindowsFolders())
    opening.folder("filme")
    opening.folder(str(home / "Filme"))
    for elsewhere in (r"C:\Windows", r"Z:\etc", r"..\..", r"\\server\share"):
        with pytest.raises(WrongCall):
            opening.folder(elsewhere)
    with pytest.raises(Unavailable):
        opening.folder("none")
    assert [(what.casefold(), verb) for what, verb in opened] == [(str(home / "Filme").casefold(), "explore")] * 2

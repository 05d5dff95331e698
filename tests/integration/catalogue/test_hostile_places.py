"""Somebody was at the catalogue's folder on this computer, or there is no room in it: a look mends it, or says why."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deskside.catalogue.client import reserve
from deskside.errors import DiskFull

from .computer import Computer
from .forge import Forge, manifest, packed
from .server import Catalogue, Handler

NAMES = (
    "incoming",
    "troubleshooters",
    "notices",
    "metadata",
    "metadata/root_history",
    "metadata/root_history/1.root.json",
    "metadata/root_history/2.root.json",
    "metadata/timestamp.json",
    "ring.json",
    "clock.json",
    "current.json",
    "last.json",
    "reserve",
)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")


def offer(forge: Forge) -> None:
    forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.1.0")}, notices=["mail"])
    forge.publish()


@pytest.mark.parametrize("what", ["a file", "a folder", "a link to a folder", "a link to a file", "a pipe"])
def test_what_was_put_in_the_place_of_something_goes_and_nothing_elsewhere_is_touched(
    what: str, computer: Computer, forge: Forge, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("mine", "utf-8")
    put: dict[str, Callable[[Path], object]] = {
        "a file": lambda path: path.write_text("junk", "utf-8"),
        "a folder": lambda path: (path.mkdir(), (path / "x").write_text("junk", "utf-8")),
        "a link to a folder": lambda path: path.symlink_to(outside),
        "a link to a file": lambda path: path.symlink_to(outside / "precious"),
        "a pipe": os.mkfifo,
    }
    offer(forge)
    good = shutil.copytree(computer.place, tmp_path / "good", symlinks=True)
    for name in NAMES:
        shutil.rmtree(computer.place)
        shutil.copytree(good, computer.place, symlinks=True)
        path = computer.place / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        put[what](path)
        assert (name, computer.look().refused) == (name, ())
        assert (name, computer.offered()) == (name, {"vpn": "1.1.0"})
        assert (name, [one.name for one in outside.iterdir()]) == (name, ["precious"])
        assert (name, (outside / "precious").read_text("utf-8")) == (name, "mine")


def test_a_folder_that_anybody_may_write_in_is_closed(computer: Computer) -> None:
    for folder in (computer.place, computer.place / "metadata"):
        folder.chmod(0o777)
    computer.look()
    assert {stat.S_IMODE(one.stat().st_mode) for one in (computer.place, computer.place / "metadata")} == {0o700}


def test_a_temporary_folder_that_others_have_filled_or_broken_changes_nothing(
    computer: Computer, forge: Forge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    offer(forge)
    assert computer.look().refused == ()
    assert computer.offered() == {"vpn": "1.1.0"}


def test_a_name_that_is_too_long_for_this_computer_holds_up_no_other(
    forge: Forge, server: Catalogue, tmp_path: Path
) -> None:
    place = tmp_path
    while len(str(place)) < 3_960:
        place = place / ("x" * min(200, 3_970 - len(str(place))))
    long = packed({"manifest.toml": manifest("vpn", "1.1.0"), "y" * 100: "x", "z/" + "y" * 99: "x"})
    vpn = forge.archive("network", "vpn", "1.1.0", long)
    forge.ring(troubleshooters={"vpn": vpn, "paper": forge.archive("print", "paper", "1.0.0")}, notices=["mail"])
    forge.publish()
    computer = Computer(place, server.url, forge.installed_root, server.authority)
    told = computer.look()
    says = "It could not be put in its place on this computer. Deskside tries again later."
    assert [(one.what, one.says) for one in told.refused] == [("vpn", says)]
    assert computer.offered() == {"paper": "1.0.0"}


def test_one_that_is_called_as_a_folder_of_ours_harms_nothing(computer: Computer, forge: Forge) -> None:
    forge.notice("mail", "E-mail works again")
    mine = {name: forge.archive("network", name, "1.0.0") for name in ("notices", "troubleshooters", "metadata")}
    forge.ring(troubleshooters=mine, notices=["mail"])
    forge.publish()
    assert computer.look().refused == ()
    assert set(computer.offered()) == set(mine)
    assert [one.name for one in computer.arrived.notices()[0].iterdir()] == ["mail.toml"]


def test_a_notice_that_is_no_file_s_name_everywhere_is_refused_alone(computer: Computer, forge: Forge) -> None:
    for name in ("con", "n" * 200):
        forge.notice(name)
        forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.0.0")}, notices=["mail", name])
        forge.publish()
        told = computer.look()
        assert [one.what for one in told.refused] == [f"notices/{name}"]
        assert told.notices == ("mail",)


def test_what_is_withdrawn_is_gone_before_anything_new_is_fetched(
    computer: Computer, forge: Forge, server: Catalogue
) -> None:
    seen: list[tuple[dict[str, str], list[str]]] = []
    wifi = forge.archive("network", "wifi", "1.0.0")
    forge.ring(troubleshooters={"wifi": wifi}, notices=["mail"], withdrawn={"vpn": "1.0.0"})
    forge.publish()
    server.faults["wifi-1.0.0.zip"] = lambda handler: seen.append((computer.offered(), computer.folders()))
    computer.look()
    assert seen == [({}, [])]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only who may mount has a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def cramped(small_disk: Path, forge: Forge, server: Catalogue) -> Computer:
    """A computer with "vpn", on a disk of 1 MiB."""
    made = Computer(small_disk / "catalogue", server.url, forge.installed_root, server.authority)
    made.look()
    assert made.offered() == {"vpn": "1.0.0"}
    return made


def withdraw(forge: Forge, more: dict[str, str | bytes]) -> None:
    """ "vpn"; and "wifi" comes."""
    wifi = forge.archive("network", "wifi", "1.0.0", packed({"manifest.toml": manifest("wifi", "1.0.0"), **more}))
    forge.ring(troubleshooters={"wifi": wifi}, notices=["mail"], withdrawn={"vpn": "1.0.0"})
    forge.publish()


def fill(disk: Path) -> None:
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass


def test_no_room_for_what_is_new_does_not_keep_what_was_withdrawn(cramped: Computer, forge: Forge) -> None:
    withdraw(forge, {"large.bin": os.urandom(900_000)})
    with pytest.raises(DiskFull):
        cramped.look()
    assert (cramped.offered(), cramped.folders()) == ({}, [])


def test_no_room_at_all_does_not_keep_what_was_withdrawn(
    cramped: Computer, forge: Forge, server: Catalogue, small_disk: Path
) -> None:
    withdraw(forge, {})

    def answer(handler: Handler) -> None:
        fill(small_disk)
        handler.answer(200, server.files[handler.path.lstrip("/")])

    server.faults[".all.json"] = answer
    with suppress(DiskFull):
        cramped.look()
    assert "vpn" not in cramped.offered()
    assert not [name for name in cramped.folders() if name.startswith("vpn")]
    (small_disk / "filler").unlink()
    assert cramped.look().refused == ()
    assert cramped.offered() == {"wifi": "1.0.0"}


def test_what_was_withdrawn_goes_from_a_disk_that_was_full_before_the_look(
    small_disk: Path, forge: Forge, server: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve, "SIZE", 300_000)  # of a disk of 1 MiB
    computer = Computer(small_disk / "catalogue", server.url, forge.installed_root, server.authority)
    computer.look()
    fill(small_disk)
    withdraw(forge, {})
    for _again in range(2):  # and it is told each time, until there is room
        with pytest.raises(DiskFull):
            computer.look()
        assert (computer.offered(), computer.folders()) == ({}, [])
        fill(small_disk)
    (small_disk / "filler").unlink()
    computer.look()
    assert computer.offered() == {"wifi": "1.0.0"}


def test_a_full_disk_is_told_as_one_and_what_was_here_stays(cramped: Computer, forge: Forge, small_disk: Path) -> None:
    fill(small_disk)
    offer(forge)
    with pytest.raises(DiskFull):
        cramped.look()
    assert cramped.offered() == {"vpn": "1.0.0"}
    (small_disk / "filler").unlink()
    cramped.look()
    assert cramped.offered() == {"vpn": "1.1.0"}

"""The archive that is published: the same wherever it is packed, and nothing in it that no computer needs."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from deskside.catalogue import read_manifest
from deskside.errors import ManifestProblem
from deskside.kit.new import make_new
from deskside.kit.packing import pack

from .broken_versions import BY_HAND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_new(tmp_path / "badge-reader", python=True)
    return tmp_path / "badge-reader"


def test_the_same_files_give_the_same_bytes_whoever_packs_them(folder: Path, tmp_path: Path) -> None:
    first = pack(folder)
    copy = tmp_path / "of another" / "badge-reader"
    for file in sorted(folder.rglob("*"), reverse=True):  # made in another order, at another time, with other rights
        if file.is_file():
            place = copy / file.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
            place.chmod(0o600)
            os.utime(place, (0, 0))
    assert pack(copy) == first
    assert pack(folder) == first


def test_one_changed_letter_gives_other_bytes(folder: Path) -> None:
    first = pack(folder)
    with (folder / "manifest.toml").open("a", encoding="utf-8") as file:
        file.write("#")
    assert pack(folder) != first


def test_only_what_computers_need_is_in_it_and_at_its_top(folder: Path) -> None:
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "troubleshooter.cpython-311.pyc").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("secret", "utf-8")
    (folder / "notes.docx").write_text("for me", "utf-8")
    (folder / "locale").mkdir()
    for name in ("de.po", "badge-reader.pot"):
        (folder / "locale" / name).write_text("", "utf-8")
    with zipfile.ZipFile(io.BytesIO(pack(folder))) as packed:
        names = packed.namelist()
        rights = {entry.external_attr >> 16 for entry in packed.infolist()}
    assert names == ["locale/de.po", "manifest.toml", "pictures/network-cable.svg", "troubleshooter.py"]
    assert rights == {0o100644}


def test_what_is_unpacked_is_what_was_packed(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(folder))) as packed:
        packed.extractall(tmp_path / "there" / "badge-reader")
    there = read_manifest(tmp_path / "there" / "badge-reader")
    assert (there.id, there.has_code, len(there.causes)) == ("badge-reader", True, 3)
    code = (folder / "troubleshooter.py").read_bytes()
    assert (there.folder / "troubleshooter.py").read_bytes() == code


@pytest.mark.parametrize("what", ["a link", "a pipe", "a folder that is a link", "too many files", "no manifest"])
def test_what_can_not_be_packed_is_refused_by_name(folder: Path, what: str) -> None:
    breaks, says = BY_HAND[what]
    file = breaks(folder)
    with pytest.raises(ManifestProblem, match=says.replace(".", r"\.")) as said:
        pack(folder)
    assert said.value.file == str(file)


def test_more_than_ten_mebibytes_are_refused(folder: Path) -> None:
    for number in range(6):
        (folder / "pictures" / f"p{number}.png").write_bytes(b"x" * (2 << 20))
    with pytest.raises(ManifestProblem, match="10 are the most"):
        pack(folder)

"""What a publisher reads when a manifest is wrong, and that a broken troubleshooter harms no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deskside.catalogue import discover, read_manifest
from deskside.errors import ManifestProblem

from .broken_manifests import BROKEN
from .conftest import GOOD

Put = Callable[..., Path]


@pytest.mark.parametrize("what", BROKEN)
def test_a_wrong_manifest_is_named_with_its_line(put: Put, what: str) -> None:
    broken = BROKEN[what]
    assert broken.old in GOOD
    text = GOOD.replace(broken.old, broken.new, 1)
    line = text[: text.index(broken.at)].count("\n") + 1
    folder = put(text)
    with pytest.raises(ManifestProblem) as said:
        read_manifest(folder)
    assert broken.says in said.value.words()
    assert (said.value.file, said.value.line) == (str(folder / "manifest.toml"), line)


def test_a_broken_one_is_listed_and_the_others_work(put: Put, shelf: Path) -> None:
    put()
    put("nonsense", "broken")
    put(GOOD.replace('id = "printer"', 'id = "scanner"'), "scanner")
    (shelf / "empty").mkdir()
    (shelf / "notes.txt").write_text("not a troubleshooter", encoding="utf-8")
    (shelf / "__pycache__").mkdir()
    listing = discover([shelf])
    assert [own.id for own in listing.troubleshooters] == ["printer", "scanner"]
    assert [broken.id for broken in listing.broken] == ["broken", "empty"]
    assert "no manifest.toml" in listing.broken[1].why


def test_a_manifest_that_is_no_honest_file_is_listed_with_its_reason(put: Put, shelf: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(GOOD, encoding="utf-8")
    makers: dict[str, Callable[[Path], object]] = {
        "a-folder": lambda path: path.mkdir(),
        "a-link": lambda path: path.symlink_to(outside),
        "a-pipe": os.mkfifo,
        "large": lambda path: path.write_bytes(b"# " + b"x" * 200_000),
        "not-text": lambda path: path.write_bytes(GOOD.encode("utf-16")),
        "zeros": lambda path: path.write_bytes(b"\0" * 100),
    }
    for name, make in makers.items():
        (shelf / name).mkdir()
        make(shelf / name / "manifest.toml")
    listing = discover([shelf])
    assert [broken.id for broken in listing.broken] == sorted(makers)
    whys = {broken.id: broken.why for broken in listing.broken}
    assert all("is not a file" in whys[name] for name in ("a-folder", "a-link", "a-pipe"))
    assert "larger than 128 KiB" in whys["large"]
    assert "UTF-8" in whys["not-text"]
    assert listing.troubleshooters == ()


def test_a_picture_that_leads_out_of_the_folder_is_refused(put: Put, tmp_path: Path) -> None:
    folder = put()
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg/>", encoding="utf-8")
    picture = folder / "pictures" / "button.svg"
    picture.unlink()
    picture.symlink_to(secret)
    with pytest.raises(ManifestProblem, match="a file of its own"):
        read_manifest(folder)


def test_a_picture_folder_that_leads_out_is_refused(put: Put, tmp_path: Path) -> None:
    folder = put()
    (folder / "pictures").rename(tmp_path / "elsewhere")
    (folder / "pictures").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ManifestProblem, match="a folder of its own"):
        read_manifest(folder)


def test_a_picture_of_many_megabytes_is_refused(put: Put) -> None:
    folder = put()
    with (folder / "pictures" / "button.svg").open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    with pytest.raises(ManifestProblem, match="larger than"):
        read_manifest(folder)


def test_code_that_leads_out_of_the_folder_is_refused(put: Put, tmp_path: Path) -> None:
    folder = put()
    (tmp_path / "code.py").write_text("", encoding="utf-8")
    (folder / "troubleshooter.py").symlink_to(tmp_path / "code.py")
    with pytest.raises(ManifestProblem, match=r"troubleshooter\.py"):
        read_manifest(folder)


def test_a_folder_with_an_odd_name_can_be_printed(put: Put, shelf: Path) -> None:
    put(name="odd\n\x1b[31mname")
    (broken,) = discover([shelf]).broken
    assert broken.id.isprintable()
    assert broken.why.isprintable()


def test_the_words_of_a_step_with_a_link_in_a_picture_name_are_not_followed(put: Put) -> None:
    folder = put(GOOD.replace('"button.svg"', '"https://example.org/button.svg"'))
    with pytest.raises(ManifestProblem):
        read_manifest(folder)

"""A signed archive may still be careless or made to do harm: nothing of it is written where it does not belong."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from deskside.catalogue import Listing
from deskside.model.arrived import State
from deskside.model.catalogue import MOST_BYTES, MOST_FILES, MOST_OF_ONE

from .computer import Computer
from .forge import Forge, archive, manifest, packed

HARMFUL = "Its archive is damaged, or made to do harm."
GOOD = {"manifest.toml": manifest("vpn", "1.1.0")}


def _link(target: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("manifest.toml", manifest("vpn", "1.1.0"))
        entry = zipfile.ZipInfo("troubleshooter.py")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, target)
    return content.getvalue()


def _twice(*names: str) -> bytes:
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w") as made:
        warnings.simplefilter("ignore")  # of a name that is there already
        made.writestr("manifest.toml", manifest("vpn", "1.1.0"))
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


def _lies_about_its_size() -> bytes:
    """A file of 1 MB that says it has 10 bytes, in both places where an archive says so."""
    data = packed({**GOOD, "notes.txt": b"a" * 1_000_000})
    return data.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _encrypted() -> bytes:
    """With the mark of a password on every file."""
    data = bytearray(packed(GOOD))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


BAD = {
    "not an archive": b"MZ" + b"\0" * 500,
    "cut off": archive("vpn", "1.1.0")[:-30],
    "a bomb": packed({**GOOD, "notes.txt": b"\0" * (MOST_OF_ONE - 1)}),
    "many bombs": packed({**GOOD, **{f"n{i}.txt": b"\0" * (MOST_OF_ONE // 2) for i in range(40)}}),
    "one that is too large": packed({**GOOD, "notes.txt": b"x" * (MOST_OF_ONE + 1)}),
    "too many files": packed({**GOOD, **{f"n{i}.txt": "" for i in range(MOST_FILES)}}),
    "more than it says": _lies_about_its_size(),
    "a password": _encrypted(),
    "a link to a file": _link("/etc/passwd"),
    "a link above": _link("../../../.bashrc"),
    "up": packed({**GOOD, "../evil.py": "x"}),
    "up, in the middle": packed({**GOOD, "pictures/../../evil.py": "x"}),
    "from the top": packed({**GOOD, "/tmp/evil.py": "x"}),
    "from a drive": packed({**GOOD, "C:/evil.py": "x"}),
    "with backslashes": packed({**GOOD, "..\\evil.py": "x"}),
    "a second stream": packed({**GOOD, "troubleshooter.py:evil": "x"}),
    "a device": packed({**GOOD, "pictures/con.png": "x"}),
    "a name that ends in a dot": packed({**GOOD, "evil.py.": "x"}),
    "a hidden file": packed({**GOOD, ".profile": "x"}),
    "an empty name": packed({**GOOD, "pictures//evil.png": "x"}),
    "a line end": packed({**GOOD, "a\nb.txt": "x"}),
    "a name that goes backwards": packed({**GOOD, "gnp\N{RIGHT-TO-LEFT OVERRIDE}.py": "x"}),
    "a long name": packed({**GOOD, "x" * 200: "x"}),
    "deep folders": packed({**GOOD, "a/" * 20 + "x": "x"}),
    "a name twice": _twice("notes.txt", "notes.txt"),
    "a name twice, in capitals": _twice("notes.txt", "NOTES.TXT"),
    "a file that is a folder, too": _twice("pictures", "pictures/a.png"),
    "no manifest": packed({"readme.txt": "x"}),
    "a folder round it": packed({"vpn/manifest.toml": manifest("vpn", "1.1.0")}),
    "not TOML": packed({"manifest.toml": "{"}),
}
UNUSABLE = ("no manifest", "a folder round it", "not TOML")


def offer(forge: Forge, content: bytes) -> None:
    forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.1.0", content)}, notices=["mail"])
    forge.publish()


def _below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "metadata" not in path.parts}


def test_nothing_harmful_in_an_archive_is_ever_written(computer: Computer, forge: Forge, tmp_path: Path) -> None:
    """One after the other, against the same computer; after the last one a good one comes all the same."""
    before = _below(tmp_path)
    for name, content in BAD.items():
        offer(forge, content)
        look = computer.look()
        says = [(one.what, one.says) for one in look.refused]
        expected = "This version of Deskside can't use it." if name in UNUSABLE else HARMFUL
        assert (name, look.state, says) == (name, State.SAME, [("vpn", expected)])
        assert (name, _below(tmp_path)) == (name, before)
        assert computer.offered() == {"vpn": "1.0.0"}
    offer(forge, packed(GOOD))
    assert computer.look().refused == ()
    assert computer.offered() == {"vpn": "1.1.0"}


@pytest.mark.parametrize(("name", "version"), [("wifi", "1.1.0"), ("vpn", "1.2.0")])
def test_a_manifest_that_says_something_else_than_the_archive(
    computer: Computer, forge: Forge, name: str, version: str
) -> None:
    offer(forge, packed({"manifest.toml": manifest(name, version)}))
    look = computer.look()
    assert [one.says for one in look.refused] == ["It calls itself something other than what it was published as."]
    assert computer.offered() == {"vpn": "1.0.0"}


def test_one_that_is_too_new_for_this_deskside_leaves_the_one_that_works(computer: Computer, forge: Forge) -> None:
    offer(forge, packed({"manifest.toml": manifest("vpn", "1.1.0").replace("api = 1", "api = 2")}))
    look = computer.look()
    assert [one.says for one in look.refused] == ["This version of Deskside can't use it."]
    assert "too new" in look.refused[0].why
    assert computer.offered() == {"vpn": "1.0.0"}


def test_one_that_is_announced_too_large_is_not_even_fetched(computer: Computer, forge: Forge) -> None:
    offer(forge, b"x" * (MOST_BYTES + (1 << 20) + 1))
    assert [one.says for one in computer.look().refused] == ["It is larger than Deskside takes."]


def test_what_comes_is_for_the_person_alone_and_nothing_in_it_may_be_run(computer: Computer, forge: Forge) -> None:
    offer(forge, packed({**GOOD, "troubleshooter.py": "x = 1\n", "pictures/a.png": "x"}))
    computer.look()
    folder = computer.arrived.offered(Listing(), "linux").troubleshooters[0].folder
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    assert set(files) == {"manifest.toml", "troubleshooter.py", "pictures/a.png"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}


def test_one_bad_archive_holds_up_no_other(computer: Computer, forge: Forge) -> None:
    bad = forge.archive("network", "vpn", "1.1.0", b"no archive")
    good = forge.archive("print", "paper", "1.0.0")
    forge.ring(troubleshooters={"vpn": bad, "paper": good}, notices=["mail"])
    forge.publish()
    look = computer.look()
    assert ([one.id for one in look.came], [one.what for one in look.refused]) == (["paper"], ["vpn"])
    assert computer.offered() == {"paper": "1.0.0", "vpn": "1.0.0"}

"""The file that goes with a ticket: four parts, redacted, the same every time, for this person's eyes only."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from deskside.diagnostics.bundle import make_bundle, write_bundle
from deskside.diagnostics.redact import Known, Redactor
from deskside.errors import NotWritable, StorageProblem
from deskside.model.report import Fact
from deskside.model.troubleshooter import Json

FACTS = (
    Fact("network", "eth0", "Network connection eth0", {"ipv4": ["10.7.7.7"], "up": True}),
    Fact("printers", "unread", "Printers", "could not be read"),
)
EVIDENCE: dict[str, Json] = {"printer.offline": {"host": "drucker9", "reachable": False, "tried": ["10.7.7.7", 3]}}
AGENT = "Case of lkummer on 10.7.7.7: printer.offline"


def made(redactor: Redactor | None = None) -> bytes:
    return make_bundle(FACTS, EVIDENCE, AGENT, redactor or Redactor([Known("person", "lkummer")]))


def parts(bundle: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_it_has_a_page_to_read_and_three_parts() -> None:
    assert list(parts(made())) == ["contents.txt", "facts.json", "evidence.json", "agent.txt"]


def test_nothing_private_is_in_any_part_and_stand_ins_agree_between_them() -> None:
    found = parts(made())
    everything = "".join(found.values())
    for private in ("10.7.7.7", "drucker9", "lkummer"):
        assert private not in everything
    assert found["agent.txt"] == "Case of person-1 on ip-1: printer.offline"
    assert json.loads(found["evidence.json"]) == {
        "printer.offline": {"host": "host-1", "reachable": False, "tried": ["ip-1", 3]}
    }
    assert json.loads(found["facts.json"])[0]["value"] == {"ipv4": ["ip-1"], "up": True}


def test_the_page_says_what_is_inside_and_how_much_was_hidden() -> None:
    page = parts(made())["contents.txt"]
    for line in ("What is in this file", "  host: 1", "  ip: 1", "  person: 1", "  Printers: could not be read"):
        assert line in page.split("\n")
    assert "Network connection eth0: ipv4 ip-1, up yes" in page


def test_the_same_content_is_the_same_bytes() -> None:
    assert made() == made()
    redactor = Redactor([Known("person", "lkummer")])
    assert made(redactor) == made(redactor)


def test_only_this_person_can_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.zip"
    path.write_bytes(b"an older one")
    path.chmod(0o644)
    write_bundle(path, made())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == made()
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_left_where_the_file_is_written_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "facts.zip.new").symlink_to(other)
    write_bundle(tmp_path / "facts.zip", b"data")
    assert other.read_text() == "mine"


def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem) as problem:
        write_bundle(tmp_path / "none" / "facts.zip", b"data")
    assert "none" in problem.value.path


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a folder that nobody may write to")
def test_a_folder_that_may_not_be_written_to_is_said_in_plain_words() -> None:
    with pytest.raises(StorageProblem) as problem:
        write_bundle(Path("/proc/facts.zip"), b"data")
    assert isinstance(problem.value, NotWritable) or problem.value.why

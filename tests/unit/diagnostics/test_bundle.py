"""The file that goes with a ticket: four parts, redacted, the same every time, for this person's eyes only."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from deskside.diagnostics.bundle import make_bundle, write_bundle
from deskside.diagnostics.bundle_reader import read_bundle
from deskside.diagnostics.redact import Known, Redactor
from deskside.errors import NotWritable, StorageProblem
from deskside.model.report import Fact, FactGroup
from deskside.model.troubleshooter import Json

from .planted import corpus

GROUPS = (
    FactGroup("sound", "Sound", "What it plays on."),
    FactGroup("network", "Network", "How this computer is connected."),
)
FACTS = (
    Fact("network", "eth0", "Network connection eth0", {"ipv4": ["10.7.7.7"], "up": True}),
    Fact("printers", "unread", "Printers", "could not be read"),
)
EVIDENCE: dict[str, Json] = {"printer.offline": {"host": "drucker9", "reachable": False, "tried": ["10.7.7.7", 3]}}
AGENT = "Case of lkummer on 10.7.7.7: printer.offline"


def made(redactor: Redactor | None = None) -> bytes:
    return make_bundle(FACTS, EVIDENCE, AGENT, redactor or Redactor([Known("person", "lkummer")]), GROUPS)


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
    assert found["agent.txt"].startswith("Case of person-1 on ip-1: printer.offline\n")
    assert json.loads(found["evidence.json"]) == {
        "schema": 1,
        "evidence": {"printer.offline": {"host": "host-1", "reachable": False, "tried": ["ip-1", 3]}},
    }
    facts = json.loads(found["facts.json"])
    assert facts["schema"] == 1
    assert facts["facts"][0]["value"] == {"ipv4": ["ip-1"], "up": True}


def test_a_printer_named_after_its_owner_and_a_host_named_in_the_last_part_only_are_hidden_everywhere() -> None:
    facts = (
        Fact("printers", "Drucker lkummer", "Printer Drucker lkummer", {"message": "drucker-k9 does not answer"}),
        Fact("deskside", "log", "The end of the log", ["host=drucker-k9 is gone"]),
    )
    everything = "".join(parts(make_bundle(facts, {}, "", Redactor([Known("person", "lkummer")]))).values())
    assert "lkummer" not in everything
    assert "drucker-k9" not in everything
    assert "Printer Drucker person-1" in everything


def test_the_page_says_what_is_inside_group_by_group_and_how_much_was_hidden() -> None:
    page = parts(made())["contents.txt"]
    for line in (
        "What is in this file",
        "Network\nHow this computer is connected.\n  Network connection eth0: ipv4 ip-1, up yes",
        "printers\n  Printers: could not be read",
        "  1 finding, with what led to it.",
        "  a name: in 1 place",
        "  an address in the network: in 3 places",
        "  the name of a computer: in 1 place",
    ):
        assert f"\n{line}\n" in f"\n{page}\n"
    assert "Sound" not in page


def test_the_page_counts_different_ones_apart_and_names_what_the_person_hid() -> None:
    redactor = Redactor([Known("person", "lkummer"), Known("person", "hbauer")]).hiding(["Project Falcon"])
    page = parts(make_bundle([], {}, "lkummer, hbauer and lkummer on project falcon", redactor))["contents.txt"]
    assert "\n  a name: 2 different, in 3 places\n  something you hid: in 1 place\n" in page


def test_a_long_log_does_not_bury_the_page_but_stands_in_full_in_the_other_parts() -> None:
    log = [f"line {number} of the log" for number in range(60)]
    found = parts(make_bundle([Fact("deskside", "log", "The log", log)], {}, "", Redactor()))
    assert "line 5 of the log; and 54 more" in found["contents.txt"]
    assert "line 30" not in found["contents.txt"]
    assert "\n  line 30 of the log\n" in found["agent.txt"]
    assert json.loads(found["facts.json"])["facts"][0]["value"] == log


def test_an_agent_reads_what_was_found_first_then_what_could_not_be_read_then_every_fact() -> None:
    assert parts(made())["agent.txt"].split("\n") == [
        "Case of person-1 on ip-1: printer.offline",
        "Not read: printers: could not be read",
        "",
        "[network]",
        'eth0: {"ipv4":["ip-1"],"up":true}',
        "",
    ]


def test_what_stands_out_on_this_computer_is_told_in_the_first_lines() -> None:
    facts = (
        Fact("system", "release", "Release", "Debian 12"),
        Fact("system", "since_restart", "Hours since the last restart", 500.0),
        Fact("memory", "total_gib", "Memory", 8.0),
        Fact("memory", "free_gib", "Free memory", 0.3),
        Fact("disks", "/", "Disk /", {"full_percent": 97}),
        Fact("disks", "/home", "Disk /home", {"full_percent": 50}),
        Fact("printers", "Office", "Printer Office", {"state": "paused"}),
        Fact("printers", "Hall", "Printer Hall", {"state": "idle"}),
        Fact("crashes", "crash-1", "Crash", {"program": "outlook", "count": 3}),
        Fact("network", "gateway", "A way out", {"ipv4": False, "ipv6": False}),
        Fact("network", "vpn", "VPN", False),
    )
    text = parts(make_bundle(facts, {}, "Case: slow.\n", Redactor()))["agent.txt"]
    assert text.split("\n")[:4] == [
        "Case: slow.",
        "At a glance: Debian 12, restarted 500 h ago, 0.3 of 8 GiB memory free, VPN off",
        "Stands out: disk / 97 % full, printer Office paused, outlook crashed 3x, little memory free, "
        "not restarted for 21 days, no way out of its network",
        "",
    ]


def test_the_same_content_is_the_same_bytes() -> None:
    assert made() == made()
    redactor = Redactor([Known("person", "lkummer")])
    assert made(redactor) == made(redactor)


SAME_ELSEWHERE = """
import contextlib, hashlib, locale, time
from tests.unit.diagnostics.test_bundle import many
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
time.tzset()
print(hashlib.sha256(many()).hexdigest())
"""


def many() -> bytes:
    """A bundle with much to hide, so that an order left to chance would show."""
    text = "\n".join(planted.text for planted in corpus()[:60])
    facts = [Fact("deskside", f"log-{at}", "The log", text[at : at + 3000].split("\n")) for at in (0, 3000)]
    return make_bundle(
        (*FACTS, *facts), {**EVIDENCE, "other.thing": {"said": text[6000:9000]}}, text[:1000], Redactor()
    )


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no time zone by a variable")
def test_every_process_makes_the_same_bytes_whatever_its_language_time_zone_and_chance() -> None:
    places = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kolkata"},
        {"PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
    ]
    paths = os.pathsep.join(path for path in sys.path if path)
    told = [
        subprocess.run(
            [sys.executable, "-c", SAME_ELSEWHERE],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **place},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for place in places
    ]
    assert told == [hashlib.sha256(many()).hexdigest() + "\n"] * len(places)


def nested(levels: int, value: Json) -> Json:
    for _level in range(levels):
        value = [value]
    return value


def test_evidence_that_is_far_too_large_or_strange_leaves_a_bundle_that_can_be_read() -> None:
    deep = nested(400, "bottom")
    evidence: dict[str, Json] = {
        "a.large": [["word " * 12_000] * 10],
        "a.small": {"is": "still here"},
        "a.deep": deep,
        "a.mostly-spaces": nested(19, [1] * 100_000),
        "a.odd": {"nan": float("nan"), "huge": 10**400, "half": "\ud83d", "bell": "a\x07\x1b[2Jb"},
    }
    found = read_bundle(make_bundle([Fact("x", "k", "l", evidence["a.odd"])], evidence, "\x1b]0;\x07", Redactor()))
    assert found.evidence["a.large"] == "left out: too large"
    assert found.evidence["a.small"] == {"is": "still here"}
    assert "\x1b" not in "".join(text for _name, text in found.texts)


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

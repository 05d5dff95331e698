"""The frozen application on a computer that has no Python: what people, IT and publishers do with it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.chroot import Chroot
from deploy.conftest import PERSON, Built
from deskside.children.publisher_code import NOT_FOR_PLUGINS

BUNDLED = "/usr/lib/deskside/_internal/deskside/_bundled/troubleshooters"
MOST_MEGABYTES = 170

MANIFEST = """\
api = 1
id = "labels"
version = "1.0.0"
title = "Labels do not print"
summary = "Finds out why no labels are printed."
phrases = ["no labels come out"]
keywords = ["label"]
systems = ["linux"]
minutes = 1
category = "Hardware/Printing"
contact = "labels@example.org"
"""

USES = """\
import csv, ipaddress, io, sqlite3, xml.etree.ElementTree as tree
from datetime import datetime, timezone
from decimal import Decimal
from email.message import EmailMessage
from hashlib import sha256
from statistics import median
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from deskside.sdk import Answers, Cause, Finding, People, System


class Tried(Cause):
    explain = "All of it works."
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        letter = EmailMessage()
        letter["Subject"] = "Grüße"
        with sqlite3.connect(":memory:") as table:
            (number,) = table.execute("select 6 * 7").fetchone()
        told = {
            "csv": next(csv.reader(io.StringIO("a,b"))),
            "addresses": ipaddress.ip_network("192.0.2.0/24").num_addresses,
            "number": number,
            "tree": tree.fromstring("<a><b>c</b></a>").findtext("b"),
            "day": datetime.strptime("2024-02-29", "%Y-%m-%d").replace(tzinfo=timezone.utc).isoformat(),
            "sum": str(Decimal("0.1") + Decimal("0.2")),
            "letter": str(letter["Subject"]),
            "digest": sha256(b"").hexdigest()[:8],
            "median": median([1, 3, 2]),
            "path": urlsplit("https://grüße.example/a").path,
            "zone": ZoneInfo.__name__,
        }
        return Finding("It ran.", told)
"""

RAN = {
    "csv": ["a", "b"],
    "addresses": 256,
    "number": 42,
    "tree": "c",
    "day": "2024-02-29T00:00:00+00:00",
    "sum": "0.3",
    "letter": "Grüße",
    "digest": "e3b0c442",
    "median": 2,
    "path": "/a",
    "zone": "ZoneInfo",
}

LISTS = """\
import sys
{imports}
from deskside.sdk import Answers, Cause, Finding, People, System


class Tried(Cause):
    explain = "All of it is there."
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        return Finding("All are there.", {{"missing": [name for name in {names!r} if name not in sys.modules]}})
"""


@pytest.fixture
def labels(computer: Chroot) -> Iterator[Path]:
    """A troubleshooter of the organisation's, put beside the built-in ones."""
    folder = computer.path(f"{BUNDLED}/labels")
    folder.mkdir()
    (folder / "manifest.toml").write_text(MANIFEST)
    yield folder
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def asked(computer: Chroot, *words: str, fine: tuple[int, ...] = (0,)) -> dict[str, Any]:
    """What the installed program prints as JSON."""
    done = computer.run("env", "PATH=", "/usr/bin/deskside", *words, "--json", user=PERSON)
    assert done.returncode in fine, done.stdout + done.stderr
    assert done.stderr == ""
    given: dict[str, Any] = json.loads(done.stdout)
    return given


def found_by(computer: Chroot) -> dict[str, Any]:
    report = asked(computer, "run", "labels", fine=(0, 1, 3))
    assert report["findings"], report["checks"]
    evidence: dict[str, Any] = report["findings"][0]["evidence"]
    return evidence


def test_it_needs_no_python_on_the_computer(computer: Chroot, built: Built) -> None:
    look = "command -v python3 python || find / -name 'python3*' -type f -not -name '*.deb'"  # others' packages
    assert computer.run("sh", "-c", look).stdout == ""
    assert computer.run("deskside", "--version", user=PERSON).stdout == f"deskside {built.version}\n"


def test_it_is_not_larger_than_promised(built: Built) -> None:
    size = sum(file.lstat().st_size for file in built.folder.rglob("*") if file.is_file() and not file.is_symlink())
    assert size / 1e6 < MOST_MEGABYTES


def test_a_child_is_not_kept_waiting_by_what_only_others_need(built: Built) -> None:
    inside = built.folder / "_internal"
    path = [str(inside / "base_library.zip"), str(inside / "python3.11/lib-dynload"), str(inside)]
    said = [
        {"path": path, "known": {"printing.expected": []}},
        {"call": 1, "name": "printing.expected", "arguments": {}},
    ]
    command = [built.folder / "deskside", "child", "system"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, bufsize=0) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(b"".join(json.dumps(line).encode() + b"\n" for line in said))
        assert json.loads(child.stdout.readline()) == {"answer": 1, "gives": []}
        loaded = Path(f"/proc/{child.pid}/maps").read_text()
        child.stdin.close()
    names = {Path(line.split()[-1]).name.partition(".")[0] for line in loaded.splitlines() if ".so" in line}
    assert not {"_ctypes", "libffi", "libQt6Core", "libssl"} & names
    assert "libpython3" in names  # that it was looked at the right process


def test_it_understands_what_people_say(computer: Chroot) -> None:
    answer = asked(computer, "find", "my printer wont print")
    assert (answer["results"][0]["id"], answer["sure"]) == ("printer", True)
    german = asked(computer, "find", "der Drucker druckt nicht", "--lang", "de")
    assert german["results"][0]["title"] == "Das Drucken geht nicht"


def test_it_looks_for_causes_with_and_without_code(computer: Chroot) -> None:
    report = asked(computer, "run", "disk-full")
    assert report["outcome"] == "nothing-found"
    assert {check["result"] for check in report["checks"]} == {"clear"}


def test_the_walls_round_troubleshooters_stand_in_it(computer: Chroot) -> None:
    rows = {row["name"]: row for row in asked(computer, "check")["checks"]}
    walls = {name: row["ok"] for name, row in rows.items() if name.startswith("walls.")}
    assert walls == dict.fromkeys(
        ("walls.files", "walls.network", "walls.programs", "walls.others", "walls.memory"), True
    )
    assert rows["troubleshooters"]["ok"]


def test_a_publishers_code_may_use_the_standard_library(computer: Chroot, labels: Path) -> None:
    (labels / "troubleshooter.py").write_text(USES)
    assert found_by(computer) == RAN


def test_it_publishes_a_catalogue_and_takes_it(computer: Chroot) -> None:
    words = computer.path(f"/home/{PERSON}/words")
    words.write_text("five words that nobody knows\n")
    words.chmod(0o600)
    computer.run("chown", PERSON, f"/home/{PERSON}/words").check_returncode()
    policy = computer.path("/etc/deskside/policy.d/20-catalogue.toml")
    folder = f"/home/{PERSON}/catalogue"
    policy.write_text(f'[catalogue]\nurl = "{folder}"\nroot = "/etc/deskside/root.json"\n')
    make = ["catalogue", "init", "--team", "labels", "--passphrase-file", f"/home/{PERSON}/words"]
    try:
        made = computer.run("deskside", *make, "--catalogue", folder, "--keys", f"/home/{PERSON}/keys", user=PERSON)
        assert made.returncode == 0, made.stderr
        root = computer.path(f"/home/{PERSON}/keys/root.json").read_bytes()
        computer.path("/etc/deskside/root.json").write_bytes(root)
        told = asked(computer, "update")
        assert (told["state"], told["refused"]) == ("same", [])
    finally:
        policy.unlink()
        computer.path("/etc/deskside/root.json").unlink(missing_ok=True)


def test_every_module_that_publishers_are_promised_is_in_it(computer: Chroot, labels: Path) -> None:
    here = [name for name in sorted(sys.stdlib_module_names - NOT_FOR_PLUGINS) if name[0] != "_" and _is_here(name)]
    assert len(here) > 150
    (labels / "troubleshooter.py").write_text(
        LISTS.format(imports="\n".join(f"import {name}" for name in here), names=here)
    )
    assert found_by(computer) == {"missing": []}


def _is_here(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ValueError:
        return False

"""What a publisher gets who records a sick computer: it plays as it was, and tells of nobody."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.integration.cli.test_contract import deskside

from deskside.application.settings import load
from deskside.application.workshop import make_workshop
from deskside.casework import Orders
from deskside.children.recording import Replay
from deskside.children.scenario import Expect, Says, Scenario, load_scenario, write_scenario
from deskside.children.source import Source
from deskside.cli.record_command import write_new
from deskside.kit import recording
from deskside.kit.linting import lint
from deskside.kit.new import make_new
from deskside.kit.recording import Recorded, record
from deskside.kit.remarks import problems
from deskside.paths import find_paths

BUILT_IN = Path(__file__).parents[3] / "troubleshooters"
HOST = socket.gethostname()
PRIVATE = ("10.77.5.31", "10.77.5.1", "00:16:3e:5e:6c:99", "fe80::216:3eff:fe5e:6c99", "ana.lee@example.com")
SICK = Scenario(
    "linux",
    says=(
        Says(
            "network.links",
            gives=[
                {
                    "name": "eth0",
                    "kind": "wired",
                    "enabled": True,
                    "carrier": True,
                    "addresses": [
                        {"address": "10.77.5.31", "prefix": 24, "family": 4},
                        {"address": "fe80::216:3eff:fe5e:6c99", "prefix": 64, "family": 6, "scope": "link"},
                    ],
                }
            ],
        ),
        Says(
            "network.routes",
            gives=[
                {"to": "default", "family": 4, "gateway": "10.77.5.1", "link": "eth0"},
                {"to": "10.77.5.0/24", "family": 4, "gateway": "", "link": "eth0"},
            ],
        ),
        Says("services.state", gives={"known": True, "running": True}),
        Says("reach.fetch", problem="unavailable", why="asked by ana.lee@example.com from 00:16:3e:5e:6c:99"),
        Says("printing.queues", gives=[{"name": "Office", "state": "stopped", "default": True}]),
        Says("printing.resume", {"queue": "Office"}, gives=True),
        Says("printing.queues", gives=[{"name": "Office", "state": "idle", "default": True}], after="printing.resume"),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_new(tmp_path / "badge-reader", python=True)
    return tmp_path / "badge-reader"


def recorded(folder: Path, monkeypatch: pytest.MonkeyPatch, source: Source, *, fix: bool) -> Recorded:
    """A recording of this computer, which is a played one here."""
    monkeypatch.setattr(recording, "ThisComputer", lambda: source)
    paths = find_paths()
    return record(make_workshop(paths, load(paths)), folder, "Here", Orders(fix=fix))


def test_it_comes_out_as_the_computer_did_and_lints(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = recorded(folder, monkeypatch, Replay(SICK), fix=True)
    assert made.same
    assert made.scenario.expect == Expect(("paused",), ("paused",), "could-not-check", ("page-down",))
    (folder / "scenarios" / "here.toml").write_text(write_scenario(made.scenario), "utf-8")
    assert load_scenario(folder / "scenarios" / "here.toml") == made.scenario
    assert problems(lint(folder)) == ()


def test_nothing_in_it_tells_who_or_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = write_scenario(recorded(folder, monkeypatch, Replay(SICK), fix=False).scenario)
    assert [value for value in (*PRIVATE, HOST) if re.search(rf"(?<![\w.:]){re.escape(value)}(?![\w:])", text)] == []


def test_addresses_stay_addresses_and_in_their_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = recorded(folder, monkeypatch, Replay(SICK), fix=False)
    told = {row.call: row.gives for row in made.scenario.says}
    links, routes = told["network.links"], told["network.routes"]
    assert isinstance(links, list)
    assert isinstance(routes, list)
    own, link_local = (one["address"] for one in links[0]["addresses"])
    assert own.startswith("192.0.2.")
    assert link_local.startswith("fe80::")
    assert routes[0]["gateway"].startswith("192.0.2.")
    assert routes[0]["gateway"] != own
    assert routes[1]["to"] == "192.0.2.0/24"


def test_what_the_troubleshooter_names_itself_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = recorded(folder, monkeypatch, Replay(SICK), fix=False)
    (asked,) = [row.arguments for row in made.scenario.says if row.call == "reach.fetch"]
    assert asked is not None
    assert asked["address"] == "https://intranet.example.org/"


def test_the_computer_is_left_as_it_was_unless_fixes_were_agreed_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = recorded(folder, monkeypatch, Replay(SICK), fix=False)
    assert "printing.resume" not in {row.call for row in made.scenario.says}


def test_a_value_that_was_hidden_and_matters_to_a_check_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = folder / "troubleshooter.py"
    text = code.read_text("utf-8").replace("queue.default and queue.paused", 'queue.message.endswith("@example.com")')
    code.write_text(text, "utf-8")
    odd = Says("printing.queues", gives=[{"name": "Office", "state": "idle", "message": "held by ana.lee@example.com"}])
    made = recorded(folder, monkeypatch, Replay(replace(SICK, says=(*SICK.says, odd))), fix=False)
    assert not made.same


def test_the_command_writes_it_once(folder: Path) -> None:
    made = deskside("plugin", "record", str(folder), "here")
    file = folder / "scenarios" / "here.toml"
    assert made.returncode == 0, made.stderr
    assert load_scenario(file).says
    text = file.read_text("utf-8")
    again = deskside("plugin", "record", str(folder), "here")
    assert (again.returncode, file.read_text("utf-8")) == (2, text)
    assert "is there already" in again.stderr
    assert deskside("plugin", "record", str(folder), "../here").returncode == 2


def test_it_says_what_was_hidden_and_that_the_file_wants_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BUILT_IN / "disk-full", tmp_path / "disk-full", ignore=shutil.ignore_patterns("scenarios"))
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    (home / "Downloads" / "Salaries.pdf").write_bytes(b"x" * 5000)
    (home / "Downloads" / "Notice.pdf").write_bytes(b"x" * 5000)
    monkeypatch.setenv("HOME", str(home))
    in_words = deskside("plugin", "record", str(tmp_path / "disk-full"), "in-words")
    assert in_words.returncode == 0, in_words.stderr
    first, hidden, _found, last = in_words.stdout.splitlines()
    assert first.endswith(" answers of this computer.")
    assert "2 names of files" in hidden
    assert last == "Please read the file before anyone else does."
    as_json = json.loads(deskside("plugin", "record", str(tmp_path / "disk-full"), "as-json", "--json").stdout)
    assert (as_json["same"], as_json["hidden"]["file"]) == (True, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="a disk is made to look full by a limit of POSIX")
def test_a_recording_for_which_there_is_no_room_leaves_no_half_a_file(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_new(tmp_path / "here.toml", "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []

"""From IT's tools to a person's computer: published, found by a person's words, run with its own Python, withdrawn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from cli.test_contract import deskside, shown

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework
from deskside.kit.packing import pack
from deskside.kit.publishing.keys import Keys
from deskside.kit.publishing.notices import NoticeAdded, NoticeRemoved
from deskside.kit.publishing.office import Office, now_here
from deskside.kit.publishing.opening import Opening, open_catalogue
from deskside.kit.publishing.passphrases import Passphrases
from deskside.kit.publishing.publication import Packed, Publication
from deskside.kit.publishing.rings import Promotion, Withdrawal
from deskside.model.case import Stand
from deskside.model.catalogue import Ring
from deskside.model.page import Verb
from deskside.paths import find_paths

from .server import Catalogue

MANIFEST = """
api = 1
id = "badge-reader"
version = "{version}"
title = "The badge reader does not react"
summary = "Finds out why the badge reader stays dark."
phrases = ["my badge does not open the door", "the badge reader stays dark"]
keywords = ["badge", "reader"]
"""
CODE = """
from deskside.sdk import Cause, Finding, People, _


class Dark(Cause):
    title = _("Does the badge reader react?")
    explain = _("The badge reader has no power.")
    fix = People(_("IT will plug it in again."))

    def detect(self, pc, answers):
        return Finding(_("The badge reader stays dark ({version})."), {{}})
"""


class Files(Mapping[str, bytes]):
    """What lies in a folder now, as a web server sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as problem:
            raise KeyError(name) from problem

    def __iter__(self) -> Iterator[str]:
        return (str(path.relative_to(self._folder)) for path in self._folder.rglob("*") if path.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Publisher:
    """IT, with its tools."""

    def __init__(self, folder: Path) -> None:
        self.work, self.folder, secret = folder, folder / "catalogue", folder / "keys"
        self.keys = Keys([secret], Passphrases(known=["correct horse battery"]), cost=16)
        open_catalogue(self.folder, self.keys, Opening(teams=("network",)), now_here())
        self.office = Office(self.folder, self.keys, now=now_here)
        self.root = secret / "root.json"

    def publish(self, version: str) -> None:
        made = self.work / "badge-reader"
        made.mkdir(exist_ok=True)
        (made / "manifest.toml").write_text(MANIFEST.format(version=version), "utf-8")
        (made / "troubleshooter.py").write_text(CODE.format(version=version), "utf-8")
        packed = Packed("badge-reader", version, pack(made))
        self.office.change(Publication((packed,), "network", Ring.PILOT))

    def notice(self) -> None:
        file = self.work / "doors.toml"
        file.write_text(
            'title = "Doors open late today"\nsays = "We work on it."\nsince = 2026-11-22T09:30:00Z\n', "utf-8"
        )
        self.office.change(NoticeAdded(file))


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


@pytest.fixture
def server(publisher: Publisher, tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(Files(publisher.folder), tmp_path) as running:
        yield running


@pytest.fixture
def home(deskside_home: Path, publisher: Publisher, server: Catalogue) -> Path:
    """A computer that IT has set up for ring "pilot"."""
    lines = (
        f"network.extra_ca = '{server.authority}'",
        f"catalogue.url = '{server.url}'",
        f"catalogue.root = '{publisher.root}'",
        "catalogue.ring = 'pilot'",
    )
    (deskside_home / "settings.toml").write_text("\n".join(lines), "utf-8")
    return deskside_home


def casework() -> Casework:
    paths = find_paths()
    return compose(paths, load(paths))


def test_published_found_run_and_withdrawn(home: Path, publisher: Publisher) -> None:
    publisher.publish("1.0.0")
    said = shown("update")
    assert (said["state"], [one["id"] for one in said["came"]]) == ("new", ["badge-reader"])
    found = json.loads(deskside("find", "my badge doesn't open the door", "--json").stdout)
    assert found["results"][0]["id"] == "badge-reader"
    report = shown("run", "badge-reader")
    assert [one["says"] for one in report["findings"]] == ["The badge reader stays dark (1.0.0)."]

    publisher.office.change(Withdrawal("badge-reader"))
    assert deskside("update").stdout == "badge-reader was withdrawn and is gone.\n"
    assert deskside("run", "badge-reader", "--json").returncode == 2
    assert not list((home / "data" / "catalogue" / "troubleshooters").iterdir())


def test_ring_after_ring(home: Path, publisher: Publisher) -> None:
    publisher.publish("1.0.0")
    settings = home / "settings.toml"
    settings.write_text(settings.read_text("utf-8").replace("pilot", "all"), "utf-8")
    assert deskside("update").stdout == "There is nothing new.\n"
    publisher.office.change(Promotion("badge-reader", Ring.ALL))
    assert deskside("update").stdout == "The badge reader does not react is new here (1.0.0).\n"


def test_what_arrives_is_there_without_a_restart(home: Path, publisher: Publisher) -> None:
    desk = casework()
    words = "the badge reader stays dark"
    assert "badge-reader" not in [one.id for one in desk.troubleshooters()]
    assert "badge-reader" not in [hit.id for hit in desk.find(words).results]
    publisher.publish("1.0.0")
    publisher.notice()
    deskside("update")
    assert "badge-reader" in [one.id for one in desk.troubleshooters()]
    assert desk.find(words).results[0].id == "badge-reader"
    assert [one.id for one in desk.notices()] == ["doors"]
    publisher.office.change(NoticeRemoved("doors"))
    deskside("update")
    assert desk.notices() == ()


def test_a_case_keeps_the_version_it_began_with_also_after_a_restart(home: Path, publisher: Publisher) -> None:
    publisher.publish("1.0.0")
    deskside("update")
    run = casework().open("badge-reader")
    run.act(Verb.BEGIN)
    run.close()
    publisher.publish("1.1.0")
    deskside("update")
    desk = casework()
    assert next(one.version for one in desk.troubleshooters() if one.id == "badge-reader") == "1.1.0"
    again = desk.resume(run.case.id)
    assert again._owner("badge-reader.dark").version == "1.0.0"
    again.close()


def test_a_case_whose_troubleshooter_is_withdrawn_ends_in_words(home: Path, publisher: Publisher) -> None:
    publisher.publish("1.0.0")
    deskside("update")
    run = casework().open("badge-reader")
    publisher.office.change(Withdrawal("badge-reader"))
    said = deskside("update").stdout
    assert said == "badge-reader was withdrawn and is gone. What you began with it can't go on.\n"
    run.act(Verb.BEGIN)
    assert run.case.stand is not Stand.CHECKING
    assert run.page.takes(Verb.PEOPLE)
    run.close()


def test_check_says_what_there_is_of_the_catalogue(home: Path, publisher: Publisher, server: Catalogue) -> None:
    def rows() -> list[tuple[bool, str]]:
        checks = shown("check")["checks"]
        return [(one["ok"], one["says"]) for one in checks if one["name"] == "catalogue"]

    publisher.publish("1.0.0")
    first = rows()
    assert first[:3] == [
        (True, "It is set whose troubleshooters to trust."),
        (True, "The catalogue can be reached."),
        (False, "The catalogue was not read on this computer yet."),
    ]
    deskside("update")
    assert [ok for ok, _says in rows()] == [True] * 4
    assert rows()[-1] == (True, "1 troubleshooter came for the ring pilot.")
    last = home / "data" / "catalogue" / "last.json"
    told = json.loads(last.read_text("utf-8"))
    last.write_text(json.dumps({**told, "expires": time.time() + 80_000}), "utf-8")
    ok, says = rows()[2]
    assert not ok
    assert says.endswith("only: it was not renewed.")
    publisher.root.write_text("{}", "utf-8")
    assert rows()[0] == (False, "The file that says whose troubleshooters to trust is damaged.")
    server.faults["timestamp.json"] = lambda handler: handler.answer(500)
    assert rows()[1] == (False, "The catalogue does not work right now.")


def test_update_says_why_nothing_was_taken_and_ends_with_1(home: Path, publisher: Publisher) -> None:
    publisher.publish("1.0.0")
    publisher.root.unlink()
    said = deskside("update")
    assert said.returncode == 1
    assert said.stdout == "Nothing was taken. What was here before stays.\n"
    assert said.stderr.splitlines()[0] == "The file that says whose troubleshooters to trust can't be read."
    assert "root.json: missing" in said.stderr


def test_update_says_why_nothing_can_be_kept_here_also_to_a_script_and_the_tray(
    home: Path, publisher: Publisher
) -> None:
    publisher.publish("1.0.0")
    (home / "data").mkdir(mode=0o700, exist_ok=True)
    (home / "data" / "catalogue").write_text("not a folder", "utf-8")
    said = deskside("update")
    assert (said.returncode, said.stdout) == (1, "Nothing was taken. What was here before stays.\n")
    words = "I can't read or save your data at the moment. A person can help."
    assert said.stderr.splitlines()[0] == words
    told = shown("update", "--due")
    assert (told["state"], told["refused"][0]["says"], told["next"]) == ("refused", words, 900.0)


def test_the_tray_s_own_look_is_made_only_when_it_is_time(home: Path, publisher: Publisher, server: Catalogue) -> None:
    publisher.publish("1.0.0")
    assert shown("update", "--due")["state"] == "new"
    server.asked.clear()
    said = shown("update", "--due")
    assert said["state"] == "not-due"
    assert 3 * 3600 < said["next"] < 5 * 3600
    assert server.asked == []


def test_many_looks_at_once_while_it_publishes_do_not_harm_each_other(home: Path, publisher: Publisher) -> None:
    publisher.publish("1.0.0")
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "app")}
    command = [sys.executable, "-m", "deskside", "update", "--json"]
    looks = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) for _ in range(4)]
    publisher.publish("1.1.0")
    publisher.publish("1.2.0")
    said = [json.loads(look.communicate(timeout=90)[0]) for look in looks]
    assert [(look.returncode, told["refused"]) for look, told in zip(looks, said, strict=True)] == [(0, [])] * 4
    assert {told["state"] for told in said} <= {"new", "same"}
    shown("update")
    assert next(one.version for one in casework().troubleshooters() if one.id == "badge-reader") == "1.2.0"

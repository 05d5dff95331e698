"""The installed package in a real desktop: the icon, the window, a case that is open while IT upgrades."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.conftest import NEWER, Built
from desktop.desk import Desk
from desktop.steps import have_it_looked_at, say_what_is_wrong, using

WITH_PACKAGE = Path(__file__).with_name("with_package")
PROGRAM = "/usr/bin/deskside"


@pytest.fixture(scope="module")
def desk(built: Built) -> Iterator[Desk]:
    """Ann's, with a printer that is paused. Its machine has Deskside installed."""
    place = [WITH_PACKAGE, built.deb]
    with Desk(fault="queue_paused", policy="user-may", within=place, program=PROGRAM) as made:
        yield made


def on(desk: Desk, *command: str | Path) -> str:
    """What root does on the desk's machine meanwhile."""
    enter = ["nsenter", f"--target={desk.machine}", "--mount", "--", *command]
    return subprocess.run(enter, check=True, capture_output=True, text=True, timeout=120).stdout


def put_in_place(desk: Desk, package: Path, version: str) -> None:
    on(desk, "dpkg", "--force-unsafe-io", "-i", package)
    assert on(desk, "dpkg-query", "-W", "-f", "${Version}", "deskside") == f"{version}-1"


def test_a_secret_is_kept_in_the_keyring_of_the_desktop(desk: Desk) -> None:
    desk.run(PROGRAM, "settings", "secret", "set", "tickets.rt.token", stdin="known-only-here")
    kept = desk.run("secret-tool", "search", "--all", "service", "deskside")
    assert "known-only-here" in kept


def test_the_person_notices_nothing_of_an_upgrade(desk: Desk, built: Built, newer_deb: Path) -> None:
    person = using("mouse", desk)
    assert desk.window() is None, "the icon alone is there when the computer starts"
    old = desk.ask("tray_items")
    put_in_place(desk, newer_deb, NEWER)
    desk.until(lambda: desk.ask("ended", desk.app) == 0, "the old one to make room")
    desk.until(lambda: set(desk.ask("tray_items")) - set(old), "the new one's icon")
    desk.until(desk.tray_icon, "the icon in the panel")

    say_what_is_wrong(person)
    have_it_looked_at(person, "The printer Office is paused.")
    put_in_place(desk, built.deb, built.version)
    person.press("Fix it")
    desk.wait_for_heading("That is fixed.")
    person.press("Yes, it works")
    desk.wait_for_heading("Good to hear it works.")
    if folder := os.environ.get("DESKSIDE_PICTURES"):
        desk.picture(Path(folder, "installed.png"))
    history = json.loads(desk.run("deskside", "history", "--json"))
    assert "fixed" in json.dumps(history), history
    assert not desk.complaints()

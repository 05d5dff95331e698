"""What a publisher sees of a troubleshooter before anybody has it: every page, and the computer that is simulated."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOP = Path(__file__).parents[3]
PRINTER = TOP / "troubleshooters" / "printer"


def deskside(*words: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """With no screen anywhere."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    folder = home.with_name("of-its-own")
    folder.mkdir(exist_ok=True)
    environ = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "deskside", "plugin", "preview", *words],
        env={**environ, "DESKSIDE_HOME": str(home), "PYTHONPATH": str(TOP / "app"), "TMPDIR": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_every_page_of_a_scenario_is_drawn_without_a_screen_up_to_the_happy_end(tmp_path: Path) -> None:
    told = deskside(PRINTER, "linux-paused", "--pictures", tmp_path / "pictures", home=tmp_path / "home")
    assert told.returncode == 0, told.stderr
    drawn = sorted(file.name for file in (tmp_path / "pictures" / "linux-paused").iterdir())
    assert drawn == ["01-intro.png", "02-finding-paused.png", "03-fixed-paused.png", "04-done-paused.png"]
    index = (tmp_path / "pictures" / "index.html").read_text("utf-8")
    assert all(f'src="linux-paused/{name}"' in index for name in drawn)
    assert not told.stderr
    assert not (tmp_path / "home" / "data").exists(), "a rehearsal left something in the publisher's own home"
    assert list((tmp_path / "of-its-own").iterdir()) == [], "a rehearsal left something behind"


def test_a_cause_that_no_scenario_leads_to_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    (folder / "scenarios").mkdir(parents=True)
    cause = '[[cause]]\nid = "{id}"\nexplain = "It is so."\ncheck = {check}\nfix = {{ people = "IT looks." }}\n'
    checks = {
        "name": '{ is = "name-unknown", name = "labels.example.org" }',
        "door": '{ is = "port-closed", host = "labels.example.org", port = "9100" }',
    }
    (folder / "manifest.toml").write_text(
        'api = 1\nid = "labels"\nversion = "1.0.0"\ntitle = "No labels"\nsummary = "Looks."\nphrases = ["no labels"]\n'
        'keywords = ["labels"]\nneeds = ["reach.resolve:labels.example.org", "reach.connect:labels.example.org"]\n'
        + "".join(cause.format(id=one, check=check) for one, check in checks.items()),
        "utf-8",
    )
    (folder / "scenarios" / "off.toml").write_text(
        'expect = { findings = ["door"] }\n[[says]]\ncall = "reach.connect"\n'
        'gives = { open = false, problem = "refused" }\n'
        '[[says]]\ncall = "reach.resolve"\ngives = { addresses = ["192.0.2.7"], problem = "" }\n',
        "utf-8",
    )
    told = deskside(folder, "--pictures", tmp_path / "pictures", home=tmp_path / "home")
    assert told.returncode == 0, told.stderr
    assert "No scenario leads to labels.name." in told.stdout
    assert "labels.door" not in told.stdout
    assert "It is so." in (tmp_path / "pictures" / "index.html").read_text("utf-8"), "the author's own words"


def test_a_page_of_an_earlier_walk_is_not_left_among_those_of_this_one(tmp_path: Path) -> None:
    folder = tmp_path / "pictures" / "linux-paused"
    folder.mkdir(parents=True)
    for name in ("07-question-which.png", "my-own.png"):
        (folder / name).write_text("old")
    assert (
        deskside(PRINTER, "linux-paused", "--pictures", tmp_path / "pictures", home=tmp_path / "home").returncode == 0
    )
    assert not (folder / "07-question-which.png").exists()
    assert (folder / "my-own.png").read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda one: one.name)
@pytest.mark.parametrize("pictures", [False, True], ids=["window", "pictures"])
def test_a_preview_that_is_ended_from_outside_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals, pictures: bool
) -> None:
    folder = tmp_path / "of-its-own"
    folder.mkdir()
    words = ["--pictures", str(tmp_path / "pictures")] if pictures else []
    running = subprocess.Popen(
        [sys.executable, "-m", "deskside", "plugin", "preview", str(PRINTER), *words],
        env={
            **os.environ,
            "DESKSIDE_HOME": str(tmp_path / "home"),
            "PYTHONPATH": str(TOP / "app"),
            "TMPDIR": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        until = time.monotonic() + 60
        while not list(folder.glob("deskside-preview-*/data/*")) and time.monotonic() < until:
            assert running.poll() is None
            select.select([], [], [], 0.05)
        assert list(folder.glob("deskside-preview-*")), "it did not begin"
        running.send_signal(number)
        _out, told = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode in (0, 130), told
    assert list(folder.iterdir()) == [], "it left something behind"
    assert "Traceback" not in told


def test_a_file_is_no_place_for_pictures_and_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_text("mine")
    told = deskside(PRINTER, "linux-paused", "--pictures", file, home=tmp_path / "home")
    assert told.returncode == 2
    assert "is there already, and is no folder" in told.stderr
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((PRINTER,), "There is no screen here. With --pictures DIR the pages are drawn into a folder."),
        ((PRINTER, "no-such", "--pictures", "p"), "There is no scenario no-such. There are: "),
    ],
)
def test_what_can_not_be_shown_is_said_plainly(words: tuple[str | Path, ...], says: str, tmp_path: Path) -> None:
    if sys.platform != "linux" and "screen" in says:
        pytest.skip("elsewhere than on Linux there always is one")
    told = deskside(*words, home=tmp_path)
    assert told.returncode == 2
    assert says in told.stderr

"""``deskside catalogue`` as IT types it: the real program, and computers that take what comes of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deskside.catalogue.client.refreshing import Orders, look
from deskside.model.arrived import Look
from deskside.model.catalogue import Ring

APP = Path(__file__).parents[3] / "app"
PASSPHRASE = "correct horse battery staple"


class Bench:
    """A folder to work in: a passphrase file, and what ``init`` made."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "pass").touch(0o600)
        (place / "pass").write_text(f"{PASSPHRASE}\n")

    def run(self, *arguments: str, passphrase: bool = True) -> subprocess.CompletedProcess[str]:
        more = ["--passphrase-file", "pass"] if passphrase else []
        return subprocess.run(
            [sys.executable, "-m", "deskside", "catalogue", *arguments, *more],
            cwd=self.place,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=environ(self.place),
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "deskside", "catalogue", *arguments, "--passphrase-file", "pass"],
            cwd=self.place,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environ(self.place),
        )

    def said(self, *arguments: str, passphrase: bool = True) -> list[str]:
        done = self.run(*arguments, passphrase=passphrase)
        assert done.returncode == 0, done.stderr
        assert PASSPHRASE not in done.stdout + done.stderr
        return done.stdout.splitlines()

    def refusal(self, *arguments: str, passphrase: bool = True) -> str:
        done = self.run(*arguments, passphrase=passphrase)
        assert (done.returncode, done.stdout) == (1, ""), done.stdout
        return done.stderr

    def status(self) -> dict[str, object]:
        done = self.run("status", "--json", passphrase=False)
        shape = json.loads(done.stdout)
        assert shape["schema"] == 1
        assert isinstance(shape, dict)
        return shape

    def look(self, ring: Ring) -> Look:
        """A new computer's first look into the folder."""
        place = self.place / "computers" / ring
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(exist_ok=True)
        return look(Orders(place, str(self.place / "catalogue"), ring, (self.place / "keys/root.json").read_bytes))


def environ(place: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(APP), "DESKSIDE_HOME": str(place.with_name(f"{place.name}-home"))}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new catalogue, to be copied: making its keys slow to guess takes a second."""
    made = Bench(tmp_path_factory.mktemp("bench"))
    made.said("init", "--team", "network", "--team", "print")
    return made.place


@pytest.fixture
def bench(whole: Path, tmp_path: Path) -> Bench:
    shutil.copytree(whole, tmp_path / "bench")
    return Bench(tmp_path / "bench")


def written(folder: Path, version: str = "1.0.0", explain: str = "The label printer does not answer.") -> Path:
    """A small troubleshooter that nothing is wrong with, and its scenario."""
    folder.mkdir(exist_ok=True)
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "manifest.toml").write_text(
        f'''api = 1
id = "{folder.name}"
version = "{version}"
title = "Labels are not printed"
summary = "Finds out why the label printer does nothing."
phrases = ["no stickers for the parcels", "parcel labels are not printed", "the stockroom label printer does nothing"]
keywords = ["label", "labels", "sticker", "stockroom", "parcel"]
category = "Hardware/Label printers"
contact = "stockroom-it@example.org"
needs = ["reach.connect:labels.example.org"]

[[cause]]
id = "printer-off"
title = "Does the label printer answer?"
check = {{ is = "port-closed", host = "labels.example.org", port = "9100" }}
explain = "{explain}"
fix = {{ hands_on = "Please press the round button on the label printer. Wait until its lamp is green.", seconds = 60 }}
'''
    )
    (folder / "scenarios" / "printer-off.toml").write_text(
        """system = "linux"
expect = { findings = ["printer-off"], outcome = "not-fixed" }

[[says]]
call = "reach.connect"
gives = { open = false, problem = "refused" }
"""
    )
    return folder


def test_from_nothing_to_every_computer_and_back(bench: Bench) -> None:
    written(bench.place / "labels")
    told = bench.said("publish", "labels", "--team", "network")
    assert told[1] == "ring pilot: labels new, 1.0.0; needs reach.connect:labels.example.org"
    assert [(one.id, one.version) for one in bench.look(Ring.PILOT).came] == [("labels", "1.0.0")]
    assert bench.look(Ring.ALL).came == ()
    bench.said("promote", "labels", "--to", "all")
    assert [(one.id, one.version) for one in bench.look(Ring.ALL).came] == [("labels", "1.0.0")]
    written(bench.place / "labels", "1.1.0")
    told = bench.said("publish", "labels", "--team", "network", "--ring", "early")
    assert told[1:3] == [f"ring {ring}: labels 1.0.0 -> 1.1.0; needs nothing new" for ring in ("pilot", "early")]
    assert bench.status()["rings"] == {
        "pilot": {"labels": "1.1.0"},
        "early": {"labels": "1.1.0"},
        "all": {"labels": "1.0.0"},
    }
    bench.said("withdraw", "labels")
    assert bench.status()["withdrawn"] == {"labels": "1.1.0"}
    assert bench.look(Ring.ALL).came == ()


def test_what_lint_finds_is_not_published(bench: Bench) -> None:
    folder = written(bench.place / "labels")
    manifest = folder / "manifest.toml"
    manifest.write_text(manifest.read_text().replace("port-closed", "port-shut"))
    says = bench.refusal("publish", "labels", "--team", "network")
    assert "labels/manifest.toml:15:" in says.replace("\\", "/")
    assert says.splitlines()[-1] == "labels is not published: 1 to mend. Nothing was changed."
    assert bench.status()["signed_only"] == []


def test_a_dry_run_of_everything_writes_nothing(bench: Bench) -> None:
    written(bench.place / "labels")
    bench.said("publish", "labels", "--team", "network")
    notice = bench.place / "mail.toml"
    notice.write_text('title = "E-mail is slow"\nsays = "We work on it."\nsince = 2026-11-22T09:30:00+01:00\n')
    written(bench.place / "labels", "2.0.0")
    before = {file: file.stat().st_mtime_ns for file in bench.place.rglob("*")}
    for command in (
        ("publish", "labels", "--team", "network"),
        ("promote", "labels", "--to", "all"),
        ("withdraw", "labels"),
        ("notice", "add", "mail.toml"),
        ("renew",),
        ("rotate", "root"),
        ("init", "--keys", "others", "--catalogue", "another"),
    ):
        assert "Nothing is written" in bench.said(*command, "--dry-run")[-1] or command[0] == "renew"
    assert {
        file: file.stat().st_mtime_ns for file in bench.place.rglob("*") if "__pycache__" not in file.parts
    } == before


def test_cron_renews_with_the_line_that_init_prints(whole: Path, bench: Bench) -> None:
    folder, keys = str(bench.place / "catalogue"), str(bench.place / "keys" / "online")
    done = bench.run("renew", "--catalogue", folder, "--keys", keys, passphrase=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "timestamp: signed until" in done.stdout
    shutil.rmtree(bench.place / "keys" / "root")
    assert "root wants 2 of its 3 keys, 0 here" in bench.refusal("rotate", "online")


def test_keys_are_rotated_and_which_files_to_destroy_is_said(bench: Bench) -> None:
    written(bench.place / "labels")
    bench.said("publish", "labels", "--team", "network")
    old = sorted(file.name for file in (bench.place / "keys" / "root").glob("*.pem"))
    told = bench.said("rotate", "root")
    destroyed = sorted(Path(line).name for line in told if line.startswith("Counts no more"))
    assert destroyed == old
    for line in told:
        if line.startswith("Counts no more"):
            (bench.place / line.partition(": ")[2]).unlink()
    bench.said("rotate", "team-network")
    bench.said("rotate", "team-sales", "--new")
    written(bench.place / "till")
    bench.said("publish", "till", "--team", "sales")
    assert sorted(one.id for one in bench.look(Ring.PILOT).came) == ["labels", "till"]


def test_a_notice_goes_up_and_comes_down(bench: Bench) -> None:
    notice = bench.place / "mail.toml"
    notice.write_text('title = "E-mail is slow"\nsays = "We work on it."\nsince = 2026-11-22T09:30:00+01:00\n')
    assert bench.said("notice", "add", "mail.toml")[0] == "all rings: mail, “E-mail is slow”"
    assert bench.status()["notices"] == {"pilot": ["mail"], "early": ["mail"], "all": ["mail"]}
    assert bench.said("notice", "remove", "mail", "--ring", "pilot")[0] == "ring pilot: mail is taken down"
    assert bench.status()["notices"] == {"pilot": [], "early": ["mail"], "all": ["mail"]}


def test_two_who_publish_at_once_both_get_through(bench: Bench) -> None:
    running = []
    for team, name in (("network", "labels"), ("print", "till")):
        written(bench.place / name)
        text = (bench.place / name / "manifest.toml").read_text()
        (bench.place / name / "manifest.toml").write_text(text.replace("abel", "ill") if name == "till" else text)
        running.append(bench.start("publish", name, "--team", team))
    for process in running:
        said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert bench.status()["rings"]["pilot"] == {"labels": "1.0.0", "till": "1.0.0"}  # type: ignore[index]


def test_without_a_passphrase_nothing_is_signed_and_the_ways_to_give_one_are_said(bench: Bench) -> None:
    written(bench.place / "labels")
    says = bench.refusal("publish", "labels", "--team", "network", passphrase=False)
    assert "No passphrase at hand opens" in says
    assert "--passphrase-file" in says
    (bench.place / "pass").chmod(0o644)
    if sys.platform != "win32":
        assert "Others may read the passphrase" in bench.refusal("publish", "labels", "--team", "network")


def test_which_team_signs_is_asked_for_where_there_are_two(bench: Bench) -> None:
    written(bench.place / "labels")
    done = bench.run("publish", "labels")
    assert done.returncode == 2
    assert "--team network, --team print" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
def test_on_a_terminal_the_passphrase_is_typed_unseen(tmp_path: Path) -> None:
    import pty  # only these systems have it

    child, terminal = pty.fork()
    if not child:
        os.chdir(tmp_path)
        os.execve(sys.executable, [sys.executable, "-m", "deskside", "catalogue", "init"], environ(tmp_path))
    shown = b""
    try:
        for question in (b"A passphrase for the new keys: ", b"The same once more: "):
            while question not in shown:
                shown += os.read(terminal, 4096)
            os.write(terminal, PASSPHRASE.encode() + b"\n")
        while (more := _read(terminal)) is not None:
            shown += more
    finally:
        status = os.waitpid(child, 0)[1]
        os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert PASSPHRASE.encode() not in shown
    assert (tmp_path / "keys" / "root.json").is_file()


def _read(terminal: int) -> bytes | None:
    try:
        return os.read(terminal, 4096) or None
    except OSError:
        return None

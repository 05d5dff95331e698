"""Two hundred secrets of forty kinds are planted on a computer; afterwards they are only where they may be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.integration.redaction.canaries import KINDS, Aviary

from deskside.application.main import OUR_CRASH

from . import computer, watching

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
ROUNDS = 8 if FULL else 1
TOP = Path(__file__).resolve().parents[3]


class Lived(NamedTuple):
    """One afternoon, and all that could be seen of it."""

    seed: int
    sends: bool
    story: str
    take: Aviary
    home: Path
    watch: watching.Watch
    said: bytes
    during: tuple[dict[str, bytes], ...]
    """The files at both looks, while the process ran."""
    after: dict[str, bytes]
    left_behind: tuple[str, ...]
    """Temporary files."""
    code: int


def live(folder: Path, seed: int, *, sends: bool) -> Lived:
    home, temporary, here = folder / "home", folder / "tmp", folder / "computer"
    for one in (home, temporary, here):
        one.mkdir(parents=True)
    take, environ = computer.plant(here, seed, sends=sends)
    (home / "settings.toml").write_text(computer.settings(take), "utf-8")
    mine = {
        "DESKSIDE_HOME": str(home),
        "TMPDIR": str(temporary),
        "PYTHONPATH": f"{TOP / 'app'}:{TOP}",
        "HOME": str(folder),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.privacy.person", str(here)],
        env={**os.environ, **environ, **mine},
        cwd=temporary,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdin
    assert process.stdout
    watch = watching.Watch(process.pid)
    watch.start()
    during = []
    said = b""
    for line in process.stdout:
        said += line
        if line == b"look\n":
            during.append(watching.files(home, temporary))
            process.stdin.write(b"\n")
            process.stdin.flush()
    process.stdin.close()
    process.stdout.close()
    code = process.wait(60)
    watch.end()
    after, left = watching.files(home, temporary), tuple(watching.files(temporary))
    return Lived(seed, sends, _written(here), take, home, watch, said, tuple(during), after, left, code)


def _written(here: Path) -> str:
    """The part of the story in which nothing is hidden."""
    return str(json.loads((here / "plan.json").read_text("utf-8"))["story"]).partition(" Ask ")[0]


def loose(lived: Lived, places: dict[str, bytes], *but: str) -> list[str]:
    """Canaries that stand at one of these places, unless they were planted for it."""
    return sorted(
        f"seed {lived.seed}: {one.kind} of {one.place} in {name}: {one.value!r}"
        for one in lived.take.planted
        if one.place not in but
        for name, data in places.items()
        if watching.stands_in(one, data)
    )


def tables(lived: Lived, name: str) -> dict[str, bytes]:
    database = lived.home / "data" / name
    return watching.rows(database) if database.exists() else {}


@pytest.fixture(params=[True, False], ids=["sent", "never-sent"], scope="module")
def lives(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Lived]:
    folder = tmp_path_factory.mktemp("canaries")
    lived = [live(folder / str(n), SEED + n, sends=request.param) for n in range(ROUNDS)]
    sys.stdout.write(f"seeds {SEED} to {SEED + ROUNDS - 1}: {sum(len(one.take.planted) for one in lived)} canaries\n")
    return lived


def test_the_afternoon_was_lived_with_hundreds_of_canaries_of_all_kinds(lives: list[Lived]) -> None:
    for one in lives:
        assert one.code == OUR_CRASH, one.said
        assert len(one.take.planted) >= 200
        assert {canary.kind for canary in one.take.planted} == set(KINDS)
        seen = [canary for canary in one.take.planted if canary.place in computer.SEEN]
        assert all(watching.stands_in(canary, tables(one, "deskside.sqlite3")["cases"]) for canary in seen)
        if one.sends:
            sent = b"".join(tables(one, "desk.sqlite3").values())
            assert loose(one, {"desk": sent}, *{c.place for c in one.take.planted if c.place != "answer"})
            assert one.story.encode() in sent


def test_the_log_tells_of_the_crashes_and_of_nobody(lives: list[Lived]) -> None:
    for one in lives:
        log = one.after["deskside.log"]
        assert log.count(b"crash: ValueError at person.py") == 2
        assert loose(one, {"log": log}) == []


def test_nothing_is_said_on_the_terminal_or_into_the_sessions_log(lives: list[Lived]) -> None:
    for one in lives:
        assert loose(one, {"terminal": one.said}) == []


def test_no_temporary_file_is_left_and_none_told_anything(lives: list[Lived]) -> None:
    for one in lives:
        assert one.left_behind == ()


def test_no_file_tells_what_was_left_out_or_hidden_or_typed_in_secret_not_even_beside_the_database(
    lives: list[Lived],
) -> None:
    for one in lives:
        for places in (*one.during, one.after):
            for name, data in places.items():
                allowed = computer.WRITTEN + computer.SEEN if name.startswith("deskside.sqlite3") else ()
                allowed = computer.WRITTEN if name.startswith("desk.sqlite3") else allowed
                assert name == "settings.toml" or loose(one, {name: data}, *allowed) == []


def test_what_checks_saw_stays_in_the_persons_own_record_and_goes_into_no_message(lives: list[Lived]) -> None:
    for one in lives:
        mine = tables(one, "deskside.sqlite3")
        assert "cases" in mine
        del mine["cases"]
        assert loose(one, mine, *computer.WRITTEN) == []
        assert loose(one, tables(one, "desk.sqlite3"), *computer.WRITTEN) == []


def test_what_was_never_sent_is_in_no_outbox_and_at_no_desk(lives: list[Lived]) -> None:
    for one in (one for one in lives if not one.sends):
        mine = tables(one, "deskside.sqlite3")
        assert not {"drafts", "outbox", "tickets", "news"} & set(mine)
        assert not tables(one, "desk.sqlite3")


def test_no_command_line_tells_anything_and_no_child_knows_more_than_it_must(lives: list[Lived]) -> None:
    for one in lives:
        kinds = set()
        for command, environ, _limits in one.watch.seen.values():
            assert loose(one, {"command line": command}) == []
            assert loose(one, {"environment": environ}, "environment") == []
            if b"children/entry.py" in command:
                kinds.add(command.rstrip(b"\0").rpartition(b"\0")[2])
                assert loose(one, {"environment of a child": environ}) == []
        assert kinds == {b"plugin", b"system"}


def test_no_process_of_ours_leaves_a_picture_of_its_memory(lives: list[Lived]) -> None:
    for one in lives:
        most = {limits.partition("Max core file size")[2].split()[0] for _c, _e, limits in one.watch.seen.values()}
        assert most <= {"0", "1"}
        assert not list(one.home.parent.rglob("core*"))

"""A plugin that hangs, crashes, floods or eats costs its own check, and never the case."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from deskside.children import Children, Limits, plugin
from deskside.children.recording import Replay
from deskside.errors import ChildProblem, ManifestProblem
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Cause, Fix, FixKind

from .bench import PAUSED, cause, children, detect_all, innocent, still_running, written

QUICK = Limits(thinking=4.0, memory=256 << 20, cpu=5)
PATIENT = replace(QUICK, thinking=60.0)
"""For what breaks by itself, however long a busy computer takes to come to that."""

BROKEN = {
    "waits for ever": ("import threading\nthreading.Event().wait()", "no answer in time"),
    "computes for ever": ("while True: pass", "no answer in time (line "),
    "holds the interpreter for ever": ("import ctypes\nctypes.PyDLL(None).sleep(1000)", "no answer in time"),
    "asks for ever": ("while True: pc.printing.queues()", "more than"),
    "raises": ("return {}['paper']", "KeyError: 'paper' (line"),
    "raises what nobody catches": ("raise SystemExit", "SystemExit"),
    "ends itself": ("import os\nos._exit(7)", "exit 7"),
    "crashes in C": ("import ctypes\nctypes.string_at(0)", "signal 11"),
    "aborts": ("import os\nos.abort()", "signal 6"),
    "prints without end": ("while True: print('x' * 60000)", "flooded"),
    "prints without end to stderr": ("import sys\nwhile True: sys.stderr.write('x' * 60000)", "flooded"),
    "eats memory": ("held = []\nwhile True: held.append(bytes(10 << 20))", "MemoryError"),
    "recurses without end": ("def again(): return again()\nagain()", "RecursionError"),
    "tells a huge finding": ("return Finding('x' * (2 << 20))", "flooded"),
    "tells what is not plain data": ("return Finding('found', {'what': object()})", "not plain data"),
    "tells a finding without a bottom": (
        "well = {}\nfor n in range(100): well = {'deeper': well}\nreturn Finding('deep', well)",
        "nested deeper than 20 levels",
    ),
    "tells a number for a sentence": ("return Finding(7)", "Expected `str`"),
    "tells something else than a finding": ("return 'paused'", "gave str, not Finding"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_check_costs_only_itself(folder: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body, why = BROKEN[how]
    if "(line" in why:
        monkeypatch.setattr(plugin, "_TO_SAY_WHERE", 60.0)  # it does say, as soon as it gets a processor
    code = innocent("First") + cause("Broken", body) + innocent("Last")
    with children(limits=QUICK if "in time" in why else PATIENT) as host:
        told = detect_all(host, written(folder, code))
    assert told["first"].found
    assert told["last"].found
    assert not told["broken"].found
    assert told["broken"].problem
    assert why in told["broken"].problem


DESCRIPTORS = """
import os
def pipes():
    for fd in range(3, 32):
        try: os.write(fd, b"")
        except OSError: continue
        yield fd
"""


@pytest.mark.parametrize(
    "line",
    [
        b"this is not json\n",
        b"[1, 2]\n",
        b'{"done": 99}\n',
        b'{"call": 1, "job": 99, "name": "printing.queues", "arguments": {}}\n',
        b'{"call": "x", "job": 1, "name": 5, "arguments": []}\n',
        b'{"walls": {"seccomp": true}}\n',
        b'{"causes": []}\n',
        b"[" * 100_000 + b"\n",
        b"\xff\xfe\n",
        b"x" * (2 << 20),
    ],
    ids=["text", "list", "job", "call", "types", "walls", "causes", "depth", "bytes", "endless"],
)
def test_garbage_on_the_pipe_costs_only_the_check_that_wrote_it(folder: Path, line: bytes) -> None:
    garbage = cause("Garbage", f"for fd in pipes(): os.write(fd, {line!r})\npc.printing.queues()", DESCRIPTORS)
    if len(line) > 10_000:
        garbage = garbage.replace(repr(line), f"{line[:1]!r} * {len(line)}")
    with children(limits=PATIENT) as host:
        told = detect_all(host, written(folder, garbage + innocent("Fine")))
    assert told["fine"].found
    assert told["garbage"].problem


class AfterTheFeast(Replay):
    """Tells of the queues only once somebody has asked which printers are expected."""

    def __init__(self) -> None:
        super().__init__(PAUSED)
        self._held: list[Callable[[], None]] = []
        self._eaten = False

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        self._eaten = self._eaten or call.name == "printing.expected"
        self._held.append(partial(super().ask, call, done))
        while self._eaten and self._held:
            self._held.pop(0)()


EATS_AND_KEEPS = """
import threading
held = []
try:
    while True: held.append(bytearray(1 << 20))
except MemoryError:
    pc.printing.expected()
    threading.Event().wait()
"""


def test_a_check_that_finds_no_memory_left_is_not_blamed_for_who_ate_it(folder: Path) -> None:
    hungry = "pc.printing.queues()\nreturn Finding('ate', {'bytes': len(bytearray(16 << 20))})"
    code = cause("Eats", EATS_AND_KEEPS) + cause("Hungry", hungry)
    with Children({}, QUICK, source=AfterTheFeast()) as host:
        told = detect_all(host, written(folder, code))
    assert told["hungry"].evidence == {"bytes": 16 << 20}
    ends = ("took-too-long", "no answer in time", "ended: signal 6: MemoryError", "ended: exit 1: MemoryError")
    assert told["eats"].problem.startswith(ends)


def test_many_hanging_checks_cost_no_more_than_their_limit_each_and_all_others_answer(folder: Path) -> None:
    hanging = "".join(cause(f"Hang{n}", "import threading\nthreading.Event().wait()") for n in range(5))
    with children(limits=QUICK) as host:
        told = detect_all(host, written(folder, hanging + "".join(innocent(f"Fine{n}") for n in range(5))))
    assert [told[f"fine{n}"].found for n in range(5)] == [True] * 5
    assert all("no answer in time" in told[f"hang{n}"].problem for n in range(5))


def test_what_is_known_is_told_at_once_while_a_check_still_hangs(folder: Path) -> None:
    heard: list[tuple[str, bool]] = []
    code = cause("Hang", "import threading\nthreading.Event().wait()") + innocent("Fine")
    with children(limits=QUICK) as host:
        detect_all(host, written(folder, code), on_detected=lambda one: heard.append((one.cause, one.found)))
    assert heard == [("printer.fine", True), ("printer.hang", False)]


def test_one_broken_troubleshooter_leaves_the_others_alone(tmp_path: Path) -> None:
    bad = written(tmp_path / "bad", cause("Crash", "import os\nos._exit(1)"), id_="bad")
    good = written(tmp_path / "good", innocent("Fine"), id_="good")
    with children(limits=PATIENT) as host:
        told = detect_all(host, bad, good)
    assert told["fine"].found
    assert told["crash"].problem == "ended: exit 1"


def test_when_time_is_up_what_is_not_known_is_could_not_check_and_its_child_is_ended(folder: Path) -> None:
    code = cause("Hang", "import threading\nthreading.Event().wait()") + innocent("Fine")
    with children(limits=Limits(thinking=300)) as host:
        told = detect_all(host, written(folder, code), deadline=8.0)
        assert still_running() == []
    assert told["fine"].found
    assert told["hang"].problem == "took-too-long: there was no answer in time"


def test_checks_run_although_the_disk_is_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    troubleshooter = written(folder, innocent("Fine"))
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "no room for another folder"))
    with children() as host:
        told = detect_all(host, troubleshooter)
    assert told["fine"].found


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("class Paused(Cause)\n    pass", "line 2"),
        ("raise ValueError('on load')", "ValueError: on load (line 2)"),
        ("import requests", "imports requests"),
        ("from . import other", "no such file beside it"),
        ("import antigravity", "imports antigravity"),
        ("class Paused(Cause):\n    fix = People()", "Paused has no detect()"),
        (cause("Paused", "return None").replace("    fix = People()\n", ""), "Paused has no fix"),
        (cause("Paused", "return None").replace("People()", "Automatic('I can do it.')"), "has an automatic fix and"),
        (cause("A", "return None") + cause("B", "return None").replace("fix =", "id = 'a'; fix ="), "two causes"),
    ],
)
def test_code_that_cannot_be_used_is_named_with_its_reason(folder: Path, code: str, why: str) -> None:
    with children() as host, pytest.raises(ManifestProblem) as caught:
        host.describe(written(folder, code))
    assert why in str(caught.value)
    assert str(folder) in caught.value.file


LIES = {
    "id = 'Paused'": "small letters",
    "id = '../evil'": "small letters",
    "likelihood = 7": "likelihood of 7",
    "cost = 0": "cost of 0",
    "explain = 'x' * 2000": "over 1000 letters",
    "questions = ('colour',)": "which the manifest does not ask",
    "fix = HandsOn('Look.', picture='../../secret.png', picture_says='x')": "no picture under pictures/",
    "fix = HandsOn('Look.', picture='gone.png', picture_says='x')": "no picture under pictures/",
    "fix = HandsOn('Look.', seconds=1e9)": "at most 3600",
    "likelihood = 'often'": "Expected `float`",
    "masks = [7]": "Expected `str`",
}


@pytest.mark.parametrize("line", LIES)
def test_what_a_plugin_tells_of_itself_is_not_believed_unseen(folder: Path, line: str) -> None:
    code = cause("Paused", "return None").replace("    fix = People()\n", f"    fix = People()\n    {line}\n")
    with children() as host, pytest.raises(ManifestProblem) as caught:
        host.describe(written(folder, code))
    assert LIES[line] in str(caught.value)


def test_a_cause_that_the_manifest_has_too_is_refused(folder: Path) -> None:
    twice = replace(
        written(folder, cause("Paused", "return None")), causes=(Cause("paused", Fix(FixKind.PEOPLE, consent="IT.")),)
    )
    with children() as host, pytest.raises(ManifestProblem, match="stands in the manifest, too"):
        host.describe(twice)


def test_a_fix_without_undo_must_say_why_there_is_none(folder: Path) -> None:
    fix = "Automatic('I can do it.')"
    code = cause("Paused", "return None").replace("People()", fix) + "    def apply(self, pc, finding): ...\n"
    with children() as host:
        with pytest.raises(ManifestProblem, match=r"has no undo\(\)"):
            host.describe(written(folder, code))
        allowed = code.replace(fix, "Automatic('I can do it.', no_undo_why='It was old.')")
        (told,) = host.describe(written(folder, allowed))
    assert told.fix.undo is False
    assert told.fix.no_undo_why == "It was old."


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import threading\nthreading.Event().wait()", "too-slow"),
        ("import os\nos._exit(3)", "ended"),
        ("while True: print('x' * 60000)", "flooded"),
    ],
)
def test_code_that_breaks_while_it_is_loaded_is_given_up(folder: Path, code: str, what: str) -> None:
    limits = Limits(start=4.0 if what == "too-slow" else 60.0)
    with children(limits=limits) as host, pytest.raises(ChildProblem) as caught:
        host.describe(written(folder, code))
    assert caught.value.what == what

"""The kept PowerShell: one process answers all, whatever hangs or ends is started anew, and no name is ever a command.

The other end is `played_powershell.py`, a process of its own. Scripts never ran in a real one: docs/platforms.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.errors import NotPermitted, TookTooLong, Unavailable
from deskside.system.commands import Ran
from deskside.system.windows import powershell
from deskside.system.windows.kept_powershell import KeptShell, program
from deskside.system.windows.printing import PLUGGED, QUESTION

from .powershell_words import complaint

PLAYED = Path(__file__).with_name("played_powershell.py")


@pytest.fixture
def shell() -> Iterator[KeptShell]:
    kept = KeptShell([sys.executable, "-u", str(PLAYED)])
    yield kept
    kept.close()


def test_all_questions_go_to_one_powershell(shell: KeptShell) -> None:
    with ThreadPoolExecutor(8) as several:
        told = list(several.map(lambda _: int(shell("number", 10.0).out.splitlines()[-1]), range(8)))
    assert sorted(told) == list(range(1, 9))


def test_a_name_arrives_as_it_is_written(shell: KeptShell) -> None:
    name = "Büro'; exit 0 # 打印机 \U0001f5a8"
    assert name in shell("name", 10.0, {"DESKSIDE_QUEUE": name}).out
    assert name not in shell("name", 10.0, {"DESKSIDE_QUEUE": ""}).out


def test_how_a_script_ended_is_told(shell: KeptShell) -> None:
    assert shell("code", 10.0).code == 44
    assert shell("throw", 10.0) == Ran(1, "", "PermissionDenied Windows System Error 5,Enable-NetAdapter")
    with pytest.raises(NotPermitted):
        powershell.order(shell, "throw", 10.0, {})


@pytest.mark.parametrize(("script", "limit"), [("hang", 0.3), ("end", 10.0), ("chatter", 10.0)])
def test_one_that_hangs_or_ends_costs_one_question(shell: KeptShell, script: str, limit: float) -> None:
    assert shell("number", 10.0).out.endswith("1\r\n")
    with pytest.raises(TookTooLong if script == "hang" else Unavailable):
        shell(script, limit)
    assert shell("number", 10.0).out.endswith("1\r\n")


def test_one_that_went_away_between_two_questions_costs_none(shell: KeptShell) -> None:
    assert shell("last", 10.0).code == 0
    running = shell._running
    assert running is not None
    running._child.wait(60.0)
    assert shell("number", 10.0).out.endswith("1\r\n")


def test_a_mark_at_the_very_start_of_what_powershell_says_is_seen() -> None:
    assert powershell.ended("\ufeffdeskside-1 0 \r\n", "deskside-1") == (0, "")
    assert powershell.ended("deskside-12 0 \r\n", "deskside-1") is None


def test_a_windows_that_speaks_its_old_code_page_is_understood(shell: KeptShell) -> None:
    assert "Büro" in shell("old", 10.0).out


def test_a_computer_without_powershell_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        KeptShell([str(tmp_path / "none")])("number", 5.0)


def test_powershell_is_the_one_of_windows_and_loads_nothing_of_the_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    first, *rest = program()
    assert first == r"D:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
    assert {"-NoProfile", "-NonInteractive"} <= set(rest)


@given(st.text(max_size=40))
def test_no_name_can_become_a_part_of_the_line(name: str) -> None:
    line = powershell.framed("script", "deskside-1", {"DESKSIDE_QUEUE": name})
    said = line.removeprefix("$env:DESKSIDE_QUEUE=").partition(";")[0]
    assert set(said.removeprefix("-join[char[]](").removesuffix(")").removeprefix("''")) <= set("0123456789,")


@pytest.mark.parametrize("script", ["a\nb", "ü"])
def test_a_script_that_would_be_more_than_a_line_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        powershell.framed(script, "m", {})


@pytest.mark.parametrize("name", ["X;exit", "x", "", "PATH=1"])
def test_only_plain_words_can_be_named(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        powershell.framed("script", "m", {name: "x"})


@pytest.mark.parametrize("script", [QUESTION, PLUGGED])
def test_every_script_has_its_brackets_and_quotes_in_pairs(script: str) -> None:
    assert complaint(powershell.framed(script, "deskside-1", {"DESKSIDE_QUEUE": "x"})) == ""

"""What somebody publishes who records a computer full of private things: none of them."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

import pytest
from tests.canaries import TELLS, Canaries
from tests.integration.kit.test_recording import recorded

from deskside.children.computer import ThisComputer
from deskside.children.recording import Replay
from deskside.children.scenario import Scenario, write_scenario
from deskside.diagnostics.redact import Redactor
from deskside.kit.hiding import Hiding, Named

BUILT_IN = Path(__file__).parents[3] / "troubleshooters"
WITH_CHECKS = sorted(file.parent for file in BUILT_IN.glob("*/troubleshooter.py"))
STAND_IN = re.compile(r"\.?(?:file|folder|person)-\d+(?:\.\w+){0,2}")


def telling(text: str) -> list[str]:
    return [line for line in text.splitlines() if TELLS.search(line)]


@pytest.mark.parametrize("variant", range(5))
def test_nothing_that_any_call_says_or_is_asked_by_gets_out(variant: int) -> None:
    canaries = Canaries(variant)
    rows = (*canaries.rows(), *canaries.asked_for())
    assert len(telling(write_scenario(Scenario(says=rows)))) > 50
    hide = Hiding(Redactor(), Named(), rows, windows=variant % 2 == 1)
    assert telling(write_scenario(Scenario(says=tuple(map(hide.row, rows))))) == []


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize("folder", WITH_CHECKS, ids=lambda folder: folder.name)
def test_no_built_in_troubleshooter_gives_anything_away(
    folder: Path, variant: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = tuple(Canaries(variant).rows())
    system = ("linux", "windows", "macos")[variant]
    made = recorded(folder, monkeypatch, Replay(Scenario(system, says=says)), fix=False)
    assert made.scenario.says
    assert sum(made.hidden.values()) > 3
    assert telling(write_scenario(made.scenario)) == []


def test_nor_does_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    says = tuple(Canaries(0).rows())
    made = recorded(BUILT_IN / "website", monkeypatch, Replay(Scenario("linux", says=says)), fix=True)
    assert "network.hide_host" in {row.call for row in made.scenario.says}
    assert telling(write_scenario(made.scenario)) == []


def test_names_of_the_persons_own_files_stay_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = (
        *("Zoë’s canary – déclaration 2025.pdf", 'canary "Q3" list.xlsx', "canary\nlines.iso", "canary's.tar.gz"),
        *("disk", "size", "report.txt", getpass.getuser(), "カナリア canary", ".canaryrc", "canary.ana"),
    )
    home = tmp_path / "canaryhome"
    (home / "Downloads" / "Canary folder").mkdir(parents=True)
    for name in names:
        (home / "Downloads" / name).write_bytes(b"x" * 5000)
    trash = home / ".local/share/Trash"
    (trash / "info").mkdir(parents=True)
    (trash / "files").mkdir()
    (trash / "files" / "Canary, letter of notice.docx").write_bytes(b"x" * 9000)
    large = home / "Canary project" / "canary film.mkv"
    large.parent.mkdir()
    with large.open("wb") as film:
        film.write(bytes(60 << 20))
    monkeypatch.setenv("HOME", str(home))
    made = recorded(BUILT_IN / "disk-full", monkeypatch, ThisComputer(), fix=False)
    assert made.same
    assert telling(write_scenario(made.scenario)) == []
    told = {row.call: row.gives for row in made.scenario.says}
    downloads, thrown = told["disk.downloads"], told["disk.trash"]
    assert isinstance(downloads, dict)
    assert isinstance(thrown, dict)
    assert downloads["folder"].endswith("/Downloads")
    shown = [one["name"] for one in downloads["files"]]
    assert len(set(shown)) == len(names) + 1
    assert [name for name in shown if not STAND_IN.fullmatch(name)] == []
    assert {".pdf", ".xlsx", ".iso", ".gz", ".txt"} <= {Path(name).suffix for name in shown}
    assert [Path(one["name"]).suffix for one in thrown["files"]] == [".docx"]
    assert made.hidden["file"] >= len(names)

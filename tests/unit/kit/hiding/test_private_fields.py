"""No text of an answer is forgotten: every call is decided, and what is not decided is hidden as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.children.scenario import Says, Scenario, load_scenario, write_scenario
from deskside.diagnostics.redact import Redactor
from deskside.kit.hiding import Hiding, Named
from deskside.kit.hiding.kinds import Only, Shape
from deskside.kit.hiding.private_fields import DECIDED, VERSION
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS, TEXT

SCENARIOS = sorted((Path(__file__).parents[4] / "troubleshooters").glob("*/scenarios/*.toml"))


def hidden(*rows: Says) -> str:
    hide = Hiding(Redactor(), Named(), rows)
    return write_scenario(Scenario(says=tuple(map(hide.row, rows))))


def undecided(shape: Shape, value: Json, place: str) -> Iterator[str]:
    """Texts that no line of the table speaks of."""
    if isinstance(value, str) and not isinstance(shape, str | Only):
        yield place
    elif isinstance(value, list):
        for one in value:
            yield from undecided(shape[0] if isinstance(shape, list) else None, one, f"{place}[]")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from undecided(shape.get(name) if isinstance(shape, dict) else None, one, f"{place}.{name}")


def test_every_call_and_every_text_it_is_asked_by_is_decided() -> None:
    assert DECIDED.keys() == CALLS.keys()
    for name, entry in CALLS.items():
        texts = {argument for argument, kind in entry.arguments.items() if kind == TEXT}
        assert DECIDED[name].arguments.keys() == texts, name


def test_every_text_that_a_computer_ever_said_in_a_scenario_is_decided() -> None:
    assert SCENARIOS
    open_ones = {
        place
        for file in SCENARIOS
        for row in load_scenario(file).says
        for place in undecided(DECIDED[row.call].gives, row.gives, row.call)
    }
    assert open_ones == set()


def test_a_field_that_nobody_thought_of_is_hidden_as_a_whole() -> None:
    row = Says("disk.trash", gives={"size": 7, "owner": "idle", "files": [{"name": "a.iso", "seen": {"by": ["idle"]}}]})
    assert "idle" not in hidden(row)
    assert "size = 7" in hidden(row)


def test_a_word_outside_its_list_is_hidden() -> None:
    text = hidden(Says("disk.write", gives={"ok": False, "problem": "ana-full", "why": ""}))
    assert "ana" not in text
    assert 'problem = "full"' in hidden(Says("disk.write", gives={"ok": False, "problem": "full", "why": ""}))


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: f"{file.parents[1].name}-{file.stem}")
def test_what_troubleshooters_read_of_a_computer_stays(file: Path) -> None:
    """States, kinds, problems, numbers and flags of every scenario there is."""
    rows = load_scenario(file).says
    hide = Hiding(Redactor(), Named(), rows, windows=file.stem.startswith("windows"))
    for row in rows:
        assert _plain(DECIDED[row.call].gives, hide.row(row).gives) == _plain(DECIDED[row.call].gives, row.gives)


def _plain(shape: Shape, value: Json) -> Json:
    """An answer without the texts that may be hidden."""
    if isinstance(value, str):
        words = isinstance(shape, Only) and shape.kind == "word"
        return value if words else bool(value)
    if isinstance(value, list):
        return [_plain(shape[0] if isinstance(shape, list) else None, one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(shape.get(name) if isinstance(shape, dict) else None, one) for name, one in value.items()}
    return value


@pytest.mark.parametrize(
    "version", ["6.1.0-18-amd64", "128.3.0esr-1~deb12u1", "26100.2033", "24.8.4.2", "2:115.0-1build2"]
)
def test_versions_stay(version: str) -> None:
    assert VERSION.keeps(version)


@pytest.mark.parametrize("version", ["6.1.0-anaspc", "1.0-acmecorp", "ana", "1.ana.lee"])
def test_what_somebody_calls_their_own_build_does_not(version: str) -> None:
    assert not VERSION.keeps(version)


def test_a_program_that_few_have_is_hidden_and_cleared_by_the_same_name() -> None:
    rows = (
        Says(
            "disk.caches",
            gives=[{"id": "cache/acme-pay", "name": "acme-pay"}, {"id": "cache/mozilla", "name": "Firefox"}],
        ),
        Says("disk.clear_cache", {"cache": "cache/acme-pay"}, why="cannot clear acme-pay"),
        Says("crashes.recent", gives=[{"program": "acme-tax.exe", "kind": "crash"}]),
    )
    hide = Hiding(Redactor(), Named(), rows)
    kept, cleared, crashed = map(hide.row, rows)
    assert kept.gives == [
        {"id": "cache/program-1", "name": "program-1"},
        {"id": "cache/mozilla", "name": "Firefox"},
    ]
    assert (cleared.arguments, cleared.why) == ({"cache": "cache/program-1"}, "cannot clear program-1")
    assert crashed.gives == [{"program": "program-2.exe", "kind": "crash"}]

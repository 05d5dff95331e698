"""Whatever stands in a settings file, Deskside starts; and what a change writes is exactly that change."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from deskside.config.change import changed_text, toml
from deskside.config.keys import known_keys
from deskside.config.settings import load_settings
from deskside.config.toml_map import TomlMap
from deskside.config.toml_text import parse, parse_rest
from deskside.paths import Paths

from .wrong_settings import WRONG

NOWHERE = Path("/nowhere/deskside")
GOOD = (
    '[organisation]\nname = "A" # c\n\n[network]\nvpn = { name = "W", test_host = "h" }\nwork_names = [\n "a", # x\n]\n'
)

names = st.sampled_from([*known_keys(), "tickets", "a", "a.b", "organisation.name.x"]) | st.text(
    "ab.- é\"'", max_size=6
)
scalars = st.none().map(lambda _none: True) | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab é.", max_size=4), inner, max_size=4),
    max_leaves=8,
)
statements = st.tuples(names, values).map(
    lambda pair: ".".join(toml(part) for part in pair[0].split(".")) + " = " + toml(pair[1])
)
headers = names.map(lambda name: "[" + ".".join(toml(part) for part in name.split(".")) + "]") | st.just("[[list]]")
files = st.lists(statements | headers | st.just("# a word") | st.just(""), max_size=12).map("\n".join)
broken = st.one_of(st.text(max_size=200), files, st.sampled_from([text for text, _line, _says in WRONG.values()]))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A settings file with bytes cut out, put in or doubled."""
    content = draw(broken).encode("utf-8", "surrogatepass")
    for _time in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=4)) + content[at + draw(st.integers(0, 5)) :]
    return content


def paths(settings: Path) -> Paths:
    return Paths(settings, NOWHERE, NOWHERE, NOWHERE, (settings,), NOWHERE, NOWHERE)


@given(damaged() | st.binary(max_size=300))
def test_any_bytes_for_settings_and_deskside_starts(tmp_path_factory: Any, content: bytes) -> None:
    place = tmp_path_factory.getbasetemp() / "fuzzed.toml"
    place.write_bytes(content)
    settings = load_settings(paths(place), managed=())
    assert set(settings.values) == set(known_keys())
    for name, key in known_keys().items():
        assert key.takes(settings.values[name])
    lines = content.count(b"\n") + 1
    assert all(0 <= problem.line <= lines for problem in settings.problems)


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Every path there is in data."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {inner for name, part in pairs for inner in all_paths(part, (*path, name))}


@given(files)
def test_everything_in_a_file_has_the_line_it_stands_on(text: str) -> None:
    data, wrong = parse(text)
    assume(wrong is None)
    where = TomlMap(text)
    assert where.paths() == all_paths(data) - {()}
    for statement in where.statements:
        if statement.value:
            begin, end = statement.value
            written: Any = data
            for name in statement.path:
                written = written[name]
            assert tomllib.loads(f"it = {text[begin:end]}")["it"] == written


@given(files | st.just(GOOD), st.sampled_from(sorted(known_keys())), values)
def test_a_change_changes_nothing_else(text: str, key: str, value: Any) -> None:
    data, wrong = parse(text)
    assume(wrong is None)
    group, _dot, last = key.rpartition(".")
    assume(isinstance(data.get(group, {}), dict))
    after = tomllib.loads(changed_text(text, key, value))
    assert after[group].pop(last) == value
    before = {**data, group: {name: part for name, part in data.get(group, {}).items() if name != last}}
    assert after == before


@given(files, st.text("[]{}\"'=\\#", min_size=1, max_size=3), st.integers(0, 400))
def test_what_is_rescued_from_a_damaged_file_stood_in_it(text: str, oddity: str, at: int) -> None:
    data, wrong = parse(text)
    assume(wrong is None)
    rest, _kept, wrongs = parse_rest(text[:at] + oddity + text[at:])
    assert wrongs or isinstance(rest, dict)
    assert len(wrongs) <= 60
    assert data == parse_rest(text)[0]

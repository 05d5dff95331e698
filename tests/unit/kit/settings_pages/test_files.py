"""The example of a policy file counts as it says, and an editor's marks are those that Deskside would make."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine
from tests.unit.config.wrong_settings import WRONG

from deskside.config.kinds import KINDS
from deskside.config.settings import load_settings
from deskside.kit.settings_pages import POLICY
from deskside.kit.settings_pages.every import every_key, example
from deskside.kit.settings_pages.json_schema import of_key
from deskside.model.troubleshooter import Json
from deskside.paths import Paths
from deskside.tickets.options import backend_keys

from .editor import takes

FOLDER = Path(__file__).parents[4] / POLICY
NOWHERE = Path("/nowhere/deskside")
EVERY = {key.name: key for key in every_key()}
SCHEMA = json.loads((FOLDER / "deskside.schema.json").read_text("utf-8"))
OF_KIND = {key.kind: key for key in reversed(EVERY.values())}


def is_marked(name: str, value: Any) -> bool:
    """Whether an editor marks the value."""
    return not takes(of_key(EVERY[name]), value)


def test_the_example_as_it_comes_sets_nothing() -> None:
    assert tomllib.loads((FOLDER / "10-example.toml").read_text("utf-8")) == {}


def test_the_example_without_its_marks_sets_everything_and_nothing_is_wrong(tmp_path: Path) -> None:
    text = (FOLDER / "10-example.toml").read_text("utf-8")
    file = tmp_path / "10-example.toml"
    file.write_text(re.sub(r"(?m)^#(?! )", "", text), "utf-8")
    paths = Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE, (file,), NOWHERE, NOWHERE)
    settings = load_settings(paths, backend_keys(), managed=())
    assert settings.problems == ()
    assert {row.key: row.value for row in settings.rows()} == {name: example(key) for name, key in EVERY.items()}
    assert all(row.locked and row.source == str(file) for row in settings.rows())
    assert takes(SCHEMA, tomllib.loads(file.read_text("utf-8")))


def test_the_schema_says_what_it_is_and_knows_every_setting() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name in EVERY:
        table = SCHEMA
        for part in name.split("."):
            assert table["type"] == "object"
            assert table["additionalProperties"] is False
            table = table["properties"][part]
        assert table["description"].startswith(EVERY[name].says)


@pytest.mark.parametrize("name", EVERY)
def test_an_editor_marks_no_default_and_no_example(name: str) -> None:
    assert not is_marked(name, EVERY[name].default)
    assert not is_marked(name, example(EVERY[name]))


ONLY_DESKSIDE_SEES = {"hours that end before they start", "a place that has no time"}
"""What JSON Schema has no words for."""


def read(text: str) -> dict[str, Any] | None:
    """None for what is not TOML, which editors mark by themselves."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


@pytest.mark.parametrize("what", [what for what, (text, _line, _says) in WRONG.items() if read(text) is not None])
def test_what_deskside_would_name_an_editor_marks(what: str) -> None:
    assert takes(SCHEMA, read(WRONG[what][0])) == (what in ONLY_DESKSIDE_SEES)


WORTH_TRYING: list[Any] = [
    *("", " ", "a", "a b", "x" * 1000, "x" * 1001, "Büro", "tab\there", "\u200b", "\u202e"),
    *(
        "https://a.org",
        "HTTPS://A.org",
        "http://a.org",
        "https://",
        "https://a b.org",
        "https://ana:pw@a.org",
        "ftp://a",
    ),
    *("https://a.org:", "https://a.org:443/x?y#z", "https://a.org:65536", "https://[::1]:8/", "https://-a.org"),
    *("imaps://mail:993", "imaps://mail", "imaps://mail:0", "smtps://mail:465", "smtp+starttls://mail:587"),
    *("imap+starttls://mail:143", "smb://files/team", "smb://files", "smb://files/", "smb://files/a b"),
    *("/etc/x", "C:\\x", "C:x", "\\\\files\\team", "\\\\files", "x/y", "//x", "~/x", "c:/x"),
    *("#1a5fb4", "#1A5FB4", "#1a5fb", "blue", "de", "de_AT", "de-AT", "deutsch", "German"),
    *("ana@example.org", "{user}@example.org", "@example.org", "ana", "a@b", "a@b@c.org", "<a@b.org>", "a b@c.org"),
    *("pilot", "all", "late", "rt", "intranet", "intranet.example.org.", "-x", "x" * 64, "a..b", "a_b", "::1"),
    *(0, 1, -1, 2.5, 3650, 3651, 1e9, 999_999_999, True, False, None, [], {}, [""], ["a"], ["a", 4], [["a"]]),
    *(["a"] * 500, ["a"] * 501, ["https://a.org"], ["http://a.org"], ["smb://files/team"], ["mail.example.org", "a b"]),
    *({"a": "b"}, {"": "b"}, {"a": ""}, {"a": 1}, {str(n): "x" for n in range(201)}, {"name": "W"}, {"test_host": "h"}),
    *({"name": "W", "test_host": "h"}, {"name": "W", "test_host": "a b"}, {"name": "W", "test_host": "h", "x": 1}),
    *({"urgent": "1 hour"}, {"urgent": "1hour"}, {"urgent": "0 hours"}, {"asap": "1 hour"}, {"low": "10 days"}),
    *(
        {"many": {"stopped": "urgent"}},
        {"many": {"stopped": "now"}},
        {"all": {}},
        {"me": {"later": "low"}},
        {"me": "low"},
    ),
    *(
        {"days": days, "from": start, "to": "17:00"}
        for days in ("Mon-Fri", "Mon, Wed", "Mo-Fr", "Mon,Tue-Thu", "")
        for start in ("08:00", "8:00", "24:00")
    ),
    {"days": "Mon", "from": "08:00"},
    {"days": "Mon", "from": "08:00", "to": "09:00", "holidays": ["2027-01-01"]},
    {"days": "Mon", "from": "08:00", "to": "09:00", "holidays": ["1.1.2027"]},
    {"days": "Mon", "from": "08:00", "to": "09:00", "lunch": "12:00"},
]


@pytest.mark.parametrize("kind", OF_KIND)
def test_an_editor_marks_exactly_what_a_kind_does_not_take(kind: str) -> None:
    key = OF_KIND[kind]
    wrong = [value for value in WORTH_TRYING if is_marked(key.name, value) == key.takes(value)]
    assert wrong == []


def test_every_kind_there_is_was_tried() -> None:
    assert set(KINDS) - set(OF_KIND) <= {"whole"}  # of which no setting is


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def patterns(schema: Any) -> set[str]:
    """Every pattern that stands anywhere in the schema."""
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*map(patterns, schema.values()))
    return set().union(*map(patterns, schema)) if isinstance(schema, list) else set()


def test_editors_that_read_patterns_as_javascript_does_read_ours_alike(qapp: QCoreApplication) -> None:
    """Most are written in JavaScript and read patterns strictly (flag "u"): one escape too many, and none counts."""
    engine = QJSEngine()
    texts = [value for value in WORTH_TRYING if isinstance(value, str)]
    for pattern in patterns(SCHEMA):
        told = engine.evaluate(f"{json.dumps(texts)}.map(one => new RegExp({json.dumps(pattern)}, 'u').test(one))")
        assert not told.isError(), (pattern, told.toString())
        assert told.toVariant() == [re.search(pattern, one) is not None for one in texts], pattern


def test_jamf_is_told_the_type_of_every_setting() -> None:
    """Its form has a field for a setting by its type, and none without."""
    manifest = json.loads((FOLDER / "deskside-jamf.json").read_text("utf-8"))["properties"]
    assert [name for name, told in manifest.items() if "type" not in told] == []
    for name, told in manifest.items():
        if told["type"] == "object" and EVERY[name].kind != "pairs":  # their words are anybody's
            assert set(told["properties"]) >= set(cast("dict[str, Json]", example(EVERY[name]))), name
    assert {told["type"] for told in manifest.values()} == {"string", "boolean", "number", "integer", "array", "object"}


@given(st.sampled_from(sorted(EVERY)), json_data)
def test_an_editor_marks_nothing_that_deskside_takes(name: str, value: Any) -> None:
    assert not (EVERY[name].takes(value) and is_marked(name, value))

"""Whatever text comes: no crash, no endless growth, and redacting twice is redacting once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from deskside.diagnostics.redact import Known, Redactor
from deskside.diagnostics.standins import KINDS

from .planted import corpus

WORDS = sorted({word for planted in corpus() for word in re.findall(r"\S+", planted.text)})
LINES = [line for planted in corpus() for line in planted.text.split("\n") if line]
GLUE = [
    "",
    " ",
    "\n",
    "=",
    ": ",
    '"',
    "'",
    "\\",
    "\\n",
    "://",
    "@",
    ".",
    "-",
    ";",
    "&",
    "<",
    ">",
    "(",
    "%",
    "·",
    "\x00",
]
STAND_INS = [f"{kind}-{number}" for kind in KINDS for number in (1, 7)]

pieces = st.sampled_from(WORDS) | st.sampled_from(LINES) | st.sampled_from(GLUE) | st.sampled_from(STAND_INS)
CELLS = [
    "name",
    "serial",
    "mail",
    "UUID",
    "Doe, Jane",
    "Ann Lee",
    "10.1.2.3",
    "wlp3s0",
    "NB-12",
    "pw=Abc1",
    "online",
    "",
]

rows = st.builds(
    str.join, st.sampled_from([",", ";", "\t", "  ", " "]), st.lists(st.sampled_from(CELLS), min_size=2, max_size=5)
)
tables = st.lists(rows | st.sampled_from(LINES), max_size=6).map("\n".join)
made_difficult = tables | st.lists(pieces, max_size=14).map("".join)
anything = st.text(max_size=300)


@given(made_difficult | anything)
def test_redacting_twice_is_redacting_once(text: str) -> None:
    once = Redactor().redact(text).text
    assert Redactor().redact(once).text == once


@given(made_difficult | anything)
def test_places_and_counts_agree_with_the_text(text: str) -> None:
    result = Redactor().redact(text)
    assert sum(hidden.count for hidden in result.hidden) == len(result.places)
    for place in result.places:
        assert result.text[place.start : place.end].startswith(f"{place.kind}-")


@given(made_difficult)
def test_a_text_has_as_many_lines_as_before_unless_a_key_was_hidden(text: str) -> None:
    result = Redactor().redact(text)
    assert result.text.count("\n") <= text.count("\n")
    assert len(result.text) <= len(text) + 12 * (len(result.places) + 1)


@given(
    st.lists(st.tuples(st.sampled_from(["user", "host", "name", "token"]), st.text(max_size=20)), max_size=4), anything
)
def test_no_known_value_breaks_a_redactor(known: list[tuple[str, str]], text: str) -> None:
    values = [Known(kind, value) for kind, value in known]
    once = Redactor(values).redact(text).text
    assert Redactor(values).redact(once).text == once

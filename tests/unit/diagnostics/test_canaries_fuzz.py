"""Whatever stands around it: a private value that was planted is gone, and tables keep their shape."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from deskside.diagnostics.bundle import make_bundle
from deskside.diagnostics.bundle_reader import read_bundle
from deskside.diagnostics.evidence import redact_json
from deskside.diagnostics.redact import Known, Redactor
from deskside.model.report import Fact

from .test_redact_fuzz import anything, made_difficult

KNOWN = [
    Known("person", "Kanarienfink"),
    Known("host", "NB-KANARI-07"),
    Known("email", "kanari.vogel@zwitscher.example"),
    Known("wifi", "Kanari Funk 24"),
    Known("serial", "KNR48151623"),
    Known("token", "kanari_Zq81LxP0aTw"),
]
LINES = (
    "password: {}",
    "Authorization: Bearer {}",
    "export API_KEY={}",
    "    Schlüsselinhalt        : {}",
    '"client_secret": "{}"',
    "https://bob:{}@intranet.example/x",
)
SECRET = "Zq7-kanari-T81xx"


@st.composite
def texts_of_any_kind(draw: st.DrawFn) -> str:
    return draw(made_difficult | anything)


texts = texts_of_any_kind()
leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


def tables(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and tables of such values, in one another."""
    names = st.sampled_from(["user", "password", "host", "x y"]) | st.text(max_size=8)
    return st.recursive(
        of, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=8
    )


values = tables(leaves | texts)


@given(texts, texts, st.sampled_from(KNOWN))
def test_a_value_known_from_this_computer_is_gone_wherever_it_stands(before: str, after: str, known: Known) -> None:
    text = f"{before} {known.value} {after}\n{after}\n{known.value.lower()}"
    assert known.value.lower() not in Redactor(KNOWN).redact(text).text.lower()


@given(texts, texts, st.sampled_from(LINES))
def test_a_secret_on_a_line_of_its_own_is_gone_whatever_stands_around_it(before: str, after: str, line: str) -> None:
    text = f"{before}\n\n{line.format(SECRET)}\n\n{after}"
    assert SECRET not in Redactor().redact(text).text


@given(st.sampled_from(LINES), st.integers(1, 60_000), st.sampled_from("aB3-_+="))
def test_a_secret_without_an_end_is_gone_to_its_end(line: str, length: int, letter: str) -> None:
    secret = SECRET + letter * length + "Kanari9"
    once = Redactor().redact(line.format(secret)).text
    assert "anari" not in once
    assert Redactor().redact(once).text == once


@given(values, st.sampled_from(["", "host", "password", "name"]))
def test_a_table_has_the_same_shape_after_it_was_redacted(value: Any, key: str) -> None:
    assert shape(redact_json(value, Redactor(KNOWN), key)) == shape(value)


@example("person\ncurl -u p:P")
@example("ssid: " * 4000)
@example("%password=1:;" * 4000)
@example("PuTTY-User-Key-File-Private-Lines: 1\ny\n-Private-Lines: 1\nA")
@example("Recovery code:\n0b2c76fg5h-8i9j")
@given(texts.map(lambda text: text * 3))
def test_what_was_found_by_guided_fuzzing_stays_mended(text: str) -> None:
    once = Redactor().redact(text).text
    assert Redactor().redact(once).text == once


@given(values, values, texts, st.sampled_from(KNOWN))
def test_no_part_of_a_bundle_holds_what_was_planted_in_another(one: Any, two: Any, text: str, known: Known) -> None:
    facts = [Fact("deskside", "log", f"The log of {known.value}", [one, {known.value: f"{text} {known.value} {text}"}])]
    agent = f"{text}\n{known.value}\npassword: {SECRET}\n"
    found = read_bundle(make_bundle(facts, {"a.b": {"c": two, "d": [[known.value]]}}, agent, Redactor(KNOWN)))
    everything = "\n".join(text for _name, text in found.texts)
    assert known.value.lower() not in everything.lower()
    assert SECRET not in everything


def shape(value: Any) -> Any:
    """The value without what its texts and names say."""
    if isinstance(value, list):
        return [shape(item) for item in value]
    if isinstance(value, dict):
        return dict(enumerate(shape(item) for item in value.values()))
    return type(value) if isinstance(value, str) else value

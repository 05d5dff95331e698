"""Evidence keeps its shape: only texts change, and what a value is called tells what it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskside.diagnostics.evidence import redact_evidence
from deskside.diagnostics.redact import Known, Redactor
from deskside.model.troubleshooter import Json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


def shape(value: Json) -> object:
    if isinstance(value, dict):
        return dict(enumerate(shape(item) for item in value.values()))
    if isinstance(value, list):
        return [shape(item) for item in value]
    return str if isinstance(value, str) else value


@given(st.dictionaries(st.text(max_size=8), values, max_size=4))
def test_only_texts_and_names_change(evidence: dict[str, Json]) -> None:
    assert shape(redact_evidence(evidence, Redactor())) == shape(evidence)


@given(st.dictionaries(st.text(max_size=8), values, max_size=4))
def test_redacted_evidence_is_not_changed_again(evidence: dict[str, Json]) -> None:
    once = redact_evidence(evidence, Redactor())
    assert redact_evidence(once, Redactor()) == once


def test_what_checks_see_of_a_printer_stays_useful() -> None:
    evidence: dict[str, Json] = {
        "queue": "Laser Office",
        "name": "Laser Office",
        "state": "stopped",
        "reasons": ["paused", "media-empty-report"],
        "device": "ipp://prn4.firm.example:631/ipp/print",
        "host": "prn4",
        "owner": "h.fink",
        "seconds": 1.5,
    }
    assert redact_evidence(evidence, Redactor()) == {
        **evidence,
        "device": "ipp://host-1:631/ipp/print",
        "host": "host-2",
        "owner": "person-1",
    }


def test_a_secret_behind_its_name_is_hidden_even_when_it_is_a_plain_word() -> None:
    redacted = redact_evidence({"wifi": {"psk": "bluebird", "ssid": "Harbour View"}}, Redactor())
    assert redacted == {"wifi": {"psk": "password-1", "ssid": "wifi-1"}}


def test_who_or_where_is_hidden_too_where_it_is_the_name_of_a_value() -> None:
    redactor = Redactor([Known("person", "lkummer"), Known("host", "nb-kummer")])
    seen: dict[str, Json] = {
        "lkummer": {"state": "up", "free_gib": 3},
        "LKummer": {"state": "down"},
        "10.7.7.7": [{"l.kummer@example.org": 1}],
        "shares": {"nb-kummer": 2},
    }
    hidden = redact_evidence({"a.b": seen}, redactor)
    assert hidden == {
        "a.b": {
            "person-1": {"state": "up", "free_gib": 3},
            "person-1 (2)": {"state": "down"},
            "ip-1": [{"email-1": 1}],
            "shares": {"host-1": 2},
        }
    }
    assert redact_evidence(hidden, redactor) == hidden

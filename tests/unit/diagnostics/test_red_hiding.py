"""Hide this too: what the person selects goes everywhere, and everything else stays as it was previewed."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.diagnostics.redact import Known, Redactor
from deskside.diagnostics.standins import KINDS, is_hidden, kind_in_words


def hidden(text: str, *values: str) -> str:
    return Redactor().hiding(values).redact(text).text


def test_what_was_selected_is_hidden_everywhere_in_any_spelling_by_case() -> None:
    assert hidden("Falcon: FALCON is late, myfalcon2 too", "Falcon") == "hidden-1: hidden-1 is late, hidden-2 too"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Große Straße, GROSSE STRASSE", "große straße"),
        ("wrapped\n   over lines", "wrapped over"),
        ("C:\\Deals\\Merger", "C:\\\\Deals"),
        ("say “north”", "say “north”"),
        ("Cafe\u0301 and Caf\u00e9", "Café"),
    ],
)
def test_it_is_found_however_it_is_written(text: str, value: str) -> None:
    redacted = hidden(text, value)
    assert "hidden-1" in redacted
    assert value.split()[0].casefold() not in redacted.casefold()


def test_a_short_selection_hides_words_and_not_every_letter() -> None:
    assert hidden("a cat sat: A plan", "a") == "hidden-1 cat sat: hidden-1 plan"


def test_all_that_was_previewed_keeps_its_stand_in_and_the_first_redactor_is_not_changed() -> None:
    first = Redactor([Known("user", "quintessa")])
    text = "quintessa on 10.1.1.1 and 10.1.1.2 about the merger"
    before = first.redact(text).text
    after = first.hiding(["merger"]).hiding(["about"]).redact(text).text
    assert after == before.replace("merger", "hidden-2").replace("about", "hidden-1") or after == before.replace(
        "merger", "hidden-1"
    ).replace("about", "hidden-2")
    assert first.redact(text).text == before


def test_each_selection_has_one_stand_in_in_all_texts() -> None:
    redactor = Redactor().hiding(["Falcon", "Osprey"])
    assert redactor.redact("osprey").text == "hidden-1"
    assert redactor.redact("Falcon, Osprey").text == "hidden-2, hidden-1"


@pytest.mark.parametrize("value", ["", "  ", "...", "person-1", "host-1, host-2"])
def test_selecting_nothing_or_what_is_hidden_already_changes_nothing(value: str) -> None:
    text = "person-1 is at host-1, host-2 ..."
    assert hidden(text, value) == text


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=3))
def test_nothing_selected_is_left_and_twice_is_once(text: str, values: list[str]) -> None:
    redactor = Redactor().hiding(values)
    once = redactor.redact(text).text
    assert redactor.redact(once).text == once


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_plain_words_for_the_preview(kind: str) -> None:
    assert is_hidden(f"{kind}-7")
    assert kind_in_words(f"{kind}-7") != kind_in_words("nothing-7")


def test_what_was_hidden_cannot_be_written_down() -> None:
    redactor = Redactor([Known("user", "quintessa")]).hiding(["merger"])
    redactor.redact("quintessa has password=Kn1sp#Knasp")
    for write in (pickle.dumps, copy.deepcopy, repr):
        try:
            written = str(write(redactor))
        except TypeError:
            continue
        assert not any(value in written for value in ("quintessa", "merger", "Kn1sp"))
    with pytest.raises(TypeError):
        pickle.dumps(redactor)
    assert "quintessa" not in repr(Known("user", "quintessa"))

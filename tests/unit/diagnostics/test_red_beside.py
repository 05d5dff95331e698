"""What was collected beside a text makes no difference to it: neither to what is hidden nor to its stand-ins."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from deskside.diagnostics.numbering import numbering_secret
from deskside.diagnostics.redact import Known, Redactor

SECRET = b"only here"
KNOWN = [Known("user", "quintessa"), Known("host", "moonbase7")]
ITEMS = [
    "host=blaumeise\nuser=mbrandt",
    "could not reach blaumeise from 10.4.4.9, said mbrandt",
    "owner: tfairfax, mail tfairfax@firm.example",
    "letter of Tobin Fairfax from 10.4.4.9",
    "quintessa on moonbase7, password=Regen-7!Bogen",
    "ssid=Regenbogen_Haus\n10.7.7.7 and 10.4.4.9",
    "nothing here",
]
items = st.lists(st.sampled_from(ITEMS), unique=True, min_size=1)


def redactor() -> Redactor:
    return Redactor(KNOWN, secret=SECRET)


def after_study(own: str, all_items: list[str]) -> str:
    one = redactor()
    one.study(all_items)
    return one.redact(own).text


@given(st.data(), items)
def test_in_whatever_order_items_come_each_is_redacted_the_same(data: st.DataObject, chosen: list[str]) -> None:
    other_order = data.draw(st.permutations(chosen))
    for item in chosen:
        assert after_study(item, chosen) == after_study(item, other_order)


@given(items)
def test_leaving_an_item_out_changes_no_other(chosen: list[str]) -> None:
    one = redactor()
    one.study(ITEMS)
    with_all = {item: one.redact(item).text for item in ITEMS}
    other = redactor()
    other.study(ITEMS)
    assert {item: other.redact(item).text for item in chosen} == {item: with_all[item] for item in chosen}


@given(items)
def test_a_value_has_the_same_stand_in_when_other_collectors_did_not_run(chosen: list[str]) -> None:
    own = "user=mbrandt host=blaumeise 10.7.7.7"
    assert after_study(own, chosen) == after_study(own, ITEMS) == redactor().redact(own).text


def test_this_computer_and_its_person_are_always_the_first() -> None:
    assert redactor().redact("10.1.1.1 user=zzyzx moonbase7 quintessa").text.endswith(" host-1 person-1")


def test_what_one_text_tells_is_hidden_in_those_before_it() -> None:
    one = redactor()
    one.study(["blaumeise did not answer", "host=blaumeise"])
    assert "blaumeise" not in one.redact("blaumeise did not answer").text


def test_a_value_has_one_stand_in_whatever_it_is_called() -> None:
    words = Redactor().redact("host=blaumeise\nuser=blaumeise\nnode: blaumeise").text
    assert words == "host=host-1\nuser=host-1\nnode: host-1"


def test_that_a_password_is_somebodys_name_is_not_told() -> None:
    text = Redactor().redact("user=blaumeise9\npassword=blaumeise9").text
    assert text == "user=person-1\npassword=password-1"


def test_another_computer_gives_other_numbers() -> None:
    numbers = {Redactor(secret=bytes([number])).redact("10.7.7.7").text for number in range(20)}
    assert len(numbers) == 20


def test_numbers_stay_the_same_from_one_start_of_deskside_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "data" / "numbering"
    secret = numbering_secret(path)
    assert len(secret) == 32
    assert numbering_secret(path) == secret
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_secret_that_was_cut_short_is_made_anew_and_one_that_cannot_be_kept_still_works(tmp_path: Path) -> None:
    path = tmp_path / "numbering"
    path.write_bytes(b"short")
    assert len(numbering_secret(path)) == 32
    assert len(numbering_secret(path / "below" / "a file")) == 32


def test_a_sign_that_nobody_sees_does_not_save_a_name_from_being_hidden() -> None:
    redactor = Redactor((Known("person", "Anna Schmidt"),))
    for unseen in ("\u00ad", "\u200b", "\u2060", "\ufeff", "\u202e"):
        text = redactor.redact(f"says An{unseen}na Schmidt").text
        assert "Schmidt" not in text, repr(unseen)
        assert "na" not in text.replace("person", ""), repr(unseen)
        assert redactor.hiding(["Falcon"]).redact(f"the plan of Fal{unseen}con").text == "the plan of hidden-1"

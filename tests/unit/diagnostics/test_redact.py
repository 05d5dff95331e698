"""What a person and an agent see of redaction: stand-ins that can be followed, and nothing that leads back."""

from __future__ import annotations

import pytest

from deskside.diagnostics.redact import Hidden, Known, Redactor


def redacted(text: str, *known: tuple[str, str]) -> str:
    return Redactor(Known(kind, value) for kind, value in known).redact(text).text


def test_the_same_value_has_the_same_stand_in_in_every_text_of_a_bundle() -> None:
    redactor = Redactor()
    first = redactor.redact("from 10.1.2.3 to 10.1.2.4").text
    second = redactor.redact("back to 10.1.2.3").text
    assert first == "from ip-1 to ip-2"
    assert second == "back to ip-1"


def test_one_host_written_in_two_ways_has_one_stand_in() -> None:
    assert redacted("host=NB-0815 and \\\\nb-0815\\share") == "host=host-1 and \\\\host-1\\share"


def test_stand_ins_are_counted_in_the_order_of_the_text() -> None:
    assert redacted("10.9.9.9 10.8.8.8 10.9.9.9") == "ip-1 ip-2 ip-1"


def test_a_user_seen_in_a_path_is_hidden_in_every_other_place() -> None:
    text = "C:\\Users\\mbrandt\\x.log\nprofile of mbrandt, mbrandt's drive, but ombrandts stays"
    assert "mbrandt," not in redacted(text)
    assert "mbrandt's" not in redacted(text)
    assert "ombrandts" in redacted(text)


def test_a_user_behind_a_written_out_line_break_is_hidden() -> None:
    assert "nweber" not in redacted('{"log": "home/x\\nnweber logged in", "user": "nweber"}')


def test_the_name_a_user_name_was_made_of_is_hidden_too() -> None:
    assert redacted("owner: tfairfax\nletter Tobin Fairfax 2.pdf").endswith("letter person-2 2.pdf")


def test_values_known_from_this_computer_are_hidden_without_any_hint() -> None:
    text = "Zorro met kiefer at MEER7"
    assert redacted(text, ("user", "zorro"), ("host", "meer7")) == "person-1 met kiefer at host-1"


def test_the_parts_of_a_known_full_name_are_hidden_alone_as_well() -> None:
    assert redacted("Ask Okonkwo, or Adaeze Okonkwo.", ("name", "Adaeze Okonkwo")) == "Ask person-1, or person-1."


def test_a_stand_in_that_was_there_before_is_not_given_to_somebody_else() -> None:
    assert redacted("person-1 wrote to nobody@home.example") == "person-1 wrote to email-1"
    assert redacted("ip-1 and 10.1.1.1") == "ip-1 and ip-2"


def test_a_user_called_like_a_stand_in_does_not_break_the_others() -> None:
    assert redacted("person is at host 10.1.1.1, said person-9", ("user", "person")) == (
        "person-1 is at host ip-1, said person-9"
    )


@pytest.mark.parametrize("text", ["", "\n", "Nothing comes out.", "host-1 person-2 token-3", "password: password-1"])
def test_a_text_without_anything_private_is_not_touched(text: str) -> None:
    result = Redactor().redact(text)
    assert result.text == text
    assert result.hidden == ()
    assert result.places == ()


def test_the_preview_can_mark_every_replacement() -> None:
    result = Redactor().redact("mail a.person@firm.example and b.person@firm.example, then a.person@firm.example")
    marked = [(result.text[place.start : place.end], place.kind) for place in result.places]
    assert marked == [("email-1", "email"), ("email-2", "email"), ("email-1", "email")]
    assert result.hidden == (Hidden("email", "email-1", 2), Hidden("email", "email-2", 1))


def test_nothing_that_a_redactor_gives_out_leads_back_to_a_value() -> None:
    redactor = Redactor([Known("user", "quintessa")])
    result = redactor.redact("quintessa has password=Kn1sp#Knasp")
    assert "quintessa" not in repr(result)
    assert "Kn1sp" not in repr(result)
    assert "quintessa" not in repr(redactor)


def test_lines_end_as_they_did() -> None:
    assert redacted("a 10.1.1.1\r\nb 10.1.1.2\r\n") == "a ip-1\r\nb ip-2\r\n"


def test_a_letter_that_grows_when_made_small_moves_no_other() -> None:
    assert redacted("İİİ 10.1.1.1 ß") == "İİİ ip-1 ß"


def test_a_value_swallows_what_lies_inside_it() -> None:
    assert redacted("password='x@firm.example 10.1.1.1'") == "password='password-1'"


def test_what_a_value_is_called_helps_to_see_what_it_is() -> None:
    redactor = Redactor()
    assert redactor.redact_value("host", "blaumeise") == "host-1"
    assert redactor.redact_value("state", "blaumeise") == "host-1", "learned by now"
    assert Redactor().redact_value("state", "blaumeise") == "blaumeise"

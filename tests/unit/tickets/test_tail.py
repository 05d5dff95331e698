"""Answers of ours are known again by their last line, and points in time are read as help desks write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.tickets.composing.tail import token_of, with_token, without_token
from deskside.tickets.wire.instants import MARGIN, made_after, seconds, settled
from deskside.tickets.wire.refusals import Answer


@given(st.text(), st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{2,40}", fullmatch=True))
def test_the_token_is_found_again_and_the_words_are_the_same(text: str, token: str) -> None:
    sent = with_token(text, token)
    assert (token_of(sent), without_token(sent)) == (token, text.rstrip())


@pytest.mark.parametrize("text", ["", "Nothing.", "see [1]", "[t0ken] and more", "[not a token]", "[x"])
def test_words_that_only_look_like_it_are_words(text: str) -> None:
    assert (token_of(text), without_token(text)) == ("", text)


@pytest.mark.parametrize(
    "at",
    ["2026-11-22T20:00:00Z", "2026-11-22T21:00:00+01:00", "2026-11-22 20:00:00", "2026-11-22T20:00:00.000+00:00"],
)
def test_a_time_is_the_same_however_it_is_written(at: str) -> None:
    assert seconds(at) == 1_795_377_600


def test_how_old_a_ticket_can_be_is_said_by_the_desks_own_clock_and_not_where_it_has_none() -> None:
    answer = Answer("https://desk.invalid/1", 200, {"date": "Sun, 22 Nov 2026 20:00:00 GMT"}, b"")
    assert made_after(answer, 3600.0) == 1_795_377_600 - 3600 - MARGIN
    assert made_after(answer, None) == made_after(answer, 1e12) == 0.0
    assert made_after(Answer("https://desk.invalid/1", 200, {}, b""), 3600.0) == 0.0
    assert made_after(Answer("https://desk.invalid/1", 200, {"date": "soon"}, b""), 3600.0) == 0.0


def test_what_is_no_time_is_none() -> None:
    assert seconds("yesterday") == seconds("") == 0.0


@pytest.mark.parametrize(
    ("date", "sure"),
    [
        ("Sun, 22 Nov 2026 20:00:01 GMT", False),
        ("Sun, 22 Nov 2026 20:00:02 GMT", True),
        ("Sun, 22 Nov 2026 19:00:00 GMT", False),
        ("soon", False),
        ("", False),
    ],
)
def test_a_change_in_the_same_second_would_not_be_overlooked(date: str, sure: bool) -> None:
    answer = Answer("https://desk.invalid/1", 200, {"date": date}, b"")
    assert settled("2026-11-22T20:00:00Z", answer) is sure
    assert not settled("", answer)

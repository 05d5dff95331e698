"""Jira's markup: what people write stays what they wrote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskside.tickets.composing.tail import token_of, with_token, without_token
from deskside.tickets.markup.jira import escaped, unescaped, without_files


@given(st.text())
def test_every_text_comes_back_as_it_was_written(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(alphabet="*_-+^~?{}[]!|#:;()@&\\ \nhbq1.xa"))
def test_no_sign_that_means_something_is_left_bare(text: str) -> None:
    bare = escaped(text)
    for sign in "*_-+^~?{}[]!|:()@":
        bare = bare.replace(f"\\{sign}", "")
        assert sign not in bare


def test_names_of_files_behind_an_answer_are_not_its_words() -> None:
    sent = escaped(with_token("It looks like this: [1] !x!", "t0ken-1"))
    got = unescaped(without_files(f"{sent} !stripes (1).png|thumbnail! [^log.txt] _(32 kB)_"))
    assert (token_of(got), without_token(got)) == ("t0ken-1", "It looks like this: [1] !x!")

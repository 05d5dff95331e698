"""Text from elsewhere: what could deceive is gone, what was meant is still there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.model.ticket import Draft
from deskside.tickets.outbox.sending import tidy
from deskside.tickets.words.html_words import from_html
from deskside.tickets.words.plain import ascii_name, one_line, plain, same_words

WEIRD = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b[]m;\x07\r\n\t\u202e\u2066\u2069\ufeff\u2028\U000e0041\u0000"))
)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("line one\r\nline two\rthree", "line one\nline two\nthree"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07text\x1b", "red text"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u2066b\u2069c\ufeffd\u206ae", "abcde"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("bell\x07 null\x00 c1\x9b", "bell null c1"),
        ("  <b>stays</b> =1+1  ", "<b>stays</b> =1+1"),
        ("family 👨‍👩‍👧 äöü עברית", "family 👨‍👩‍👧 äöü עברית"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("never \ufffe\uffff\ufdd0\U0001fffe\U0010ffff a letter \U0001f5a8", "never  a letter \U0001f5a8"),
    ],
)
def test_what_deceives_is_taken_out(given_: str, kept: str) -> None:
    assert plain(given_) == kept


@given(WEIRD)
def test_done_twice_it_changes_nothing_more_and_never_holds_a_control_character(text: str) -> None:
    once = plain(text, 50)
    assert plain(once, 50) == once
    assert len(once) <= 50
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in once)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(once)
    assert "\n" not in one_line(text)
    assert one_line(one_line(text)) == one_line(text)


def test_a_title_that_names_another_ticket_is_not_taken_for_it() -> None:
    titles = {"Re: [desk #17] it": "Re: (desk #17) it", "[[a #1]] [x]": "((a #1)) (x)", "[urgent] 2": "[urgent] 2"}
    for title, tidied in titles.items():
        draft = tidy(Draft("DS-1", title, "It is dead."))
        assert draft.title == tidied
        assert tidy(draft) == draft


@given(WEIRD, WEIRD)
def test_what_was_previewed_is_what_is_sent(title: str, story: str) -> None:
    shown = tidy(Draft("DS-1", title, story, agent_part=story, requester=title))
    assert tidy(shown) == shown


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b<ul><li>c<li>d</ul>", "a\nb\n\n- c\n- d"),
        ("<script>x()</script><style>y</style>seen", "seen"),
        ('<a href="https://a.example/x">here</a>', "here (https://a.example/x)"),
        ('<a href="https://a.example/x">https://a.example/x</a>', "https://a.example/x"),
        ('<a href="javascript:x()">here</a> <a href="file:///etc">there</a>', "here there"),
        ('<a href="deskside://open/printer">Check</a>', "Check (deskside://open/printer)"),
        ("&lt;b&gt; &amp; &#27;[31m", "<b> & [31m"),
        ("<div><div><div>deep", "deep"),
        ("<title>no</title><p>  many \n spaces </p>", "many spaces"),
    ],
)
def test_a_web_page_becomes_its_words(page: str, words: str) -> None:
    assert from_html(page) == words


@pytest.mark.parametrize("page", [f"&#{'9' * 5000};", f'<a href="&#{"9" * 5000};">look</a>'])
def test_what_the_parser_gives_up_on_is_shown_as_it_was_written(page: str) -> None:
    assert from_html(page) == page


def test_half_a_declaration_loses_no_word_before_it() -> None:
    """Some Pythons give up on it; newer ones take the rest for a remark, as browsers do."""
    assert from_html("<p>We <![0 look.") in ("We", "<p>We <![0 look.")


@given(st.text() | st.text(alphabet="<![]>&#;-ax/\"' =?0", max_size=20))
def test_no_page_is_too_broken_to_read(page: str) -> None:
    from_html(page)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Übersicht Größe.txt", "Ubersicht Grosse.txt"),
        ("../../etc/passwd.txt", "etc_passwd.txt"),
        ("日本.png", "file.png"),
        ("a\u202egnp.txt", "agnp.txt"),
        ('x";rm -rf.zip', "x_rm -rf.zip"),
        ("x" * 300 + ".json", "x" * 80 + ".json"),
    ],
)
def test_a_file_name_is_one_that_every_help_desk_keeps(name: str, safe: str) -> None:
    assert ascii_name(name) == safe


def test_white_space_makes_no_other_words() -> None:
    assert same_words("one  two\r\n", "one two")
    assert not same_words("one two", "one three")

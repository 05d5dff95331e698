"""Text for Redmine: most of it stays as it is, what could mean something does not, and all of it can be read back."""

from __future__ import annotations

import pytest

from deskside.tickets.markup import fenced, textile

PROSE = """\
Hello, since 9:30 nothing comes out (the big one, 2nd floor). It says: "paper jam" - but there's none!
I tried it twice; both times it stopped at 50%. Is file_name-2.pdf too large? 2+2=4.
- first
- second"""


def test_an_ordinary_message_reads_the_same_in_an_email_about_it() -> None:
    assert textile.written(PROSE) == PROSE


@pytest.mark.parametrize(
    "active",
    [
        "#1",
        "r42",
        "{{toc}}",
        "[[Start]]",
        "!seen.png!",
        "h1. Title",
        "p(x). words",
        "*bold*",
        "_so_",
        "-gone-",
        "@code@",
        "http://evil.invalid/",
        "www.evil.invalid",
        "a@b.invalid",
        "commit:abc",
        "|a|b|",
        "==raw==",
        "<b>x</b>",
        "&lt;",
        "> quoted",
        "ABC(title)",
        "---",
        "%{color:red}x%",
    ],
)
def test_what_would_become_something_is_written_otherwise_and_read_back(active: str) -> None:
    assert textile.written(active) != active
    assert textile.read(textile.written(active)) == active


def test_margins_and_empty_lines_stay_to_be_seen() -> None:
    assert textile.written("a\n  b  c\n\n\n\nd") == "a\n&#160;&#160;b &#160;c\n\n&#160;\n&#160;\nd"


def test_the_agents_part_stands_to_the_letter_unless_it_would_break_out() -> None:
    assert textile.ticket("Words.", "#1 {{toc}}").endswith("<pre>\n#1 {{toc}}\n</pre>")
    for breaking in ("x </pre> y", "<CODE class='ruby'>", "x%&", "<redpre#0>"):
        assert "<pre>" not in textile.ticket("Words.", breaking)


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    text = "one\n```\ntwo\n`````\nthree"
    assert fenced.written(text).splitlines()[0] == "``````"
    assert fenced.read(fenced.written(text)) == text
    assert fenced.read("not fenced") == "not fenced"

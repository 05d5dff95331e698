"""What a person writes is drawn as they wrote it by a help desk that draws Markdown, and reads well in an e-mail, too.

That the real renderer draws it so is shown in ``tests/servers/test_django_helpdesk.py``.
"""

from __future__ import annotations

import pytest

from deskside.tickets.markup import markdown

USUAL = (
    "Nothing comes out since nine. äöü 🖨\nI need it by noon - really!",
    "Version 1.2.3 of printer_driver (64 bit), see https://intranet.example.org/a_b?c=d&e=f",
    "5 < 6 and 7 > 6; a & b; C:\\Users\\anna; 50 % [sic]",
)


@pytest.mark.parametrize("text", USUAL)
def test_a_usual_text_is_sent_as_it_is(text: str) -> None:
    assert markdown.escaped(text) == text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("# no heading", "\\# no heading"),
        ("**loud** `code`", "\\*\\*loud\\*\\* \\`code\\`"),
        ("1. one\n- two\n> three", "1\\. one\n\\- two\n\\> three"),
        ("x [a](javascript:alert(1))", "x [a]\\(javascript:alert(1))"),
        ("[1]: https://x.y", "\\[1]: https://x.y"),
        ("&copy; and &amp;", "&amp;copy; and &amp;amp;"),
        ("<https://x.y> <b>", "&lt;https://x.y> &lt;b>"),
        ("Title\n===\n---", "Title\n&#61;==\n\\---"),
        ("~~~\nx", "&#126;~~\nx"),
        ("    code", "\N{NO-BREAK SPACE}" * 4 + "code"),
        ("  - no list", "\N{NO-BREAK SPACE}" * 2 + "- no list"),
        ("\\* \\n", "\\\\\\* \\n"),
    ],
)
def test_what_markdown_would_take_for_its_own_is_escaped_and_comes_back(text: str, sent: str) -> None:
    assert markdown.escaped(text) == sent
    assert markdown.unescaped(sent) == text


@pytest.mark.parametrize("sign", ["<", "*", "[", "](", "_", "&", "\\", "    ", "1.", "=", "-", "<@", "> @"])
def test_a_long_text_of_one_sign_holds_nothing_up(sign: str) -> None:
    text = sign * (100_000 // len(sign))  # what looks ahead from each sign anew would take minutes
    assert markdown.unescaped(markdown.escaped(text)).split() == text.split()

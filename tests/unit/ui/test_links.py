"""What a page's address must be before it opens, and what a second start may wish for."""

from __future__ import annotations

import pytest

from deskside.ui.links import host_of
from deskside.ui.wish import wished


@pytest.mark.parametrize("link", ["http://a.example", "https://user@a.example/", "javascript:alert(1)", "https:///x"])
def test_a_page_that_is_not_safe_to_show_has_no_host(link: str) -> None:
    assert host_of(link) == ""


def test_a_secure_page_shows_its_host_in_plain_letters() -> None:
    assert host_of("https://bаnk.example/") == "xn--bnk-6cd.example"


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("printer", "printer"),
        ("deskside://open/Printer/", "printer"),
        ("", ""),
        ("rm -rf /", ""),
        ("--yes", ""),
        ("a" * 80, ""),
    ],
)
def test_a_second_start_can_wish_for_a_page_and_nothing_else(words: str, id_: str) -> None:
    assert wished(words) == id_

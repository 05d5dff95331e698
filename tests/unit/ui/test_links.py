"""Which links in someone's words become buttons, and what those show before they open anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.ui.links import MOST_LINKS, Link, host_of, links_in
from deskside.ui.wish import troubleshooter_of, wished


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("See https://help.example.org/toner.", ["help.example.org"]),
        ("(https://a.example/x)", ["a.example"]),
        ("https://a.example https://a.example", ["a.example"]),
        ("http://a.example is not safe", []),
        ("https://bank.example@evil.example/", []),
        ("https://user:word@evil.example/", []),
        ("https://bаnk.example/", ["xn--bnk-6cd.example"]),
        ("javascript:alert(1) file:///etc/passwd ftp://a.example", []),
        ("https:///nothing", []),
        ("<a href='https://a.example'>https://b.example</a>", ["a.example", "b.example"]),
        ("HTTPS://A.Example/Path", ["a.example"]),
    ],
)
def test_a_web_link_shows_its_true_host(text: str, hosts: list[str]) -> None:
    assert [link.host for link in links_in(text) if link.host] == hosts


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("deskside://open/printer", ["printer"]),
        ("Please run deskside://open/printer.", ["printer"]),
        ("deskside://open/printer?fix=all", []),
        ("deskside://run/printer", []),
        ("deskside://open/../../etc", []),
        ("deskside://open/printer/fix", []),
        ("xdeskside://open/printer", []),
    ],
)
def test_a_deskside_link_can_only_open_a_page(text: str, ids: list[str]) -> None:
    assert [link.troubleshooter for link in links_in(text) if link.troubleshooter] == ids


def test_a_flood_of_links_stays_a_few_buttons() -> None:
    assert len(links_in(" ".join(f"https://h{n}.example" for n in range(1000)))) == MOST_LINKS


@given(st.text())
def test_no_text_breaks_it_and_only_https_ever_opens(text: str) -> None:
    for link in links_in(text + " https://ok.example/" + text):
        assert link == Link(troubleshooter=link.troubleshooter) or link.url.lower().startswith("https://")
        assert not link.host or (link.host.isascii() and "@" not in link.host)


def test_a_page_that_is_not_https_has_no_host() -> None:
    assert host_of("http://a.example") == ""


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


def test_other_links_name_no_troubleshooter() -> None:
    assert troubleshooter_of("https://deskside/open/printer") == ""

"""Which stretches of an answer lead anywhere, and that the host that is shown is the host that opens."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.system.own_link import opened_by
from deskside.tickets.words.links import MOST, host_name, host_names, links, pieces

HOSTS = host_names(["help.example.org", "bücher.example", "https://chat.example.org:8443/x", "intranet"])
KNOWN = {"printer", "internet"}


def urls(text: str) -> list[str]:
    return [piece.url for piece in pieces(text, HOSTS, KNOWN) if piece.url]


def opens(text: str) -> list[str]:
    return [piece.opens for piece in pieces(text, HOSTS, KNOWN) if piece.opens]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://help.example.org/toner.", ["https://help.example.org/toner"]),
        ("(https://help.example.org/a_(b))", ["https://help.example.org/a_(b)"]),
        ("„https://intranet/x“, please", ["https://intranet/x"]),
        ("Link:https://help.example.org", ["https://help.example.org"]),
        ("HTTPS://Help.Example.ORG./Path", ["https://help.example.org/Path"]),
        ("https://help.example.org:443/", ["https://help.example.org/"]),
        ("https://help.example.org:8443/", ["https://help.example.org:8443/"]),
        ("https://bücher.example/für", ["https://xn--bcher-kva.example/f%C3%BCr"]),
        ("https://help.example.org/?q=%41&b=1#here", ["https://help.example.org/?q=%41&b=1#here"]),
        ("https://chat.example.org/", ["https://chat.example.org/"]),
    ],
)
def test_a_page_of_an_allowed_host_can_be_opened(text: str, found: list[str]) -> None:
    assert urls(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/",
        "http://help.example.org/",
        "javascript:alert(1) data:text/html,x file:///etc/passwd ftp://help.example.org vbscript:x",
        "javascript://help.example.org/%0aalert(1)",
        "https://help.example.org@evil.example/",
        "https://help.example.org:80@evil.example/",
        "https://user:word@help.example.org/",
        "https://evil.example\\@help.example.org/",
        "https://help.example.org\\.evil.example/",
        "https://help.example.org.evil.example/",
        "https://help.example.org%2eevil.example/",
        "https://help.example.org%00.evil.example/",
        "https://hеlp.example.org/",  # a Cyrillic letter
        "https://help.example.org\u2044x.evil.example/",  # a fraction slash
        "https://help.example.org/\u202egnp.exe",
        "https://help.example.org/a\u200bb",
        "https://\u202ehelp.example.org/",
        "https:///help.example.org",
        "https://[::1]/",
        "https://help.example.org:99999999/",
        "http://evil.example/?to=https://help.example.org/",
        "xhttps://help.example.org/",
    ],
)
def test_everything_else_stays_words(text: str) -> None:
    assert urls(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please run deskside://open/printer.", ["printer"]),
        ("DESKSIDE://OPEN/Printer/", ["printer"]),
        ("deskside://open/unknown", []),
        ("deskside://open/printer?fix=all", []),
        ("deskside://run/printer", []),
        ("deskside://open/../../etc", []),
        ("deskside://open/printer/fix", []),
        ("xdeskside://open/printer", []),
    ],
)
def test_only_what_is_known_here_can_be_checked_and_nothing_is_started(text: str, found: list[str]) -> None:
    assert opens(text) == found


def test_a_flood_of_links_stays_a_few_buttons_and_the_same_one_is_one() -> None:
    flood = pieces(" ".join(f"https://intranet/{n}" for n in range(1000)), HOSTS, KNOWN)
    assert len(links(flood)) == MOST
    assert len(links(pieces("https://intranet/ and https://intranet/", HOSTS, KNOWN))) == 1


@given(st.text() | st.text(alphabet="htps:/@\\.%?#[]dek inraetxüß\u202e\u200b"))
def test_no_text_is_changed_by_it_and_no_host_opens_that_was_not_allowed(text: str) -> None:
    whole = f"{text} https://intranet/{text} deskside://open/printer{text}"
    split = pieces(whole, HOSTS, KNOWN)
    assert "".join(piece.text for piece in split) == whole
    for piece in links(split):
        assert piece.opens in KNOWN or (piece.url.isascii() and urlsplit(piece.url).hostname in HOSTS)
        assert not piece.url or urlsplit(piece.url).netloc == piece.host


def test_other_links_name_nothing_to_open() -> None:
    assert opened_by("https://deskside/open/printer") == ""


@pytest.mark.parametrize(
    ("host", "name"),
    [("Help.Example.org.", "help.example.org"), ("bücher.example", "xn--bcher-kva.example"), ("a b", ""), ("", "")],
)
def test_a_host_is_named_in_plain_letters(host: str, name: str) -> None:
    assert host_name(host) == name

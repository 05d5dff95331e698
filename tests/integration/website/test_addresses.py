"""What people type for a website, and what Deskside makes of it: their page, or nothing at all."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

CODE = Path(__file__).parents[3] / "troubleshooters/website/address.py"


def _load() -> Any:
    spec = spec_from_file_location("website_address", CODE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


page = _load().page

BOTH = ("https", "http")


@pytest.mark.parametrize(
    ("typed", "tries"),
    [
        ("intranet", ["https://intranet/", "http://intranet/"]),
        ("www.example.org/x", ["https://www.example.org/x", "http://www.example.org/x"]),
        ("https://www.example.org/", ["https://www.example.org/"]),
        ("HTTP://WWW.Example.ORG.", ["http://www.example.org/"]),
        ("http:/example.org", ["http://example.org/"]),
        ("http//example.org", ["http://example.org/"]),
        ("https:\\\\example.org\\a", ["https://example.org/a"]),
        ("  <https://example.org/a/b?token=1#top> ", ["https://example.org/a/b"]),
        ("the page www.example.org please", ["https://www.example.org/", "http://www.example.org/"]),
        ("example.org.", ["https://example.org/", "http://example.org/"]),
        ("intranet:8080/start", ["https://intranet:8080/start", "http://intranet:8080/start"]),
        ("example.org:443", ["https://example.org:443/"]),
        ("example.org:80", ["http://example.org:80/"]),
        ("https://ann:secret@example.org/", ["https://example.org/"]),
        ("ann@example.org", ["https://example.org/", "http://example.org/"]),
        ("büro.example", ["https://xn--bro-hoa.example/", "http://xn--bro-hoa.example/"]),
        ("192.0.2.7/admin", ["https://192.0.2.7/admin", "http://192.0.2.7/admin"]),
        ("http://[2001:db8::7]:8080/", ["http://[2001:db8::7]:8080/"]),
    ],
)
def test_the_page_people_mean_is_understood(typed: str, tries: list[str]) -> None:
    found = page(typed)
    assert found is not None
    assert list(found.tries) == tries


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "the page with the forms", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org"),
        *("mailto:ann@example.org", "smb://files/share", "data:text/html,x", "deskside://open/printer", "C:\\Windows"),
        *("http://", "https://-x-.example/", "http://example.org:99999/", "..", "//", "\x00"),
    ],
)
def test_what_is_no_web_page_is_not_touched(typed: str) -> None:
    assert page(typed) is None


@given(st.text(max_size=80))
def test_whatever_is_typed_only_web_pages_come_of_it(typed: str) -> None:
    found = page(typed)
    if found is None:
        return
    assert all(one.startswith(("http://", "https://")) for one in found.tries)
    assert found.host
    assert not set(found.host) & set(" /\\@?#\n\t")

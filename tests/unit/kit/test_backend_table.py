"""docs/backends.md says of every help desk system what its code declares, and no more."""

from __future__ import annotations

from pathlib import Path

from deskside.kit.backend_table import table, with_table
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.offers import offers

PAGE = Path(__file__).parents[3] / "docs" / "backends.md"


def test_the_page_has_every_system_as_its_code_declares_it() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_table(page), "python -m deskside.kit.backend_table docs/backends.md"
    assert all(f"`{name}`" in page for name in offers())


def test_what_a_sign_in_can_only_create_is_told_apart() -> None:
    rows = [row for row in table().splitlines() if "`rt`" in row]
    assert len(rows) == 2
    (only,) = (row for row in rows if CREATE_ONLY in row)
    assert only.count("–") > 5

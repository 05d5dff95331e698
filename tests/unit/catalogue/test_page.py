"""What publishers read about manifests is what Deskside does, and what comes with Deskside can be read by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deskside.catalogue import discover, fields
from deskside.model.ready import CHECKS, FIXES
from deskside.paths import find_paths

PAGE = (Path(__file__).parents[3] / "docs" / "publishing-manifest.md").read_text(encoding="utf-8")
SECTIONS = [re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?)\|$", part, re.MULTILINE) for part in PAGE.split("\n## ")]
TABLES = [
    fields.TROUBLESHOOTER,
    fields.QUESTION,
    fields.CAUSE,
    fields.AUTOMATIC,
    fields.HANDS_ON,
    fields.PEOPLE,
]


@pytest.mark.parametrize(("rows", "table"), list(zip([part for part in SECTIONS if part], TABLES, strict=True)))
def test_the_page_names_every_key_as_it_is(rows: list[tuple[str, str, str]], table: dict[str, fields.Field]) -> None:
    told = [(key, says, "**must**" in more) for key, says, more in rows]
    assert told == [(key, field.says, field.must) for key, field in table.items()]


@pytest.mark.parametrize(("words", "table"), [("Ready-made checks:", CHECKS), ("Ready-made fixes:", FIXES)])
def test_the_page_names_every_ready_made_check_and_fix(words: str, table: dict[str, object]) -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith(words))
    assert set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", line)) == set(table)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_troubleshooter_that_comes_with_deskside_is_good(language: str) -> None:
    listing = discover([find_paths().troubleshooters], language)
    assert [broken.why for broken in listing.broken] == []
    assert listing.get("printer") is not None

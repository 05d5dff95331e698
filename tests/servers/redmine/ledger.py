"""What lies at a real Redmine, read by an agent's account past our own code."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from typing import Any

from ..sender import Way
from ..storm import There
from .agent import RealSide

_TOKEN_LINE = re.compile(r"\s*&#91;[^\]]*\]\s*\Z")


def redmine_way(url: str, key: str, field: int, settle: float) -> Way:
    """The settings by which a person's computer reaches it."""
    options = {"url": url, "project": "helpdesk", "reference_field": str(field), "settle_seconds": settle}
    return Way("redmine", {f"tickets.redmine.{name}": value for name, value in options.items()}, key)


def tickets_there(side: RealSide, mark: str) -> Iterator[There]:
    """All tickets whose reference holds ``mark``, each with its references, files and answers."""
    field = f"cf_{side.server.numbers['field_id']}"
    asked = {field: f"~-{mark}-", "status_id": "*", "sort": "id", "limit": "100"}
    for start in range(0, 100_000, 100):
        query = urllib.parse.urlencode({**asked, "offset": str(start)})
        issues = side.ask("GET", f"/issues.json?{query}")["issues"]
        for issue in issues:
            yield _whole(side.issue(str(issue["id"])), side.server.numbers["field_id"])
        if len(issues) < 100:
            return


def _whole(issue: dict[str, Any], field: int) -> There:
    (reference,) = (one["value"] for one in issue["custom_fields"] if one["id"] == field)
    files = tuple(one["filename"] for one in issue["attachments"])
    notes = [_TOKEN_LINE.sub("", one["notes"].replace("\r\n", "\n")) for one in issue["journals"] if one["notes"]]
    return There(reference, files, tuple(notes))

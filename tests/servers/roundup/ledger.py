"""What lies at a real Roundup, read by an agent's account past our own code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..sender import Way
from ..storm import There
from .agent import RoundupSide


def roundup_way(url: str, password: str, settle: float) -> Way:
    """The settings by which a person's computer reaches it."""
    options = {"url": url, "user": "employee", "settle_seconds": settle}
    return Way("roundup", {f"tickets.roundup.{name}": value for name, value in options.items()}, password)


def tickets_there(side: RoundupSide, mark: str) -> Iterator[There]:
    """All issues whose reference holds ``mark``, each with its reference, files and answers."""
    asked = f"/issue?clientref=-{mark}-&@fields=clientref,files,messages&@verbose=2"
    for issue in side.ask("GET", asked)[0]["collection"]:
        yield _whole(side, issue)


def _whole(side: RoundupSide, issue: dict[str, Any]) -> There:
    files = tuple(str(one["name"]) for one in issue["files"])
    said = [
        side.ask("GET", f"/msg/{one['id']}/binary_content", Accept="*/*")[0].decode().strip()
        for one in sorted(issue["messages"], key=lambda one: int(one["id"]))
    ]
    # the first is the ticket's own text; a file that follows comes under its own name
    return There(issue["clientref"], files, tuple(words for words in said[1:] if words not in files))

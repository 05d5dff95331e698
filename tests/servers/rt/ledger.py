"""What lies at a real Request Tracker, read by an agent's account past our own code."""

from __future__ import annotations

import base64
import urllib.parse
from collections.abc import Iterator

from ..sender import Way
from ..storm import There
from .agent import RealSide


def rt_way(url: str, token: str, settle: float) -> Way:
    """The settings by which a person's computer reaches it."""
    options = {"url": url, "queue": "Support", "settle_seconds": settle}
    return Way("rt", {f"tickets.rt.{name}": value for name, value in options.items()}, token)


def tickets_there(side: RealSide, mark: str) -> Iterator[There]:
    """All tickets whose reference holds ``mark``, each with its references, files and answers."""
    asked = {"query": f"CF.{{ClientRef}} LIKE '-{mark}-'", "fields": "CustomFields", "per_page": "100"}
    for page in range(1, 1000):
        items = side.ask("GET", f"/tickets?{urllib.parse.urlencode({**asked, 'page': str(page)})}")["items"]
        for item in items:
            (reference,) = (value for field in item["CustomFields"] for value in field["values"])
            yield _whole(side, str(item["id"]), reference)
        if len(items) < 100:
            return


def _whole(side: RealSide, number: str, reference: str) -> There:
    parts = side.parts(number)
    files = tuple(str(part["Filename"]) for part in parts if part["Filename"])
    said = [base64.b64decode(p["Content"]).decode().strip() for p in parts if _is_words(p)]
    # the first is the ticket's own text; a file that follows comes under its own name
    return There(reference, files, tuple(words for words in said[1:] if words not in files))


def _is_words(part: dict[str, object]) -> bool:
    return part["ContentType"] == "text/plain" and not part["Filename"]

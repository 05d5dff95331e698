"""What lies at a real django-helpdesk, read by an agent's account past our own code."""

from __future__ import annotations

from collections.abc import Iterator

from ..sender import Way
from ..storm import There
from .agent import HelpdeskSide


def helpdesk_way(url: str, token: str, settle: float) -> Way:
    """The settings by which a person's computer reaches it."""
    options = {"url": url, "queue": "Support", "email": "employee@helptest.invalid", "settle_seconds": settle}
    return Way("django-helpdesk", {f"tickets.django-helpdesk.{name}": value for name, value in options.items()}, token)


def tickets_there(side: HelpdeskSide, mark: str) -> Iterator[There]:
    """All tickets whose reference holds ``mark``. Nothing follows a ticket here: no file, no answer."""
    for page in range(1, 1000):
        told = side.ask("GET", f"/tickets/?page={page}&page_size=100")
        for ticket in told["results"]:
            if f"-{mark}-" in str(ticket["custom_clientref"]):
                yield There(ticket["custom_clientref"])
        if told["next"] is None:
            return

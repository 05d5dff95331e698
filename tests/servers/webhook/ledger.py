"""What lies at the example receiver, read by its own commands."""

from __future__ import annotations

from collections.abc import Iterator

from ..sender import Way
from ..storm import There
from .agent import WebhookSide


def webhook_way(url: str, secret: str, settle: float) -> Way:
    """The settings by which a person's computer reaches it."""
    options = {"url": url, "key": "employee", "sign_in": "personal", "settle_seconds": settle}
    return Way("webhook", {f"tickets.webhook.{name}": value for name, value in options.items()}, secret)


def tickets_there(side: WebhookSide, mark: str) -> Iterator[There]:
    """All tickets whose reference holds ``mark``, each with its reference, files and answers."""
    for line in side.server.work("list").splitlines():
        number, reference, _state = line.split()
        if f"-{mark}-" in reference:
            told = side.whole(number)
            yield There(reference, tuple(told["files"]), tuple(said["text"] for said in told["messages"]))

"""Prints ``docs/webhook.schema.json``: ``python -m deskside.kit.webhook_schema > docs/webhook.schema.json``."""

from __future__ import annotations

import json
import sys

from deskside.tickets.backends.webhook_words import schema


def text() -> str:
    return f"{json.dumps(schema(), indent=2)}\n"


if __name__ == "__main__":
    sys.stdout.write(text())

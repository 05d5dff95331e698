"""The webhook's signature to the letter, and what each way of setting it up offers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskside.kit import webhook_schema
from deskside.paths import find_paths
from deskside.tickets.backends import abilities
from deskside.tickets.backends.webhook import CAN, signature_of
from deskside.tickets.backends.webhook_words import VERSION
from deskside.tickets.offers.webhook import FINDS, TAKES, TALKS

DOCS = Path(__file__).parents[3] / "docs"


def test_a_receiver_written_by_the_docs_checks_the_same_signature() -> None:
    # printf '1764850000.{}' | openssl dgst -sha256 -hmac geheimnis
    assert signature_of("geheimnis", 1764850000, b"{}") == (
        "ec2bf8b5b08585abac5b1a941a1e7e3386db4ca2e878194e094c7b17a11afd0c"
    )


@pytest.mark.parametrize(
    ("options", "level"),
    [
        ({}, TAKES),
        ({"receiver": TALKS}, TAKES),
        ({"sign_in": "create-only", "receiver": TALKS}, TAKES),
        ({"sign_in": "nonsense", "receiver": TALKS}, TAKES),
        ({"sign_in": "personal"}, TALKS),
        ({"sign_in": "intake", "receiver": FINDS}, FINDS),
    ],
)
def test_one_secret_for_all_asks_nothing_whatever_else_is_set(options: dict[str, str], level: str) -> None:
    told = {f"tickets.webhook.{key}": value for key, value in options.items()}
    assert abilities("webhook", told.get, find_paths()) == CAN[level]


def test_the_schema_in_the_docs_is_what_is_sent() -> None:
    written = (DOCS / "webhook.schema.json").read_text("utf-8")
    assert written == webhook_schema.text()
    told = json.loads(written)
    assert told["$schema"].endswith("2020-12/schema")
    assert told["$defs"]["Ticket"]["properties"]["version"]["enum"] == [VERSION]

"""Every setting there is, in the order it is shown in, and a value that each would take."""

from __future__ import annotations

from collections.abc import Iterable

from deskside.config.keys import Key, known_keys
from deskside.model.troubleshooter import Json
from deskside.tickets.offers import offers
from deskside.tickets.options import backend_keys

_OF_KIND: dict[str, Json] = {
    "text": "Example",
    "number": 2.5,
    "whole": 3,
    "days": 30,
    "texts": ["Office", "Hall"],
    "link": "https://help.example.org",
    "link-or-folder": "https://files.example.org/deskside",
    "links": ["https://intranet.example.org"],
    "names": ["intranet", "mail.example.org"],
    "file": "/etc/deskside/company.pem",
    "shares": ["smb://files.example.org/team"],
    "mail-in": "imaps://mail.example.org:993",
    "mailbox": "imaps://mail.example.org:993",
    "mail-out": "smtps://mail.example.org:465",
    "colour": "#1a5fb4",
    "language": "de",
    "address": "help@example.org",
    "pairs": {"printing": "Hardware"},
    "vpn": {"name": "Work", "test_host": "intranet.example.org"},
    "hours": {
        "days": "Mon-Fri",
        "from": "08:00",
        "to": "17:00",
        "zone": "Europe/Berlin",
        "holidays": ["2027-01-01"],
    },
    "promises": {"urgent": "1 hour", "normal": "1 day"},
    "priorities": {"many": {"stopped": "urgent"}},
}
_OF_KEY: dict[str, Json] = {
    "organisation.name": "Contoso",
    "organisation.phone": "+49 30 1234",
    "organisation.chat": "https://chat.example.org",
    "organisation.logo": "/etc/deskside/logo.svg",
    "person.email": "{user}@example.org",
    "tickets.backend": "rt",
    "tickets.asset_tag": "PC-0815",
    "network.proxy": "http://proxy.example.org:3128",
    "catalogue.root": "/etc/deskside/root.json",
    "catalogue.ring": "early",
}


def every_key() -> tuple[Key, ...]:
    """All but the secrets, by group and in the order they were declared; each help desk's are a group of their own."""
    known = known_keys(backend_keys()).values()
    return tuple(sorted((key for key in known if not key.secret), key=lambda key: key.name.count(".") > 1))


def group(key: Key) -> str:
    """What it stands in: "network", "tickets.rt"."""
    return key.name.rpartition(".")[0]


def groups(keys: Iterable[Key]) -> dict[str, list[Key]]:
    """The settings of each group, in order."""
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(group(key), []).append(key)
    return found


def title(name: str) -> str:
    """What a group is called: "Network", "Request Tracker"."""
    backend = name.partition("tickets.")[2]
    return offers()[backend].title if backend else name.capitalize()


def example(key: Key) -> Json:
    """A value that differs from the default."""
    if key.name in _OF_KEY:
        return _OF_KEY[key.name]
    if key.kind == "flag":
        return not key.default
    if key.kind == "choice":
        return next(word for word in key.choices if word != key.default)
    return _OF_KIND[key.kind]


def is_set(value: Json) -> bool:
    """Whether a default is worth showing."""
    return value not in ("", [], {}, 0, None) or value is False

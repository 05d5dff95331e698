"""How the organisation can be reached, from its settings: name, phone, chat, hours."""

from __future__ import annotations

from msgspec import Struct

from deskside.config import Settings
from deskside.tickets.hours import opening_words, read_hours


class Organisation(Struct, frozen=True):
    """Every field is "" where IT has not said it."""

    name: str = ""
    phone: str = ""
    chat: str = ""
    accent: str = ""
    logo: str = ""
    hours: str = ""
    """Plain words: "Mon-Fri, 08:00 to 17:00"."""


def organisation_of(settings: Settings) -> Organisation:
    """What the settings say of the organisation."""
    texts = {
        name: str(settings.value(f"organisation.{name}") or "") for name in ("name", "phone", "chat", "accent", "logo")
    }
    return Organisation(**texts, hours=_hours(settings))


def _hours(settings: Settings) -> str:
    hours = read_hours(settings.value("organisation.hours"))
    return opening_words(hours) if hours is not None else ""

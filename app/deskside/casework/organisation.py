"""How the organisation can be reached, from its settings: name, phone, chat, hours."""

from __future__ import annotations

from msgspec import Struct

from deskside.config import Settings
from deskside.language import _


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
    hours = settings.value("organisation.hours")
    if not isinstance(hours, dict) or not {"days", "from", "to"} <= set(hours):
        return ""
    return _("{days}, {start} to {end}").format(days=hours["days"], start=hours["from"], end=hours["to"])

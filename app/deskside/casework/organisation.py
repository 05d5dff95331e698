"""How the organisation can be reached, from its settings: name, phone, chat, hours."""

from __future__ import annotations

from msgspec import Struct

from deskside.config import Settings
from deskside.tickets.hours import Hours, Now, now_words, opening_words, read_hours


class Organisation(Struct, frozen=True):
    """Every field is "" where IT has not said it."""

    name: str = ""
    phone: str = ""
    chat: str = ""
    accent: str = ""
    logo: str = ""
    hours: str = ""
    """Plain words: "Mon-Fri, 08:00 to 17:00"."""
    open: Hours | None = None

    def now(self, seconds: float) -> Now | None:
        """Whether someone answers at this time; None where nobody has said when they do."""
        return now_words(self.open, seconds) if self.open is not None else None


def organisation_of(settings: Settings) -> Organisation:
    """What the settings say of the organisation."""
    texts = {
        name: str(settings.value(f"organisation.{name}") or "") for name in ("name", "phone", "chat", "accent", "logo")
    }
    hours = read_hours(settings.value("organisation.hours"))
    return Organisation(**texts, hours=opening_words(hours) if hours is not None else "", open=hours)

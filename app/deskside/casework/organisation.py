"""How the organisation can be reached, from its settings: name, phone, chat, hours."""

from __future__ import annotations

from msgspec import Struct

from deskside.config import Settings
from deskside.errors import SettingProblem
from deskside.tickets.hours.opening import Hours, Now, now_words, opening_words, read_hours
from deskside.tickets.words.links import host_names


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
    link_hosts: frozenset[str] = frozenset()
    """Whose pages an answer of the help desk may lead to: those IT names, the help desk's own and the chat's."""

    def now(self, seconds: float) -> Now | None:
        """Whether someone answers at this time; None where nobody has said when they do."""
        return now_words(self.open, seconds) if self.open is not None else None


def organisation_of(settings: Settings) -> Organisation:
    """What the settings say of the organisation."""
    texts = {
        name: str(settings.value(f"organisation.{name}") or "") for name in ("name", "phone", "chat", "accent", "logo")
    }
    hours = read_hours(settings.value("organisation.hours"))
    hosts = host_names((*settings.texts("tickets.link_hosts"), _own_page(settings), texts["chat"]))
    return Organisation(**texts, hours=opening_words(hours) if hours is not None else "", open=hours, link_hosts=hosts)


def _own_page(settings: Settings) -> str:
    """The help desk's own address; "" where it has none."""
    try:
        return settings.text(f"tickets.{settings.text('tickets.backend')}.url")
    except SettingProblem:
        return ""

"""The settings of every help desk system, as data: one list makes the form. Loads no code of any of them."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.language import _
from deskside.tickets.offers import offers


def backend_keys() -> tuple[Key, ...]:
    """Every setting of every help desk system, and the one that chooses."""
    known = offers()
    chooses = Key("tickets.backend", "choice", "desk", _("Which help desk tickets go to."), choices=tuple(known))
    return (chooses, *(key for offer in known.values() for key in offer.all_keys))

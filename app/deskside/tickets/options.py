"""The settings of every help desk system, as data: declared beside each other, so that one list makes the form.

Only IT reads these words; they stay technical and untranslated. This module
loads no help desk system: the tray needs the names of the settings, and no more.
"""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.language import _

PERSONAL, CREATE_ONLY = "personal", "create-only"


RT = (
    Key("tickets.rt.url", "link", "", "The address of Request Tracker, without /REST/2.0."),
    Key("tickets.rt.queue", "text", "", "The queue that new messages go to."),
    Key("tickets.rt.reference_field", "text", "ClientRef", "The custom field that keeps our reference."),
    Key(
        "tickets.rt.sign_in",
        "choice",
        PERSONAL,
        "Whose token it is: the person's or computer's own, or one that can only create.",
        choices=(PERSONAL, CREATE_ONLY),
    ),
    Key("tickets.rt.token", "text", "", "The token that signs in to Request Tracker.", secret=True),
)

OPTIONS: dict[str, tuple[Key, ...]] = {"desk": (), "rt": RT}
"""By the name of the help desk system."""


def backend_keys() -> tuple[Key, ...]:
    """Every setting of every help desk system, and the one that chooses."""
    chooses = Key("tickets.backend", "choice", "desk", _("Which help desk tickets go to."), choices=tuple(OPTIONS))
    return (chooses, *(key for keys in OPTIONS.values() for key in keys))

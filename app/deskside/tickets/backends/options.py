"""The settings of every help desk system, as data: declared beside each other, so that one list makes the form."""

from __future__ import annotations

from deskside.config.keys import Key

PERSONAL, CREATE_ONLY = "personal", "create-only"


def _(text: str) -> str:
    """Marks a text for the translators; it is translated where it is shown."""
    return text


RT = (
    Key("tickets.rt.url", "link", "", _("The address of Request Tracker, without /REST/2.0.")),
    Key("tickets.rt.queue", "text", "", _("The queue that new messages go to.")),
    Key("tickets.rt.reference_field", "text", "ClientRef", _("The custom field that keeps our reference.")),
    Key(
        "tickets.rt.sign_in",
        "choice",
        PERSONAL,
        _("Whose token it is: the person's or computer's own, or one that can only create."),
        choices=(PERSONAL, CREATE_ONLY),
    ),
    Key("tickets.rt.token", "text", "", _("The token that signs in to Request Tracker."), secret=True),
)

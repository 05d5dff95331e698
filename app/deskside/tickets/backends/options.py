"""The settings of every help desk system, as data: declared beside each other, so that one list makes the form.

Only IT reads these words; they stay technical and untranslated.
"""

from __future__ import annotations

from deskside.config.keys import Key

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

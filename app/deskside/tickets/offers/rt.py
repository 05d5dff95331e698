"""Request Tracker."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="rt",
    title="Request Tracker",
    code="deskside.tickets.backends.rt:RequestTracker",
    keys=(
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
    ),
    sign_ins=(PERSONAL, INTAKE, CREATE_ONLY),
    proof=Proof.REAL,
)

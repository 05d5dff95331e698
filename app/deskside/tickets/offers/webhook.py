"""A webhook: any system that takes JSON."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

TAKES, FINDS, TALKS = "takes", "finds", "talks"
"""What the receiver can do: take tickets; find them again, too; tell how they stand and take answers, too."""

OFFER = Offer(
    name="webhook",
    title="A webhook: any system that takes JSON",
    code="deskside.tickets.backends.webhook:Webhook",
    keys=(
        Key("tickets.webhook.url", "link", "", "The address that takes the messages."),
        Key(
            "tickets.webhook.receiver",
            "choice",
            TAKES,
            "What is behind the address: it takes tickets; finds them, too; or tells how they stand and takes answers.",
            choices=(TAKES, FINDS, TALKS),
        ),
        Key("tickets.webhook.key", "text", "", 'Whose secret it is, as the receiver calls it; "" for one for all.'),
        Key("tickets.webhook.secret", "text", "", "What requests are signed with.", secret=True),
    ),
    sign_ins=(CREATE_ONLY, INTAKE, PERSONAL),
    proof=Proof.REAL,
    settle=60.0,
)

"""A webhook: any system that takes JSON."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

TAKES, FINDS, TALKS = "takes", "finds", "talks"
"""What a receiver can do: take tickets; find them again, too; tell how they stand and take answers, too."""

OFFER = Offer(
    name="webhook",
    title="A webhook: any system that takes JSON",
    code="deskside.tickets.backends.webhook:Webhook",
    keys=(
        Key("tickets.webhook.url", "link", "", "The address that takes the messages."),
        Key(
            "tickets.webhook.sign_in",
            "choice",
            CREATE_ONLY,
            "Whose secret it is: one for all, that only makes tickets, or the person's or computer's own.",
            choices=(CREATE_ONLY, INTAKE, PERSONAL),
        ),
        Key("tickets.webhook.key", "text", "", "How the receiver calls whose own secret it is."),
        Key(
            "tickets.webhook.receiver",
            "choice",
            TALKS,
            "With a secret of one's own: it finds tickets again; or tells how they stand and takes answers, too.",
            choices=(FINDS, TALKS),
        ),
        Key("tickets.webhook.secret", "text", "", "What requests are signed with.", secret=True),
    ),
    sign_ins=(CREATE_ONLY, INTAKE, PERSONAL),
    proof=Proof.EXAMPLE,
    settle=60.0,
)

"""django-helpdesk."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

_OWN = "tickets.django-helpdesk"

OFFER = Offer(
    name="django-helpdesk",
    title="django-helpdesk",
    code="deskside.tickets.backends.django_helpdesk:DjangoHelpdesk",
    keys=(
        Key(f"{_OWN}.url", "link", "", "The address of django-helpdesk, without /api."),
        Key(f"{_OWN}.queue", "text", "", 'The title of the queue that new messages go to; "" where there is but one.'),
        Key(f"{_OWN}.reference_field", "text", "clientref", "The custom field that keeps our reference."),
        Key(
            f"{_OWN}.sign_in",
            "choice",
            PERSONAL,
            "Whose token it is: the person's or computer's own; or none, and Deskside only creates.",
            choices=(PERSONAL, CREATE_ONLY),
        ),
        Key(f"{_OWN}.email", "text", "", "The address of the account whose token it is. Tickets are made for it."),
        Key(f"{_OWN}.token", "text", "", "The token of an account that is not staff.", secret=True),
    ),
    sign_ins=(PERSONAL, INTAKE, CREATE_ONLY),
    proof=Proof.REAL,
)

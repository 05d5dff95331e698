"""Freshdesk."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, Offer, Proof

_OWN = "tickets.freshdesk"

OFFER = Offer(
    name="freshdesk",
    title="Freshdesk",
    code="deskside.tickets.backends.freshdesk:Freshdesk",
    keys=(
        Key(f"{_OWN}.url", "link", "", "The address of Freshdesk: https://NAME.freshdesk.com, not one of your own."),
        Key(
            f"{_OWN}.reference_field",
            "text",
            "",
            'The custom field that keeps our reference: "cf_reference". Empty: only the text has it.',
        ),
        Key(f"{_OWN}.type", "text", "", "The type of new tickets; empty for none."),
        Key(f"{_OWN}.group", "number", 0, "The number of the group that new tickets go to; 0 lets Freshdesk choose."),
        Key(
            f"{_OWN}.token",
            "text",
            "",
            "The API key of an agent whose ticket scope is: assigned tickets. Never of one who sees tickets.",
            secret=True,
        ),
    ),
    sign_ins=(CREATE_ONLY,),
    proof=Proof.STAND_IN,
)

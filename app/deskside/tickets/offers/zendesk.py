"""Zendesk Support."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="zendesk",
    title="Zendesk",
    code="deskside.tickets.backends.zendesk:Zendesk",
    keys=(
        Key("tickets.zendesk.url", "link", "", "The address of Zendesk: https://NAME.zendesk.com."),
        Key(
            "tickets.zendesk.reference_field",
            "text",
            "",
            "The number of the ticket field, editable for end users, that keeps our reference.",
        ),
        Key("tickets.zendesk.form", "text", "", "The number of the ticket form, where there are several."),
        Key(
            "tickets.zendesk.sign_in",
            "choice",
            PERSONAL,
            "Whose sign-in: an end user's OAuth token (the person's or one for each computer), or none at all.",
            choices=(PERSONAL, INTAKE, CREATE_ONLY),
        ),
        Key(
            "tickets.zendesk.token",
            "text",
            "",
            "The OAuth access token of an end user. Never an API token: that can act as anyone.",
            secret=True,
        ),
    ),
    sign_ins=(PERSONAL, INTAKE, CREATE_ONLY),
    proof=Proof.STAND_IN,
    settle=60.0,
)

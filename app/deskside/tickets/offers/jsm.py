"""Jira Service Management."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="jsm",
    title="Jira Service Management",
    code="deskside.tickets.backends.jsm:JiraServiceManagement",
    keys=(
        Key("tickets.jsm.url", "link", "", "The address of Jira, without /rest."),
        Key("tickets.jsm.service_desk", "text", "", "The number of the service desk that new requests go to."),
        Key("tickets.jsm.request_type", "text", "", "The number of the type that new requests have."),
        Key(
            "tickets.jsm.reference_field",
            "text",
            "",
            "The text field of that request type, shown to customers, that keeps our reference: customfield_10042.",
        ),
        Key(
            "tickets.jsm.stages",
            "pairs",
            {"Waiting for customer": "waiting"},
            "The name of a status = sent, seen, working, waiting or solved, where its category says too little.",
        ),
        Key("tickets.jsm.solve", "text", "", "The customer transition that says it is solved: Mark as done."),
        Key("tickets.jsm.reopen", "text", "", "The customer transition that opens it again: Reopen."),
        Key(
            "tickets.jsm.sign_in",
            "choice",
            PERSONAL,
            "Whose account it is: the person's own, or one for each computer. A customer either way.",
            choices=(PERSONAL, INTAKE),
        ),
        Key("tickets.jsm.email", "text", "", "The address of the account with an API token; empty for OAuth or a PAT."),
        Key("tickets.jsm.token", "text", "", "The token of the customer's account.", secret=True),
    ),
    sign_ins=(PERSONAL, INTAKE),
    proof=Proof.STAND_IN,
    settle=60.0,
)

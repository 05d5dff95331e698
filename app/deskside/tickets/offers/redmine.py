"""Redmine."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="redmine",
    title="Redmine",
    code="deskside.tickets.backends.redmine:Redmine",
    keys=(
        Key("tickets.redmine.url", "link", "", "The address of Redmine."),
        Key("tickets.redmine.project", "text", "", "The identifier of the project that new messages go to."),
        Key(
            "tickets.redmine.tracker", "text", "", "The tracker, by its name or number; the project's first when empty."
        ),
        Key("tickets.redmine.reference_field", "text", "", "The number of the custom field that keeps our reference."),
        Key(
            "tickets.redmine.markup",
            "choice",
            "textile",
            "Redmine's text formatting (Administration, Settings, General): Textile or CommonMark Markdown.",
            choices=("textile", "common_mark"),
        ),
        Key("tickets.redmine.solved_status", "text", "Closed", "The status of what a person says is solved."),
        Key("tickets.redmine.reopen_status", "text", "In Progress", "The status of what a person opens again."),
        Key(
            "tickets.redmine.statuses",
            "pairs",
            {},
            "A status of yours = sent, seen, working, waiting or solved, where the usual names are not used.",
        ),
        Key(
            "tickets.redmine.sign_in",
            "choice",
            PERSONAL,
            "Whose key it is: the person's or computer's own, or one that can only create.",
            choices=(PERSONAL, CREATE_ONLY),
        ),
        Key("tickets.redmine.key", "text", "", "The API access key that signs in to Redmine.", secret=True),
    ),
    sign_ins=(PERSONAL, INTAKE, CREATE_ONLY),
    proof=Proof.REAL,
)

"""Roundup."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="roundup",
    title="Roundup",
    code="deskside.tickets.backends.roundup:Roundup",
    keys=(
        Key("tickets.roundup.url", "link", "", "The address of the tracker, as tracker_web in its config.ini says."),
        Key("tickets.roundup.user", "text", "", "The name of the person's or the computer's own account."),
        Key("tickets.roundup.password", "text", "", "The password of that account.", secret=True),
        Key("tickets.roundup.reference_field", "text", "clientref", "The field of issues that keeps our reference."),
        Key(
            "tickets.roundup.private_field",
            "text",
            "private",
            'The field of messages that marks what only the help desk reads; "" where there is none.',
        ),
        Key("tickets.roundup.solved_status", "text", "resolved", "The status of an issue that is solved."),
        Key("tickets.roundup.open_status", "text", "chatting", "The status of one that is opened again."),
        Key(
            "tickets.roundup.stages",
            "pairs",
            {},
            "Their status = sent, seen, working, waiting or solved, for those that do not come with Roundup.",
        ),
    ),
    sign_ins=(PERSONAL, INTAKE),
    proof=Proof.REAL,
    settle=60.0,
)

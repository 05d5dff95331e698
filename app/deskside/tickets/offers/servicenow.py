"""ServiceNow incidents."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="servicenow",
    title="ServiceNow",
    code="deskside.tickets.backends.servicenow:ServiceNow",
    keys=(
        Key("tickets.servicenow.url", "link", "", "The address of the instance: https://NAME.service-now.com."),
        Key("tickets.servicenow.user", "text", "", "The user name of the account that signs in, as in sys_user."),
        Key(
            "tickets.servicenow.sign_in",
            "choice",
            PERSONAL,
            "Whose account it is: the person's own, or one for each computer. Without a role either way.",
            choices=(PERSONAL, INTAKE),
        ),
        Key(
            "tickets.servicenow.kind",
            "choice",
            "oauth",
            "What the token is: an OAuth access token, or the account's password.",
            choices=("oauth", "basic"),
        ),
        Key("tickets.servicenow.token", "text", "", "The OAuth access token or the password.", secret=True),
        Key("tickets.servicenow.description_letters", "number", 4000, "How much the field description holds."),
        Key("tickets.servicenow.callers_set_state", "flag", False, "Whether callers may set the state of their own."),
        Key("tickets.servicenow.close_code", "text", "Resolved by caller", "The resolution code for that."),
        Key("tickets.servicenow.stages", "pairs", {}, "Number of a state = sent, seen, working, waiting or solved."),
    ),
    sign_ins=(PERSONAL, INTAKE),
    proof=Proof.STAND_IN,
    settle=60.0,
)

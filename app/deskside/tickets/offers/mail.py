"""E-mail, for every help desk that has an address."""

from __future__ import annotations

from deskside.config.keys import Key
from deskside.tickets.offer import CREATE_ONLY, INTAKE, PERSONAL, Offer, Proof

OFFER = Offer(
    name="mail",
    title="E-mail to the help desk",
    code="deskside.tickets.backends.mail:HelpDeskByMail",
    keys=(
        Key("tickets.mail.to", "address", "", "The help desk's e-mail address."),
        Key("tickets.mail.answers_from", "texts", [], "Other addresses that the help desk answers from."),
        Key("tickets.mail.smtp", "mail-out", "", "The server that takes mail; smtp+starttls://… or smtps://…"),
        Key("tickets.mail.user", "text", "", "Who signs in there; {user} is filled in. Empty: it asks for no sign-in."),
        Key("tickets.mail.address", "address", "", "Who the mail is from, where it is not the name that signs in."),
        Key(
            "tickets.mail.imap",
            "mailbox",
            "",
            "Where answers are read; imaps://… or imap+starttls://… Empty: the person reads them in their own mail.",
        ),
        Key(
            "tickets.mail.sent_folder", "text", "", "The folder for copies of what was sent. Empty: as the server says."
        ),
        Key("tickets.mail.acknowledges", "flag", False, "The help desk answers each new message by itself, at once."),
        Key(
            "tickets.mail.sign_in",
            "choice",
            PERSONAL,
            "Whose sign-in: the person's own mailbox, one for each computer, or one that only sends.",
            choices=(PERSONAL, INTAKE, CREATE_ONLY),
        ),
        Key("tickets.mail.copy", "flag", True, "The person gets a copy, where the sign-in only sends."),
        Key("tickets.mail.password", "text", "", "The password that signs in to the mail server.", secret=True),
    ),
    sign_ins=(PERSONAL, INTAKE, CREATE_ONLY),
    proof=Proof.REAL,
    settle=120.0,
    more_with=("imap", "with IMAP"),
)

"""What a help desk offers no button for, said in words: as an answer where one can be written, else how to say it."""

from __future__ import annotations

from deskside.language import _
from deskside.model.ticket import Deed
from deskside.tickets.backend import Can


def is_offered(can: Can, deed: Deed) -> bool:
    """Whether the help desk has a way of its own for it."""
    return {Deed.SOLVED: can.solve, Deed.REOPEN: can.reopen, Deed.RATE: can.rate}.get(deed, True)


def as_answer(deed: Deed, text: str = "") -> str:
    """The words that an agent reads instead; ``text`` is the rating's number."""
    match deed:
        case Deed.SOLVED:
            return _("It is solved. Thank you.")
        case Deed.REOPEN:
            return _("It is not solved after all. Please look at it again.")
        case _:
            return _("I give your help {count} of 5 stars.").format(count=text)


def how_else(phone: str) -> str:
    """Where not even an answer can be written here."""
    if phone:
        return _("Please tell the help desk: call {phone}, or answer their e-mail.").format(phone=phone)
    return _("Please tell the help desk: answer their e-mail.")

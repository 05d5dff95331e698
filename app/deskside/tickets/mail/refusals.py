"""What a mail server means when it does not take a message, by its number and by where it was said. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from deskside import errors
from deskside.language import _
from deskside.tickets.words.plain import one_line

LEAST_REST = 300.0
"""Seconds. A server that says "later" to strangers takes the same message when it comes again after a while."""

_DETAIL = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
_SIZE = ("5.3.4", "5.2.3")
_MAILBOX_FULL = ("4.2.2", "5.2.2")
_SIGN_IN = (530, 534, 535, 538)


class Step(StrEnum):
    """Where in the conversation it was."""

    GREETING = "greeting"
    SIGN_IN = "sign-in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    """Before a word of the message was sent."""
    END = "end"
    """After the whole of it was."""


def refused(step: Step, code: int, said: bytes | str) -> errors.SendProblem:
    """The problem behind an answer that is not a yes."""
    text = one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else said, 200)
    why, found = f"{code} at {step.value}: {text}", _DETAIL.search(text)
    detail = found.group() if found else ""
    if not 400 <= code <= 599:
        return (errors.Unclear if step is Step.END else errors.NotReached)(why)
    if code in _SIGN_IN or (step is Step.SIGN_IN and code >= 500):
        return errors.Held(why, says=_("Please sign in to your mail again. Your message is safe."))
    if code == 421 and step is Step.END:
        return errors.Unclear(why)  # it ends the conversation, and does not say what became of the message
    if code < 500 or (code == 552 and (detail in _MAILBOX_FULL or step is Step.RECIPIENT)):
        return errors.Busy(why, LEAST_REST)
    if detail in _SIZE or (code == 552 and step is not Step.RECIPIENT):
        return errors.TooLarge(why)
    if step is Step.END:
        says = _("The mail was not taken: {reason}").format(reason=text) if text else ""
        return errors.NeedsEdit(why, says=says)
    return errors.Held(why, says=_held_words(step))


def _held_words(step: Step) -> str:
    if step is Step.RECIPIENT:
        return _("The help desk's e-mail address does not take messages. IT can put it right. Your message is safe.")
    if step is Step.SENDER:
        return _("Mail from your address is not taken. IT can put it right. Your message is safe.")
    return ""

"""A ticket or an answer as an e-mail: plain text, its files, and a name (Message-ID) made from its reference.

The name is the same whenever the same thing is sent, so that whoever throws away
doubles can. No header takes a line break, and only addresses of plain letters
are written to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from msgspec import Struct

from deskside import errors
from deskside.model.ticket import Deed, Draft, Priority
from deskside.tickets.backend import Content
from deskside.tickets.composing.in_words import as_answer
from deskside.tickets.words.plain import one_line

DEED = "X-Deskside-Says"
"""The header by which an answer in words is known again for what it does."""
REFERENCE = re.compile(r"[A-Za-z0-9-]{3,60}")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}")
_OWN_HEADER = re.compile(r"X-[A-Za-z0-9-]{1,60}")
_NAMES = re.compile(r"<([^<>\s@]{1,200})@[^<>\s@]{1,200}>")
_URGENCY: Mapping[Priority, tuple[str, str]] = {
    Priority.URGENT: ("1", "high"),
    Priority.HIGH: ("2", "high"),
    Priority.LOW: ("5", "low"),
}
"""X-Priority and Importance; what is normal says nothing."""


class Envelope(Struct, frozen=True):
    """Who writes to whom. ``answer_to``: where answers go when not to ``sender``."""

    sender: str
    to: str
    answer_to: str = ""


class Filing(Struct, frozen=True):
    """What helps the help desk to file it; every word is already theirs."""

    category: str = ""
    priority: str = ""
    fields: Mapping[str, str] = {}


def usable(address: str, whose: str) -> str:
    """``address``, if mail can be written to it from here."""
    if not _ADDRESS.fullmatch(address):
        raise errors.Held(f"{whose} is not an e-mail address that can be used: {one_line(address, 80)!r}")
    return address


def name_of(envelope: Envelope, reference: str, token: str = "") -> str:
    """The Message-ID: "<DS-7.token@example.org>". The domain is that of who writes."""
    if not REFERENCE.fullmatch(reference) or (token and not re.fullmatch(r"[A-Za-z0-9._-]{1,100}", token)):
        raise errors.Held(f"not a reference: {reference[:80]!r}")
    return f"<{f'{reference}.{token}' if token else reference}@{envelope.sender.rpartition('@')[2]}>"


def names_in(header: str) -> tuple[str, ...]:
    """What stands before the @ in each Message-ID of a header."""
    return tuple(match.group(1) for match in _NAMES.finditer(header))


def new_letter(draft: Draft, files: tuple[Content, ...], envelope: Envelope, filing: Filing) -> bytes:
    letter = _begun(envelope, f"{draft.title} ({draft.reference})", name_of(envelope, draft.reference))
    letter["X-Deskside-Reference"] = draft.reference
    if draft.requester not in ("", envelope.sender, envelope.answer_to):
        letter["X-Deskside-Requester"] = _line(draft.requester, 200)
    letter["X-Deskside-Version"] = _line(draft.version, 40)
    letter["X-Deskside-Category"] = _line(filing.category, 80)
    letter["X-Deskside-Priority"] = _line(filing.priority or draft.priority.value, 40)
    for header, word in zip(("X-Priority", "Importance"), _URGENCY.get(draft.priority, ()), strict=False):
        letter[header] = word
    for header, word in filing.fields.items():
        if not _OWN_HEADER.fullmatch(header) or header in letter:
            raise errors.Held(
                f"tickets.mail.fields may fill headers that begin with X-, and each once: {header[:60]!r}"
            )
        letter[header] = _line(word, 200)
    return _filled(letter, draft.body, files)


def answer(
    reference: str,
    token: str,
    subject: str,
    follows: tuple[str, ...],
    text: str,
    files: tuple[Content, ...],
    envelope: Envelope,
) -> bytes:
    """One more message on a ticket. ``follows``: the whole Message-IDs of what was said before."""
    letter = _begun(envelope, subject, name_of(envelope, reference, token))
    letter["In-Reply-To"] = follows[-1]
    letter["References"] = " ".join(follows)
    letter["X-Deskside-Reference"] = reference
    letter[DEED] = next((deed.value for deed in (Deed.SOLVED, Deed.REOPEN) if text == as_answer(deed)), "")
    return _filled(letter, text, files)


def _line(text: str, most: int) -> str:
    """``text`` as a header: what looks like a coded word ("=?utf-8?B?…?=") would be read as what it hides."""
    return one_line(text, most).replace("=?", "= ?")


def _begun(envelope: Envelope, subject: str, name: str) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"] = envelope.sender, envelope.to
    if envelope.answer_to:
        letter["Reply-To"] = envelope.answer_to
    letter["Subject"] = _line(subject, 300)
    letter["Date"] = formatdate()
    letter["Message-ID"] = name
    letter["X-Auto-Response-Suppress"] = "OOF"  # no "I am on holiday" of somebody's own
    return letter


def _filled(letter: EmailMessage, text: str, files: tuple[Content, ...]) -> bytes:
    for header in [name for name, word in letter.items() if not str(word)]:
        del letter[header]
    letter.set_content(f"{text}\n", charset="utf-8", cte="quoted-printable")
    for file in files:
        kind, _slash, subtype = file.media_type.partition("/")
        letter.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    return letter.as_bytes()

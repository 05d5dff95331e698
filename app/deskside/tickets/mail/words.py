"""What a mail from a help desk says: who it is from, what it is about, and its own words without what it quotes. Pure.

Who a mail is from is what it says of itself. Anyone can write that; whether the
organisation's mail server lets it pass is beyond what can be seen from here.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from typing import cast

from msgspec import Struct

from deskside.tickets.mail.letter import DEED, names_in
from deskside.tickets.words.html_words import from_html
from deskside.tickets.words.plain import one_line, plain

_TAG = re.compile(r"\[[^\[\]]{0,40}#\s*\d{1,12}\]")
_QUOTED_PAGE = re.compile(
    r"<blockquote\b|<div[^>]{0,200}(?:gmail_quote|moz-cite-prefix|divRplyFwdMsg|appendonsend|yahoo_quoted)"
    r"|<hr[^>]{0,200}\bid=[\"']?stopSpelling",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^\s*(?:-{3,}\s*(?:original|urspr|mensaje|message d)[^\n]{0,60}|_{20,})\s*$", re.IGNORECASE)
_WROTE = re.compile(r"(?:[\w.+-]+@[\w.-]+|\d{1,2}[:.]\d{2}|\d{4})[^\n]{0,120}:\s*$")
"""The line before a quotation in any language: it has an address, a time or a year, and ends with a colon."""
_WHEN = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}")


class Head(Struct, frozen=True):
    """The head of a mail, as far as it is used. Names are Message-IDs: whole, and what stands before the @."""

    sender: str
    subject: str
    name: str
    names: tuple[str, ...]
    """Its own."""
    follows: tuple[str, ...]
    """Those it refers to."""
    automatic: bool
    report: bool
    """It tells what became of another mail."""
    deed: str
    """What a mail of ours does beside its words: "solved", "reopen", "" for nothing."""

    @property
    def tag(self) -> str:
        """The help desk's own number for it, as its subject has it: "[helpdesk #17]"."""
        found = _TAG.search(self.subject)
        return found.group() if found else ""

    def is_about(self, reference: str) -> bool:
        if any(name.split(".", 1)[0] == reference for name in self.follows):
            return True
        return re.search(rf"(?<![A-Za-z0-9-]){re.escape(reference)}(?![A-Za-z0-9-])", self.subject) is not None


def head_of(content: bytes) -> Head:
    letter = _read(content)
    senders = [address.lower() for _name, address in getaddresses([_header(letter, "From")])]
    name = _header(letter, "Message-ID").strip()
    automatic = _header(letter, "Auto-Submitted").split(";")[0].strip().lower()
    return Head(
        sender=senders[0] if len(senders) == 1 else "",  # more than one is a way to look like somebody else
        subject=one_line(_header(letter, "Subject")),
        name=name if len(names_in(name)) == 1 and len(name) <= 200 else "",
        names=names_in(name),
        follows=names_in(f"{_header(letter, 'References')} {_header(letter, 'In-Reply-To')}"),
        automatic=automatic not in ("", "no")
        or bool(_header(letter, "X-Autoreply") or _header(letter, "X-Autorespond")),
        report=letter.get_content_type() == "multipart/report",
        deed=_header(letter, DEED).strip().lower(),
    )


def words_of(content: bytes) -> str:
    """The words of a mail: its plain part, else its HTML part as plain words; without what it quotes."""
    letter = _read(content)
    for kind in ("plain", "html"):
        part = letter.get_body((kind,))
        if part is None:
            continue
        text = _text(cast(EmailMessage, part))
        if kind == "html":
            return _own_page(text)
        if text.strip():
            return own_words(plain(text))
    return ", ".join(one_line(part.get_filename() or "", 80) for part in letter.iter_attachments())


def whole_words(content: bytes) -> str:
    """The words of what was written here: nothing in it is a quotation."""
    part = _read(content).get_body(("plain",))
    return plain(_text(cast(EmailMessage, part))) if part is not None else ""


def undelivered(content: bytes, reference: str) -> bool:
    """Whether a report says that the mail of this reference came to nothing."""
    letter = _read(content)
    failed = ours = False
    for part in letter.walk():
        if part.get_content_type() == "message/delivery-status":
            failed = failed or re.search(r"(?im)^action:\s*failed\b", part.as_string()) is not None
        elif part.get_content_type() in ("message/rfc822", "message/rfc822-headers", "text/rfc822-headers"):
            names = re.findall(r"(?im)^message-id:\s*(<[^>\s]+>)", part.as_string())
            ours = ours or any(name.split(".", 1)[0] == reference for one in names for name in names_in(one))
    return failed and ours


def own_words(text: str) -> str:
    """``text`` without the older mail at its end or at its beginning. Answers between quoted lines stay with them."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line):
            lines = lines[:number]
            break
    quoted = False
    while lines and (not lines[-1].strip() or lines[-1].startswith(">")):
        quoted = lines.pop().startswith(">") or quoted
    if quoted:
        _drop_wrote(lines)
    first = 0
    while first < len(lines) and (
        lines[first].startswith(">") or not lines[first].strip() or _leads_quote(lines, first)
    ):
        first += 1
    return "\n".join(lines[first:]).strip() or text.strip()


def _drop_wrote(lines: list[str]) -> None:
    """The line, or the two that it was broken into, that says who wrote what was quoted."""
    for count, whole in ((1, True), (2, True), (1, False)):
        last = lines[-count:]
        if len(last) == count and last[0].strip() and _says_who(" ".join(last), whole=whole):
            del lines[-count:]
            return


def _leads_quote(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and lines[number + 1].startswith(">") and _says_who(lines[number])


def _says_who(line: str, *, whole: bool = False) -> bool:
    """``whole``: it says when, too."""
    return len(line) < 200 and bool(_WROTE.search(line)) and (not whole or bool(_WHEN.search(line)))


def _own_page(page: str) -> str:
    found = _QUOTED_PAGE.search(page)
    own = from_html(page[: found.start()]) if found else ""
    return own_words(own or from_html(page))


def _read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def _header(letter: EmailMessage, name: str) -> str:
    """The one header of this name; "" when there is none, or more than one that say different things."""
    try:
        found = {str(one) for one in letter.get_all(name, ())}
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ):  # the parser of the library meets what it did not expect
        return ""
    return found.pop() if len(found) == 1 else ""


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")

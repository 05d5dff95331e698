"""What lies in a person's mailbox about one ticket: what the help desk wrote, what was sent from here, what came back.

What a mail is about is told by the names of our own mails, by our reference in
its subject, or by the help desk's own number there.
"""

from __future__ import annotations

from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Deed, Message, Sender
from deskside.tickets.mail.box import Found, Mailbox
from deskside.tickets.mail.letter import REFERENCE
from deskside.tickets.mail.words import Head, head_of, undelivered, whole_words, words_of

INBOX = "INBOX"


class Letter(Struct, frozen=True):
    """A mail of a ticket, where it lies and what its head says."""

    folder: str
    found: Found
    head: Head

    @property
    def id(self) -> str:
        return self.head.name or f"{self.folder}:{self.found.uid}"


class Thread(Struct, frozen=True):
    """What there is about one ticket, each in the order it came."""

    desk: tuple[Letter, ...]
    own: tuple[Letter, ...]

    @property
    def tag(self) -> str:
        """The help desk's own number, as it stands in a subject; by it many a desk files an answer."""
        return next((letter.head.tag for letter in self.desk if letter.head.tag), "")

    @property
    def is_solved(self) -> bool:
        """Only the person's own last word says so: what a help desk's mail means cannot be known for sure."""
        return bool(self.own) and self.own[-1].head.deed == Deed.SOLVED


class Correspondence:
    """``desk``: the addresses that are the help desk's, in lower case. ``sent_folder``: "" for that of the server."""

    def __init__(self, mailbox: Mailbox, desk: frozenset[str], sent_folder: str = "") -> None:
        self._mailbox, self._desk = mailbox, desk
        self._wanted, self._sent = sent_folder, ""

    def close(self) -> None:
        self._mailbox.close()

    def state(self) -> str:
        """Unlike any earlier one when anything came or was sent."""
        return f"{self._mailbox.state(INBOX)}|{self._mailbox.state(self._sent_folder())}"

    def keep(self, letter: bytes) -> None:
        """A copy of what was sent, unless the server kept one itself."""
        folder = self._sent_folder()
        if not self._mailbox.heads(folder, "HEADER", "Message-ID", _word(head_of(letter).name)):
            self._mailbox.keep(folder, letter)

    def thread(self, reference: str) -> Thread:
        """All about one ticket: by the names of our mails, by its reference, by the help desk's own number."""
        if not REFERENCE.fullmatch(reference):
            raise errors.Held(f"not a reference: {reference!r}")
        word = _word(reference)
        either = ("OR", "OR", "HEADER", "In-Reply-To", word, "HEADER", "References", word, "SUBJECT", word)
        found = [one for one in self._from_desk(*either) if one.head.is_about(reference)]
        tag = next((one.head.tag for one in found if one.head.tag), "")
        if tag:
            found += [one for one in self._from_desk("SUBJECT", _word(tag)) if one.head.tag == tag]
        desk = sorted({one.id: one for one in found}.values(), key=lambda one: (one.found.at, one.found.uid))
        sent = self._letters(self._sent_folder(), "HEADER", "Message-ID", word)
        own = (one for one in sent if any(name.split(".", 1)[0] == reference for name in one.head.names))
        return Thread(tuple(desk), tuple(own))

    def known_thread(self, reference: str) -> Thread:
        """Raises ``Held`` where this mailbox has nothing about it."""
        thread = self.thread(reference)
        if not (thread.desk or thread.own):
            raise errors.Held(f"this mailbox has nothing about {reference}")
        return thread

    def message(self, letter: Letter, sender: Sender, known: frozenset[str]) -> Message:
        text = ""
        if letter.id not in known:
            content = self._mailbox.letter(letter.folder, letter.found.uid)
            text = whole_words(content) if sender is Sender.PERSON else words_of(content)
        return Message(sender, letter.found.at, text, letter.id)

    def came_back(self, reference: str) -> tuple[Message, ...]:
        """A mail server took it, and another one later did not."""
        says = _("Your message did not reach the help desk: it came back. Please call them.")
        return tuple(
            Message(Sender.DESK, one.found.at, says, one.id)
            for one in self._letters(INBOX, "HEADER", "Content-Type", "report", "TEXT", _word(reference))
            if one.head.report and undelivered(self._mailbox.letter(INBOX, one.found.uid), reference)
        )

    def _from_desk(self, *criteria: str) -> tuple[Letter, ...]:
        return tuple(one for one in self._letters(INBOX, *criteria) if one.head.sender in self._desk)

    def _letters(self, folder: str, *criteria: str) -> tuple[Letter, ...]:
        return tuple(Letter(folder, found, head_of(found.content)) for found in self._mailbox.heads(folder, *criteria))

    def _sent_folder(self) -> str:
        if not self._sent:
            self._sent = self._wanted or self._mailbox.marked(rb"\Sent") or "Sent"
            self._mailbox.make(self._sent)
        return self._sent


def _word(text: str) -> str:
    """As a word of a search."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

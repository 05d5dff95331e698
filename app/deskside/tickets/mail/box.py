"""The one place that reads a mailbox (IMAP): asks for what it needs, marks nothing as read, deletes nothing.

The same rules as for sending: TLS proven before a word of the sign-in, one time
limit on each deed, a limit on what the server may say. The connection is kept
between deeds, because servers mind many sign-ins.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.system.web.deadline import CONNECT, TOTAL, Deadline
from deskside.system.web.network import Network
from deskside.system.web.trust import trusting
from deskside.tickets.mail.smtp import READ, Place, place_of, translated

MOST = 40 << 20
"""Bytes in one deed."""
LETTER_MOST = 2 << 20
"""What is read of one message; its words come first."""
FOUND_MOST = 200
"""Messages of one search, the newest."""
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_FLAGGED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?P<name>.+)$')
_BROKEN = (imaplib.IMAP4.error, OSError, ValueError, LookupError)


class Found(Struct, frozen=True):
    """A message of a folder: its number, when the server got it, and what was asked for of it."""

    uid: int
    at: float
    content: bytes


class Mailbox:
    """The person's own. ``password`` may ask the keyring."""

    def __init__(
        self,
        url: str,
        user: str,
        password: Callable[[], str],
        network: Network,
        *,
        total: float = TOTAL,
        connect: float = CONNECT,
    ) -> None:
        self._url, self._user, self._password, self._network = url, user, password, network
        self._total, self._connect = total, connect
        self._talk: _Conversation | None = None

    def close(self) -> None:
        talk, self._talk = self._talk, None
        if talk is not None:
            with contextlib.suppress(*_BROKEN):
                talk.shutdown()

    def state(self, folder: str) -> str:
        """Unlike any earlier one when something came to the folder."""
        with self._deed() as talk:
            if talk.state == "SELECTED":
                talk.close()  # of an open folder servers tell what they told before; it was open for reading only
            told = _agreed(talk.status(_quoted(folder), "(UIDVALIDITY UIDNEXT MESSAGES)"))
            return b" ".join(part for part in told if isinstance(part, bytes)).rpartition(b"(")[2].decode("ascii")

    def heads(self, folder: str, *criteria: str) -> tuple[Found, ...]:
        """The heads of the messages that ``criteria`` find, oldest first."""
        with self._deed() as talk:
            talk.look_at(folder)
            told = _agreed(talk.uid("SEARCH", *criteria))
            uids = sorted(int(number) for part in told if part for number in part.split())[-FOUND_MOST:]
            return _fetched(talk, uids, "BODY.PEEK[HEADER]")

    def letter(self, folder: str, uid: int) -> bytes:
        """The message, or as much of it as holds its words."""
        with self._deed() as talk:
            talk.look_at(folder)
            found = _fetched(talk, [uid], f"BODY.PEEK[]<0.{LETTER_MOST}>")
            if not found:
                raise errors.NotReached(f"message {uid} is there no more")
            return found[0].content

    def keep(self, folder: str, letter: bytes) -> None:
        """Puts a copy there, as read."""
        with self._deed() as talk:
            _agreed(talk.append(_quoted(folder), r"(\Seen)", "", letter))

    def make(self, folder: str) -> None:
        """The folder is there afterwards."""
        with self._deed() as talk:
            if talk.status(_quoted(folder), "(MESSAGES)")[0] != "OK":
                _agreed(talk.create(_quoted(folder)))

    def marked(self, flag: bytes) -> str:
        r"""The folder that the server marks with ``flag`` (rb"\Sent"), "" when it marks none."""
        with self._deed() as talk:
            for line in _agreed(talk.list()):
                match = _FLAGGED.search(line) if isinstance(line, bytes) else None
                if match and flag.lower() in match["flags"].lower().split():
                    return match["name"].strip(b'"').decode("ascii")
            return ""

    @contextlib.contextmanager
    def _deed(self) -> Iterator[_Conversation]:
        """One thing asked; a connection on which anything broke is not used again."""
        password = self._password() if self._talk is None else ""
        try:
            with Deadline(self._total, self._connect) as deadline, translated(deadline), _told():
                yield self._ready(deadline, password)
        except errors.SendProblem:
            self.close()
            raise

    def _ready(self, deadline: Deadline, password: str) -> _Conversation:
        if self._talk is not None:
            self._talk.heard = 0
            deadline.hold(self._talk.bare)
            return self._talk
        place = place_of(self._url, "imaps", "imap+starttls")
        self._talk = _Conversation(place, deadline, trusting(self._network))
        self._talk.sign_in(self._user, password)
        return self._talk


class _Conversation(imaplib.IMAP4):
    def __init__(self, place: Place, deadline: Deadline, context: ssl.SSLContext) -> None:
        self.heard = 0
        self.bare = socket.socket()
        """The connection without its TLS, by which it can be ended while something waits for it."""
        self._place, self._deadline, self._context = place, deadline, context
        with contextlib.ExitStack() as otherwise:
            otherwise.callback(self._drop)
            super().__init__(place.host, place.port, READ)
            if place.scheme == "imap+starttls":
                if self.state != "NONAUTH" or "STARTTLS" not in self.capabilities:
                    raise errors.Held("the mail server offers no STARTTLS, or somebody on the way hides it")
                self.starttls(context)
            otherwise.pop_all()

    def sign_in(self, user: str, password: str) -> None:
        if self.state != "NONAUTH":
            raise errors.Held("the mail server asks for no sign-in")
        try:
            if "AUTH=PLAIN" in self.capabilities:
                self.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())
            else:
                self.login(user, password)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as problem:
            says = _("Please sign in to your mail again. Your message is safe.")
            raise errors.Held("the mail server refuses the sign-in", says=says) from problem

    def look_at(self, folder: str) -> None:
        """Opened anew each time: what came meanwhile is seen. Only for reading."""
        _agreed(self.select(_quoted(folder), readonly=True))

    def read(self, size: int) -> bytes:
        self._hear(size)
        return super().read(size)

    def readline(self) -> bytes:
        line = super().readline()
        self._hear(len(line))
        return line

    def _hear(self, amount: int) -> None:
        self.heard += amount
        if self.heard > MOST:
            raise self.abort(f"the mail server said more than {MOST} bytes")

    def shutdown(self) -> None:
        self.bare.close()
        super().shutdown()

    def _drop(self) -> None:
        self.bare.close()
        for one in (getattr(self, "file", None), getattr(self, "sock", None)):
            if one is not None:
                one.close()

    def _create_socket(self, timeout: float | None) -> socket.socket:
        found = self._deadline.reach(self._place.host, self._place.port)
        found.settimeout(timeout)
        self.bare.close()
        self.bare = found.dup()
        if self._place.scheme == "imaps":
            return self._context.wrap_socket(found, server_hostname=self._place.host)
        return found


def _fetched(talk: _Conversation, uids: Iterable[int], what: str) -> tuple[Found, ...]:
    numbers = ",".join(str(uid) for uid in uids)
    if not numbers:
        return ()
    told = _agreed(talk.uid("FETCH", numbers, f"(UID INTERNALDATE {what})"))
    found = []
    for number, part in enumerate(told):
        if isinstance(part, tuple):
            after = told[number + 1] if number + 1 < len(told) else b""
            around = part[0] + (after if isinstance(after, bytes) else b"")
            uid, at = _UID.search(around), imaplib.Internaldate2tuple(around)
            if uid:
                found.append(Found(int(uid.group(1)), time.mktime(at) if at else 0.0, part[1]))
    return tuple(sorted(found, key=lambda one: one.uid))


def _agreed(answer: tuple[str, Any]) -> list[Any]:
    """What the server told, if it did what was asked."""
    typ, told = answer
    if typ != "OK":
        raise errors.NotReached(f"the mail server answers {typ}: {str(told)[:200]}")
    return list(told)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Problems of the protocol. Nothing here is ever half done in a way that matters: asking again does no harm."""
    try:
        yield
    except (imaplib.IMAP4.error, LookupError) as problem:
        raise errors.NotReached(f"{type(problem).__name__}: {str(problem)[:200]}") from problem


def _quoted(folder: str) -> str:
    """A folder's name as it goes over the line. One with other letters is given as the server has it (UTF-7)."""
    if not folder.isascii() or not folder.isprintable():
        raise errors.Held(f"the name of a mail folder must be as the server has it, in ASCII: {folder!r}")
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'

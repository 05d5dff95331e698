"""The one place that hands a message to a mail server (SMTP), loaded only in a process that sends.

Nothing leaves before TLS has proven the server by the system's trust store: a
server that offers no STARTTLS gets no word. A time limit on the whole, a limit
on what the server may say. Whether a message may have arrived is known to the
byte: it may as soon as the line that ends it was handed over.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from io import BufferedReader
from urllib.parse import urlsplit

from msgspec import Struct

from deskside import errors
from deskside.system.web.deadline import CONNECT, TOTAL, Deadline
from deskside.system.web.network import Network
from deskside.system.web.trust import trusting
from deskside.tickets.mail.refusals import Step, refused
from deskside.tickets.wire.trust import certificate_words

READ = 40.0
MOST = 1 << 20
"""Bytes that a server may say in one conversation."""
_DETAIL = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
BROKEN = (smtplib.SMTPException, OSError, ValueError)


class Place(Struct, frozen=True):
    """A server: how it is spoken to, and where."""

    scheme: str
    host: str
    port: int


def place_of(url: str, *schemes: str) -> Place:
    """``schemes``: those that never speak in plain text."""
    parts = urlsplit(url)
    if parts.scheme not in schemes or not parts.hostname or not parts.port:
        raise errors.Held(f"the mail server's address must begin with {' or '.join(schemes)}: {url!r}")
    return Place(parts.scheme, parts.hostname, parts.port)


class Submission:
    """Hands over messages. ``password`` may ask the keyring; without a ``user`` the server takes mail from here."""

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

    def send(self, letter: bytes, sender: str, to: str, copies: tuple[str, ...] = ()) -> None:
        """Returns once the server has taken it for ``to``. Whether it takes a copy for others changes nothing."""
        with self._talk() as talk:
            talk.address(sender, to, len(letter), copies)
            talk.hand_over(letter)

    def rehearse(self, sender: str, to: str) -> None:
        """All but the message: TLS, the sign-in, who writes to whom."""
        with self._talk() as talk:
            talk.address(sender, to, 1000, ())
            with contextlib.suppress(*BROKEN):
                talk.rset()

    @contextlib.contextmanager
    def _talk(self) -> Iterator[_Conversation]:
        place = place_of(self._url, "smtps", "smtp+starttls")
        password = self._password() if self._user else ""
        with (
            Deadline(self._total, self._connect) as deadline,
            translated(deadline),
            contextlib.closing(_Conversation(place, deadline, trusting(self._network))) as talk,
        ):
            talk.open(self._user, password)
            yield talk
            with contextlib.suppress(*BROKEN):
                talk.quit()


class _Conversation(smtplib.SMTP):
    def __init__(self, place: Place, deadline: Deadline, context: ssl.SSLContext) -> None:
        super().__init__(local_hostname="[127.0.0.1]", timeout=READ)  # no host: nothing is connected yet
        self._place, self._deadline, self._context = place, deadline, context
        self._heard = 0

    def open(self, user: str, password: str) -> None:
        """Connected, proven, signed in."""
        self._agreed(Step.GREETING, self.connect(self._place.host, self._place.port))
        self._agreed(Step.GREETING, self.ehlo())
        if self._place.scheme == "smtp+starttls":
            self._start_tls()
            self._agreed(Step.GREETING, self.ehlo())
        if user:
            self._sign_in(user, password)

    def address(self, sender: str, to: str, size: int, copies: tuple[str, ...]) -> None:
        self._agreed(Step.SENDER, self.mail(sender, (f"SIZE={size}",) if self.has_extn("size") else ()))
        code, said = self.rcpt(to)
        if not 200 <= code < 300:
            with contextlib.suppress(*BROKEN):
                self.rset()
            raise refused(Step.RECIPIENT, code, said)
        for copy in copies:
            self.rcpt(copy)

    def hand_over(self, letter: bytes) -> None:
        code, said = self.docmd("DATA")
        if code != 354:
            raise refused(Step.DATA, code, said)
        self._hand(re.sub(rb"(?m)^\.", b"..", letter))
        self._deadline.check()
        self._deadline.connected()
        self._deadline.handed_over()  # from here on nobody but the server knows
        self._hand(b".\r\n")
        self._agreed(Step.END, self.getreply())

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Measured(self.sock.makefile("rb"), self._hear)
        return super().getreply()

    def _hear(self, amount: int) -> None:
        self._heard += amount
        if self._heard > MOST:
            raise OSError(f"the mail server said more than {MOST} bytes")

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        found = self._deadline.reach(host, port)
        found.settimeout(timeout)
        local = found.getsockname()[0]
        self.local_hostname = f"[IPv6:{local}]" if ":" in local else f"[{local}]"
        return self._wrapped(found) if self._place.scheme == "smtps" else found

    def _wrapped(self, found: socket.socket) -> ssl.SSLSocket:
        return self._context.wrap_socket(found, server_hostname=self._place.host)

    def _start_tls(self) -> None:
        """Whatever was said before is forgotten: somebody on the way may have said it."""
        if not self.has_extn("starttls"):
            raise errors.Held("the mail server offers no STARTTLS, or somebody on the way hides it")
        code, said = self.docmd("STARTTLS")
        if code != 220 or self.sock is None:
            raise errors.Held(f"the mail server does not begin TLS: {refused(Step.GREETING, code, said)}")
        self.sock, self.file = self._wrapped(self.sock), None
        self.ehlo_resp, self.helo_resp, self.esmtp_features, self.does_esmtp = None, None, {}, False

    def _sign_in(self, user: str, password: str) -> None:
        """One try: a mail server shuts out who guesses."""
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            answer = self.docmd("AUTH", f"PLAIN {_coded(f'{chr(0)}{user}{chr(0)}{password}')}")
        elif "LOGIN" in offered:
            answer = self.docmd("AUTH", "LOGIN")
            for word in (user, password):
                if answer[0] == 334:
                    answer = self.docmd(_coded(word))
        else:
            raise errors.Held(f"the mail server takes no password (it offers: {' '.join(offered)[:80]})")
        detail = _DETAIL.match(answer[1])
        self._agreed(Step.SIGN_IN, (answer[0], detail.group() if detail else b""))  # its words may hold ours

    def _hand(self, content: bytes) -> None:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        self.sock.sendall(content)

    def _agreed(self, step: Step, answer: tuple[int, bytes]) -> None:
        if not 200 <= answer[0] < 300:
            raise refused(step, *answer)


class _Measured:
    """Lines of a connection; ``heard`` is told how much was read."""

    def __init__(self, file: BufferedReader, heard: Callable[[int], None]) -> None:
        self._file, self._heard = file, heard

    def readline(self, most: int) -> bytes:
        line = self._file.readline(most)
        self._heard(len(line))
        if not line.endswith(b"\n"):  # the beginning of a yes is none
            raise OSError(f"the mail server broke off after {len(line)} bytes of an answer")
        return line

    def close(self) -> None:
        self._file.close()


@contextlib.contextmanager
def translated(deadline: Deadline) -> Iterator[None]:
    """What broke, as one of our own problems."""
    try:
        yield
    except ssl.SSLCertVerificationError as problem:
        raise errors.Held(f"certificate: {problem.verify_message}", says=certificate_words(problem)) from problem
    except BROKEN as problem:
        why = f"{type(problem).__name__}: {problem}" + (" (the time was over)" if deadline.over else "")
        raise (errors.Unclear if deadline.sent else errors.NotReached)(why) from problem


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()

"""One question to one name server, in the name servers' own protocol: over UDP, resent twice, late answers welcome.

A lost packet is not a dead server, so each question goes out three times
before it counts as unanswered, and the time of an answer is counted from the
very packet it answers.
"""

from __future__ import annotations

import selectors
import socket
import struct
import time
from ipaddress import ip_address
from secrets import randbelow
from typing import NamedTuple

from deskside.errors import WrongCall

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RESEND_AT = (0.5, 1.2)
_PATIENCE = 3.5
A, AAAA = 1, 28
_CODES = {0: "noerror", 2: "servfail", 3: "nxdomain", 5: "refused"}
_FORMERR, _NOTIMP = 1, 4
_TRUNCATED = 0x0200


class Reply(NamedTuple):
    kind: int
    code: int
    addresses: list[str]
    truncated: bool


class _Question(NamedTuple):
    kind: int
    packet: bytes
    sent: float


class _Asking:
    """All that was sent to one server, and what came back."""

    def __init__(self, server: str, port: int, name: str) -> None:
        self._where = place(server, port)
        self._name, self._edns = name, True
        self._open: dict[socket.socket, _Question] = {}
        self._looking = selectors.DefaultSelector()
        self.replies: dict[int, tuple[Reply, float]] = {}
        self.refused = 0
        self._refused_now = False

    def send(self) -> None:
        """Asks for what is not answered yet, from new ports and with new numbers."""
        self._refused_now = False
        for kind in (A, AAAA):
            if kind not in self.replies:
                self._send(kind)

    def _send(self, kind: int) -> None:
        question = _Question(kind, packet(self._name, kind, edns=self._edns), time.monotonic())
        line = socket.socket(self._where[0], socket.SOCK_DGRAM)
        line.setblocking(False)
        self._open[line] = question
        try:
            line.connect(self._where[1])
            line.send(question.packet)
        except OSError:  # this computer itself knows no way there
            self._refuse()
        else:
            self._looking.register(line, selectors.EVENT_READ)

    def _refuse(self) -> None:
        """Once for each time of sending, however many questions that were."""
        self.refused += not self._refused_now
        self._refused_now = True

    def wait(self, until: float) -> None:
        """Takes in answers until both are here, that time is over, or nothing listens there at all.

        What is here by then counts, also where this program was held up and looks late.
        """
        while len(self.replies) < 2 and self._looking.get_map():
            left = max(0.0, until - time.monotonic())
            for key, _ in self._looking.select(left):
                self._take(key.fileobj)  # type: ignore[arg-type]
            if left == 0:
                return

    def _take(self, line: socket.socket) -> None:
        question = self._open[line]
        try:
            data = line.recv(65_535)
        except OSError:  # nothing listens there
            self._refuse()
            self._looking.unregister(line)
            return
        reply = read(data, question.packet)
        if reply is None:
            return
        self._looking.unregister(line)
        if question.packet[11] and reply.code in (_FORMERR, _NOTIMP):
            self._edns = False  # an old server that knows no extensions
            self._send(question.kind)
            return
        if reply.truncated:
            reply = _over_tcp(self._where, question) or reply
        self.replies.setdefault(question.kind, (reply, time.monotonic() - question.sent))

    def end(self) -> None:
        self._looking.close()
        for line in self._open:
            line.close()


def query(server: str, name: str, port: int = 53) -> dict[str, Any]:
    """The answer in the table's shape."""
    began = time.monotonic()
    asking = _Asking(server, port, name)
    try:
        for at in (*_RESEND_AT, _PATIENCE):
            asking.send()
            asking.wait(began + at)
            whole, late = len(asking.replies) == 2, bool(asking.replies) and at > _RESEND_AT[0]
            if whole or late or asking.refused > 1:
                break
            time.sleep(max(0.0, began + at - time.monotonic()))
        return _told(asking.replies, time.monotonic() - began)
    finally:
        asking.end()


def _told(replies: dict[int, tuple[Reply, float]], took: float) -> dict[str, Any]:
    if not replies:
        return {"answered": False, "code": "", "addresses": [], "seconds": round(took, 4)}
    codes = [reply.code for reply, _ in replies.values()]
    return {
        "answered": True,
        "code": _CODES.get(min(codes), ""),
        "addresses": list(dict.fromkeys(one for reply, _ in replies.values() for one in reply.addresses)),
        "seconds": round(min(seconds for _, seconds in replies.values()), 4),
    }


def place(server: str, port: int) -> tuple[int, Any]:
    """The family and address of a server that is named by its number."""
    try:
        number = ip_address(server)
        zone = getattr(number, "scope_id", None)
        scope = (int(zone) if zone.isdecimal() else socket.if_nametoindex(zone)) if zone else 0
    except (ValueError, OSError) as problem:
        raise WrongCall("reach", f"not an address: {server!r}") from problem
    if number.version == 4:
        return socket.AF_INET, (server, port)
    return socket.AF_INET6, (server.partition("%")[0], port, 0, scope)


def packet(name: str, kind: int, *, edns: bool = True) -> bytes:
    """A question, with a number nobody can guess."""
    head = struct.pack("!6H", randbelow(65_536), 0x0100, 1, 0, 0, 1 if edns else 0)
    more = b"\0" + struct.pack("!HHIH", 41, 1232, 0, 0) if edns else b""
    return head + _labels(name) + struct.pack("!HH", kind, 1) + more


def read(data: bytes, question: bytes) -> Reply | None:
    """What a packet answers to a question; None when it is not its answer."""
    end = _skip_name(question, 12)
    if len(data) < 12 or end is None or data[:2] != question[:2] or not data[2] & 0x80:
        return None
    flags, questions, answers = struct.unpack_from("!3H", data, 2)
    asked = question[12 : end + 4]
    kind = struct.unpack_from("!H", question, end)[0]
    if questions and data[12 : 12 + len(asked)].lower() != asked.lower():
        return None
    found = _addresses(data, 12 + (len(asked) if questions else 0), answers)
    return Reply(kind, flags & 0xF, found, bool(flags & _TRUNCATED))


def _addresses(data: bytes, at: int, count: int) -> list[str]:
    found = []
    for _ in range(count):
        after = _skip_name(data, at)
        if after is None or after + 10 > len(data):
            break
        kind, _, _, length = struct.unpack_from("!HHIH", data, after)
        value = data[after + 10 : after + 10 + length]
        if kind == A and len(value) == 4:
            found.append(socket.inet_ntop(socket.AF_INET, value))
        elif kind == AAAA and len(value) == 16:
            found.append(socket.inet_ntop(socket.AF_INET6, value))
        at = after + 10 + length
    return found


def _skip_name(data: bytes, at: int) -> int | None:
    """Where the name that begins here ends."""
    while at < len(data):
        length = data[at]
        if length >= 0xC0:
            return at + 2
        at += 1 + length
        if length == 0:
            return at
    return None


def _labels(name: str) -> bytes:
    try:
        text = name.rstrip(".").encode("ascii")
    except UnicodeEncodeError:
        text = _in_ascii(name.rstrip("."))
    parts = text.split(b".") if text else []
    if len(text) > 253 or any(not 0 < len(part) < 64 for part in parts):
        raise WrongCall("reach", f"not a name: {name!r}")
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def _in_ascii(name: str) -> bytes:
    try:
        return name.encode("idna")
    except UnicodeError as problem:
        raise WrongCall("reach", f"not a name: {name!r}") from problem


def _over_tcp(where: tuple[int, Any], question: _Question) -> Reply | None:
    """The whole of an answer that was too long for one packet."""
    deadline = time.monotonic() + 1.5
    try:
        with socket.socket(where[0], socket.SOCK_STREAM) as line:
            line.settimeout(1.5)
            line.connect(where[1])
            line.sendall(struct.pack("!H", len(question.packet)) + question.packet)
            data = b""
            while len(data) < 2 or len(data) < 2 + int.from_bytes(data[:2], "big"):
                if (left := deadline - time.monotonic()) <= 0:
                    return None
                line.settimeout(left)
                more = line.recv(65_535)
                if not more:
                    return None
                data += more
    except OSError:
        return None
    return read(data[2:], question.packet)

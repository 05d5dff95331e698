"""One page over HTTP or HTTPS, with one deadline for all of it: what came back, or where it went wrong.

Nothing is followed, kept or sent along. A certificate that is not good ends
the try; it is looked at once more only to say what it was.
"""

from __future__ import annotations

import io
import socket
import time
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from deskside.errors import WrongCall
from deskside.system.reach import roads

TYPE_CHECKING = False
if TYPE_CHECKING:
    import http.client
    import ssl
    from typing import Any

_MOST = 65_536
_FIRST = 200
_VERDICTS = {10: "expired", 9: "not-yet", 62: "wrong-name", 64: "wrong-name"}
_PORTS = {"http": 80, "https": 443}
_GENTLY = 1.5
"""Seconds for a second look at a certificate."""


class Problem(Exception):
    """Why there is no page; ``kind`` is the table's word."""

    def __init__(
        self, kind: str, address: str = "", certificate: dict[str, Any] | None = None, status: int = 0
    ) -> None:
        super().__init__(kind)
        self.kind, self.address, self.certificate, self.status = kind, address, certificate, status


class Target(NamedTuple):
    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


class Proxy(NamedTuple):
    """``speaks`` is "http" or "socks"."""

    host: str
    port: int
    speaks: str = "http"


def target(address: str) -> Target:
    """Where a link points. Only http and https, and nobody's name or password in it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as problem:
        raise WrongCall("reach.fetch", f"not a link: {problem}") from problem
    if parts.scheme not in _PORTS or not parts.hostname or parts.username or parts.password:
        raise WrongCall("reach.fetch", "not a plain http or https link")
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in address):
        raise WrongCall("reach.fetch", "a link with spaces in it")
    return Target(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], _path(parts))


def fetch(what: Target, trust: ssl.SSLContext | None, deadline: float, proxy: Proxy | None = None) -> dict[str, Any]:
    """The page in the table's shape, and its "body" as far as it was read. ``trust`` is needed for https."""
    told: dict[str, Any] = dict.fromkeys(("location", "date", "starts", "problem", "address"), "")
    told |= {"status": 0, "certificate": None, "body": b""}
    try:
        line, told["address"] = _open(what, deadline, proxy)
        with line as plain:
            if what.scheme == "https":
                secured, told["certificate"] = _secure(plain, what, trust, deadline, proxy)
                with secured:
                    told |= _talk(secured, what, deadline, whole=False)
            else:
                told |= _talk(plain, what, deadline, whole=proxy is not None and proxy.speaks == "http")
    except Problem as problem:
        told |= {"problem": problem.kind, "address": problem.address or told["address"], "status": problem.status}
        told["certificate"] = problem.certificate or told["certificate"]
    return told


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    return _ascii(f"{path}?{parts.query}" if parts.query else path)


def _ascii(text: str) -> str:
    return quote(text, safe="/?&=%:;,+!$'()*@~#[]-._")


def _open(what: Target, deadline: float, proxy: Proxy | None) -> tuple[socket.socket, str]:
    """A connection to the host, or through the proxy to it."""
    if proxy is None:
        road = roads.connect(what.host, what.port, deadline)
    else:
        road = roads.connect(proxy.host, proxy.port, min(deadline, time.monotonic() + 4.0))
    if road.line is None:
        raise Problem("proxy" if proxy else road.problem, road.address)
    if proxy is not None and (what.scheme == "https" or proxy.speaks == "socks"):
        from deskside.system.reach import tunnel

        try:
            tunnel.through(road.line, proxy.speaks, what.host, what.port, deadline)
        except tunnel.Declined as problem:
            road.line.close()
            raise Problem(problem.problem, road.address, status=problem.status) from problem
        except OSError as problem:
            road.line.close()
            raise Problem("proxy", road.address) from problem
    return road.line, road.address


def _secure(
    line: socket.socket, what: Target, trust: ssl.SSLContext | None, deadline: float, proxy: Proxy | None
) -> tuple[ssl.SSLSocket, dict[str, Any]]:
    import ssl

    context = trust or ssl.create_default_context()
    try:
        line.settimeout(_left(deadline))
        secured = context.wrap_socket(line, server_hostname=what.host)
    except ssl.SSLCertVerificationError as problem:
        verdict = _VERDICTS.get(problem.verify_code, "unknown-authority")
        raise Problem("certificate", certificate=_seen(what, verdict, deadline, proxy)) from problem
    except TimeoutError as problem:
        raise Problem("no-answer") from problem
    except (OSError, ValueError) as problem:  # ValueError: a name no certificate can be for
        raise Problem("cut") from problem
    return secured, _certificate(secured.getpeercert(binary_form=True), "")


def _seen(what: Target, verdict: str, deadline: float, proxy: Proxy | None) -> dict[str, Any]:
    """The certificate that was refused, looked at without trusting it; nothing is asked or told on that connection."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    until = min(deadline, time.monotonic() + _GENTLY)
    try:
        line, _ = _open(what, until, proxy)
        with line as plain:
            plain.settimeout(_left(until))
            with context.wrap_socket(plain, server_hostname=what.host) as secured:
                return _certificate(secured.getpeercert(binary_form=True), verdict)
    except (OSError, ValueError, Problem):
        return _certificate(None, verdict)


def _certificate(der: bytes | None, verdict: str) -> dict[str, Any]:
    from deskside.system.reach.certificate import describe

    try:
        about = describe(der or b"")
    except ValueError:
        return {"problem": verdict, "issuer": "", "until": 0.0, "names": []}
    return {"problem": verdict, "issuer": about.issuer, "until": about.until, "names": about.names}


def _talk(line: socket.socket, what: Target, deadline: float, *, whole: bool) -> dict[str, Any]:
    """Asks for the page and reads its beginning. ``whole``: a proxy wants the whole link."""
    import http.client

    path = f"{what.scheme}://{what.authority}{what.path}" if whole else what.path
    asks = f"GET {path} HTTP/1.1\r\nHost: {what.authority}\r\nUser-Agent: Deskside\r\nAccept: */*\r\n"
    try:
        line.settimeout(_left(deadline))
        line.sendall(asks.encode("ascii") + b"Cache-Control: no-cache\r\nConnection: close\r\n\r\n")
        answer = http.client.HTTPResponse(_Deadlined(line, deadline), method="GET")  # type: ignore[arg-type]
        answer.begin()
        return _answer(answer)
    except TimeoutError as problem:
        raise Problem("no-answer") from problem
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as problem:
        raise Problem("cut") from problem


def _answer(answer: http.client.HTTPResponse) -> dict[str, Any]:
    import http.client

    told = {
        "status": answer.status,
        "location": (answer.headers.get("Location") or "")[:1000],
        "date": (answer.headers.get("Date") or "")[:100],
    }
    try:
        body, problem = answer.read(_MOST // 2), ""
        if answer.length and len(body) < _MOST // 2:  # it said more than came
            problem = "cut"
    except http.client.IncompleteRead as short:
        body, problem = short.partial, "cut"
    except (OSError, http.client.HTTPException):
        body, problem = b"", "cut"
    return {**told, "body": body, "starts": body.decode("utf-8", "replace")[:_FIRST], "problem": problem}


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no time left")
    return left


class _Deadlined:
    """A connection that ``http.client`` reads from: each read gets what is left of the time, and there is an end."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self._line, self._deadline = line, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._line, self._deadline), 8192)


class _Reading(io.RawIOBase):
    def __init__(self, line: socket.socket, deadline: float) -> None:
        self._line, self._deadline, self._left = line, deadline, _MOST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._left <= 0:
            return 0
        self._line.settimeout(_left(self._deadline))
        view = memoryview(buffer)[: self._left]
        count = self._line.recv_into(view)
        self._left -= count
        return count

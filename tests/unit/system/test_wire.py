"""The line to a print system or a printer: every way an answer may come, and every way it may never come."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from deskside.errors import TookTooLong, Unavailable
from deskside.system import wire

from .servers import Saying, serving

BODY = b"\x02\x00 the answer"
HEAD = b"HTTP/1.1 200 OK\r\n"


def ask(data: bytes, *, holds: bool = False, seconds: float = 20.0, most: int = 10_000) -> wire.Said:
    with serving(Saying(data, holds=holds)) as address:
        return wire.post(address, "/", b"question", deadline=time.monotonic() + seconds, most=most)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Length: 13\r\n\r\n" + BODY,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n" + BODY[:5] + b"\r\n8;x=1\r\n" + BODY[5:] + b"\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"content-length: 13\r\n\r\n" + BODY,
    ],
    ids=["with its length", "in pieces", "after a go-ahead"],
)
def test_an_answer_is_whole_though_the_line_stays_open(data: bytes) -> None:
    assert ask(data, holds=True).body == BODY


def test_an_answer_without_a_length_ends_with_the_line() -> None:
    assert ask(HEAD + b"\r\n" + BODY).body == BODY


def test_a_refusal_and_its_reasons_come_through() -> None:
    said = ask(b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nwww-authenticate: PeerCred\r\nContent-Length: 0\r\n\r\n")
    assert said.status == 401
    assert said.headers["www-authenticate"] == "Basic, PeerCred"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"220 ready for mail\r\n\r\n",
        b"HTTP/1.1 good\r\n\r\n",
        HEAD + b"Content-Length: 13\r\n\r\n" + BODY[:5],
        HEAD + b"Content-Length: -5\r\n\r\n",
        HEAD + b"Content-Length: many\r\n\r\n",
        HEAD + b"Content-Length: 99999999999\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * 2000,
        HEAD
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + b"1000\r\n"
        + b"x" * 4096
        + b"\r\n" * 1
        + b"1fff\r\n"
        + b"x" * 9000,
        HEAD + b"X: " + b"x" * 200_000,
        HEAD + b"\r\n" + b"x" * 200_000,
    ],
)
def test_garbage_and_floods_are_no_answer(data: bytes) -> None:
    with pytest.raises(Unavailable):
        ask(data)


@pytest.mark.parametrize("data", [b"", HEAD, HEAD + b"Content-Length: 13\r\n\r\n" + BODY[:5], HEAD + b"\r\nx"])
def test_a_silent_line_ends_at_the_deadline(data: bytes) -> None:
    with pytest.raises(TookTooLong):
        ask(data, holds=True, seconds=0.3)


def test_nobody_there_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        places = [
            wire.Address(path=str(tmp_path / "none")),
            wire.Address(host="127.0.0.1", port=taken.getsockname()[1]),
        ]
        for address in places:
            with pytest.raises(Unavailable):
                wire.post(address, "/", b"", deadline=time.monotonic() + 20, most=10)


def test_a_name_nobody_knows_is_told_apart_from_a_host_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(wire.NameUnknown):
        wire.connect(wire.Address(host="no-such-host.invalid"), time.monotonic() + 20)


def test_a_printer_that_does_not_speak_securely_is_refused() -> None:
    with (
        serving(Saying(b"", holds=True)) as address,
        pytest.raises((Unavailable, TookTooLong)),
    ):
        wire.post(address._replace(tls=True), "/", b"", deadline=time.monotonic() + 0.3, most=10)


def test_an_address_is_written_as_it_is_read() -> None:
    assert str(wire.Address(host="fe80::1", port=631)) == "[fe80::1]:631"

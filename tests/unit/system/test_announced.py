"""Printers that announce themselves: asked directly, and no packet that anybody may send does harm."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.system import announced

ANSWERS = Path(__file__).parent / "answers"
FOUND, LISTED = (ANSWERS / "announced.dns").read_bytes(), (ANSWERS / "announced-list.dns").read_bytes()
NAME = "HP LaserJet 400 (2nd. floor)._ipp._tcp.local"


@contextlib.contextmanager
def responder(*answers: bytes, deaf: int = 0) -> Iterator[tuple[str, int]]:
    """Answers each question with these, the question's own number put into each; misses the first ``deaf`` ones."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))
    left = [deaf]

    def serve() -> None:
        while True:
            question, sender = line.recvfrom(9000)
            if not question:
                return
            if left[0] > 0:
                left[0] -= 1
                continue
            for answer in answers:
                line.sendto(question[:2] + answer[2:], sender)

    worker = threading.Thread(target=serve, daemon=True)
    worker.start()
    try:
        yield line.getsockname()
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", line.getsockname())
        worker.join(5)
        line.close()


@pytest.mark.parametrize("asked", [NAME, f"{NAME}.", NAME.upper().replace("._IPP._TCP.LOCAL", "._ipp._tcp.local")])
def test_a_printer_is_found_by_the_name_it_announces(asked: str) -> None:
    with responder(FOUND) as group:
        assert announced.find(asked, 20, group) == "ipp://10.9.0.1:631/printers/x"


def test_a_question_that_got_lost_is_asked_again() -> None:
    with responder(FOUND, deaf=len(socket.if_nameindex())) as group:
        assert announced.find(NAME, 20, group)


def test_a_printer_is_found_by_a_name_that_only_resembles_its_own() -> None:
    with responder(LISTED) as group:
        assert announced.named(lambda own: own == "HP LaserJet 400 (2nd. floor)", 20, group) == NAME
        assert announced.named(lambda own: own == "Lobby", 0.3, group) == ""


def test_an_answer_that_is_about_another_printer_is_not_taken() -> None:
    with responder(FOUND) as group:
        assert announced.find("Lobby._ipp._tcp.local", 0.3, group) == ""


def test_what_comes_before_the_answer_does_no_harm() -> None:
    questions = FOUND[:2] + b"\0\0" + FOUND[4:]
    loop = struct.pack(">HHHHHH", 0, 0x8400, 0, 1, 0, 0) + b"\xc0\x0c"
    with responder(b"", b"\0", questions, loop, FOUND[:-9], FOUND) as group:
        assert announced.find(NAME, 20, group) == "ipp://10.9.0.1:631/printers/x"


def test_a_secured_printer_without_a_path_is_told_as_what_it_is() -> None:
    name = b"".join(bytes([len(part)]) + part for part in (b"Office", b"_ipps", b"_tcp", b"local")) + b"\0"
    service = struct.pack(">HHHHH", 33, 1, 0, 10, 6 + 1) + struct.pack(">HHH", 0, 0, 8631) + b"\0"
    with responder(struct.pack(">HHHHHH", 0, 0x8400, 0, 1, 0, 0) + name + service) as group:
        assert announced.find("Office._ipps._tcp.local", 20, group) == "ipps://127.0.0.1:8631/ipp/print"


def test_where_nobody_answers_nothing_is_found() -> None:
    with responder() as group:
        assert announced.find(NAME, 0.3, group) == ""


@given(st.binary(max_size=300))
def test_no_packet_breaks_the_reader(data: bytes) -> None:
    with contextlib.suppress(struct.error, IndexError, KeyError, OSError):
        announced._told(FOUND[:12] + data, NAME, "192.0.2.1")

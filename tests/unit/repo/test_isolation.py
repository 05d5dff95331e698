"""What a test may rely on: a home of its own, and no way off this computer."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from _pytest.outcomes import Failed

from deskside.paths import find_paths

ELSEWHERE = "192.0.2.1"


def test_what_a_test_saves_never_lands_among_a_developers_own_things(deskside_home: Path) -> None:
    paths = find_paths()
    assert deskside_home in paths.settings.parents
    assert deskside_home in paths.database.parents


def test_a_unit_test_that_would_leave_this_computer_fails() -> None:
    with socket.socket() as tcp, pytest.raises(Failed, match=ELSEWHERE):
        tcp.connect((ELSEWHERE, 9))
    with socket.socket(type=socket.SOCK_DGRAM) as udp, pytest.raises(Failed, match=ELSEWHERE):
        udp.sendto(b"", (ELSEWHERE, 9))
    with pytest.raises(Failed, match=r"example\.org"):
        socket.create_connection(("example.org", 80))


def test_a_unit_test_may_talk_to_a_server_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=20) as client:
            client.sendall(b"hello")
        connection, _ = server.accept()
        with connection:
            assert connection.recv(5) == b"hello"

"""How a line carries packets: judged by replies alone, whatever a host thinks of pings; and which sizes pass."""

from __future__ import annotations

import errno
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest

from deskside.errors import CallProblem
from deskside.system.reach import large, line, names, ping

from .sites import Site, heard, listening

HERE = ("127.0.0.1", 0)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Pinged:
    """Pings of which only some come back; shaped like ``ping.Pings``."""

    def __init__(self, answered: Iterable[bool], seconds: float = 0.03) -> None:
        self._answered, self._seconds = iter(answered), seconds
        self.sent = 0
        self.taken: dict[int, float] = {}

    def __call__(self, family: int, where: Any) -> Pinged:
        return self

    def burst(self, numbers: Iterable[int], pace: float) -> None:
        for number in numbers:
            self.sent += 1
            if next(self._answered):
                self.taken[number] = self._seconds

    def wait(self, until: float, enough: int | None = None) -> None:
        """Nothing more comes."""

    def __enter__(self) -> Pinged:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""


def measured(monkeypatch: pytest.MonkeyPatch, pings: Any, port: int) -> dict[str, Any]:
    monkeypatch.setattr(line, "Pings", pings)
    monkeypatch.setattr(line, "_OTHER_PACE", 0.002)
    return line.measure(socket.AF_INET, HERE, port, time.monotonic() + 60)


def test_a_good_line_is_known_after_few_pings(closed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = measured(monkeypatch, Pinged([True] * 30), closed)
    assert told == {"sent": 30, "answered": 30, "milliseconds": 30.0, "by": "ping"}


def test_a_slow_line_loses_nothing(closed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = measured(monkeypatch, Pinged([True] * 30, 0.83), closed)
    assert (told["sent"] - told["answered"], told["milliseconds"]) == (0, 830.0)


def test_lost_pings_are_counted_over_many(closed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_: int, __: Any, ___: int, ____: float) -> line.Counted:
        return line.Counted("connect", 30, [0.03] * 21)

    monkeypatch.setattr(line, "_connections", silent)
    told = measured(monkeypatch, Pinged(number % 3 > 0 for number in range(80)), closed)
    assert (told["sent"], told["answered"], told["by"]) == (80, 53, "ping")


def test_a_host_that_answers_only_some_pings_is_no_bad_line(closed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = measured(monkeypatch, Pinged([True] * 10 + [False] * 70), closed)
    assert (told["sent"], told["answered"], told["by"]) == (30, 30, "connect")


def test_where_pings_are_blocked_connections_tell_even_refused_ones(
    closed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = measured(monkeypatch, Pinged([False] * 30), closed)
    assert (told["sent"], told["answered"], told["by"]) == (30, 30, "connect")
    with listening(Site(PAGE)) as port:
        assert measured(monkeypatch, Pinged([False] * 30), port)["answered"] == 30


def test_a_name_server_that_takes_no_connections_is_asked_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers late and leaves every third question unanswered: lateness is no loss, silence is."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(HERE)

        def serve() -> None:
            kept = [server.recvfrom(4096) for _ in range(30)]
            for number, (question, whence) in enumerate(kept):
                if number % 3:
                    server.sendto(question[:2] + b"\x81\x83" + question[4:], whence)

        def hear(asker: socket.socket, sent: dict[bytes, Any], took: list[float], until: float) -> None:
            if len(sent) == 30:  # all are asked: what it answers is there before we wait for it
                worker.join(60)
            original(asker, sent, took, until)

        worker, original = threading.Thread(target=serve, daemon=True), line._hear
        worker.start()
        monkeypatch.setattr(line, "_OTHER_PACE", 0.002)
        monkeypatch.setattr(line, "_hear", hear)
        counted = line._questions(socket.AF_INET, HERE, server.getsockname()[1], time.monotonic() + 60)
    assert (counted.by, counted.sent, len(counted.seconds)) == ("names", 30, 20)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere who has no room refuses")
def test_a_connection_that_would_have_to_ask_twice_lost_a_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is room for ten visitors; the others are not heard, and would knock again a second later."""
    monkeypatch.setattr(line, "_OTHER_PACE", 0.0)
    with socket.socket() as server:
        server.bind(HERE)
        server.listen(9)
        counted = line._connections(socket.AF_INET, HERE, server.getsockname()[1], time.monotonic() + 20)
    assert (counted.sent, len(counted.seconds)) == (30, 10)


STANDS_STILL = """
import os, signal, socket, sys, time
from deskside.system.reach import knocks, line

class Held(knocks.Knocks):
    def knock(self):
        super().knock()
        if len(self._began) == 30:
            os.kill(os.getpid(), signal.SIGSTOP)

    def gather(self, until):
        if not 10 < len(self._began) < 30:
            super().gather(until)

line.Knocks = Held
print(len(line._connections(socket.AF_INET, ("127.0.0.1", 0), int(sys.argv[1]), time.monotonic() + 20).seconds))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a process there as a signal does")
def test_what_came_while_this_computer_stood_still_was_not_lost() -> None:
    with socket.create_server(HERE, backlog=64) as server:
        command = [sys.executable, "-c", STANDS_STILL, str(server.getsockname()[1])]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "app"}) as child:
            os.waitpid(child.pid, os.WUNTRACED)
            time.sleep(line._RESENT + 0.3)
            child.send_signal(signal.SIGCONT)
            assert child.stdout
            assert child.stdout.read() == b"30\n"


def test_an_answer_that_is_here_counts_though_we_look_late() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server, socket.socket(type=socket.SOCK_DGRAM) as asker:
        server.bind(HERE)
        asker.connect(server.getsockname())
        question = names.packet("localhost", names.A, edns=False)
        sent = {bytes([number, 0]): (time.monotonic(), bytes([number, 0]) + question[2:]) for number in range(5)}
        for _, told in sent.values():
            asker.send(told)
            _, whence = server.recvfrom(4096)
            server.sendto(told[:2] + b"\x81\x83" + told[4:], whence)
        took: list[float] = []
        while len(took) < 5 and select.select([asker], [], [], 60)[0]:
            line._hear(asker, sent, took, time.monotonic() - 1)
        assert len(took) == 5


def test_pings_of_this_very_computer_come_back() -> None:
    try:
        pings = ping.Pings(socket.AF_INET, HERE)
    except CallProblem:
        pytest.skip("this person may send no pings")
    with pings:
        pings.burst(range(5), 0.001)
        pings.wait(time.monotonic() + 60)
        assert sorted(pings.taken) == [0, 1, 2, 3, 4]
        for late in (5, 6, 7):
            pings.send(late)
        while len(pings.taken) < 8 and select.select([pings.line], [], [], 60)[0]:
            pings.wait(time.monotonic() - 1)
        assert len(pings.taken) == 8, "a reply that is here counts though we look late"


def test_a_packets_sum_is_the_internets() -> None:
    packet = bytes.fromhex("4500003c1c4640004006b1e6ac100a63ac100a0c")
    assert ping._checksum(packet) == 0
    assert ping._checksum(packet[:10] + b"\0\0" + packet[12:]) == 0xB1E6
    assert ping._checksum(b"\x01") == ping._checksum(b"\x01\0")


def spoken(port: int) -> dict[str, Any]:
    return large.measure(socket.AF_INET, HERE, port, time.monotonic() + 20)


def test_a_long_request_that_is_answered_shows_that_large_packets_pass() -> None:
    with listening(site := Site(PAGE)) as port:
        told = spoken(port)
    assert (told["small"], told["large"]) == (True, True)
    assert len(site.seen[0]) > 3000


def test_without_a_connection_nothing_is_known_of_sizes(closed: int) -> None:
    assert spoken(closed) == {"small": None, "large": None, "largest": None}


@pytest.mark.skipif(not hasattr(socket, "TCP_MAXSEG"), reason="this system lets nobody choose packet sizes")
def test_what_only_smaller_packets_get_through_is_found_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server hears only those whose packets are small, as a line that swallows the others does."""

    def hears_small_ones(one: socket.socket) -> None:
        if one.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG) > 1400 - 40:
            one.recv(1)
            over.wait(20)
        elif heard(one):
            one.sendall(PAGE)
            small.release()

    def patience(_: float) -> float:
        """It is over only when all that are small enough were answered."""
        began = time.monotonic()
        for _ in range(next(small_ones)):
            small.acquire(timeout=20)
        return time.monotonic() - began + 1.0

    over, small = threading.Event(), threading.Semaphore(0)
    small_ones = iter((0, sum(size <= 1400 for size in large._SIZES)))  # at first it is tried as it is
    monkeypatch.setattr(large, "_CONNECT", 20.0)
    monkeypatch.setattr(large, "_patience", patience)
    with listening(hears_small_ones) as port:
        told = spoken(port)
        over.set()
    assert told == {"small": True, "large": False, "largest": 1400}


def test_a_host_that_takes_connections_and_never_speaks_says_nothing_of_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(large, "_CONNECT", 20.0)
    monkeypatch.setattr(large, "_patience", lambda _: 0.2)
    with listening(lambda one: (one.recv(1), over.wait(20), None)[-1]) as port:
        told = spoken(port)
        over.set()
    assert (told["small"], told["large"]) == (True, None)


@pytest.mark.parametrize(
    ("passed", "step"),
    [([], False), ([1400, 1300, 576], True), ([1500, 1400, 1300, 576], True), ([1400, 576], False)],
)
def test_only_a_clean_step_in_size_is_taken_for_one(passed: list[int], step: bool) -> None:
    assert large._is_a_step([1500, 1400, 1300, 576], passed) is step


def test_no_way_out_at_all_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer itself says at once that there is no way: that is not the host's word."""

    class NoWay(socket.socket):
        def connect_ex(self, address: Any) -> int:
            return errno.ENETUNREACH

    monkeypatch.setattr(socket, "socket", NoWay)
    monkeypatch.setattr(line, "_OTHER_PACE", 0.0)
    counted = line._connections(socket.AF_INET, HERE, 80, time.monotonic() + 5)
    assert (counted.sent, counted.seconds) == (30, [])

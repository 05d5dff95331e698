"""Questions to a name server on loopback that loses, delays, forges and shortens packets."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.errors import WrongCall
from deskside.system.reach import names

OFFICE, OFFICE_6 = "192.0.2.10", "2001:db8::10"
Answering = Callable[[int, bytes], list[bytes]]
"""What is sent back to a question, by how many came before it."""


def reply(question: bytes, code: int = 0, *, truncated: bool = False, answers: bool = True) -> bytes:
    """A right answer to a question, with the address of its kind."""
    end = names._skip_name(question, 12) or 12
    kind = struct.unpack_from("!H", question, end)[0]
    value = socket.inet_pton(socket.AF_INET, OFFICE) if kind == names.A else socket.inet_pton(socket.AF_INET6, OFFICE_6)
    flags = 0x8180 | code | (0x0200 if truncated else 0)
    given = answers and not code and not truncated
    head = question[:2] + struct.pack("!5H", flags, 1, int(given), 0, 0)
    record = b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 60, len(value)) + value
    return head + question[12 : end + 4] + (record if given else b"")


def on_one_port() -> tuple[socket.socket, socket.socket]:
    """For packets and for connections; a port that is free for the one may be taken for the other."""
    while True:
        udp, tcp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socket()
        try:
            udp.bind(("127.0.0.1", 0))
            tcp.bind(udp.getsockname())
        except OSError:
            udp.close()
            tcp.close()
        else:
            return udp, tcp


class Server:
    """A name server on a free port; over TCP it always answers in full."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.questions: list[bytes] = []
        self.by_tcp = 0
        self._udp, self._tcp = on_one_port()
        self.port: int = self._udp.getsockname()[1]
        self._tcp.listen(4)

    def _serve_udp(self) -> None:
        while True:
            question, whence = self._udp.recvfrom(4096)
            if question == b"end":
                return
            self.questions.append(question)
            for packet in self._answering(len(self.questions) - 1, question):
                self._udp.sendto(packet, whence)

    def _serve_tcp(self) -> None:
        while True:
            line, _ = self._tcp.accept()
            with line:
                data = line.recv(4096)
                if not data:
                    return
                self.by_tcp += 1
                whole = reply(data[2:])
                line.sendall(struct.pack("!H", len(whole)) + whole[:5])
                line.sendall(whole[5:])

    @contextlib.contextmanager
    def running(self) -> Iterator[Server]:
        workers = [threading.Thread(target=serve, daemon=True) for serve in (self._serve_udp, self._serve_tcp)]
        for worker in workers:
            worker.start()
        try:
            yield self
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"end", ("127.0.0.1", self.port))
            with socket.socket() as last:
                last.connect(("127.0.0.1", self.port))
            for worker in workers:
                worker.join(5)
            self._udp.close()
            self._tcp.close()


def ask(answering: Answering, name: str = "office.example") -> tuple[dict[str, object], Server]:
    with Server(answering).running() as server:
        return names.query("127.0.0.1", name, server.port), server


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Resends soon, and waits long enough for any machine."""
    monkeypatch.setattr(names, "_RESEND_AT", (0.1, 0.2))
    monkeypatch.setattr(names, "_PATIENCE", 60.0)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Resends later than any machine takes to answer."""
    monkeypatch.setattr(names, "_RESEND_AT", (60.0, 120.0))
    monkeypatch.setattr(names, "_PATIENCE", 180.0)


@pytest.mark.usefixtures("unhurried")
def test_both_kinds_of_address_are_told() -> None:
    told, server = ask(lambda _, question: [reply(question)])
    assert (told["answered"], told["code"]) == (True, "noerror")
    assert sorted(told["addresses"]) == [OFFICE, OFFICE_6]  # type: ignore[call-overload]
    assert len(server.questions) == 2
    assert server.questions[0][:2] != server.questions[1][:2]


@pytest.mark.usefixtures("hasty")
def test_two_lost_packets_do_not_make_a_server_dead() -> None:
    told, server = ask(lambda number, question: [reply(question)] if number >= 4 else [])
    assert told["answered"] is True
    assert len(server.questions) == 6


@pytest.mark.usefixtures("hasty")
def test_a_late_answer_counts_and_its_time_is_that_of_its_own_question() -> None:
    """The first questions are answered only after they were sent again twice: the answers took as long as that."""
    kept: list[bytes] = []

    def late(number: int, question: bytes) -> list[bytes]:
        kept.append(question)
        return []

    waiting = threading.Event()
    server = Server(late)
    whence: list[tuple[str, int]] = []
    came: list[float] = []
    answered: list[float] = []
    original = server._udp.recvfrom

    class Remembering:
        def recvfrom(self, size: int) -> tuple[bytes, tuple[str, int]]:
            data, where = original(size)
            came.append(time.monotonic())
            whence.append(where)
            if len(whence) == 6:
                waiting.set()
            return data, where

        def __getattr__(self, name: str) -> object:
            return getattr(udp, name)

    udp = server._udp
    server._udp = Remembering()  # type: ignore[assignment]

    def answer_the_first() -> None:
        waiting.wait(60)
        answered.append(time.monotonic())
        for number in (0, 1):
            udp.sendto(reply(kept[number]), whence[number])

    helper = threading.Thread(target=answer_the_first, daemon=True)
    helper.start()
    with server.running():
        told = names.query("127.0.0.1", "office.example", server.port)
    helper.join(5)
    assert told["answered"] is True
    assert float(str(told["seconds"])) >= round(answered[0] - came[1], 4)


def test_answers_that_are_here_count_though_we_look_late() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        asking = names._Asking("127.0.0.1", server.getsockname()[1], "office.example")
        asking.send()
        for _ in range(2):
            question, whence = server.recvfrom(4096)
            server.sendto(reply(question), whence)
        for line in asking._open:
            select.select([line], [], [], 60)
        asking.wait(time.monotonic() - 1)
        asking.end()
    assert sorted(asking.replies) == [names.A, names.AAAA]


@pytest.mark.usefixtures("hasty")
def test_forged_answers_are_not_taken() -> None:
    def forge(number: int, question: bytes) -> list[bytes]:
        other = bytes([question[0] ^ 1]) + question[1:]
        elsewhere = question.replace(b"office", b"attack")
        return [reply(other), reply(elsewhere, 3), question, b"", b"\0" * 11, reply(question)]

    told, _ = ask(forge)
    assert (told["code"], sorted(told["addresses"])) == ("noerror", [OFFICE, OFFICE_6])  # type: ignore[call-overload]


@pytest.mark.usefixtures("unhurried")
def test_an_answer_too_long_for_a_packet_is_fetched_whole() -> None:
    told, server = ask(lambda _, question: [reply(question, truncated=True)])
    assert sorted(told["addresses"]) == [OFFICE, OFFICE_6]  # type: ignore[call-overload]
    assert server.by_tcp == 2


@pytest.mark.usefixtures("unhurried")
def test_an_old_server_without_extensions_is_asked_plainly() -> None:
    def old(_: int, question: bytes) -> list[bytes]:
        return [reply(question, 1 if question[11] else 0)]

    told, _ = ask(old)
    assert (told["code"], sorted(told["addresses"])) == ("noerror", [OFFICE, OFFICE_6])  # type: ignore[call-overload]


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize(("code", "word"), [(3, "nxdomain"), (2, "servfail"), (5, "refused"), (9, "")])
def test_what_a_server_says_against_it(code: int, word: str) -> None:
    told, _ = ask(lambda _, question: [reply(question, code)])
    assert (told["answered"], told["code"], told["addresses"]) == (True, word, [])


@pytest.mark.usefixtures("hasty")
def test_a_server_that_knows_one_kind_of_address_only_has_answered() -> None:
    def only_old(_: int, question: bytes) -> list[bytes]:
        end = names._skip_name(question, 12) or 12
        return [reply(question)] if struct.unpack_from("!H", question, end)[0] == names.A else []

    told, _ = ask(only_old)
    assert (told["answered"], told["addresses"]) == (True, [OFFICE])


def test_where_nothing_listens_nobody_answers() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.connect(taken.getsockname())  # hears nobody but itself, and nobody else is given its port meanwhile
        told = names.query("127.0.0.1", "office.example", taken.getsockname()[1])
    assert (told["answered"], told["code"]) == (False, "")


@pytest.mark.parametrize(
    ("server", "name"), [("dns.example", "x"), ("", "x"), ("127.0.0.1", "a..b"), ("::1", "x" * 64)]
)
def test_what_is_no_address_or_name_is_not_asked(server: str, name: str) -> None:
    with pytest.raises(WrongCall):
        names.query(server, name)


def test_names_in_any_script_are_asked_as_name_servers_know_them() -> None:
    assert b"\x0exn--bcher-kva2\x07example" not in names.packet("bücher.example", names.A)
    assert b"\x0dxn--bcher-kva\x07example\x00" in names.packet("bücher.example", names.A)


@given(st.binary(max_size=80))
def test_no_packet_breaks_the_reader(rubbish: bytes) -> None:
    question = names.packet("office.example", names.A)
    names.read(question[:2] + rubbish, question)
    names.read(rubbish, question)
    names.read(reply(question)[: len(rubbish)] + rubbish, question)


def test_a_question_is_told_apart_from_an_answer() -> None:
    question = names.packet("a.example", names.A)
    assert names.read(question, question) is None
    assert struct.unpack_from("!H", question, 2)[0] == 0x0100

"""Connections and the system's own look-up of names, on loopback; which hosts go past a proxy."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from deskside.errors import Unavailable, WrongCall
from deskside.system.reach import Reach, proxies, roads, tries

from .sites import Site, listening

pytestmark = pytest.mark.usefixtures("patient")
HERE = ("127.0.0.1", 0)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def reach() -> Reach:
    return Reach({}, dict)


class Names:
    """``getaddrinfo`` of a computer that knows these names; others end as told."""

    def __init__(self, problem: int, **known: list[tuple[int, Any]]) -> None:
        self._problem, self._known = problem, known

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        if host not in self._known:
            raise socket.gaierror(self._problem, "no")
        return [(family, 1, 6, "", where) for family, where in self._known[host]]


def test_an_open_port_a_closed_one_and_a_wrong_one(closed: int) -> None:
    with listening(Site(PAGE)) as port:
        told = reach().connect("127.0.0.1", port)
    assert (told["open"], told["address"], told["problem"]) == (True, "127.0.0.1", "")
    told = reach().connect("127.0.0.1", closed)
    assert (told["open"], told["problem"]) == (False, "refused")
    with pytest.raises(WrongCall):
        reach().connect("127.0.0.1", 70_000)


def test_one_dead_kind_of_address_does_not_keep_the_other_from_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(Site(PAGE)) as port:
        both = [(socket.AF_INET6, ("::1", port, 0, 0)), (socket.AF_INET, ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", Names(0, both=both))
        told = reach().connect("both", port)
    assert (told["open"], told["address"]) == (True, "127.0.0.1")


def test_a_connection_that_is_open_counts_though_we_look_late() -> None:
    with socket.create_server(HERE) as server:
        race = roads._Race([(socket.AF_INET, server.getsockname())], time.monotonic() + 60)
        race._begin(socket.AF_INET, server.getsockname())
        server.accept()[0].close()
        line = race._wait(time.monotonic() - 1)
        assert line is not None
        line.close()
        race._looking.close()


def test_addresses_of_both_kinds_take_turns_and_are_not_tried_without_end() -> None:
    six, four = [(10, number) for number in range(9)], [(2, number) for number in range(9)]
    assert roads._in_turn([*six, *four]) == [
        (10, 0), (2, 0), (10, 1), (2, 1), (10, 2), (2, 2), (10, 3), (2, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "word"),
    [(socket.EAI_NONAME, "not-found"), (socket.EAI_AGAIN, "no-answer"), (socket.EAI_FAIL, "no-answer")],
)
def test_no_such_name_and_nobody_to_ask_are_two_things(
    problem: int, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names(problem))
    assert reach().resolve("nowhere.example")["problem"] == word
    assert reach().connect("nowhere.example", 80)["problem"] == "name"


def test_a_look_up_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        over.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    monkeypatch.setattr(tries, "_RESOLVE", 0.1)
    told = reach().resolve("slow.example")
    over.set()
    assert (told["addresses"], told["problem"]) == ([], "no-answer")


def test_a_name_is_told_with_each_address_once() -> None:
    told = reach().resolve("localhost")
    assert set(told["addresses"]) <= {"127.0.0.1", "::1"}
    assert len(told["addresses"]) == len(set(told["addresses"])) > 0


@pytest.mark.parametrize(
    ("host", "pattern", "fits"),
    [
        ("intranet.office.example", ".office.example", True),
        ("intranet.office.example", "*.office.example", True),
        ("office.example", "office.example", True),
        ("notoffice.example", "office.example", False),
        ("10.1.2.3", "10.0.0.0/8", True),
        ("11.1.2.3", "10.0.0.0/8", False),
        ("intranet", "<local>", True),
        ("intranet.example", "<local>", False),
        ("a.example", "*", True),
        ("a.example", "", False),
        ("web7.office.example", "web*.office.example", True),
        ("a.example", "a.example:8080", True),
        ("fd00::1", "fd00::/8", True),
        ("LOCALHOST", "none.example", True),
    ],
)
def test_which_hosts_go_past_the_proxy(host: str, pattern: str, fits: bool) -> None:
    assert proxies.is_exception(host, [pattern]) is fits


def test_a_script_names_proxies_and_a_broken_address_is_no_proxy() -> None:
    says = 'if (x) return "DIRECT"; return "PROXY a.example:8080; SOCKS5 b.example:1080; PROXY c.example:1";'
    assert proxies.named_in(says) == [proxies.Proxy("a.example", 8080), proxies.Proxy("b.example", 1080, "socks")]
    for broken in ("a.example", "a.example:0", ":80", "a:b"):
        with pytest.raises(Unavailable):
            proxies.proxy(broken)

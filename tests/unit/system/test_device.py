"""The printer itself: that it is there, that it is off, that it wants paper, and that we could not tell."""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Callable

import pytest

from deskside.errors import TookTooLong
from deskside.system import announced, device, ipp
from deskside.system.cable import Plugged
from deskside.system.commands import Ran, Run
from deskside.system.printing import Record

from .commands import NO_PROGRAMS, PlayedPrograms
from .servers import Playback, Saying, answer, serving


def ask(uri: str, run: Run = NO_PROGRAMS, *, seconds: float = 20.0, connects: float = 20.0) -> Record:
    now = time.monotonic()
    return device.ask(uri, run, now + seconds, now + connects)


def test_a_printer_that_is_on_says_so() -> None:
    with serving(Playback({ipp.GET_PRINTER_ATTRIBUTES: answer("printer-idle")})) as address:
        told = ask(f"ipp://{address}/ipp/print")
    assert told == {
        "reachable": True,
        "networked": True,
        "state": "idle",
        "reasons": [],
        "accepting": True,
        "why": "Idle.",
        "silent": False,
    }


def test_what_the_printer_wants_is_told_in_its_own_words() -> None:
    with serving(Playback({ipp.GET_PRINTER_ATTRIBUTES: answer("printer-needs-attention")})) as address:
        assert ask(f"ipp://{address}/ipp/print")["reasons"] == ["media-empty-report", "toner-empty-report"]


def test_a_printer_that_is_off_is_not_there(closed: int) -> None:
    for scheme in ("ipp", "socket", "lpd"):
        told = ask(f"{scheme}://127.0.0.1:{closed}/x")
        assert (told["reachable"], told["networked"]) == (False, True)


def test_a_printer_that_speaks_nothing_we_know_is_there_all_the_same() -> None:
    with serving(Saying(b"")) as address:
        assert ask(f"socket://{address}")["reachable"] is True


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff" * 5000,
        b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhtml",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2_000_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 127\r\n\r\n" + answer("cups-no-such-queue"),
    ],
)
def test_a_printer_that_talks_nonsense_is_there_but_its_state_is_not_known(data: bytes) -> None:
    with serving(Saying(data)) as address:
        told = ask(f"ipp://{address}/ipp/print")
    assert (told["reachable"], told["state"], told["reasons"], told["silent"]) == (True, "", [], False)
    assert told["why"]


def test_a_printer_that_takes_the_line_and_says_nothing_is_there_but_hung() -> None:
    with serving(Saying(b"", holds=True)) as address:
        told = ask(f"ipp://{address}/ipp/print", seconds=0.3)
    assert (told["reachable"], told["state"], told["silent"]) == (True, "", True)


def test_a_secured_printer_that_says_nothing_is_hung_too() -> None:
    with serving(Saying(b"", holds=True)) as address:
        told = ask(f"ipps://{address}/ipp/print", connects=2.0)
    assert (told["reachable"], told["silent"]) == (True, True)


@pytest.mark.parametrize("uri", ["usb://Example/Laser?serial=1", "cups-pdf:/", "file:///x", ""])
def test_of_a_printer_without_an_address_nothing_is_known(uri: str) -> None:
    told = ask(uri)
    assert (told["reachable"], told["networked"]) == (None, False)


@pytest.mark.parametrize(
    ("plugged", "reachable"),
    [(None, None), ([], False), ([Plugged("Laser", "1", True)], True), ([Plugged("Plotter", "9", True)], None)],
    ids=["nobody can see", "nothing is plugged in", "it is there", "another one is there"],
)
def test_a_printer_on_a_cable_is_on_when_the_computer_sees_it(
    plugged: list[Plugged] | None, reachable: bool | None
) -> None:
    now = time.monotonic()
    told = device.ask("usb://Example/Laser?serial=1", NO_PROGRAMS, now + 20, now + 20, lambda: plugged)
    assert (told["reachable"], told["networked"]) == (reachable, False)
    assert bool(told["why"]) is (reachable is not True)


@pytest.mark.parametrize("scheme", ["socket", "lpd"])
def test_a_printer_that_prints_in_another_way_is_asked_over_ipp_too(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants = {ipp.GET_PRINTER_ATTRIBUTES: answer("printer-needs-attention")}
    with serving(Playback(wants)) as spoken, serving(Saying(b"")) as address:
        monkeypatch.setitem(device._PORTS, "ipp", spoken.port)
        monkeypatch.setattr(device, "_ASIDE", 20.0)
        told = ask(f"{scheme}://{address}/queue")
    assert (told["reachable"], told["reasons"]) == (True, ["media-empty-report", "toner-empty-report"])


def test_a_print_server_is_asked_for_no_more_than_a_connection() -> None:
    with serving(Saying(b"")) as address:
        assert ask(f"smb://{address}/Office")["reachable"] is True


@pytest.mark.parametrize("uri", ["ipp://[half/x", "ipp://office:port/x", "ipp://office:99999999/x"])
def test_an_address_nobody_can_read_blames_no_printer(uri: str) -> None:
    assert ask(uri)["reachable"] is None


@pytest.mark.parametrize(
    ("host", "problem", "reachable"),
    [
        ("office.example.org", socket.gaierror(socket.EAI_NONAME, "not known"), None),
        ("office.local", socket.gaierror(socket.EAI_NONAME, "not known"), False),
        ("office.example.org", socket.gaierror(socket.EAI_AGAIN, "try again"), None),
    ],
    ids=["a name server's name", "a name the printer itself should answer to", "no name server"],
)
def test_a_name_that_is_not_found_says_nothing_of_a_printer_with_an_address(
    host: str, problem: OSError, reachable: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert ask(f"ipp://{host}/ipp/print")["reachable"] is reachable


@pytest.mark.parametrize(
    ("number", "reachable"),
    [(errno.ENETUNREACH, None), (errno.ENETDOWN, None), (errno.EHOSTUNREACH, False), (errno.ECONNREFUSED, False)],
)
def test_a_computer_without_a_network_does_not_blame_the_printer(
    number: int, reachable: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_way(*_: object) -> None:
        raise OSError(number, "no way")

    monkeypatch.setattr(socket.socket, "connect", no_way)
    assert ask("ipp://127.0.0.1/ipp/print")["reachable"] is reachable


FOUND = ("ippfind", "-T", "2", "Office._ipp._tcp.local.")
DNSSD = "dnssd://Office._ipp._tcp.local/?uuid=1"


@pytest.fixture(autouse=True)
def nobody_announces(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question leaves this computer."""
    monkeypatch.setattr(announced, "find", lambda _name: "")
    monkeypatch.setattr(announced, "named", lambda _fits: "")


def test_a_printer_known_by_its_announced_name_is_found_and_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Playback({ipp.GET_PRINTER_ATTRIBUTES: answer("printer-idle")})) as address:
        names = {"Office._ipp._tcp.local": f"ipp://{address}/ipp/print"}
        monkeypatch.setattr(announced, "find", names.get)
        assert ask(DNSSD)["state"] == "idle"


def test_where_no_answer_comes_back_the_system_is_asked_for_the_name() -> None:
    with serving(Playback({ipp.GET_PRINTER_ATTRIBUTES: answer("printer-idle")})) as address:
        programs = PlayedPrograms({FOUND: Ran(0, f"ipp://{address}/ipp/print\n", "")})
        assert ask(DNSSD, programs)["state"] == "idle"


def test_a_printer_that_has_just_announced_itself_is_not_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    programs = PlayedPrograms({FOUND: Ran(0, "ipp://printer.local:631/ipp/print\n", "")})
    assert ask(DNSSD, programs)["reachable"] is None


def test_a_printer_that_does_not_answer_to_its_announced_name_is_off() -> None:
    assert ask(DNSSD, PlayedPrograms({FOUND: Ran(1, "", "")}))["reachable"] is False


def test_where_announced_names_cannot_be_looked_up_no_printer_is_blamed() -> None:
    assert ask(DNSSD)["reachable"] is None
    no_daemon = Ran(2, "", "ippfind: Unable to use Bonjour: Daemon not running\n")
    assert ask(DNSSD, PlayedPrograms({FOUND: no_daemon}))["reachable"] is None


def test_a_look_up_that_does_not_end_blames_no_printer() -> None:
    def hangs() -> Ran:
        raise TookTooLong("ippfind", "no end")

    assert ask(DNSSD, PlayedPrograms({FOUND: hangs}))["reachable"] is None


def test_a_queue_that_cups_browsed_made_is_asked_where_its_printer_is(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = "HP LaserJet (2nd floor)._ipp._tcp.local"

    def named(fits: Callable[[str], bool]) -> str:
        return whole if not fits("HP LaserJet") and fits("HP LaserJet (2nd floor)") else ""

    with serving(Playback({ipp.GET_PRINTER_ATTRIBUTES: answer("printer-idle")})) as address:
        monkeypatch.setattr(announced, "named", named)
        monkeypatch.setattr(announced, "find", {whole: f"ipp://{address}/ipp/print"}.get)
        assert ask("implicitclass://HP_LaserJet_2nd_floor/")["state"] == "idle"


def test_a_queue_whose_printer_is_not_plain_blames_no_printer() -> None:
    assert ask("implicitclass://HP_LaserJet/")["reachable"] is None


def test_hplips_own_addresses_are_understood(closed: int) -> None:
    told = ask("hp:/net/LaserJet_400?ip=127.0.0.1")
    assert told["networked"] is True
    for elsewhere in ("hp:/usb/LaserJet_400?serial=1", "hp:/net/LaserJet_400?zc=HP1"):
        assert ask(elsewhere)["reachable"] is None

"""Whoever is between this computer and the catalogue, and whoever sets its clock: each try ends in a plain reason."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deskside.catalogue.client import fetching
from deskside.catalogue.client.contact import check_reachable
from deskside.errors import CatalogueProblem
from deskside.model.arrived import State
from deskside.model.catalogue import Ring
from deskside.system.web.network import Network

from .computer import Computer
from .forge import Forge, in_days, key
from .server import Catalogue, Fault, Handler, endless, sign_in_page

DAY = 86_400.0
NOT_REACHED = "The catalogue can't be reached now."
NO_CATALOGUE = "What came is no catalogue. This network may want you to sign in first."
NOT_RENEWED = "The catalogue was not renewed in time, so nothing of it is believed."
SIGN_IN = "The way out of this network asks for a sign-in. IT can help."
NOT_PROVEN = "This may not be the real catalogue, so nothing was taken from it."
BUSY = "The catalogue is busy. Deskside tries again later."


def says(computer: Computer, clock: Callable[[], float] = time.time) -> str:
    """Why nothing was taken, while all that was here stays."""
    before = computer.arrived.current()
    told = computer.look(clock=clock)
    assert told.state in (State.REFUSED, State.NOT_REACHED)
    assert computer.arrived.current() == before
    assert computer.offered() == {"vpn": "1.0.0"}
    return told.refused[0].says


def raw(answer: bytes) -> Fault:
    def fault(handler: Handler) -> None:
        handler.wfile.write(answer)

    return fault


# --- a server that speaks no sense ----------------------------------------------------------------

HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (HEAD + b"X: " + b"a" * (1 << 20) + b"\r\n\r\n", NOT_REACHED),
        (HEAD + b"X: a\r\n" * 5000 + b"\r\n", NOT_REACHED),
        (b"SSH-2.0-OpenSSH\r\n", NOT_REACHED),
        (b"", NOT_REACHED),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 3000, NOT_REACHED),
        (HEAD + b"Content-Length: 5000\r\n\r\n{}", NOT_REACHED),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}", NOT_REACHED),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", NO_CATALOGUE),
        (HEAD + b"Content-Length: 16000\r\n\r\n" + b"[" * 16_000, NO_CATALOGUE),
        (HEAD + b"Content-Length: 9002\r\n\r\n" + b"9" * 9002, NO_CATALOGUE),
        (b"HTTP/1.1 302 x\r\nLocation: https://[::1/\r\nContent-Length: 0\r\n\r\n", NOT_REACHED),
        (b"HTTP/1.1 302 x\r\nLocation: https://a:999999/\r\nContent-Length: 0\r\n\r\n", NOT_REACHED),
        (b"HTTP/1.1 302 x\r\nContent-Length: 0\r\n\r\n", "The catalogue does not work right now."),
        (b"HTTP/1.1 503 x\r\nRetry-After: 123456abc\r\nContent-Length: 0\r\n\r\n", BUSY),
        (b"HTTP/1.1 503 x\r\nRetry-After: " + b"9" * 6000 + b"\r\nContent-Length: 0\r\n\r\n", BUSY),
    ],
)
def test_an_answer_without_sense(computer: Computer, server: Catalogue, answer: bytes, told: str) -> None:
    server.faults["timestamp.json"] = raw(answer)
    assert says(computer) == told


def test_headers_that_come_drop_by_drop(server: Catalogue) -> None:
    stop = threading.Event()

    def fault(handler: Handler) -> None:
        handler.wfile.write(HEAD)
        while not stop.wait(0.05):
            handler.wfile.write(b"X")

    server.faults["timestamp.json"] = fault
    with closing(fetching.WebFetcher(Network(extra_ca=str(server.authority)))) as fetcher:
        assert fetcher.download_bytes(f"{server.url}/metadata/1.root.json", 16_384)
        fetcher._total = 1.5  # only now: to connect may take longer
        with pytest.raises(fetching.SlowRetrievalError):
            fetcher.download_bytes(f"{server.url}/metadata/timestamp.json", 16_384)
    stop.set()


def test_the_sign_in_page_of_a_network_for_whatever_is_asked(computer: Computer, server: Catalogue) -> None:
    server.faults[""] = sign_in_page
    assert says(computer) == NO_CATALOGUE
    with pytest.raises(CatalogueProblem) as told:  # what "deskside check" asks
        check_reachable(server.url, Network(extra_ca=str(server.authority)))
    assert told.value.says == NO_CATALOGUE


def test_one_that_never_ends_does_not_disturb_the_next_on_its_heels(
    computer: Computer, forge: Forge, server: Catalogue
) -> None:
    endless_one = forge.archive("network", "endless", "1.0.0")
    good = {name: forge.archive("network", name, "1.0.0") for name in ("vpn", "wifi", "zeroconf")}
    forge.ring(troubleshooters={"endless": endless_one, **good}, notices=["mail"])
    forge.publish()
    server.faults["endless-1.0.0.zip"] = endless
    assert [one.what for one in computer.look().refused] == ["endless"]
    assert set(computer.offered()) == set(good)


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_an_authority_of_it_s_that_can_t_be_read_is_named(
    computer: Computer, tmp_path: Path, content: bytes | None
) -> None:
    computer.authority = tmp_path / "company.pem"
    if content is not None:
        computer.authority.write_bytes(content)
    assert says(computer) == NOT_REACHED
    assert f"network.extra_ca {computer.authority}: " in computer.look().refused[0].why


# --- the way out ----------------------------------------------------------------------------------


class Proxy:
    """Answers every request with the same bytes; or with none, and leads to ``port`` on this computer."""

    def __init__(self, answer: bytes, port: int = 0) -> None:
        self._answer, self._port = answer, port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._one, args=(self._door.accept()[0],), daemon=True).start()

    def _one(self, guest: socket.socket) -> None:
        with suppress(OSError), guest:
            guest.recv(65_536)
            guest.sendall(self._answer)
            if self._port:
                with socket.create_connection(("127.0.0.1", self._port)) as there:
                    threading.Thread(target=_pump, args=(there, guest), daemon=True).start()
                    _pump(guest, there)


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while part := one.recv(65_536):
            other.sendall(part)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n", SIGN_IN),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", NOT_REACHED),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", NOT_REACHED),
        (b"hello\r\n\r\n", NOT_REACHED),
        (b"HTTP/1.1 200 " + b"a" * 200_000, NOT_REACHED),
    ],
)
@pytest.mark.parametrize("named_by", ["IT", "the system"])
def test_a_proxy_that_lets_nothing_through(
    computer: Computer, answer: bytes, told: str, named_by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Proxy(answer)) as proxy:
        computer.url = "https://catalogue.example"
        computer.proxy = proxy.url if named_by == "IT" else ""
        if named_by == "the system":
            monkeypatch.setenv("https_proxy", proxy.url.replace("//", "//anna:canary@"))
        assert says(computer) == told
        assert "canary" not in str(computer.look())


def test_a_proxy_that_answers_in_the_catalogue_s_place(computer: Computer, server: Catalogue) -> None:
    """It has a certificate, and not that of the catalogue."""
    with closing(Proxy(b"HTTP/1.1 200 OK\r\n\r\n", server.server_port)) as proxy:
        computer.url, computer.proxy = "https://catalogue.example", proxy.url
        server.asked.clear()
        assert says(computer) == NOT_PROVEN
        assert server.asked == []


# --- who has the key of the machine, or sets the clock ---------------------------------------------


def test_the_stolen_key_of_the_timestamp_announces_more_than_a_computer_can_hold(
    computer: Computer, forge: Forge, server: Catalogue
) -> None:
    timestamp = forge.timestamp.signed
    timestamp.version += 1
    timestamp.snapshot_meta.version += 1
    timestamp.snapshot_meta.length = 1 << 40
    forge.timestamp.signatures.clear()
    forge.timestamp.sign(forge.keys["timestamp"][0])
    forge.files["metadata/timestamp.json"] = forge.timestamp.to_bytes()
    server.faults["snapshot.json"] = endless
    assert says(computer) == "More came than the catalogue may send, so Deskside stopped."
    assert server.sent < fetching.MOST + (16 << 20)


def test_the_stolen_key_of_the_release_does_not_bring_back_what_was_withdrawn(computer: Computer, forge: Forge) -> None:
    vpn = forge.archive("network", "vpn", "1.0.0")  # its team's signature still stands
    forge.ring(notices=["mail"], withdrawn={"vpn": "1.0.0"})
    forge.publish()
    computer.look()
    assert computer.offered() == {}
    for ring in (Ring.ALL, Ring.PILOT):
        forge.ring(ring, troubleshooters={"vpn": vpn}, notices=["mail"])
        forge.publish()
        computer.ring = ring
        told = computer.look()
        assert [(one.what, one.says) for one in told.refused] == [("vpn", "This version of it was withdrawn.")]
        assert (computer.offered(), computer.folders()) == ({}, [])
    forge.ring(Ring.PILOT, troubleshooters={"vpn": forge.archive("network", "vpn", "1.0.1")}, notices=["mail"])
    forge.publish()
    assert computer.look().refused == ()
    assert computer.offered() == {"vpn": "1.0.1"}


@pytest.fixture
def ahead(computer: Computer) -> Computer:
    """Its clock once stood a century ahead."""
    assert says(computer, lambda: time.time() + 36_500 * DAY) == NOT_RENEWED
    return computer


def test_a_clock_that_once_stood_far_ahead_is_over_with_the_next_renewal(ahead: Computer, forge: Forge) -> None:
    assert says(ahead) == NOT_RENEWED  # this timestamp has been seen to end, and stays so
    forge.publish(expires=in_days(4))
    told = ahead.look()
    assert (told.state, told.refused) == (State.SAME, ())


def test_what_was_signed_before_does_not_come_back_with_a_clock_that_goes_forth_and_back(
    ahead: Computer, forge: Forge, server: Catalogue
) -> None:
    old = dict(forge.files)
    forge.publish(expires=in_days(4))
    ahead.look()
    server.files.update({name: old[name] for name in old if name.endswith("timestamp.json")})
    for days in (-1000, -3, 0, 2):
        told = says(ahead, lambda days=days: time.time() + days * DAY)  # type: ignore[misc]
        assert told == "The catalogue is older than what this computer has seen already."


def test_an_end_far_away_signed_by_a_thief_is_forgotten_with_the_key(computer: Computer, forge: Forge) -> None:
    forge.publish(expires=datetime(9999, 12, 1, tzinfo=UTC))
    computer.look()
    assert says(computer, lambda: time.time() + 36_500 * DAY) == NOT_RENEWED
    assert says(computer) == NOT_RENEWED
    old, fresh = forge.keys["timestamp"][0], key()
    forge.root.signed.version += 1
    forge.root.signed.expires += timedelta(days=30)
    forge.root.signed.revoke_key(old.public_key.keyid, "timestamp")
    forge.root.signed.add_key(fresh.public_key, "timestamp")
    forge.keys["timestamp"] = [fresh]
    forge.sign_root()
    forge.publish(expires=in_days(3))
    says(computer)  # it learns of the new key
    assert computer.look().state is State.SAME

"""One page, fetched from sites and through proxies on loopback: what came, and what exactly kept it away."""

from __future__ import annotations

import calendar
import socket
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from deskside.errors import Unavailable, WrongCall
from deskside.system.reach import Reach, tries, tunnel

from .sites import HAS_OPENSSL, Authority, Site, SocksProxy, TunnelProxy, heard, listening

NO_PROXY: dict[str, Any] = {"kind": "none", "address": "", "script": "", "except": []}
PAGE = b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 09:47:07 GMT\r\nContent-Length: 5\r\n\r\nhello"
pytestmark = pytest.mark.usefixtures("patient")
needs_openssl = pytest.mark.skipif(not HAS_OPENSSL, reason="makes certificates with the openssl program")


def fetch(address: str, way: str = "direct", proxy: Mapping[str, Any] = NO_PROXY, extra_ca: str = "") -> dict[str, Any]:
    return Reach({"network.extra_ca": extra_ca}, lambda: proxy).fetch(address, way)


def manual(port: int, **more: Any) -> dict[str, Any]:
    return {**NO_PROXY, "kind": "manual", "address": f"127.0.0.1:{port}", **more}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def test_a_page_is_told_by_its_beginning() -> None:
    with listening(site := Site(PAGE)) as port:
        told = fetch(f"http://127.0.0.1:{port}/generate_204?x=1")
    assert (told["status"], told["starts"], told["problem"], told["address"]) == (200, "hello", "", "127.0.0.1")
    assert told["date"] == "Sun, 22 Nov 2026 09:47:07 GMT"
    assert site.seen[0].startswith(b"GET /generate_204?x=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"cookie" not in site.seen[0].lower()
    assert b"authorization" not in site.seen[0].lower()


def test_where_a_page_points_is_told_and_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/login\r\nContent-Length: 0\r\n\r\n"
    with listening(site := Site(moved)) as port:
        told = fetch(f"http://127.0.0.1:{port}/")
    assert (told["status"], told["location"], len(site.seen)) == (302, "http://portal.example/login", 1)


def test_an_empty_answer_is_one() -> None:
    with listening(Site(b"HTTP/1.1 204 No Content\r\n\r\n")) as port:
        told = fetch(f"http://127.0.0.1:{port}/")
    assert (told["status"], told["problem"], told["starts"]) == (204, "", "")


def test_pieces_are_put_together_and_the_rest_is_left() -> None:
    pieces = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n"
    with listening(Site(pieces)) as port:
        assert fetch(f"http://127.0.0.1:{port}/")["starts"] == "abcdef"
    with listening(Site(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 3_000_000)) as port:
        told = fetch(f"http://127.0.0.1:{port}/")
    assert (told["status"], told["starts"]) == (200, "x" * 200)


@pytest.mark.parametrize(
    "says",
    [b"", b"\x16\x03\x01 nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", b"HTTP/1.1 20"],
)
def test_an_answer_that_breaks_off_is_cut(says: bytes) -> None:
    with listening(Site(says)) as port:
        assert fetch(f"http://127.0.0.1:{port}/")["problem"] == "cut"


def test_nothing_listens_and_no_such_name_are_told_apart(closed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch(f"http://127.0.0.1:{closed}/")["problem"] == "refused"

    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert fetch("http://nowhere.example/")["problem"] == "name"


def test_a_site_that_never_ends_its_answer_does_not_hold_anyone_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It sends a byte whenever it likes: only a limit for the whole ends that."""
    over = threading.Event()

    def trickle(line: socket.socket) -> None:
        heard(line)
        line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not over.wait(0.05):
            line.sendall(b"x")

    monkeypatch.setattr(tries, "_FETCH", 2.0)
    with listening(trickle) as port:
        told = fetch(f"http://127.0.0.1:{port}/")
        over.set()
    assert told["problem"] == "no-answer"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://ann:secret@a.example/",
        "http:///x",
        "http://a:b/",
        "http://a /",
    ],
)
def test_what_is_no_plain_link_is_not_fetched(address: str) -> None:
    with pytest.raises(WrongCall):
        fetch(address)


@needs_openssl
def test_a_good_certificate_is_described(authority: Authority) -> None:
    with listening(Site(PAGE, authority.context("DNS:localhost,DNS:*.office.example"))) as port:
        told = fetch(f"https://localhost:{port}/", extra_ca=str(authority.root))
    assert (told["status"], told["starts"], told["problem"]) == (200, "hello", "")
    assert told["certificate"] == {
        "problem": "",
        "issuer": "Office Root",
        "until": float(calendar.timegm((2099, 1, 1, 0, 0, 0))),
        "names": ["localhost", "*.office.example"],
    }


@needs_openssl
@pytest.mark.parametrize(
    ("names", "times", "problem"),
    [
        ("DNS:localhost", {"begins": "20200101000000Z", "ends": "20210203040506Z"}, "expired"),
        ("DNS:localhost", {"begins": "20490101000000Z", "ends": "20990101000000Z"}, "not-yet"),
        ("DNS:other.example,IP:192.0.2.7", {}, "wrong-name"),
    ],
)
def test_what_is_wrong_with_a_certificate(
    names: str, times: dict[str, str], problem: str, authority: Authority
) -> None:
    with listening(site := Site(PAGE, authority.context(names, **times))) as port:
        told = fetch(f"https://localhost:{port}/", extra_ca=str(authority.root))
    assert (told["problem"], told["certificate"]["problem"], told["status"]) == ("certificate", problem, 0)
    assert told["certificate"]["issuer"] == "Office Root"
    if problem == "expired":
        assert told["certificate"]["until"] == calendar.timegm((2021, 2, 3, 4, 5, 6))
    if problem == "wrong-name":
        assert told["certificate"]["names"] == ["other.example", "192.0.2.7"]
    assert site.seen == [], "nothing is asked of a site that does not prove who it is"


@needs_openssl
def test_an_authority_nobody_here_trusts_is_named(authority: Authority) -> None:
    with listening(Site(PAGE, authority.context("DNS:localhost"))) as port:
        told = fetch(f"https://localhost:{port}/")
    assert told["certificate"]["problem"] == "unknown-authority"
    assert told["certificate"]["issuer"] == "Office Root"


def test_a_site_that_speaks_no_tls_is_cut_off() -> None:
    def speaks_plainly(line: socket.socket) -> None:
        line.recv(4096)
        line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with listening(speaks_plainly) as port:
        assert fetch(f"https://localhost:{port}/")["problem"] == "cut"


def test_a_plain_page_goes_through_the_proxy_whole() -> None:
    with listening(proxy := Site(PAGE)) as port:
        told = fetch("http://intranet.example/a b".replace(" ", "%20"), "proxy", manual(port))
    assert told["starts"] == "hello"
    assert proxy.seen[0].startswith(b"GET http://intranet.example/a%20b HTTP/1.1\r\nHost: intranet.example\r\n")


@needs_openssl
def test_a_secure_page_goes_through_a_tunnel_and_is_checked_all_the_same(authority: Authority) -> None:
    site = Site(PAGE, authority.context("DNS:intranet.example"))
    with listening(proxy := TunnelProxy(site)) as port:
        good = fetch("https://intranet.example/", "proxy", manual(port), str(authority.root))
        bad = fetch("https://intranet.example/", "proxy", manual(port))
    assert (good["starts"], good["problem"]) == ("hello", "")
    assert proxy.asked[0] == b"CONNECT intranet.example:443 HTTP/1.1"
    assert (bad["problem"], bad["certificate"]["problem"]) == ("certificate", "unknown-authority")


@pytest.mark.parametrize(
    ("says", "problem", "status"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy", 407),
        (b"HTTP/1.1 503 Service Unavailable\r\n\r\n", "no-answer", 503),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "refused", 403),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "proxy", 0),
        (b"", "proxy", 0),
    ],
)
def test_what_a_proxy_says_against_it(says: bytes, problem: str, status: int) -> None:
    with listening(TunnelProxy(Site(PAGE), says)) as port:
        told = fetch("https://intranet.example/", "proxy", manual(port))
    assert (told["problem"], told["status"]) == (problem, status)


@pytest.mark.parametrize("speaks", ["http", "socks"])
def test_a_proxy_that_has_something_to_say_for_ever_is_not_heard_out(speaks: str) -> None:
    ours, its = socket.socketpair()
    with ours, its:
        its.sendall(b"HTTP/1.1 200 OK\r\n\r\n" if speaks == "http" else b"\x05\x00\x05\x00\x00\x01" + bytes(6))
        with pytest.raises(TimeoutError):
            tunnel.through(ours, speaks, "office.example", 443, time.monotonic() - 1)


def test_a_dead_proxy_is_no_dead_site(closed: int) -> None:
    assert fetch("http://intranet.example/", "proxy", manual(closed))["problem"] == "proxy"


def test_what_goes_past_the_proxy_does(closed: int) -> None:
    with listening(Site(PAGE)) as port:
        address = f"http://localhost:{port}/"
        assert fetch(address, "proxy", manual(closed, **{"except": ["*.example"]}))["problem"] == ""
        assert fetch(address, "proxy")["problem"] == ""


def test_the_other_kind_of_proxy_is_spoken_to_as_well() -> None:
    with listening(proxy := SocksProxy(Site(PAGE))) as port:
        told = fetch("http://intranet.example/", "proxy", manual(port, speaks="socks"))
    assert told["starts"] == "hello"
    assert proxy.asked[0] == b"\x05\x01\x00\x03\x10intranet.example\x00\x50"


def script(port: int) -> dict[str, Any]:
    return {**NO_PROXY, "kind": "script", "script": f"http://127.0.0.1:{port}/proxy.pac"}


def test_a_proxy_script_that_cannot_be_fetched_is_the_trouble(closed: int) -> None:
    assert fetch("http://intranet.example/", "proxy", script(closed))["problem"] == "proxy"
    with listening(Site(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) as port:
        told = fetch("http://intranet.example/", "proxy", script(port))
    assert (told["problem"], told["status"]) == ("proxy", 0)


def test_the_ways_a_proxy_script_names_are_tried() -> None:
    with listening(Site(PAGE)) as proxy:
        says = f'function FindProxyForURL(u, h) {{ return "PROXY 127.0.0.1:{proxy}; SOCKS5 127.0.0.1:1"; }}'.encode()
        with listening(Site(b"HTTP/1.0 200 OK\r\n\r\n" + says)) as port:
            told = fetch("http://intranet.example/", "proxy", script(port))
    assert (told["starts"], told["problem"]) == ("hello", "")


def test_an_extra_authority_that_is_not_there_is_said_and_not_ignored(closed: int, tmp_path: Path) -> None:

    with pytest.raises(Unavailable):
        fetch(f"https://localhost:{closed}/", extra_ca=str(tmp_path / "none.pem"))

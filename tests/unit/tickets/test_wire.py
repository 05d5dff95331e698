"""What one request may come to, and that nothing but the expected answer counts as done."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside import errors
from deskside.system.web.deadline import TOTAL
from deskside.system.web.network import Network
from deskside.tickets.wire.http import MOST, READ, Wire
from servers import faults, ports
from servers.fault_desk import TOKEN, Act, Asked, Commit, FaultDesk

CHANGE = {"Status": "open"}


@pytest.fixture
def desk() -> Iterator[FaultDesk]:
    with FaultDesk() as desk:
        yield desk


def wire_to(url: str, *, connect: float = 5.0, total: float = 20.0) -> Wire:
    return Wire(f"{url}/REST/2.0", lambda: f"token {TOKEN}", connect=connect, total=total, read=5.0)


def test_a_change_that_reached_no_one_is_known_not_to_be_made() -> None:
    with ports.closed() as closed, ports.deaf() as deaf, ports.resetting() as resetting:
        for url in (f"http://127.0.0.1:{closed}", f"http://127.0.0.1:{deaf}", f"https://127.0.0.1:{resetting}"):
            with pytest.raises(errors.NotReached):
                wire_to(url, connect=0.5).post("/ticket", dict, CHANGE)


def test_what_is_asked_for_does_not_stand_in_why_nobody_was_reached() -> None:
    with ports.closed() as port, pytest.raises(errors.NotReached) as problem:
        wire_to(f"http://127.0.0.1:{port}").get("/view/", dict, key="s3cret", email="anna@helptest.invalid")
    assert "/REST/2.0/view/" in problem.value.why
    assert "s3cret" not in problem.value.why
    assert "anna" not in problem.value.why


@pytest.mark.parametrize("act", [faults.lost, faults.made_but_broken_off, faults.endless, faults.sign_in_page])
def test_a_change_that_left_without_a_checked_answer_is_unclear_and_a_question_is_not(
    desk: FaultDesk, act: Act
) -> None:
    desk.plan(".*", act, 2)
    wire = wire_to(desk.url)
    with pytest.raises(errors.Unclear):
        wire.put("/ticket/1", list[str], CHANGE)
    with pytest.raises(errors.NotReached):
        wire.get("/ticket/1", dict)


def test_a_change_is_never_made_on_a_connection_that_an_older_answer_came_on(desk: FaultDesk) -> None:
    connections = set()

    def noted(asked: Asked, commit: Commit) -> None:
        connections.add(asked.client_address)
        asked.give(200, [])

    desk.plan(".*", noted, 3)
    wire = wire_to(desk.url)
    for _ in range(3):
        wire.put("/ticket/1", list, CHANGE)
    assert len(connections) == 3


def test_an_answer_that_is_too_large_is_not_taken(desk: FaultDesk) -> None:
    desk.plan(".*", faults.says(200, b'{"a": "' + b"x" * MOST + b'"}'))
    with pytest.raises(errors.NotReached):
        wire_to(desk.url).get("/ticket/1", dict)


def test_no_request_may_take_longer_than_a_minute() -> None:
    assert READ < TOTAL <= 60


def test_a_password_file_in_the_home_folder_is_not_used_instead(
    desk: FaultDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password else", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    wire_to(desk.url).get("/user/33", dict)
    assert desk.authorizations == {f"token {TOKEN}"}


@pytest.mark.parametrize("address", ["", "ftp://127.0.0.1", "http://desk.invalid", "https://"])
def test_an_address_that_can_keep_no_secret_is_held(address: str) -> None:
    with pytest.raises(errors.Held):
        wire_to(address).get("/rt", dict)


def test_a_proxy_that_breaks_off_before_the_help_desk_was_reached_got_no_ticket() -> None:
    with ports.resetting() as port:
        network = Network(proxy=f"http://127.0.0.1:{port}")
        wire = Wire("https://desk.invalid", lambda: f"token {TOKEN}", network, connect=5.0)
        with pytest.raises(errors.NotReached):
            wire.post("/ticket", dict, CHANGE)


def test_a_help_desk_on_this_computer_is_not_looked_for_behind_a_proxy(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ports.closed() as port:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        assert wire_to(desk.url).get("/user/33", dict)


def test_a_port_with_407_in_it_is_not_taken_for_a_proxy_that_wants_a_sign_in() -> None:
    with socket.socket() as taken:
        number = next(port for port in (40700, 40711, 14070, 24071, 34072) if _bound(taken, port))
        wire = Wire(f"https://127.0.0.1:{number}", lambda: "token t")
        with pytest.raises(errors.NotReached):
            wire.get("/rt", dict)


def _bound(taken: socket.socket, port: int) -> bool:
    try:
        taken.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True

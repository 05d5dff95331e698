"""Queues and jobs as CUPS tells them, and what becomes of an action by the rights the person has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from deskside.errors import NotPermitted, Unavailable
from deskside.system import announced, cups, ipp, person, wire
from deskside.system.commands import Ran
from deskside.system.cups import Cups

from .commands import NO_PROGRAMS, PlayedPrograms
from .servers import HangingUp, Playback, answer, serving

ALL_WELL = {
    ipp.CUPS_GET_PRINTERS: answer("cups-queues"),
    ipp.CUPS_GET_DEFAULT: answer("cups-default"),
    ipp.GET_JOBS: answer("cups-jobs"),
    ipp.GET_PRINTER_ATTRIBUTES: answer("cups-no-such-queue"),
    ipp.RESUME_PRINTER: answer("cups-done"),
    ipp.RELEASE_JOB: answer("cups-done"),
    ipp.CANCEL_JOB: answer("cups-done"),
    ipp.RESTART_JOB: answer("cups-done"),
    ipp.GET_JOB_ATTRIBUTES: answer("cups-job-kept"),
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a system folder in which nobody has chosen anything yet."""
    for name in ("CUPS_SERVER", "CUPS_SERVERROOT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CUPS_SERVERROOT", str(tmp_path / "etc"))
    (tmp_path / "home/.cups").mkdir(parents=True)
    (tmp_path / "etc").mkdir()
    return tmp_path / "home"


def queues(answers: Mapping[int, bytes], socket: Path) -> list[dict[str, object]]:
    with serving(Playback({**ALL_WELL, **answers}), socket) as address:
        return Cups([address], NO_PROGRAMS).queues()


def test_every_queue_is_told_with_its_state_and_the_default(tmp_path: Path) -> None:
    lobby, office = queues({}, tmp_path / "cups.sock")
    assert (lobby["name"], lobby["default"]) == ("Lobby", False)
    assert office["device"].startswith("ipp://printer.lab.test:")  # type: ignore[attr-defined]
    assert {key: office[key] for key in office if key != "device"} == {
        "name": "Office",
        "state": "idle",
        "accepting": True,
        "default": True,
        "reasons": [],
        "message": "",
        "waiting": 0,
        "driver": "",
    }


def test_a_paused_queue_and_what_waits_in_it_are_seen(tmp_path: Path) -> None:
    answers = {ipp.CUPS_GET_PRINTERS: answer("cups-queues-one-paused")}
    lobby, office = queues(answers, tmp_path / "cups.sock")
    assert (office["state"], office["reasons"], office["waiting"]) == ("stopped", ["paused"], 1)
    assert lobby["state"] == "idle"


def test_no_queues_is_an_answer_and_no_problem(tmp_path: Path) -> None:
    answers = {ipp.CUPS_GET_PRINTERS: answer("cups-no-queues"), ipp.CUPS_GET_DEFAULT: answer("cups-no-default")}
    assert queues(answers, tmp_path / "cups.sock") == []


def test_printers_that_only_announce_themselves_are_there_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announced, "find", lambda _name: "")
    nothing = {ipp.CUPS_GET_PRINTERS: answer("cups-no-queues")}
    listed = (
        "Office network none ipps://Office._ipps._tcp.local/\nLobby permanent ipp://localhost/printers/Lobby ipp://x\n"
    )
    programs = PlayedPrograms(
        {
            ("lpstat", "-l", "-e"): Ran(0, listed, ""),
            ("ippfind", "-T", "2", "Office._ipps._tcp.local."): Ran(1, "", ""),
        }
    )
    with serving(Playback(nothing), tmp_path / "cups.sock") as address:
        here = Cups([address], programs)
        (office,) = here.queues()
        assert (office["name"], office["state"], office["accepting"]) == ("Office", "idle", True)
        assert here.jobs("Office") == []
        assert here.device("Office")["reachable"] is False


def test_the_persons_own_default_wins(tmp_path: Path, home: Path) -> None:
    (home / ".cups/lpoptions").write_text("Dest Office sides=one-sided\nDefault Lobby/draft sides=two-sided\n")
    assert [queue["default"] for queue in queues({}, tmp_path / "cups.sock")] == [True, False]


def test_a_default_that_is_no_longer_there_does_not_hide_the_computers_own(tmp_path: Path, home: Path) -> None:
    (home / ".cups/lpoptions").write_text("Default Attic\n")
    assert [queue["default"] for queue in queues({}, tmp_path / "cups.sock")] == [False, True]


def test_jobs_are_told_with_who_holds_them(tmp_path: Path) -> None:
    with serving(Playback(ALL_WELL), tmp_path / "cups.sock") as address:
        waiting, held = Cups([address], NO_PROGRAMS).jobs("Office")
    assert (waiting["id"], waiting["state"]) == (1, "waiting")
    assert (held["id"], held["state"], held["until"]) == (2, "held", "indefinite")
    assert waiting["mine"] is (person.name() == "root")


def jobs_of(name: str, socket: Path) -> list[dict[str, object]]:
    with serving(Playback({ipp.GET_JOBS: answer(name)}), socket) as address:
        return Cups([address], NO_PROGRAMS).jobs("Office")


def test_a_document_on_its_way_is_told_with_how_long_it_takes(tmp_path: Path) -> None:
    stuck, waiting = jobs_of("cups-jobs-stuck", tmp_path / "cups.sock")
    assert (stuck["state"], stuck["printing"], stuck["age"]) == ("printing", 7, 7)
    assert (waiting["state"], waiting["printing"], waiting["age"]) == ("waiting", 0, 7)


def test_a_document_is_called_by_its_name_to_who_sent_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for who, names in (("root", ["letter.pdf", ""]), ("ann", ["", ""])):
        monkeypatch.setattr(person, "name", lambda who=who: who)
        assert [job["name"] for job in jobs_of("cups-jobs-stuck", tmp_path / f"{who}.sock")] == names


def test_a_document_the_driver_failed_on_is_told_with_what_was_said(tmp_path: Path) -> None:
    (failed,) = jobs_of("cups-jobs-driver-failed", tmp_path / "cups.sock")
    assert (failed["state"], failed["reasons"]) == ("stopped", ["job-completed-with-errors"])
    assert failed["message"] == "the raster library is missing"


def test_a_queue_without_its_driver_says_so(tmp_path: Path) -> None:
    answers = {ipp.CUPS_GET_PRINTERS: answer("cups-queues-driver-missing")}
    _, office = queues(answers, tmp_path / "cups.sock")
    assert (office["reasons"], office["driver"]) == (["cups-missing-filter-warning"], "Lab Laser 1, driver 9.9")


def test_a_document_that_is_taken_out_is_known_to_be_kept(tmp_path: Path) -> None:
    server = Playback(ALL_WELL)
    with serving(server, tmp_path / "cups.sock") as address:
        assert Cups([address], NO_PROGRAMS).remove(7) == {"kept": True}
        Cups([address], NO_PROGRAMS).put_back(7)
    asked = [seen.operation for seen in server.seen]
    assert asked == [ipp.CANCEL_JOB, ipp.GET_JOB_ATTRIBUTES, ipp.RESTART_JOB]
    assert all(b"ipp://localhost/jobs/7" in seen.body for seen in server.seen)


def test_a_document_that_was_wiped_is_not_said_to_be_kept(tmp_path: Path) -> None:
    answers = {**ALL_WELL, ipp.GET_JOB_ATTRIBUTES: answer("cups-no-queues")}
    with serving(Playback(answers), tmp_path / "cups.sock") as address:
        assert Cups([address], NO_PROGRAMS).remove(7) == {"kept": False}


def test_an_action_goes_through_as_the_person_where_cups_asks_nobody(tmp_path: Path) -> None:
    server = Playback(ALL_WELL)
    with serving(server, tmp_path / "cups.sock") as address:
        Cups([address], NO_PROGRAMS).resume("Büro 2")
    (seen,) = server.seen
    assert (seen.operation, seen.authorization) == (ipp.RESUME_PRINTER, "")
    ((_, attributes),) = ipp.reply(seen.body).groups
    assert attributes["printer-uri"] == ["ipp://localhost/printers/B%C3%BCro%202"]
    assert attributes["requesting-user-name"] == [person.name()]


def test_cups_is_shown_who_asks_when_it_wants_to_know(tmp_path: Path) -> None:
    server = Playback(ALL_WELL, asks_who=True)
    with serving(server, tmp_path / "cups.sock") as address:
        Cups([address], NO_PROGRAMS).release(7)
    assert [seen.authorization for seen in server.seen] == ["", f"PeerCred {person.name()}"]
    assert b"ipp://localhost/jobs/7" in server.seen[-1].body


def test_a_person_without_the_right_is_told_so(tmp_path: Path) -> None:
    with serving(Playback(ALL_WELL, forbids=True), tmp_path / "cups.sock") as address:
        cups_here = Cups([address], NO_PROGRAMS)
        with pytest.raises(NotPermitted):
            cups_here.resume("Office")


def test_another_computers_cups_is_not_shown_a_name_it_cannot_check(tmp_path: Path) -> None:
    server = Playback(ALL_WELL, asks_who=True)
    with serving(server) as address, pytest.raises(NotPermitted):
        Cups([address], NO_PROGRAMS).resume("Office")
    assert len(server.seen) == 1


def test_a_queue_that_is_gone_is_not_taken_for_one_that_is_well(tmp_path: Path) -> None:
    with serving(Playback(ALL_WELL), tmp_path / "cups.sock") as address, pytest.raises(Unavailable):
        Cups([address], NO_PROGRAMS).device("Attic")


def test_a_print_system_that_hangs_up_once_is_asked_again(tmp_path: Path) -> None:
    with serving(HangingUp(ALL_WELL), tmp_path / "cups.sock") as address:
        assert [queue["name"] for queue in Cups([address], NO_PROGRAMS).queues()] == ["Lobby", "Office"]


def test_an_order_that_may_have_been_heard_is_not_given_twice(tmp_path: Path) -> None:
    server = HangingUp(ALL_WELL)
    with serving(server, tmp_path / "cups.sock") as address, pytest.raises(Unavailable):
        Cups([address], NO_PROGRAMS).resume("Office")
    assert [seen.operation for seen in server.seen] == [ipp.RESUME_PRINTER]


def test_where_no_socket_is_the_next_address_is_asked(tmp_path: Path) -> None:
    with serving(Playback(ALL_WELL)) as address:
        places = [wire.Address(path=str(tmp_path / "none")), address]
        assert len(Cups(places, NO_PROGRAMS).queues()) == 2
        assert Cups(places, NO_PROGRAMS).answers()
    assert not Cups(places, NO_PROGRAMS).answers()


@pytest.mark.parametrize(
    ("named", "address", "remote"),
    [
        ("/tmp/own.sock", wire.Address(path="/tmp/own.sock"), False),
        ("print.example.org:8631", wire.Address(host="print.example.org", port=8631), True),
        ("print.example.org/version=1.1", wire.Address(host="print.example.org"), True),
        ("localhost", wire.Address(host="localhost"), False),
    ],
)
def test_the_print_server_that_was_set_is_the_one_asked(
    named: str, address: wire.Address, remote: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", named)
    assert cups.addresses(["/run/cups/cups.sock"]) == [address]
    assert cups.is_remote([address]) is remote


def test_the_print_server_in_cups_own_file_is_honoured(tmp_path: Path) -> None:
    (tmp_path / "etc/client.conf").write_text("# comment\nServerName print.example.org\n")
    assert cups.addresses(["/run/cups/cups.sock"]) == [wire.Address(host="print.example.org")]


def test_a_new_default_is_the_persons_own(home: Path) -> None:
    def chosen() -> Ran:
        (home / ".cups/lpoptions").write_text("Default Office\n")
        return Ran(0, "", "")

    programs = PlayedPrograms({("lpoptions", "-d", "Office"): chosen})
    Cups([], programs).set_default("Office")
    assert cups.own_default() == "Office"


@pytest.mark.parametrize(
    ("ran", "problem"),
    [
        (Ran(1, "", "lpoptions: Unknown printer or class.\n"), Unavailable),
        (Ran(0, "", ""), NotPermitted),
    ],
    ids=["no such queue", "the choice was not kept"],
)
def test_a_default_that_did_not_take_is_not_called_done(ran: Ran, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        Cups([], PlayedPrograms({("lpoptions", "-d", "Office"): ran})).set_default("Office")


def test_a_password_in_a_printers_address_goes_nowhere() -> None:
    (printer,) = ipp.reply(answer("cups-everything")).of(ipp.PRINTER)
    printer["device-uri"] = ["smb://ann:hunter2@print.example.org/Office"]
    assert cups.queue_record(printer, "Office")["device"] == "smb://print.example.org/Office"

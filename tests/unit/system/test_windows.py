"""Printing on Windows, replayed: what PowerShell tells is read rightly, and orders go where they should.

None of this ever ran on Windows: see docs/platforms.md.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pytest

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.commands import Ran
from deskside.system.windows import printing, printing_library
from deskside.system.windows.printing import PLUGGED, QUESTION, Spooler

from .commands import NO_PROGRAMS, PlayedShell
from .servers import ANSWERS, Saying, serving

DONE = Ran(0, "", "")


def told(name: str) -> str:
    return (ANSWERS / f"windows-{name}.json").read_text(encoding="utf-8")


def spooler(text: str) -> Spooler:
    return Spooler(NO_PROGRAMS, PlayedShell({QUESTION: Ran(0, text, "")}))


def test_every_printer_is_told_with_where_it_is_and_what_ails_it() -> None:
    pdf, office, usb, attic, lobby, brother = spooler("\ufeff" + told("all")).queues()
    assert (pdf["device"], pdf["default"]) == ("PORTPROMPT:", False)
    assert (office["name"], office["state"], office["default"]) == ("Büro 2", "stopped", True)
    assert (office["device"], office["waiting"]) == ("socket://127.0.0.1:9100/", 2)
    assert (usb["state"], usb["set_offline"], usb["reasons"]) == ("idle", True, ["offline-report"])
    assert (attic["device"], attic["reasons"]) == (
        "lpd://127.0.0.1:515/",
        ["media-jam-error", "media-empty-error", "door-open-error", "toner-empty-error"],
    )
    assert (brother["device"], brother["reasons"]) == ("socket://127.0.0.1:5357/", ["driver-missing-error"])
    assert (office["driver"], office["reasons"]) == ("HP Universal Printing PCL 6", [])
    assert (lobby["device"], lobby["state"], lobby["reasons"]) == ("smb://srv/", "printing", [])


def test_one_printer_alone_is_told_too() -> None:
    (usb,) = spooler(told("one")).queues()
    assert (usb["name"], usb["default"], usb["set_offline"]) == ("HP LaserJet 1018", True, False)


def test_where_windows_lists_no_drivers_none_is_said_to_be_missing() -> None:
    *_, brother = spooler(told("all").replace('"drivers":[', '"drivers":null,"others":[')).queues()
    assert brother["reasons"] == []


def test_jobs_are_told_with_whose_they_are() -> None:
    here = spooler(told("all"))
    mine, held = here.jobs("Büro 2")
    assert (mine["id"], mine["state"], mine["age"], mine["mine"], mine["name"]) == (
        7,
        "waiting",
        42,
        True,
        "Letter.docx",
    )
    assert (held["state"], held["until"], held["mine"], held["name"]) == ("held", "indefinite", False, "")
    (stuck,) = here.jobs("HP LaserJet 1018")
    assert (stuck["state"], stuck["reasons"]) == ("stopped", ["error", "offline"])
    assert here.jobs("Lobby") == []


def test_what_is_in_the_way_of_others_is_told() -> None:
    printing, deleted, blocked = spooler(told("all")).jobs("Attic")
    assert (printing["state"], printing["printing"], printing["sheets"]) == ("printing", 200, 3)
    assert (deleted["state"], deleted["reasons"]) == ("stopped", ["deleting"])
    assert (blocked["state"], blocked["reasons"]) == ("stopped", ["error", "blocked"])


def test_those_who_ask_at_once_share_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_FRESH", 60.0)  # at once, on any machine
    shell = PlayedShell({QUESTION: Ran(0, told("all"), "")})
    here = Spooler(NO_PROGRAMS, shell)
    here.queues()
    here.jobs("Büro 2")
    assert shell.ran == [QUESTION]


def test_the_spooler_that_does_not_run_is_a_problem_and_not_an_empty_list() -> None:
    stopped = Ran(1, "", "HRESULT 0x800706ba,Get-Printer\r\n")
    with pytest.raises(Unavailable, match="0x800706ba"):
        Spooler(NO_PROGRAMS, PlayedShell({QUESTION: stopped})).queues()


@pytest.mark.parametrize("text", ["[]", "null", '{"printers":"x","jobs":3}'])
def test_an_answer_of_another_shape_does_no_harm(text: str) -> None:
    assert spooler(text).queues() == []


@pytest.mark.parametrize("text", ["", "nonsense"])
def test_an_answer_that_is_no_json_is_a_problem(text: str) -> None:
    with pytest.raises(Unavailable):
        spooler(text).queues()


@pytest.mark.parametrize(
    ("act", "method", "words"),
    [
        (lambda here: here.resume("Büro'; exit 0 #"), "Resume", {"DESKSIDE_QUEUE": "Büro'; exit 0 #"}),
        (lambda here: here.pause("Büro 2"), "Pause", {"DESKSIDE_QUEUE": "Büro 2"}),
        (lambda here: here.set_default("Büro 2"), "SetDefaultPrinter", {"DESKSIDE_QUEUE": "Büro 2"}),
        (lambda here: here.release(7), "Resume", {"DESKSIDE_JOB": "7"}),
        (lambda here: here.hold(7), "Pause", {"DESKSIDE_JOB": "7"}),
    ],
)
def test_a_name_reaches_windows_beside_the_script_and_never_in_it(
    act: Callable[[Spooler], None], method: str, words: dict[str, str]
) -> None:
    shell = PlayedShell({}, otherwise=DONE)
    act(Spooler(NO_PROGRAMS, shell))
    (script,) = shell.ran
    assert f"-MethodName {method};" in script
    assert shell.words == words
    assert not any(value in script for value in words.values() if len(value) > 1)


@pytest.mark.parametrize(
    ("ran", "problem"),
    [
        (Ran(5, "", ""), NotPermitted),
        (
            Ran(1, "", "HRESULT 0x80041003,Microsoft.Management.Infrastructure.CimCmdlets.InvokeCimMethodCommand"),
            NotPermitted,
        ),
        (Ran(44, "", ""), Unavailable),
    ],
    ids=["refused by the method", "refused by WMI", "no such printer"],
)
def test_a_fix_that_windows_refuses_is_told_as_what_it_is(ran: Ran, problem: type[CallProblem]) -> None:
    with pytest.raises(problem):
        Spooler(NO_PROGRAMS, PlayedShell({}, otherwise=ran)).resume("Büro 2")


def test_after_a_fix_windows_is_asked_anew() -> None:
    told_in_turn = iter([told("all"), told("all").replace('"PrinterState":1,', '"PrinterState":0,')])
    here = Spooler(NO_PROGRAMS, PlayedShell({QUESTION: lambda: Ran(0, next(told_in_turn), "")}, otherwise=DONE))
    assert here.queues()[1]["state"] == "stopped"
    here.resume("Büro 2")
    assert here.queues()[1]["state"] == "idle"


def test_the_printer_itself_is_asked_where_its_port_leads() -> None:
    with serving(Saying(b"")) as address:
        text = told("all").replace('"PortNumber":9100', f'"PortNumber":{address.port}')
        seen = spooler(text).device("Büro 2")
    assert (seen["reachable"], seen["networked"]) == (True, True)


LASER = r"USBPRINT\\HPLASERJET_1018\\7&2F4C2B3D&0&USB001"


@pytest.mark.parametrize(
    ("plugged", "reachable"),
    [
        (f'[{{"DeviceID":"{LASER}","Present":true}}]', True),
        (f'{{"DeviceID":"{LASER}","Present":null}}', True),
        (f'[{{"DeviceID":"{LASER}","Present":false}}]', False),
        ("[]", False),
        (f'[{{"DeviceID":"{LASER.replace("USB001", "USB002")}","Present":true}}]', None),
    ],
    ids=["there", "there, on an old Windows", "pulled out", "nothing plugged in", "another one plugged in"],
)
def test_a_printer_on_a_cable_is_on_when_windows_sees_it(plugged: str, reachable: bool | None) -> None:
    shell = PlayedShell({QUESTION: Ran(0, told("all"), ""), PLUGGED: Ran(0, f'{{"plugged":{plugged}}}', "")})
    seen = Spooler(NO_PROGRAMS, shell).device("HP LaserJet 1018")
    assert (seen["reachable"], seen["networked"]) == (reachable, False)


class Flags:
    """A ``Library`` that remembers."""

    def __init__(self, flags: int) -> None:
        self.flags = flags

    def attributes(self, queue: str) -> int:
        assert queue == "Büro 2"
        return self.flags

    def set_attributes(self, queue: str, attributes: int) -> None:
        assert queue == "Büro 2"
        self.flags = attributes


def test_use_printer_offline_is_switched_and_all_else_stays() -> None:
    flags = Flags(0x40 | 0x400 | 0x1000)
    here = Spooler(NO_PROGRAMS, PlayedShell({}), lambda: flags)
    here.set_online("Büro 2")
    assert flags.flags == 0x40 | 0x1000
    here.set_offline("Büro 2")
    assert flags.flags == 0x40 | 0x400 | 0x1000


def test_what_windows_tells_of_a_printer_is_laid_out_as_windows_does() -> None:
    """PRINTER_INFO_2W of 64 bits: thirteen pointers, then eight numbers."""
    assert printing_library._Printer.attributes.offset == 13 * ctypes.sizeof(ctypes.c_void_p)
    assert ctypes.sizeof(printing_library._Printer) == 13 * ctypes.sizeof(ctypes.c_void_p) + 8 * 4

"""Stand-ins: the same for the same, another for another, and what checks go by stays."""

from __future__ import annotations

import ipaddress
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.children.scenario import Says, Scenario, write_scenario
from deskside.diagnostics.redact import Known, Redactor
from deskside.diagnostics.standins import KINDS
from deskside.kit.hiding import Hiding, Named, kinds
from deskside.kit.hiding.in_words import KINDS as IN_WORDS
from deskside.kit.hiding.in_words import in_words
from deskside.kit.hiding.names import Names
from deskside.kit.hiding.network import Network
from deskside.kit.hiding.paths import ENDINGS, STANDARD, Paths

_LETTERS = st.characters(exclude_characters="/\\", exclude_categories=("Cs", "Cc"))
NAMES = st.text(_LETTERS, min_size=1, max_size=20).filter(lambda name: name not in (".", ".."))
FILES = st.tuples(NAMES.filter(lambda name: name.strip(".")), st.sampled_from(sorted(ENDINGS))).map(".".join)
V4 = st.ip_addresses(v=4).map(str)
NEAR = st.ip_addresses(network="10.7.0.0/16").map(str) | st.ip_addresses(network="10.7.7.0/24").map(str)
LABELS = st.from_regex(r"[a-z][a-z0-9]{2,9}", fullmatch=True)


def network() -> Network:
    names = Names()
    return Network(names, Paths(names, windows=False), lambda _value: False)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=5).map("/".join), unique=True, max_size=12))
def test_two_paths_never_become_one_and_keep_their_depth(paths: list[str]) -> None:
    hide = Paths(Names(), windows=False)
    shown = [hide.of(path) for path in paths]
    assert len(set(shown)) == len(paths)
    assert [hide.of(path) for path in paths] == shown
    assert [path.count("/") for path in shown] == [path.count("/") for path in paths]


@given(FILES)
def test_a_file_keeps_its_ending_and_nothing_else(name: str) -> None:
    shown = Paths(Names(), windows=False).of(name)
    assert re.fullmatch(r"\.?file-1(\.tar)?\.\w+", shown)
    assert shown.rpartition(".")[2] == name.rpartition(".")[2]
    assert shown.startswith(".") == name.startswith(".")


@given(st.lists(NAMES, min_size=2, max_size=4), FILES)
def test_what_lies_in_one_folder_still_does(folders: list[str], name: str) -> None:
    hide = Paths(Names(), windows=False)
    top = hide.of("/".join(folders), folder=True)
    assert hide.of("/".join([*folders, name])).startswith(f"{top}/")


@given(st.lists(V4, unique=True, max_size=30), st.integers(8, 30))
def test_two_addresses_never_become_one_and_none_is_anybodys(addresses: list[str], prefix: int) -> None:
    hide = network().addresses
    if addresses:
        hide.learn(addresses[0], prefix)
    shown = [ipaddress.ip_address(hide.of(one)) for one in addresses]
    assert len(set(shown)) == len(addresses)
    for was, now in zip(map(ipaddress.ip_address, addresses), shown, strict=True):
        assert was == now or not now.is_global


@given(st.lists(st.ip_addresses(v=6).map(str), unique=True, max_size=20))
def test_two_addresses_of_the_newer_kind_never_become_one(addresses: list[str]) -> None:
    hide = network().addresses
    assert len({hide.of(one) for one in addresses}) == len(addresses)


@given(NEAR, NEAR, st.integers(8, 30))
def test_what_lies_on_this_side_of_the_router_still_does(own: str, other: str, prefix: int) -> None:
    hide = network().addresses
    hide.learn(own, prefix)
    shown = ipaddress.ip_network(f"{hide.of(own)}/{prefix}", strict=False)
    if ipaddress.ip_address(other) in ipaddress.ip_network(f"{own}/{prefix}", strict=False):
        assert ipaddress.ip_address(hide.of(other)) in shown


@given(st.lists(LABELS, min_size=1, max_size=3).map(".".join), st.lists(LABELS, min_size=2, max_size=3).map(".".join))
def test_a_name_with_an_ending_that_is_searched_still_has_it(name: str, search: str) -> None:
    hide = network()
    ending = hide.host(search)
    assert hide.host(f"{name}.{search}") == f"{hide.host(name)}.{ending}"
    assert hide.host(f"{name}.{search}".upper()) == hide.host(f"{name}.{search}").upper()


@pytest.mark.parametrize(
    ("path", "windows", "shown"),
    [
        ("/home/ana/Downloads/My film.iso", False, "/home/person-1/Downloads/file-1.iso"),
        ("C:\\Users\\Ana Lee\\AppData\\Local\\x.log", True, "C:\\Users\\person-1\\AppData\\Local\\file-1.log"),
        ("/media/ana/ANA STICK", False, "/media/person-1/volume-1"),
        ("\\\\fs1\\Payroll\\2025.xlsx", True, "\\\\host-1\\folder-1\\file-1.xlsx"),
        (".thunderbird/k3.ana", False, ".thunderbird/file-1.x1"),
        ("backup.TAR.gz", False, "file-1.TAR.gz"),
    ],
)
def test_well_known_folders_and_drives_stay(path: str, windows: bool, shown: str) -> None:
    assert Paths(Names(), windows=windows).of(path) == shown


def test_every_language_has_its_folders() -> None:
    assert {"Downloads", "Téléchargements", "Descargas", "Papierkorb", "Corbeille", "Papelera"} <= STANDARD


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://pay.acme.de:8443/ana/slip.pdf?who=ana#top",
            "https://host-1.host-2.host-3:8443/page-1/page-2.pdf?page-3#page-4",
        ),
        ("http://ana:secret@acme.com/", "http://person-1:person-2@host-1.com/"),
        ("http://captive.apple.com/hotspot-detect.html", "http://captive.apple.com/hotspot-detect.html"),
        ("/login?next=payroll", "/page-1?page-2"),
    ],
)
def test_the_address_of_a_page_keeps_its_form(address: str, shown: str) -> None:
    assert network().page(address) == shown


@pytest.mark.parametrize(
    ("device", "shown"),
    [
        ("ipp://fs1.local:631/printers/Ana%20room", "ipp://host-1.local:631/printers/device-1"),
        ("usb://HP/LaserJet?serial=VN1", "usb://device-1/device-2?device-3"),
        ("dnssd://Ana%27s._ipp._tcp.local/?uuid=e3", "dnssd://device-1._ipp._tcp.local/?device-2"),
        ("cups-pdf:/", "cups-pdf:/"),
        ("PORTPROMPT:", "PORTPROMPT:"),
        ("WSD-1a2b", "device-1"),
    ],
)
def test_a_print_queue_leads_to_the_same_kind_of_place(device: str, shown: str) -> None:
    assert network().device(device) == shown


def test_a_value_has_one_stand_in_in_answers_arguments_and_texts() -> None:
    rows = (
        Says("printing.queues", gives=[{"name": "Ana's room", "state": "stopped", "message": "Ana's room: no paper"}]),
        Says("printing.jobs", {"queue": "Ana's room"}, gives=[], why="lost ANA'S ROOM and /home/ana/Plan.pdf"),
        Says("disk.largest", gives=[{"name": "Plan.pdf"}], after="printing.resume:Ana's room"),
    )
    hide = Hiding(Redactor((Known("person", "ana"),)), Named(), rows)
    queues, jobs, files = map(hide.row, rows)
    assert queues.gives == [{"name": "printer-1", "state": "stopped", "message": "printer-1: no paper"}]
    assert (jobs.arguments, jobs.why) == ({"queue": "printer-1"}, "lost printer-1 and /home/person-1/file-1.pdf")
    assert (files.gives, files.after) == ([{"name": "file-1.pdf"}], "printing.resume:printer-1")
    assert hide.counts() == {"printer": 1, "file": 1, "person": 1}


def test_what_the_troubleshooter_names_stays_and_a_file_that_has_a_word_of_it_does_not() -> None:
    named = Named(frozenset(("labels.example.org", "pagefile.sys")), frozenset(("Office", "size")))
    rows = (
        Says("printing.expected", gives=["Office", "Office 2"]),
        Says("disk.largest", gives=[{"name": "size"}, {"name": "Office"}, {"name": "pagefile.sys"}]),
        Says("reach.connect", {"host": "labels.example.org", "port": 9100}, gives={"address": "labels.example.com"}),
    )
    hide = Hiding(Redactor(), named, rows)
    printers, files, connected = map(hide.row, rows)
    assert printers.gives == ["Office", "printer-1"]
    assert files.gives == [{"name": "file-1"}, {"name": "file-2"}, {"name": "pagefile.sys"}]
    assert connected.arguments == {"host": "labels.example.org", "port": 9100}
    assert connected.gives == {"address": "host-1.example.com"}


@pytest.mark.parametrize(
    "text",
    [
        "[Errno 113] No route to host",
        "ENOSPC No space left on device",
        "Filter failed",
        "HTTP 403",
        "Connection refused",
    ],
)
def test_what_any_computer_says_stays_readable(text: str) -> None:
    row = Says("reach.fetch", problem="unavailable", why=text)
    assert Hiding(Redactor(), Named(), (row,)).row(row).why == text


def test_numbers_and_names_in_a_text_do_not_stay() -> None:
    text = "call 0171 555 123, or 10.7.7.3:9100: nothing answers Ze\u0301line (555-1234), room Ana_Lee's"
    rows = (Says("reach.connect", {"host": "10.7.7.3", "port": 9100}, problem="unavailable", why=text),)
    shown = Hiding(Redactor(), Named(), rows).row(rows[0])
    assert shown.arguments == {"host": "192.0.2.3", "port": 9100}
    assert "192.0.2.3:9100: nothing answers" in shown.why
    assert re.findall(r"555|1234|0171|lee|line|ana", shown.why, re.IGNORECASE) == []


def test_every_kind_that_can_be_hidden_has_words() -> None:
    ours = {value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)}
    house = set(KINDS)
    assert {*ours, *house, "address"} - {kinds.FIRST} <= IN_WORDS.keys()
    assert in_words({"file": 2, "person": 1}) == "Hidden: 2 names of files, 1 name of a person."


def test_what_was_answered_is_called_as_the_computer_calls_it() -> None:
    rows = (
        Says("printing.choices", gives=["Ana's room", "Hall"]),
        Says("reach.fetch", {"address": "https://pay.acme-corp.de/slip", "way": "direct"}, gives={"status": 200}),
        Says("network.expected", gives={"work_names": ["intranet"]}),
    )
    hide = Hiding(Redactor(), Named(frozenset(("www.example.org",))), rows)
    assert hide.answer("Ana's room", "printing.choices") == "printer-1"
    assert hide.answer("https://pay.acme-corp.de/slip") == "https://host-1.host-2.host-3/page-1"
    assert hide.answer("pay.acme-corp.de/slip") == "host-1.host-2.host-3/page-1"
    assert hide.answer("intranet") == "host-4"
    assert hide.answer("www.example.org") == "www.example.org"
    assert "Ana" not in hide.answer("the page of Ana Lee")


def test_letters_that_no_file_can_hold_stop_nothing() -> None:
    rows = (Says("disk.largest", gives=[{"name": "ana\udc80.iso"}], why="lost ana\udc80.iso \udc80"),)
    hide = Hiding(Redactor(), Named(), rows)
    assert "ana" not in write_scenario(Scenario(says=tuple(map(hide.row, rows))))

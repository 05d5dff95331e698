"""Facts: a short list, redacted; a source that fails or hangs costs its own rows and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil
import pytest

from deskside.diagnostics.facts import Source, collect_facts
from deskside.diagnostics.redact import Known, Redactor
from deskside.diagnostics.sources import deskside, printers, this_computer
from deskside.errors import Unavailable
from deskside.model.call import Answer, Call
from deskside.model.report import Fact, SettingRow
from deskside.model.troubleshooter import Json


def facts_of(*sources: Source, known: Iterable[Known] = ()) -> dict[tuple[str, str], Json]:
    return {(fact.group, fact.key): fact.value for fact in collect_facts(sources, Redactor(known))}


def fine() -> Iterator[Fact]:
    yield Fact("memory", "free", "Free memory", 7)


def test_a_source_that_fails_says_so_in_its_own_row_and_the_others_are_there() -> None:
    def broken() -> Iterator[Fact]:
        yield Fact("disks", "/", "Disk", 1)
        raise PermissionError("no")

    def refused() -> Iterator[Fact]:
        raise Unavailable("printing.queues", "no print system")

    facts = facts_of(
        Source("disks", "Disks", broken), Source("printers", "Printers", refused), Source("memory", "M", fine)
    )
    assert facts == {
        ("disks", "unread"): "could not be read (PermissionError)",
        ("printers", "unread"): "could not be read (printing.queues: no print system)",
        ("memory", "free"): 7,
    }


def test_a_source_that_hangs_is_left_behind_after_its_limit() -> None:
    released = threading.Event()

    def hangs() -> Iterator[Fact]:
        released.wait()
        yield Fact("disks", "/", "Disk", 1)

    try:
        facts = facts_of(Source("disks", "Disks", hangs, limit=0.05), Source("memory", "Memory", fine))
    finally:
        released.set()
    assert facts == {("disks", "unread"): "could not be read (took-too-long)", ("memory", "free"): 7}


def test_facts_come_in_the_order_of_their_sources() -> None:
    second = Source("b", "B", lambda: [Fact("b", "x", "X", 2)])
    assert [fact.group for fact in collect_facts((Source("memory", "M", fine), second), Redactor())] == ["memory", "b"]


def test_names_in_facts_are_hidden() -> None:
    def told() -> Iterator[Fact]:
        yield Fact("network", "eth0", "Network", {"ipv4": ["10.5.6.7", "127.0.0.1"], "up": True})
        yield Fact("computer", "host", "Name", "kolibri")
        yield Fact("deskside", "log", "Log", ["mail to r.winter@firm.example", "Frau Zobel rief an"])

    facts = facts_of(Source("all", "All", told), known=[Known("person", "Zobel")])
    assert facts["network", "eth0"] == {"ipv4": ["ip-1", "127.0.0.1"], "up": True}
    assert facts["computer", "host"] == "host-1"
    assert facts["deskside", "log"] == ["mail to email-1", "Frau person-1 rief an"]


def test_this_computer_tells_what_it_really_has() -> None:
    facts = facts_of(*this_computer())
    assert not [key for key in facts if key[1] == "unread"]
    assert facts["computer", "processors"] == psutil.cpu_count()
    total = facts["memory", "total_gib"]
    assert isinstance(total, float)
    assert total == pytest.approx(psutil.virtual_memory().total / 1024**3, abs=0.1)
    assert {group for group, _key in facts} >= {"computer", "system", "memory", "network"}


def test_no_hardware_address_and_no_serial_is_even_collected() -> None:
    text = repr([list(source.collect()) for source in this_computer()]).lower()
    for addresses in psutil.net_if_addrs().values():
        for address in addresses:
            if address.family == psutil.AF_LINK and address.address.strip("0:"):
                assert address.address.lower() not in text


def test_printers_are_asked_through_the_given_call_and_only_known_fields_are_kept() -> None:
    asked: list[Call] = []

    def ask(call: Call) -> Answer:
        asked.append(call)
        queue = {"name": "Office", "state": "stopped", "device": "ipp://prn9.firm.example/ipp", "jobs": ["secret.pdf"]}
        return Answer(gives=[queue])

    facts = facts_of(printers(ask))
    assert asked == [Call("printing.queues")]
    assert facts == {("printers", "Office"): {"name": "Office", "state": "stopped", "device": "ipp://host-1/ipp"}}


def test_a_print_system_that_does_not_answer_is_told_with_its_reason() -> None:
    facts = facts_of(printers(lambda call: Answer(problem="unavailable", why="no CUPS")))
    assert facts == {("printers", "unread"): "could not be read (printing.queues: no CUPS)"}


def test_our_own_facts_name_changed_settings_and_the_end_of_the_log(tmp_path: Path) -> None:
    log = tmp_path / "deskside.log"
    log.write_text("".join(f"line {number}\n" for number in range(5000)) + "from 10.1.1.1\n", encoding="utf-8")
    rows = [
        SettingRow("tickets.backend", "desk", "default", False),
        SettingRow("network.proxy", "http://u:pw1@px9:80", "IT", True),
    ]
    facts = facts_of(deskside("1.2.3", rows, log))
    assert facts["deskside", "version"] == "1.2.3"
    assert facts["deskside", "settings"] == {
        "network.proxy": {"value": "http://person-1:password-1@host-1:80", "origin": "IT"}
    }
    tail = facts["deskside", "log"]
    assert isinstance(tail, list)
    assert len(tail) == 60
    assert tail[-2:] == ["line 4999", "from ip-1"]


def test_a_missing_log_is_no_row(tmp_path: Path) -> None:
    assert ("deskside", "log") not in facts_of(deskside("1", (), tmp_path / "none.log"))

"""Facts: a short list, redacted; a source that fails or hangs costs its own rows and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from deskside.diagnostics.facts import Source, collect_facts
from deskside.diagnostics.redact import Known, Redactor
from deskside.errors import Unavailable
from deskside.model.report import Fact
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
        ("disks", "/"): 1,
        ("disks", "unread"): "could not be read (PermissionError)",
        ("printers", "unread"): "could not be read (printing.queues: no print system)",
        ("memory", "free"): 7,
    }


def test_a_source_that_hangs_is_left_behind_after_its_limit_and_what_it_had_told_is_kept() -> None:
    told, released = threading.Event(), threading.Event()

    def hangs() -> Iterator[Fact]:
        yield Fact("disks", "/", "Disk", 1)
        told.set()
        released.wait()
        yield Fact("disks", "/srv", "Disk", 1)

    def fine_then() -> Iterator[Fact]:
        assert told.wait(30)
        yield from fine()

    try:
        facts = facts_of(Source("memory", "Memory", fine_then, limit=30), Source("disks", "Disks", hangs, limit=0.2))
    finally:
        released.set()
    assert facts == {
        ("disks", "/"): 1,
        ("disks", "unread"): "could not be read (took-too-long)",
        ("memory", "free"): 7,
    }


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

"""Collects facts about this computer for a ticket: a short list that was decided on, never whole files.

Every source has a time limit and fails alone: what cannot be read becomes a
row that says so. All run at once, each in a thread of its own that is left
behind when it hangs (a dead network drive can hold a thread for minutes).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from msgspec import Struct

from deskside.diagnostics.evidence import redact_json
from deskside.diagnostics.redact import Redactor
from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.report import Fact, FactGroup


class Source(Struct, frozen=True):
    """One group of facts. ``collect`` may block and may raise; ``limit`` is in seconds."""

    group: str
    label: str
    collect: Callable[[], Iterable[Fact]]
    limit: float = 2.0
    says: str = ""
    """One plain sentence for the preview: what this is and why it helps."""


def groups_of(sources: Iterable[Source]) -> tuple[FactGroup, ...]:
    """What the preview and the contents page call each group, in the order of the sources."""
    return tuple(FactGroup(source.group, source.label, source.says) for source in sources)


class _Collection:
    """A source at work in its thread. What it told before it failed or its time was up is kept."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._facts: list[Fact] = []
        self._over = False
        self._why = "took-too-long"
        self._thread = threading.Thread(target=self._run, name=f"facts-{source.group}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def facts(self, begin: float) -> tuple[Fact, ...]:
        """All of it, when its time since ``begin`` is up at the latest."""
        self._thread.join(max(0.0, begin + self._source.limit - time.monotonic()))
        over, told = self._over, tuple(self._facts)  # in this order: it may tell its last between the two
        return told if over else (*told, unread(self._source.group, self._source.label, self._why))

    def _run(self) -> None:
        # whatever a source raises is told as "could not be read", with its reason for the agent
        try:
            self._facts.extend(self._source.collect())
            self._over = True
        except DesksideError as problem:
            self._why = str(problem)
        except Exception as problem:  # noqa: BLE001
            self._why = type(problem).__name__


def unread(group: str, label: str, why: str, key: str = "unread") -> Fact:
    """A row for what could not be read, instead of none."""
    return Fact(group, key, label, _("could not be read") + f" ({why})")


def collect_facts(sources: Iterable[Source], redactor: Redactor) -> tuple[Fact, ...]:
    """The facts of all sources, in their order, redacted."""
    collections = [_Collection(source) for source in sources]
    begin = time.monotonic()
    for collection in collections:
        collection.start()
    return tuple(
        Fact(fact.group, fact.key, fact.label, redact_json(fact.value, redactor, fact.key))
        for collection in collections
        for fact in collection.facts(begin)
    )

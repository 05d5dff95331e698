"""What may leave this computer: facts and evidence with everything private replaced, and the file made of them.

With ``veil``, the only module of this room that loads ``diagnostics``, which
the tray process puts off until somebody needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from deskside import __version__
from deskside.casework.agent_part import evidence_of
from deskside.casework.named import named_hosts
from deskside.casework.veil import Veil, places_of
from deskside.children import Children
from deskside.config import Settings, requester
from deskside.diagnostics.about import about_here
from deskside.diagnostics.agent_text import agent_text
from deskside.diagnostics.bundle import make_bundle, write_bundle
from deskside.diagnostics.bundle_reader import Bundle, read_bundle
from deskside.diagnostics.contents import plain_value
from deskside.diagnostics.evidence import redact_evidence
from deskside.diagnostics.facts import collect_facts, groups_of
from deskside.diagnostics.known import known_here
from deskside.diagnostics.numbering import numbering_secret
from deskside.diagnostics.redact import Known, Redacted, Redactor
from deskside.diagnostics.sources import sources_here
from deskside.model.case import Case
from deskside.model.parcel import Collected
from deskside.model.report import AboutHere, Fact, FactGroup
from deskside.model.troubleshooter import Json
from deskside.paths import Paths


class Privacy:
    """One redactor for the whole process, so that a value has the same stand-in wherever it is shown."""

    def __init__(self, settings: Settings, paths: Paths, new_children: Callable[[], Children]) -> None:
        self._settings, self._paths, self._new_children = settings, paths, new_children

    @cached_property
    def redactor(self) -> Redactor:
        return Redactor(self._known(), secret=numbering_secret(self._paths.data / "numbering"))

    def telling(self, case: Case | None) -> Privacy:
        """The same for what is told of ``case``: websites that the person named themselves are left open."""
        hosts = named_hosts(case)
        if not hosts:
            return self
        other = Privacy(self._settings, self._paths, self._new_children)
        other.redactor = self.redactor.leaving(hosts)
        return other

    def redact(self, text: str, known: Iterable[tuple[str, str]] = ()) -> Redacted:
        """``text`` with what is private replaced; ``known`` are further values, (kind, value)."""
        told = [Known(kind, value) for kind, value in known]
        return Redactor((*self._known(), *told)).redact(text) if told else self.redactor.redact(text)

    def _known(self) -> tuple[Known, ...]:
        """What this computer and the settings know of the person."""
        email = requester(self._settings)
        return (*known_here(), *((Known("email", email),) if email else ()))

    def evidence(self, evidence: dict[str, Json]) -> dict[str, Json]:
        """What a check has seen, with what is private replaced."""
        return redact_evidence(evidence, self.redactor)

    def veil(self, values: tuple[str, ...], texts: Iterable[str] = ()) -> Veil:
        """Hides these values as well, and what ``texts`` tell."""
        return Veil(self.redactor, values, texts)

    @staticmethod
    def places_of(value: str, texts: Iterable[str]) -> int:
        """In how many places of these texts a value stands openly."""
        return places_of(value, texts)

    def collect(self) -> Collected:
        """Facts about this computer, redacted. Takes up to a few seconds."""
        with (
            self._new_children() as children,
            sources_here(children, __version__, self._settings.rows(), self._paths.log) as sources,
        ):
            return Collected(collect_facts(sources, self.redactor), groups_of(sources))

    def about(self) -> AboutHere:
        """What an agent asks on the phone, for the person's own eyes."""
        with self._new_children() as children:
            return about_here(children)

    def facts(self) -> tuple[Fact, ...]:
        return self.collect().facts

    def write(self, path: Path, case: Case | None, agent: str) -> int:
        """Writes the bundle of everything; how many bytes."""
        data = self.bundle(self.collect(), evidence_of(case), agent, self.telling(case).veil(()))
        write_bundle(path, data)
        return len(data)

    @staticmethod
    def bundle(collected: Collected, evidence: dict[str, Json], agent: str, veil: Veil) -> bytes:
        """The file that goes with a ticket: facts, evidence, the agent's part."""
        return make_bundle(
            veil.facts(collected.facts), veil.json(dict(evidence)), agent, veil.redactor, groups=collected.groups
        )

    @staticmethod
    def opened(bundle: bytes) -> Bundle:
        """What a bundle of ours says."""
        return read_bundle(bundle)

    @staticmethod
    def of_group(bundle: Bundle, group: FactGroup) -> str:
        """All that a bundle says of one group: in plain words, then in full, as it stands there."""
        own = tuple(fact for fact in bundle.facts if fact.group == group.id)
        plain = "\n".join(f"  {fact.label}: {plain_value(fact.value)}" for fact in own)
        return f"{plain}\n\n{agent_text('', own, (group,))}" if own else ""

"""What may leave this computer: facts and evidence with everything private replaced, and the file made of them.

The only module of this room that loads ``diagnostics``, which the tray process
puts off until somebody needs it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from deskside import __version__
from deskside.children import Children
from deskside.config import Settings, requester
from deskside.diagnostics.bundle import make_bundle, write_bundle
from deskside.diagnostics.evidence import redact_evidence
from deskside.diagnostics.facts import collect_facts
from deskside.diagnostics.known import known_here
from deskside.diagnostics.redact import Known, Redacted, Redactor
from deskside.diagnostics.sources import deskside, printers, this_computer
from deskside.model.case import Case
from deskside.model.report import Fact
from deskside.model.troubleshooter import Json
from deskside.paths import Paths


class Privacy:
    """One redactor for the whole process, so that a value has the same stand-in wherever it is shown."""

    def __init__(self, settings: Settings, paths: Paths, new_children: Callable[[], Children]) -> None:
        self._settings, self._paths, self._new_children = settings, paths, new_children

    @cached_property
    def redactor(self) -> Redactor:
        return Redactor(self._known())

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

    def facts(self) -> tuple[Fact, ...]:
        """Facts about this computer, redacted. Takes up to a few seconds."""
        with self._new_children() as children:
            sources = (
                *this_computer(),
                printers(children.call),
                deskside(__version__, self._settings.rows(), self._paths.log),
            )
            return collect_facts(sources, self.redactor)

    def bundle(self, case: Case | None, agent: str) -> bytes:
        """The file that goes with a ticket: facts, evidence, the agent's part."""
        findings = case.findings if case is not None else ()
        evidence = {finding.cause: dict(finding.evidence) for finding in findings}
        return make_bundle(self.facts(), dict(evidence), agent, self.redactor)

    def write(self, path: Path, case: Case | None, agent: str) -> int:
        """Writes the bundle; how many bytes."""
        data = self.bundle(case, agent)
        write_bundle(path, data)
        return len(data)

    @staticmethod
    def readable(bundle: bytes) -> str:
        """Every word of a bundle, for the preview: file by file."""
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            parts = [f"== {name} ==\n{archive.read(name).decode('utf-8')}" for name in archive.namelist()]
        return "\n".join(parts)

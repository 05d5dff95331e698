"""The file that goes with a ticket: facts, evidence and the agent's part, redacted, and a page that says what is in it.

The same content gives the same bytes, so what was previewed can be compared
with what is sent.
"""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from deskside.diagnostics.agent_text import agent_text
from deskside.diagnostics.at_a_glance import at_a_glance
from deskside.diagnostics.bundle_form import AGENT, CONTENTS, EVIDENCE, FACTS, MADE_AGENT, MADE_JSON, SCHEMA
from deskside.diagnostics.contents import contents_page
from deskside.diagnostics.evidence import redact_evidence, redact_json
from deskside.diagnostics.fitting import fitting, plain_json, plain_text
from deskside.diagnostics.redact import Redactor
from deskside.errors import DiskFull, NotWritable, StorageProblem
from deskside.model.report import Fact, FactGroup
from deskside.model.troubleshooter import Json

_WHEN = (1980, 1, 1, 0, 0, 0)
_LONGEST_NAME = 300
_ROUNDS = 3
"""What is learned in the last part is hidden in the first one too: mostly the second round changes nothing."""


def make_bundle(
    facts: Iterable[Fact],
    evidence: dict[str, Json],
    agent: str,
    redactor: Redactor,
    groups: Iterable[FactGroup] = (),
) -> bytes:
    """The bytes of the zip file. Everything is redacted here, even if it was before.

    ``groups`` say in a sentence each what the facts of a group are; one without facts is not named.
    """
    all_facts, all_evidence = _fitted_facts(facts), _fitted_evidence(evidence)
    all_facts, all_evidence, agent = _redacted(all_facts, all_evidence, plain_text(agent)[:MADE_AGENT], redactor)
    own_groups = _groups_of(all_facts, groups)
    told = _json({"schema": SCHEMA, "groups": own_groups, "facts": all_facts})
    seen = _json({"schema": SCHEMA, "evidence": all_evidence})
    page = contents_page(all_facts, own_groups, all_evidence, f"{told.decode()}{seen.decode()}{agent}")
    first = "\n".join(part for part in (agent.rstrip(), at_a_glance(all_facts)) if part)
    summary = agent_text(first, all_facts, own_groups)
    return _zipped({CONTENTS: page.encode(), FACTS: told, EVIDENCE: seen, AGENT: summary.encode()})


def write_bundle(path: Path, data: bytes) -> None:
    """Writes the file so that only this person can read it; an old one is replaced only by a whole new one."""
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as problem:
        new.unlink(missing_ok=True)
        raise _storage_problem(path, problem) from problem


def _storage_problem(path: Path, problem: OSError) -> StorageProblem:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(str(path), str(problem))
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable(str(path), str(problem))
    return StorageProblem(str(path), str(problem))


def _fitted_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    plain = [Fact(f.group, _name(f.key), _name(f.label), plain_json(f.value)) for f in facts]
    values = fitting({str(number): fact.value for number, fact in enumerate(plain)}, MADE_JSON)
    return tuple(replace(fact, value=values[str(number)]) for number, fact in enumerate(plain))


def _fitted_evidence(evidence: dict[str, Json]) -> dict[str, Json]:
    return fitting({_name(name): plain_json(value) for name, value in evidence.items()}, MADE_JSON)


def _name(text: str) -> str:
    return plain_text(text[:_LONGEST_NAME])


def _redacted(
    facts: tuple[Fact, ...], evidence: dict[str, Json], agent: str, redactor: Redactor
) -> tuple[tuple[Fact, ...], dict[str, Json], str]:
    """All of it, looked at until nothing changes any more."""
    before: Any = None
    after = (facts, evidence, agent)
    for _round in range(_ROUNDS):
        if after == before:
            break
        before = after
        told, seen, text = before
        after = (
            tuple(_redacted_fact(fact, redactor) for fact in told),
            redact_evidence(seen, redactor),
            redactor.redact(text).text,
        )
    return after


def _redacted_fact(fact: Fact, redactor: Redactor) -> Fact:
    """A printer or a disk may be named after its owner, so its name is looked at too."""
    key, label = redactor.redact(fact.key).text, redactor.redact(fact.label).text
    return Fact(fact.group, key, label, redact_json(fact.value, redactor, fact.key))


def _groups_of(facts: tuple[Fact, ...], groups: Iterable[FactGroup]) -> tuple[FactGroup, ...]:
    """Those that have facts, as they were told; one that nobody told of goes by its id."""
    there = dict.fromkeys(fact.group for fact in facts)
    told = {group.id: group for group in groups if group.id in there}
    return tuple({**told, **{name: FactGroup(name, name, "") for name in there if name not in told}}.values())


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(info, data)
    return buffer.getvalue()

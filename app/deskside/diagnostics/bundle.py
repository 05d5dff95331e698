"""The file that goes with a ticket: facts, evidence and the agent's part, redacted, and a page that says what is in it.

The same content gives the same bytes, so what was previewed can be compared
with what is sent.
"""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from deskside.diagnostics.evidence import redact_evidence, redact_json
from deskside.diagnostics.redact import Redactor
from deskside.diagnostics.standins import stand_ins
from deskside.errors import DiskFull, NotWritable, StorageProblem
from deskside.language import _
from deskside.model.report import Fact
from deskside.model.troubleshooter import Json

_WHEN = (1980, 1, 1, 0, 0, 0)


def make_bundle(facts: Iterable[Fact], evidence: dict[str, Json], agent: str, redactor: Redactor) -> bytes:
    """The bytes of the zip file. Everything is redacted here, even if it was before."""
    own = tuple(Fact(f.group, f.key, f.label, redact_json(f.value, redactor, f.key)) for f in facts)
    parts = {
        "facts.json": _json(own),
        "evidence.json": _json(redact_evidence(evidence, redactor)),
        "agent.txt": redactor.redact(agent).text.encode(),
    }
    parts = {"contents.txt": _contents(own, b"".join(parts.values()).decode()).encode(), **parts}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(info, data)
    return buffer.getvalue()


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


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"


def _contents(facts: tuple[Fact, ...], text: str) -> str:
    """The page a person can read."""
    lines = [
        _("What is in this file"),
        "",
        _("facts.json: how this computer is doing."),
        _("evidence.json: what the checks have seen."),
        _("agent.txt: a summary for the help desk."),
        "",
        _("Names, addresses and passwords were replaced. The same name always has the same stand-in."),
    ]
    hidden = Counter(stand_in.partition("-")[0] for stand_in in {text[start:end] for start, end in stand_ins(text)})
    lines += [f"  {kind}: {count}" for kind, count in sorted(hidden.items())]
    for group in dict.fromkeys(fact.group for fact in facts):
        lines += ["", group]
        lines += [f"  {fact.label}: {_plain(fact.value)}" for fact in facts if fact.group == group]
    return "\n".join(lines) + "\n"


def _plain(value: Json) -> str:
    """A value in a line or two, for reading."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value) or "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "-" if value is None or value == "" else str(value)

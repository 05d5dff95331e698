"""A message as a file, to be carried where no network leads: made of what waits in the outbox, and taken in again.

The file holds what the person has agreed to send and nothing else: a text to
be read, the same for a machine, and the files that go along. Whoever takes it
in opens it as hostile input: it may come from anyone.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.casework.added import distinct, read_file
from deskside.diagnostics.archive import Most, Part, read_archive
from deskside.errors import BundleProblem, NeedsEdit
from deskside.language import _
from deskside.model.shapes import decode
from deskside.model.ticket import Draft, Priority
from deskside.storage import Keepsake
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import tidy

SCHEMA = 1
"""Only ever counted up; fields are only ever added."""
TEXT, JSON = "message.txt", "message.json"
MEGABYTE = 1 << 20
MOST = Most(file=64 * MEGABYTE, part=12 * MEGABYTE, all=64 * MEGABYTE)
_MOST_JSON = 2 * MEGABYTE
_WHEN = (1980, 1, 1, 0, 0, 0)
_REFERENCE = re.compile(r"DS-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}")


class _File(Struct, frozen=True):
    name: str
    media_type: str
    sha256: str


class _Message(Struct, frozen=True, kw_only=True):
    schema: int
    reference: str
    title: str
    story: str
    agent_part: str = ""
    requester: str = ""
    category: str = ""
    contact: str = ""
    stops: str = ""
    impact: str = ""
    priority: Priority = Priority.NORMAL
    device: str = ""
    cause: str = ""
    version: str = ""
    files: tuple[_File, ...] = ()


class Taken(Struct, frozen=True):
    """What a carried file says: a message, and the files that go with it."""

    draft: Draft
    files: tuple[Keepsake, ...]


def carried(draft: Draft, files: Iterable[Keepsake]) -> bytes:
    """The bytes of the file. The same message gives the same bytes."""
    own = _apart(files)
    told = {name: getattr(draft, name) for name in _Message.__struct_fields__ if name not in ("schema", "files")}
    listed = tuple(_File(one.name, one.media_type, hashlib.sha256(one.content).hexdigest()) for one in own)
    message = _Message(schema=SCHEMA, files=listed, **told)
    parts = [
        Part(TEXT, _page(draft, own).encode()),
        Part(JSON, msgspec.json.format(msgspec.json.encode(message), indent=1) + b"\n"),
        *(Part(one.name, one.content) for one in own),
    ]
    return _zipped(parts)


def taken_in(path: Path) -> Taken:
    """What is in the file. ``BundleProblem`` when it is none of ours, or not safe to open."""
    try:
        data = read_file(path, MOST.file)
    except NeedsEdit as problem:
        raise BundleProblem(str(problem), says=problem.words()) from problem
    parts = {part.name: part.content for part in read_archive(data, MOST)}
    if list(parts)[:2] != [TEXT, JSON] or len(parts[JSON]) > _MOST_JSON:
        raise BundleProblem(f"its parts are {list(parts)}", says=_("This packed file was not made by Deskside."))
    message = _read(parts[JSON])
    draft = tidy(Draft(**{name: getattr(message, name) for name in _Message.__struct_fields__ if name in _KEPT}))
    if not _REFERENCE.fullmatch(draft.reference) or not draft.title or not draft.story:
        raise BundleProblem(f"no message: {draft.reference!r}", says=_("This packed file was not made by Deskside."))
    return Taken(draft, tuple(_file(one, parts) for one in message.files))


_KEPT = frozenset(_Message.__struct_fields__) - {"schema", "files"}


def _read(content: bytes) -> _Message:
    try:
        message = decode(content, _Message)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise BundleProblem(f"{JSON}: {str(problem)[:200]}") from problem
    if not 1 <= message.schema <= SCHEMA:
        says = _("This file was made by a newer Deskside. Please update Deskside first.")
        raise BundleProblem(f"{JSON} has schema {message.schema}", says=says)
    return message


def _file(listed: _File, parts: dict[str, bytes]) -> Keepsake:
    """One that goes along, judged by its own bytes and never by what is said of them."""
    content = parts.get(listed.name)
    if content is None or listed.name in (TEXT, JSON) or hashlib.sha256(content).hexdigest() != listed.sha256:
        raise BundleProblem(f"{listed.name} is not what it was", says=_("This packed file is damaged."))
    try:
        return enclose(listed.name, content)
    except NeedsEdit as problem:
        raise BundleProblem(str(problem), says=problem.words()) from problem


def _apart(files: Iterable[Keepsake]) -> tuple[Keepsake, ...]:
    """Under names that are not those of the message itself."""
    ours = (Keepsake(TEXT, "text/plain", b""), Keepsake(JSON, "application/json", b""))
    return distinct((*ours, *files))[len(ours) :]


def _page(draft: Draft, files: Iterable[Keepsake]) -> str:
    """For whoever unpacks it by hand."""
    lines = [draft.title, "", _("Number: {reference}").format(reference=draft.reference)]
    if draft.requester:
        lines.append(_("From: {email}").format(email=draft.requester))
    if names := ", ".join(one.name for one in files):
        lines.append(_("Files: {names}").format(names=names))
    lines.append(_("If you enter it by hand, please write the number into it. Deskside then sends it no second time."))
    return "\n".join((*lines, "", draft.body, ""))


def _zipped(parts: Iterable[Part]) -> bytes:
    """What is packed already is only put in."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            info = zipfile.ZipInfo(part.name, _WHEN)
            packed = part.name.lower().endswith((".png", ".zip"))
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.external_attr, info.create_system = 0o600 << 16, 3
            archive.writestr(info, part.content)
    return buffer.getvalue()

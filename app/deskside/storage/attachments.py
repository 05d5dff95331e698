"""Copies of the files that go with a ticket: made, hashed and on the disk before the ticket may leave."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from msgspec import Struct

from deskside import errors
from deskside.model.ticket import Attachment
from deskside.storage.database import Database, sync_folder
from deskside.storage.trouble import is_full, is_lost, translated


class Keepsake(Struct, frozen=True):
    """A file as it is to go: the bytes that were shown, under a name."""

    name: str
    media_type: str
    content: bytes


def keep_attachments(db: Database, folder: Path, files: tuple[Keepsake, ...]) -> tuple[Attachment, ...]:
    """Copies ``files`` into ``folder``, which holds them and nothing else after it."""
    return db.patiently(lambda: _keep_safely(db, folder, files))


def _keep_safely(db: Database, folder: Path, files: tuple[Keepsake, ...]) -> tuple[Attachment, ...]:
    try:
        return _keep_all(folder, files)
    except OSError as problem:
        drop_attachments(folder)
        if db.is_far and is_lost(problem):
            raise errors.Away(str(folder), str(problem)) from problem
        if not is_full(problem) or not db.make_room():
            raise translated(problem, folder) from problem
    try:
        return _keep_all(folder, files)
    except OSError as problem:
        drop_attachments(folder)
        raise translated(problem, folder) from problem


def read_attachment(attachment: Attachment) -> bytes | None:
    """The bytes that were agreed to, or None when they are gone or are not those any more."""
    try:
        content = attachment.path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == attachment.sha256 else None


def folder_of_reply(folder: Path, reference: str, token: str) -> Path:
    """Where the files of one reply wait, beside those of its ticket."""
    return folder / f"{reference}-{token}"


def drop_attachments(folder: Path) -> None:
    """Forgets the copies: they were sent, or will not be."""
    shutil.rmtree(folder, ignore_errors=True)


def _keep_all(folder: Path, files: tuple[Keepsake, ...]) -> tuple[Attachment, ...]:
    drop_attachments(folder)
    if not files:
        return ()
    folder.mkdir(mode=0o700, parents=True)
    kept = tuple(_keep(folder / f"{number}", file) for number, file in enumerate(files, 1))
    sync_folder(folder)
    sync_folder(folder.parent)
    return kept


def _keep(path: Path, file: Keepsake) -> Attachment:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as copy:
        copy.write(file.content)
        copy.flush()
        os.fsync(copy.fileno())
    return Attachment(
        name=file.name,
        media_type=file.media_type,
        path=path,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
    )

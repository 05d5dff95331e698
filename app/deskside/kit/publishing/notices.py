"""Notices of known problems: put up for some rings or all of them, and taken down."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.catalogue.client.planning import is_name
from deskside.catalogue.notices import MAX_NOTICE, MOST, read_notice
from deskside.config.files import Unreadable, read_bytes
from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.draft import Draft
from deskside.model.catalogue import RELEASE, Ring, notice_path


class NoticeAdded(Struct, frozen=True):
    """The notice in ``file``, whose name is its id; one that is there is replaced."""

    file: Path
    rings: tuple[Ring, ...] = tuple(Ring)

    def draft(self, books: Books) -> Draft:
        notice = read_notice(self.file)
        if not is_name(notice.id):
            raise PublishingProblem(f"{notice.id} can't be the name of a file on every computer. Rename {self.file}.")
        try:
            content = read_bytes(self.file, MAX_NOTICE)
        except Unreadable as problem:
            raise PublishingProblem(f"{self.file} can't be read: {problem.why}") from problem
        draft = Draft(books)
        there = books.roles[RELEASE].signed.targets.get(notice_path(notice.id))
        if there is None or books.content(there) != content:
            draft.put(RELEASE, notice_path(notice.id), content)
        for ring in self.rings:
            listed = books.ring(ring)
            if notice.id not in listed.notices and len(listed.notices) >= MOST:
                raise PublishingProblem(f"Ring {ring} has {MOST} notices, which nobody reads. Take one down first.")
            notices = tuple(sorted({*listed.notices, notice.id}))
            draft.put_ring(ring, msgspec.structs.replace(listed, notices=notices))
        draft.says.append(
            f"{_rings(self.rings)}: {notice.id}, “{notice.title}”"
            if draft.changes
            else "It is up already. Nothing changes."
        )
        return draft


class NoticeRemoved(Struct, frozen=True):
    """Taken down in these rings; gone when no ring has it."""

    id: str
    rings: tuple[Ring, ...] = tuple(Ring)

    def draft(self, books: Books) -> Draft:
        having = [ring for ring in self.rings if self.id in books.ring(ring).notices]
        if not having:
            up = sorted({notice for ring in Ring for notice in books.ring(ring).notices})
            raise PublishingProblem(f"There is no notice {self.id} to take down. There is: {', '.join(up) or 'none'}.")
        draft = Draft(books)
        for ring in having:
            listed = books.ring(ring)
            left = tuple(notice for notice in listed.notices if notice != self.id)
            draft.put_ring(ring, msgspec.structs.replace(listed, notices=left))
        if not any(self.id in books.ring(ring).notices for ring in Ring if ring not in having):
            draft.drop(RELEASE, notice_path(self.id))
        draft.says.append(f"{_rings(having)}: {self.id} is taken down")
        return draft


def _rings(rings: Iterable[Ring]) -> str:
    names = [str(ring) for ring in rings]
    return "all rings" if len(names) == len(Ring) else f"ring {', '.join(names)}"

"""Where a change to the catalogue is carried out: alone, after what was left half done, wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from deskside.errors import PublishingProblem
from deskside.kit.publishing import journal
from deskside.kit.publishing.books import Books, open_books
from deskside.kit.publishing.disk import READ_BY_OWNER, READ_BY_OWNER_FOLDER, Disk
from deskside.kit.publishing.draft import Change, Draft
from deskside.kit.publishing.keys import ROOT_COPY, Keys, NewKey
from deskside.kit.publishing.lock import WAIT, only_one
from deskside.kit.publishing.memory import check_not_older, remember
from deskside.kit.publishing.press import Press

_FINISHED = "A command that was interrupted before has now done what it was to do."


def now_here() -> datetime:
    return datetime.now(UTC)


class Office:
    """One catalogue's folder, and the keys that whoever works here has."""

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        *,
        now: Callable[[], datetime] = now_here,
        disk: Disk | None = None,
        wait: float = WAIT,
    ) -> None:
        check_apart(folder, keys.folders)
        self.folder, self.keys = folder, keys
        self._now, self._disk, self._wait = now, disk or Disk(folder), wait

    def books(self) -> Books:
        """The catalogue as computers see it now."""
        return open_books(self.folder, self.keys.anchor())

    def change(self, change: Change, *, dry_run: bool = False) -> Draft:
        """Does it, and tells what it was. With ``dry_run`` nothing is written, and no passphrase asked for.

        PublishingProblem when it must not or cannot be; then nothing has changed.
        """
        if dry_run:
            return self._drafted(change)[0]
        if not self.folder.is_dir():
            raise PublishingProblem(f"There is no folder {self.folder}. `deskside catalogue init` makes a catalogue.")
        with only_one(self.folder, self._wait):
            finished = journal.finish(self._disk, self.folder)
            try:
                draft, press = self._drafted(change)
            except PublishingProblem as problem:
                if finished:
                    raise PublishingProblem(f"{_FINISHED}\n{problem.says}") from problem
                raise
            if finished:
                draft.says.insert(0, _FINISHED)
            if draft.changes:
                new = [self.keys.sealed(role, key) for role, key in draft.new_keys]
                files = press.files()
                write_keys(self._disk, new, self.keys.anchor())
                journal.change(self._disk, self.folder, files, press.outdated())
                remember(self._disk, self.books(), self.keys.folders)
        return draft

    def _drafted(self, change: Change) -> tuple[Draft, Press]:
        books = self.books()
        check_not_older(books, self.keys.folders)
        draft = change.draft(books)
        for _role, key in draft.new_keys:
            self.keys.expect(key)
        press = Press(draft, self.keys, self._now())
        press.check()
        return draft, press


def write_keys(disk: Disk, keys: Sequence[NewKey], root: bytes) -> None:
    """Each in its folder, with the root that whoever carries the folder away will need."""
    for key in keys:
        disk.make(key.file.parent, READ_BY_OWNER_FOLDER)
        disk.write(key.file, key.content, READ_BY_OWNER)
    for folder in sorted({key.file.parent for key in keys}):
        if not (folder / ROOT_COPY).exists():
            disk.write(folder / ROOT_COPY, root)
        disk.settle(folder)
        disk.settle(folder.parent)


def check_apart(folder: Path, keys: Sequence[Path]) -> None:
    """The web server gives out all that is in the catalogue's folder: no key may lie there."""
    catalogue = folder.resolve()
    for place in (one.resolve() for one in keys):
        if place == catalogue or catalogue in place.parents or place in catalogue.parents:
            raise PublishingProblem(
                f"The keys ({place}) and the catalogue ({catalogue}) must lie in folders apart: a web server gives out "
                "all that is in the catalogue's."
            )

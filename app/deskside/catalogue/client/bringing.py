"""Brings single files of the catalogue to where they belong: an archive at a time, and the notices of known problems.

One that is refused holds up no other. When the way breaks off, nothing more is tried in this look.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import shutil
import time
from pathlib import Path

from tuf.api.metadata import TargetFile

from deskside.catalogue.client.cleaning import make_folder, make_room
from deskside.catalogue.client.current import Current, folder_of
from deskside.catalogue.client.planning import Wanted, is_name
from deskside.catalogue.client.trusted import Trusted
from deskside.catalogue.client.unpacking import MOST_PACKED, unpack
from deskside.catalogue.notices import MAX_NOTICE, read_notice
from deskside.config.files import Unreadable, read_bytes
from deskside.errors import CatalogueProblem, ManifestProblem
from deskside.language import _
from deskside.model.arrived import Refusal
from deskside.model.catalogue import notice_path

WHOLE_LOOK = 8 * 60.0
"""Seconds. What is not here by then is fetched the next time."""

_log = logging.getLogger(__name__)


class Bringing:
    """What one look fetches. ``refused`` grows with each thing that was not taken."""

    def __init__(self, place: Path, trusted: Trusted, here: Current) -> None:
        self._place, self._trusted, self._here = place, trusted, here
        self._until = time.monotonic() + WHOLE_LOOK
        self._broken_off = ""
        self.refused: list[Refusal] = []

    def archive(self, wanted: Wanted) -> str | None:
        """The title of the troubleshooter that is in its place now; None when it was refused."""
        try:
            return self._put(wanted)
        except CatalogueProblem as problem:
            self._refuse(wanted.archive.id, problem)
        except OSError as problem:
            if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO):
                raise  # no other would fare better
            says = _("It could not be put in its place on this computer. Deskside tries again later.")
            self._refuse(wanted.archive.id, CatalogueProblem(f"{type(problem).__name__}: {problem}", says=says))
        return None

    def notices(self, ids: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """The name of a folder with just these notices, and their ids. Of one that was refused the old words stay."""
        coming = self._place / "incoming" / "notices.new"  # no id has a dot
        make_room(coming)
        coming.mkdir(parents=True, mode=0o700)
        there = tuple(id_ for id_ in sorted(ids) if self._notice(id_, coming / f"{id_}.toml"))
        if not there:
            return "", ()
        known = "".join(f"{id_} {_sha256(coming / f'{id_}.toml')}\n" for id_ in there)
        name = hashlib.sha256(known.encode()).hexdigest()[:16]
        to = self._place / "notices" / name
        if not all(_sha256(to / f"{id_}.toml") == _sha256(coming / f"{id_}.toml") for id_ in there):
            make_folder(to.parent)
            make_room(to)  # somebody changed it
            coming.rename(to)
        return name, there

    def _refuse(self, what: str, problem: CatalogueProblem) -> None:
        _log.warning("catalogue, %s: %s", what, problem.why)
        self.refused.append(Refusal(what, problem.says, problem.why))
        if not problem.reached:
            self._broken_off = self._broken_off or problem.why

    def _check_way(self) -> None:
        why = self._broken_off
        if time.monotonic() > self._until:
            why = f"more than {WHOLE_LOOK:g} seconds have gone"
        if why:
            raise CatalogueProblem(f"not tried: {why}", says=_("It could not come now. Deskside tries again later."))

    def _signed(self, path: str) -> TargetFile:
        target = self._trusted.look_up(path)
        if target is None:
            says = _("Nobody who may publish it has signed it.")
            raise CatalogueProblem(f"{path} is signed by nobody who may", says=says)
        return target

    def _put(self, wanted: Wanted) -> str:
        self._check_way()
        archive = wanted.archive
        target = self._signed(archive.path)
        if target.hashes.get("sha256") != wanted.sha256:
            why = f"{archive.path}: the ring has sha256 {wanted.sha256}, its team signed {target.hashes.get('sha256')}"
            raise CatalogueProblem(why, says=_("Those who signed it do not agree on what it is."))
        coming = self._place / "incoming" / archive.id
        make_room(coming)
        coming.mkdir(parents=True, mode=0o700)
        packed = self._trusted.fetch(target, coming / "archive.zip", MOST_PACKED)
        title = unpack(packed, archive, coming / "unpacked").title
        to = folder_of(self._place, archive.id, wanted.installed)
        make_folder(to.parent)
        make_room(to)  # put there by a look that was ended, or damaged since
        (coming / "unpacked").rename(to)
        return title

    def _notice(self, id: str, to: Path) -> bool:  # noqa: A002 - it is the id
        """Whether the notice is at ``to`` now."""
        old = self._place / "notices" / self._here.notices / to.name if self._here.notices else None
        try:
            if not is_name(id):
                raise CatalogueProblem(f"{id[:100]!r} is no name for a file everywhere", says=_not_shown())
            target = self._signed(notice_path(id))
            if old is not None and _sha256(old) == target.hashes.get("sha256"):
                shutil.copyfile(old, to)
                return True
            self._check_way()
            self._trusted.fetch(target, to, MAX_NOTICE)
            read_notice(to)
            return True
        except ManifestProblem as problem:
            why = f"{notice_path(id)}: {problem.says} (line {problem.line})"
            self._refuse(f"notices/{id}", CatalogueProblem(why, says=_not_shown()))
        except CatalogueProblem as problem:
            self._refuse(f"notices/{id}", problem)
        to.unlink(missing_ok=True)
        if old is not None and old.is_file():
            shutil.copyfile(old, to)
            return True
        return False


def _not_shown() -> str:
    return _("This version of Deskside can't show it.")


def _sha256(file: Path) -> str:
    """ "" where it can't be read."""
    try:
        return hashlib.sha256(read_bytes(file, MAX_NOTICE, links=False)).hexdigest()
    except Unreadable:
        return ""

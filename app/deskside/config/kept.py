"""Whether only IT can change what counts as IT's word.

A policy sends everyone's tickets, and the sign-in with them, where it likes. So what stands in a file counts only
where nobody but its keepers could have written it: the file, every folder on the way to it and every link in between
belong to them, and neither a group nor everyone may write there. sudo, ssh and cron ask the same of their files
(docs/decisions/0019-whose-policy.md).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from deskside.config.keys import Key
from deskside.errors import SettingProblem
from deskside.language import _
from deskside.system import platform

_MOST_LINKS = 40
_GROUPS_OF_ADMINISTRATORS = {"macos": (0, 80)}
"""macOS lets the groups wheel and admin write in places of its own; whoever is in them can become root anyway."""


class DoesNotCount(SettingProblem):
    """A file of settings that does nothing; ``do`` is what puts it right, a command where there is one."""

    def __init__(self, says: str, *, file: str, do: str, key: str = "") -> None:
        super().__init__(says, file=file, key=key)
        self.do = do


def changed_by_others(path: Path, keepers: frozenset[int]) -> Path | None:
    """The first thing on the way to ``path`` that somebody else can change; None when nothing is.

    What is not there, or may not be looked at, is nobody's: whoever reads it says so.
    """
    if os.name != "posix":
        from deskside.system.windows import file_rights  # here and below: other systems need not pay

        return file_rights.changed_by_others(path)
    try:
        return next((Path(place) for place, about in _way(path) if not _is_kept(about, keepers)), None)
    except (OSError, ValueError):
        return None


def _way(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Each folder, link and file that is gone through from the top, with what is known of it.

    Plain texts: a start looks at every file of IT's.
    """
    at, rest, links = "/", _parts(str(path.absolute())), 0
    yield at, os.lstat(at)
    while rest:
        name = rest.pop()
        if name == "..":  # where ``at`` is never a link, this is the folder around it
            at = at.rpartition("/")[0] or "/"
            continue
        place = f"{at.rstrip('/')}/{name}"
        about = os.lstat(place)
        yield place, about
        if not stat.S_ISLNK(about.st_mode):
            at = place
            continue
        if (links := links + 1) > _MOST_LINKS:
            raise OSError(f"{path}: links in a circle")
        target = os.readlink(place)  # noqa: PTH115
        rest += _parts(target)
        at = "/" if target.startswith("/") else at


def _parts(path: str) -> list[str]:
    """The names in it, the last one first."""
    return [name for name in reversed(path.split("/")) if name not in ("", ".")]


def _is_kept(about: os.stat_result, keepers: frozenset[int]) -> bool:
    """In a folder with the sticky bit, what is the keepers' can neither be renamed nor taken away by others."""
    if about.st_uid not in keepers:
        return False
    if stat.S_ISLNK(about.st_mode) or (stat.S_ISDIR(about.st_mode) and about.st_mode & stat.S_ISVTX):
        return True
    by_group = about.st_mode & stat.S_IWGRP
    if by_group and about.st_gid in _GROUPS_OF_ADMINISTRATORS.get(platform.current(), ()):
        by_group = 0
    return not (by_group or about.st_mode & stat.S_IWOTH)


def not_kept(file: Path, place: Path) -> DoesNotCount:
    """The words for a file whose settings don't count, since others can change ``place`` on the way to it."""
    if place == file:
        says = _("Others than IT can change this file, so its settings don't count.")
    else:
        says = _("Others than IT can change {place}, so the settings of this file don't count.").format(place=place)
    return DoesNotCount(says, file=str(file), do=put_right(place))


def put_right(place: Path) -> str:
    """The command that makes it IT's alone again."""
    if os.name != "posix":
        from deskside.system.windows import file_rights

        return file_rights.put_right(place)
    import shlex  # here: most have nothing to put right

    name = shlex.quote(str(place))
    return f"chown -h root: {name}" if os.path.islink(place) else f"chown root: {name} && chmod go-w {name}"  # noqa: PTH114 - never raises


def leads_to_others(key: Key, value: str, source: str, keepers: frozenset[int]) -> DoesNotCount | None:
    """What is wrong where IT's setting names a file, such as whose troubleshooters to trust, that others can change."""
    place = changed_by_others(Path(value), keepers) if value and keepers else None
    if place is None:
        return None
    says = _("Others than IT can change {place}, which {key} relies on.").format(place=place, key=key.name)
    return DoesNotCount(says, file=source, key=key.name, do=put_right(place))

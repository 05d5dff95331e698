"""Taking away what lies in a folder and nothing else: no link is followed, no other disk entered, the folder stays.

Each folder is opened from the one above it and held while it is emptied, so
that nobody can put a link in its place meanwhile. Windows opens no folder that
way; there each path is looked at again right before it is used.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TypeAlias

from deskside.errors import CallProblem, NotPermitted
from deskside.system.disk_walk import stands_for_another

Wanted: TypeAlias = Callable[[str, os.stat_result], bool]
"""Whether a file may go; asked with its path below the folder and what the system tells of it."""

_HELD = os.open in os.supports_dir_fd and os.unlink in os.supports_dir_fd and os.scandir in os.supports_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_DEEPEST = 200


def everything(_path: str, _told: os.stat_result) -> bool:
    return True


class Cleared:
    """What became of it: how many files and folders are gone, and how many the system did not let go."""

    def __init__(self) -> None:
        self.gone = 0
        self.refused = 0
        self.why = ""
        self.permission = True
        """Whether it was only for lack of rights."""

    def refuse(self, problem: OSError) -> None:
        self.refused += 1
        self.permission = self.permission and isinstance(problem, PermissionError)
        self.why = self.why or str(problem)


def clear(tops: Iterable[tuple[str, Wanted]], *, leave: Collection[str] = ()) -> Cleared:
    """Empties each of these folders of what is wanted; ``leave`` are whole paths that are not touched.

    Raises ``NotPermitted`` or ``CallProblem`` when there was something and none of it could be taken away.
    """
    cleared = Cleared()
    for top, wanted in tops:
        try:
            (_Held if _HELD else _ByPath)(wanted, leave, cleared).begin(top)
        except FileNotFoundError:
            continue
        except OSError as problem:
            cleared.refuse(problem)
    if cleared.refused and not cleared.gone:
        raise (NotPermitted if cleared.permission else CallProblem)("disk", cleared.why)
    return cleared


class _Held:
    """Where a folder can be held open."""

    def __init__(self, wanted: Wanted, leave: Collection[str], cleared: Cleared) -> None:
        self._wanted, self._leave, self._cleared = wanted, leave, cleared

    def begin(self, top: str) -> None:
        handle = os.open(top, _FOLDER)
        try:
            self._empty(handle, top, "", _DEEPEST)
        finally:
            os.close(handle)

    def _empty(self, handle: int, place: str, below: str, deeper: int) -> None:
        with os.scandir(handle) as entries:
            names = [entry.name for entry in entries]
        for name in names:
            path = f"{below}/{name}" if below else name
            if f"{place}/{name}" in self._leave:
                continue
            try:
                told = os.stat(name, dir_fd=handle, follow_symlinks=False)
                if stat.S_ISDIR(told.st_mode):
                    self._folder(handle, name, f"{place}/{name}", path, deeper)
                elif _can_go(told) and self._wanted(path, told):
                    os.unlink(name, dir_fd=handle)
                    self._cleared.gone += 1
            except FileNotFoundError:
                continue
            except OSError as problem:
                self._cleared.refuse(problem)

    def _folder(self, above: int, name: str, place: str, path: str, deeper: int) -> None:
        handle = os.open(name, _FOLDER, dir_fd=above)
        try:
            told = os.fstat(handle)
            if told.st_dev != os.fstat(above).st_dev or not deeper:
                return
            _let_change(handle, told)
            self._empty(handle, place, path, deeper - 1)
            with os.scandir(handle) as rest:
                empty = next(rest, None) is None
        finally:
            os.close(handle)
        if empty and self._wanted(path, told):
            os.rmdir(name, dir_fd=above)
            self._cleared.gone += 1


def _let_change(handle: int, told: os.stat_result) -> None:
    """So that what is in a folder can go: some programs write-protect theirs, and leave no other way."""
    if told.st_uid == os.geteuid() and told.st_mode & 0o700 != 0o700:
        os.fchmod(handle, stat.S_IMODE(told.st_mode) | 0o700)


class _ByPath:
    """Where it cannot: a junction or link is never entered, as each folder is looked at right before."""

    def __init__(self, wanted: Wanted, leave: Collection[str], cleared: Cleared) -> None:
        self._wanted, self._leave, self._cleared = wanted, leave, cleared

    def begin(self, top: str) -> None:
        if not stands_for_another(os.lstat(top)):
            self._empty(top, "", _DEEPEST)

    def _empty(self, place: str, below: str, deeper: int) -> None:
        with os.scandir(place) as entries:
            found = [(entry.path, entry.name) for entry in entries]
        for whole, name in found:
            path = f"{below}/{name}" if below else name
            if whole in self._leave:
                continue
            try:
                self._one(whole, path, deeper)
            except FileNotFoundError:
                continue
            except OSError as problem:
                self._cleared.refuse(problem)

    def _one(self, whole: str, path: str, deeper: int) -> None:
        told = os.lstat(whole)
        if stands_for_another(told):
            return
        if stat.S_ISDIR(told.st_mode):
            if deeper:
                self._empty(whole, path, deeper - 1)
            with os.scandir(whole) as rest:
                empty = next(rest, None) is None
            if empty and self._wanted(path, told):
                Path(whole).rmdir()
                self._cleared.gone += 1
        elif self._wanted(path, told):
            Path(whole).unlink()
            self._cleared.gone += 1


def _can_go(told: os.stat_result) -> bool:
    """A socket or pipe may be in use although no one has it open by name."""
    return stat.S_ISREG(told.st_mode) or stat.S_ISLNK(told.st_mode)

"""What the settings said of language when the tray last started, so that its icon need not wait for all of them.

It is believed only while every file that settings come from is the one that
was read then, and only until the settings themselves were read, which is as
soon as the icon can be seen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from deskside import __version__
from deskside.paths import Paths
from deskside.system import platform

_MOST_BYTES = 16 * 1024


class LastTime:
    """A note in the cache folder: a line for each file, and then the language that the settings name, if any."""

    def __init__(self, paths: Paths) -> None:
        self._note = paths.cache / "last-start"
        self._mark = "".join(_marks(paths))

    def language(self) -> str | None:
        """What ``interface.language`` was; None when that must be read again, as when the person wants no icon."""
        try:
            with self._note.open("rb") as file:
                said = file.read(_MOST_BYTES).decode()
        except (OSError, ValueError):
            return None
        name = said.removeprefix(self._mark)
        return name if name != said and _is_language(name) else None

    def keep(self, name: str) -> None:
        """For the next start. A note that can't be kept only makes that one a little slower."""
        if self._mark and _is_language(name) and self.language() != name:
            with suppress(OSError):
                self._note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._note.write_text(self._mark + name, "utf-8")

    def forget(self) -> None:
        """The next start reads the settings first."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)


def _marks(paths: Paths) -> Iterator[str]:
    """A line for each file; nothing on Windows and macOS, where IT's word comes from more than files."""
    if platform.current() != "linux":
        return
    yield f"{__version__}\n"
    folders = (paths.it, paths.it / "policy.d") if paths.it else ()
    for place in (paths.settings, *paths.defaults, *paths.policy, *folders):
        yield f"{place}\t{_look(place)}\n"


def _look(place: Path) -> str:
    """What changes with what is in it, with who may write it, and with its being there."""
    try:
        about = os.stat(place)  # noqa: PTH116 - a Path is slower, and this is the start
    except OSError as problem:
        return str(problem.errno)
    parts = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_mode)
    return " ".join(str(part) for part in parts)


def _is_language(name: str) -> bool:
    return name.replace("_", "").isalnum() or not name

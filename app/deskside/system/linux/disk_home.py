"""Where this person's own folders are on Linux: home, downloads, and what programs keep, by the XDG rules."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

_LINE = re.compile(r'^\s*XDG_DOWNLOAD_DIR="(\$HOME)?([^"]*)"', re.MULTILINE)


class Home:
    """``owner`` is whose files count as the person's."""

    def __init__(self, environ: Mapping[str, str], owner: int | None = None) -> None:
        self.folder = os.path.realpath(environ.get("HOME") or os.path.expanduser("~"))  # noqa: PTH111
        self.owner = os.geteuid() if owner is None else owner
        self._environ = environ

    @property
    def caches(self) -> str:
        """By the XDG rules all that lies here can go. A setting that names another kind of folder is not believed."""
        told = self._environ.get("XDG_CACHE_HOME", "")
        named = os.path.basename(told.rstrip("/"))  # noqa: PTH119
        if os.path.isabs(told) and "cache" in named.lower():  # noqa: PTH117
            return os.path.normpath(told)
        return f"{self.folder}/.cache"

    @property
    def settings(self) -> str:
        return self._absolute("XDG_CONFIG_HOME") or f"{self.folder}/.config"

    @property
    def data(self) -> str:
        return self._absolute("XDG_DATA_HOME") or f"{self.folder}/.local/share"

    @property
    def downloads(self) -> str:
        """The folder as the desktop names it, in the person's language."""
        try:
            told = _LINE.findall(Path(self.settings, "user-dirs.dirs").read_text(encoding="utf-8", errors="replace"))
        except OSError:
            told = []
        for home, path in reversed(told):
            whole = os.path.normpath(f"{self.folder}/{path}" if home else path)
            if os.path.isabs(whole) and whole != self.folder:  # noqa: PTH117
                return whole
        return f"{self.folder}/Downloads"

    @property
    def ours(self) -> str:
        """Deskside's own folder, which it never clears; "" where it uses the usual ones."""
        told = self._environ.get("DESKSIDE_HOME", "")
        return os.path.realpath(told) if told else ""

    def _absolute(self, name: str) -> str:
        told = self._environ.get(name, "")
        return os.path.normpath(told) if os.path.isabs(told) else ""  # noqa: PTH117

"""Opening something for the person on Windows: in their browser, in Explorer, in the Settings window."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.opening import Opening
from deskside.system.opening_rules import folder as folder_below
from deskside.system.opening_rules import page
from deskside.system.windows.folders import Folders, WindowsFolders

_PAGES = {
    "network": "ms-settings:network-status",
    "printers": "ms-settings:printers",
    "storage": "ms-settings:storagesense",
    "proxy": "ms-settings:network-proxy",
}
"""Microsoft's "Launch the Windows Settings app"."""
_TRASH = "shell:RecycleBinFolder"


class WindowsOpening(Opening):
    """``start`` is os.startfile: what to open, and the verb."""

    def __init__(self, start: Callable[[str, str], None], folders: Folders) -> None:
        self._start, self._folders = start, folders

    def link(self, address: str) -> None:
        self._open(page(address), "open")

    def folder(self, folder: str) -> None:
        """A folder's own verb is used: "open" would run a program that bears the folder's name."""
        if folder == "trash":
            self._open(_TRASH, "open")
            return
        home = self._folders.home()
        own = {"home": home, "downloads": self._folders.downloads()}.get(folder)
        self._open(own or folder_below(home, folder), "explore")

    def settings(self, page: str) -> None:
        if page not in _PAGES:
            raise Unavailable("open", f"no page of the settings is called {page!r}")
        self._open(_PAGES[page], "open")

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        return True

    def _open(self, what: str, verb: str) -> None:
        try:
            self._start(what, verb)
        except OSError as problem:
            raise CallProblem("open", str(problem)) from problem


def of(run: Run) -> Opening:  # noqa: ARG001 - no program is run for it
    start: Any = getattr(os, "startfile")  # noqa: B009 - only Windows has it
    return WindowsOpening(start, WindowsFolders())

"""Opening something for the person on a Mac: in their browser, in the Finder, in System Settings."""

from __future__ import annotations

import os
import platform as python_platform
from collections.abc import Mapping
from pathlib import Path

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.opening import Opening
from deskside.system.opening_rules import folder as folder_below
from deskside.system.opening_rules import page

_OPEN = "/usr/bin/open"
_START = "x-apple.systempreferences:"
_PAGES = {
    "network": "com.apple.Network-Settings.extension",
    "printers": "com.apple.Print-Scan-Settings.extension",
    "storage": "com.apple.settings.Storage",
    "proxy": "com.apple.Network-Settings.extension?Proxies",
}
_PAGES_BEFORE_13 = {
    "network": "com.apple.preference.network",
    "printers": "com.apple.preference.printfax",
    "proxy": "com.apple.preference.network?Proxies",
}
"""System Preferences, as it was called until macOS 12; it had no page about room."""


class MacOpening(Opening):
    def __init__(self, run: Run, environ: Mapping[str, str], version: str) -> None:
        self._run = run
        self._home = environ.get("HOME") or str(Path.home())
        self._pages = _PAGES if _number(version) >= 13 else _PAGES_BEFORE_13

    def link(self, address: str) -> None:
        self._open(page(address))

    def folder(self, folder: str) -> None:
        """A folder that a troubleshooter names is only shown in the one above it: opening it may start a program."""
        own = {"home": "", "downloads": "Downloads", "trash": ".Trash"}.get(folder)
        if own is not None:
            self._open(str(Path(self._home, own)))
        else:
            self._open("-R", folder_below(self._home, folder))

    def settings(self, page: str) -> None:
        if page not in self._pages:
            raise Unavailable("open", f"no page of the settings is called {page!r}")
        self._open(_START + self._pages[page])

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        return True

    def _open(self, *what: str) -> None:
        ran = self._run([_OPEN, *what], 8.0)
        if ran.code != 0:
            raise CallProblem("open", f"open ended with {ran.code}: {ran.err.strip()[:200]}")


def _number(version: str) -> int:
    """The first number; a version nobody knows is a new one."""
    first = version.partition(".")[0]
    return int(first) if first.isdigit() else 99


def of(run: Run) -> Opening:
    return MacOpening(run, os.environ, python_platform.mac_ver()[0])

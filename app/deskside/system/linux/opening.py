"""Opening something for the person on Linux: in their browser, their file manager, their desktop's settings.

The desktop is asked to do it, by its session bus; or the person's own systemd
starts the program. Nothing is started below us: it would end when we do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.linux.disk_home import Home
from deskside.system.opening import Opening
from deskside.system.opening_rules import folder as folder_below
from deskside.system.opening_rules import page

_LIMIT = 4.0
_TRASH = "trash:///"
_PROGRAMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "network": (
        ("gnome-control-center", "network"),
        ("systemsettings", "kcm_networkmanagement"),
        ("cinnamon-settings", "network"),
        ("nm-connection-editor",),
    ),
    "printers": (
        ("gnome-control-center", "printers"),
        ("systemsettings", "kcm_printer_manager"),
        ("system-config-printer",),
    ),
    "storage": (("baobab",), ("filelight",), ("gnome-disks",)),
    "proxy": (("gnome-control-center", "network"), ("systemsettings", "kcm_proxy"), ("mate-network-properties",)),
}
"""Programs of the desktops that show such a page; the first that fits the desktop and is there."""
_DESKTOPS = {"systemsettings": "KDE", "gnome-control-center": "GNOME", "cinnamon-settings": "X-CINNAMON"}
"""Programs that belong to one desktop, and are of no use on another."""


class LinuxOpening(Opening):
    def __init__(self, run: Run, environ: Mapping[str, str], find: Callable[[str], str | None] = shutil.which) -> None:
        self._run, self._environ, self._find = run, environ, find

    def link(self, address: str) -> None:
        """By the desktop's portal, which also reaches out of a closed package."""
        wanted = page(address)
        portal = _call("portal.Desktop", "portal/desktop", "portal.OpenURI.OpenURI", "''", f"'{wanted}'", "{}")
        self._first(portal, self._started("xdg-open", wanted))

    def folder(self, folder: str) -> None:
        """The downloads lie where the person put them, which may be another disk."""
        home = Home(self._environ)
        top, below = (
            (home.downloads, "") if folder == "downloads" else (home.folder, "" if folder == "home" else folder)
        )
        where = _TRASH if folder == "trash" else Path(folder_below(top, below)).as_uri()
        shown = _call("FileManager1", "FileManager1", "FileManager1.ShowFolders", f"['{where}']", "''")
        self._first(shown, self._started("xdg-open", where))

    def settings(self, page: str) -> None:
        if page not in _PROGRAMS:
            raise Unavailable("open", f"no page of the settings is called {page!r}")
        desktop = self._environ.get("XDG_CURRENT_DESKTOP", "").upper()
        fit = [one for one in _PROGRAMS[page] if _DESKTOPS.get(one[0], desktop) in desktop and self._find(one[0])]
        if not fit:
            raise Unavailable("open", f"no program here shows the {page} settings")
        self._first(self._started(*fit[0]))

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        return True

    def _started(self, *argv: str) -> list[str]:
        """A program started by the person's own systemd, whose child it stays."""
        return ["systemd-run", "--user", "--quiet", "--collect", "--", *argv]

    def _first(self, *ways: Sequence[str]) -> None:
        """The first way that works."""
        whys = []
        for argv in ways:
            try:
                ran = self._run(argv, _LIMIT)
            except CallProblem as problem:
                whys.append(f"{argv[0]}: {problem.why}")
                continue
            if ran.code == 0:
                return
            whys.append(f"{argv[0]} ended with {ran.code}: {ran.err.strip()[:200]}")
        raise Unavailable("open", "; ".join(whys))


def _call(name: str, place: str, method: str, *arguments: str) -> list[str]:
    """A call over the session bus, by GLib's own program. Arguments are in its text form, and hold no quotes."""
    return [
        "gdbus",
        "call",
        "--session",
        "--timeout=3",
        f"--dest=org.freedesktop.{name}",
        f"--object-path=/org/freedesktop/{place}",
        f"--method=org.freedesktop.{method}",
        *arguments,
    ]


def of(run: Run) -> Opening:
    return LinuxOpening(run, os.environ)

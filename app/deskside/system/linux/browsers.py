"""Where browsers keep their profiles on Linux: as packages, snaps and Flatpaks."""

from __future__ import annotations

import os
from pathlib import Path

from deskside.system.browsers import Browsers
from deskside.system.browsers_chromium import Chromium
from deskside.system.browsers_firefox import Firefox
from deskside.system.browsers_person import PersonsBrowsers
from deskside.system.commands import Run

_FAR = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "afs", "9p"}
_NAMES = ("chrom", "edge", "msedge", "brave")


def of(run: Run) -> Browsers:  # noqa: ARG001 - one shape for every room
    return PersonsBrowsers(lambda: installed(Path.home(), Path("/proc")))


def installed(home: Path, proc: Path) -> list[Firefox | Chromium]:
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    foxes = {
        "Firefox": (home / ".mozilla/firefox", config / "mozilla/firefox"),
        "Firefox (Snap)": (home / "snap/firefox/common/.mozilla/firefox",),
        "Firefox (Flatpak)": (home / ".var/app/org.mozilla.firefox/.mozilla/firefox",),
    }
    kin = {
        "Chrome": config / "google-chrome",
        "Chromium": config / "chromium",
        "Edge": config / "microsoft-edge",
        "Brave": config / "BraveSoftware/Brave-Browser",
        "Chromium (Snap)": home / "snap/chromium/common/chromium",
        "Chrome (Flatpak)": home / ".var/app/com.google.Chrome/config/google-chrome",
    }
    far = _is_far(home, proc)
    found: list[Firefox | Chromium] = []
    for name, roots in foxes.items():
        found += [Firefox(name, root) for root in roots if (root / "profiles.ini").is_file()][:1]
    found += [
        Chromium(name, root, lambda number: _is_browser(number, proc), far=far)
        for name, root in kin.items()
        if root.is_dir()
    ]
    return found


def _is_browser(number: int, proc: Path) -> bool:
    """Chromium itself asks the same: is there such a process, and is it one of mine?"""
    try:
        return any(name in (proc / str(number) / "comm").read_text("utf-8", "replace").lower() for name in _NAMES)
    except OSError:
        return False


def _is_far(home: Path, proc: Path) -> bool:
    """Whether the home folder lies on another computer."""
    try:
        rows = [line.split() for line in (proc / "self/mounts").read_text("utf-8", "replace").splitlines()]
    except OSError:
        return False
    best = max((row for row in rows if home.is_relative_to(row[1])), key=lambda row: len(row[1]), default=None)
    return best is not None and best[2] in _FAR

"""Where browsers keep their profiles on Windows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from deskside.system.browsers import Browsers
from deskside.system.browsers_chromium import Chromium
from deskside.system.browsers_firefox import Firefox
from deskside.system.browsers_person import PersonsBrowsers
from deskside.system.commands import Run

_KIN = {
    "Chrome": "Google/Chrome/User Data",
    "Chromium": "Chromium/User Data",
    "Edge": "Microsoft/Edge/User Data",
    "Brave": "BraveSoftware/Brave-Browser/User Data",
}


def of(run: Run) -> Browsers:  # noqa: ARG001 - one shape for every room
    return PersonsBrowsers(lambda: installed(os.environ))


def installed(environ: Mapping[str, str]) -> list[Firefox | Chromium]:
    found: list[Firefox | Chromium] = []
    roaming, local = environ.get("APPDATA"), environ.get("LOCALAPPDATA")
    if roaming and (Path(roaming) / "Mozilla/Firefox/profiles.ini").is_file():
        found.append(Firefox("Firefox", Path(roaming) / "Mozilla/Firefox"))
    for name, folder in _KIN.items():
        if local and (Path(local) / folder).is_dir():
            found.append(Chromium(name, Path(local) / folder, _is_none))
    return found


def _is_none(number: int) -> bool:  # noqa: ARG001 - a lock on Windows is an open file and names no process
    return False

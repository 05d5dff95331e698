"""Where browsers keep their profiles on macOS."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from deskside.errors import CallProblem
from deskside.system.browsers import Browsers
from deskside.system.browsers_chromium import Chromium
from deskside.system.browsers_firefox import Firefox
from deskside.system.browsers_person import PersonsBrowsers
from deskside.system.commands import Run

_KIN = {
    "Chrome": "Google/Chrome",
    "Chromium": "Chromium",
    "Edge": "Microsoft Edge",
    "Brave": "BraveSoftware/Brave-Browser",
}


def of(run: Run) -> Browsers:
    return PersonsBrowsers(lambda: installed(Path.home(), run))


def installed(home: Path, run: Run) -> list[Firefox | Chromium]:
    support = home / "Library/Application Support"
    found: list[Firefox | Chromium] = []
    if (support / "Firefox/profiles.ini").is_file():
        found.append(Firefox("Firefox", support / "Firefox"))
    for name, folder in _KIN.items():
        if (support / folder).is_dir():
            found.append(Chromium(name, support / folder, partial(_is_browser, name, run)))
    return found


def _is_browser(name: str, run: Run, number: int) -> bool:
    try:
        told = run(["/bin/ps", "-p", str(number), "-o", "comm="], 3.0)
    except CallProblem:
        return False
    return told.code == 0 and name.lower() in told.out.lower()

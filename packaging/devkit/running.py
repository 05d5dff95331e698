"""``dev run``: the app, or what of it this place can show."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from devkit.basics import PYTHON, TOP, quietly, say
from devkit.setting_up import set_up


def screen_problem() -> str:
    """Why no window can be shown here; "" when one can."""
    linux = sys.platform.startswith("linux")
    if linux and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return "There is no screen here."
    tried = quietly([PYTHON, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"])
    if tried.returncode == 0:
        return ""
    said = tried.stderr.strip().splitlines()
    return f"No window can be shown here{': ' + said[0] if said else ''}."


def run(options: argparse.Namespace) -> int:
    """The app, or what of it this place can show, with the person's things in ``.trial``."""
    set_up()
    home = os.environ.get("DESKSIDE_HOME") or str(TOP / ".trial")
    deskside = [str(PYTHON), "-m", "deskside"]

    def foreground(*arguments: str) -> int:
        command, env = [*deskside, *arguments], {**os.environ, "DESKSIDE_HOME": home}
        if os.name == "posix":
            os.execve(command[0], command, env)  # so that signals reach the app itself
        return subprocess.call(command, env=env)

    if options.arguments:
        return foreground(*options.arguments)
    problem = screen_problem()
    if not problem:
        say("Deskside starts; look for its icon in the tray. Ctrl+C ends it.")
        return foreground()
    if sys.stdin.isatty() and sys.stdout.isatty():
        say(f"{problem} The same steps follow here in the terminal.")
        return foreground("run", "printer")
    say(f"{problem} There is no one to ask either. This is what can be found out about printing:")
    found = quietly([*deskside, "run", "printer", "--json"], seconds=120, env={"DESKSIDE_HOME": home})
    say((found.stdout or found.stderr).strip())
    return 0 if found.stdout else found.returncode

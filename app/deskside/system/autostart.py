"""Whether Deskside starts when this person signs in: their own entry, beside the one an installer may have made.

Linux: XDG autostart. Windows: the person's Run key. macOS: a launch agent.
Sources: the Desktop Application Autostart Specification 0.5, Microsoft's "Run
and RunOnce Registry Keys", launchd.plist(5).
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from deskside.errors import NotWritable, Unavailable
from deskside.paths import AT_SIGN_IN
from deskside.system import platform

_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_AGENT = "org.deskside.tray"


def set_autostart(on: bool, command: Sequence[str]) -> None:
    """Makes or takes away the person's entry that runs ``command``. ``NotWritable`` when that is not possible."""
    system = platform.current()
    command = (*command, AT_SIGN_IN)
    try:
        if system == "linux":
            _xdg(_config(), on, command)
        elif system == "macos":
            _agent(Path.home() / "Library" / "LaunchAgents", on, command)
        elif system == "windows":
            _run_key(on, command)
        else:
            raise Unavailable("autostart", f"not known on {system}")
    except OSError as problem:
        raise NotWritable(str(problem.filename or ""), str(problem)) from problem


def is_taken_away() -> bool:
    """Whether the person's own entry takes away what an installer made for everyone."""
    return platform.current() == "linux" and _hidden(_config() / "autostart" / "deskside.desktop")


def _config() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _hidden(entry: Path) -> bool:
    try:
        return "Hidden=true" in entry.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False


def _xdg(config: Path, on: bool, command: Sequence[str]) -> None:
    """``Hidden`` takes away what an installer may have put under /etc/xdg for everyone."""
    folder = config / "autostart"
    folder.mkdir(parents=True, exist_ok=True)
    entry = ["[Desktop Entry]", "Type=Application", "Name=Deskside"]
    entry += [f"Exec={shlex.join(command)}"] if on else ["Hidden=true"]
    _replace(folder / "deskside.desktop", ("\n".join(entry) + "\n").encode())


def _agent(folder: Path, on: bool, command: Sequence[str]) -> None:
    path = folder / f"{_AGENT}.plist"
    if not on:
        path.unlink(missing_ok=True)
        return
    import plistlib  # here: only macOS has such a file

    folder.mkdir(parents=True, exist_ok=True)
    told = {"Label": _AGENT, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Interactive"}
    _replace(path, plistlib.dumps(told))


def _run_key(on: bool, command: Sequence[str]) -> None:
    import subprocess
    import winreg  # only Windows has it

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:  # type: ignore[attr-defined,unused-ignore]
        if on:
            line = subprocess.list2cmdline(command)
            winreg.SetValueEx(key, "Deskside", 0, winreg.REG_SZ, line)  # type: ignore[attr-defined,unused-ignore]
            return
        try:
            winreg.DeleteValue(key, "Deskside")  # type: ignore[attr-defined,unused-ignore]
        except FileNotFoundError:
            return


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    new.replace(path)

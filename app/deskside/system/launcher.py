"""Deskside among the person's programs, so that it is found again where there is no tray.

Linux only: there a package may have brought an entry, and a checkout or a
wheel has none. Where there is one for everyone, none is written; our own is
kept up to date. Sources: the Desktop Entry Specification 1.5 and the XDG Base
Directory Specification 0.8.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from deskside.errors import NotWritable
from deskside.language import _
from deskside.system import platform

ENTRY = Path("applications/deskside.desktop")


def show_in_menu(command: Sequence[str], resources: Path) -> None:
    """Adds an entry that opens the window with ``command``. A trial with a home of its own adds none."""
    if platform.current() != "linux" or "DESKSIDE_HOME" in os.environ:
        return
    own = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / ENTRY
    everyones = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    text = _entry(command, resources / "deskside.svg")
    try:
        if any((Path(folder) / ENTRY).exists() for folder in everyones if folder):
            return
        if own.exists() and own.read_bytes() == text.encode():
            return
        own.parent.mkdir(parents=True, exist_ok=True)
        new = own.with_name(own.name + ".new")
        new.write_bytes(text.encode())
        new.replace(own)
    except OSError as problem:
        raise NotWritable(str(own), str(problem)) from problem


def _entry(command: Sequence[str], icon: Path) -> str:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Deskside",
        f"Comment={_('Deskside helps when something on this computer does not work.')}",
        f"Exec={' '.join(quoted(word) for word in (*command, 'open'))}",
        f"TryExec={_escaped(command[0])}",
        f"Icon={_escaped(str(icon))}",
        "Categories=Utility;",
        "StartupNotify=false",
        "StartupWMClass=deskside",
    )
    return "\n".join(lines) + "\n"


def quoted(word: str) -> str:
    """One word of ``Exec``: quoted by that key's own rules, and then escaped as every value is."""
    word = word.replace("%", "%%")
    if any(letter in word for letter in " \t\n\"'\\><~|&;$*?#()`"):
        for letter in '\\"`$':
            word = word.replace(letter, "\\" + letter)
        word = f'"{word}"'
    return _escaped(word)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")

"""What can be cleared on Windows without loss: caches of programs, crash reports, and forgotten temporary files.

Only what nobody touched for a day goes from a cache, so that a program that runs
loses nothing it works with; Windows itself lets go of no file that is held open.
For temporary files the rule is that of Windows' own Disk Cleanup: untouched for
seven days; what looks like a document stays all the same.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from deskside.system.disk_caches import Place
from deskside.system.disk_clear import Wanted
from deskside.system.windows.folders import Folders

DAY = 86_400.0
_FORGOTTEN = 7 * DAY

_BROWSERS = {
    r"Google\Chrome\User Data": "Chrome",
    r"Microsoft\Edge\User Data": "Edge",
    r"BraveSoftware\Brave-Browser\User Data": "Brave",
    r"Vivaldi\User Data": "Vivaldi",
    r"Chromium\User Data": "Chromium",
    r"Packages\MSTeams_8wekyb3d8bbwe\LocalCache\Microsoft\MSTeams\EBWebView": "Teams",
    r"Microsoft\Olk\EBWebView": "Outlook",
}
"""Of programs that are a browser inside: a folder for each profile."""
_GECKO = {r"Mozilla\Firefox\Profiles": "Firefox", r"Thunderbird\Profiles": "Thunderbird"}
_PARTS = ("Cache", "Code Cache", "GPUCache", "CachedData", r"Service Worker\CacheStorage")
_ROAMING = {r"Microsoft\Teams": "Teams", "Code": "Visual Studio Code", "Slack": "Slack", "discord": "Discord"}
_OTHERS = {
    r"Microsoft\Windows\INetCache\IE": ("internet", "Windows"),
    r"Microsoft\Windows\INetCache\Low\IE": ("internet", "Windows"),
    "CrashDumps": ("crashes", "Windows"),
    r"Microsoft\Windows\WER\ReportArchive": ("crashes", "Windows"),
    "D3DSCache": ("graphics", "Windows"),
    r"NVIDIA\DXCache": ("graphics", "Windows"),
    r"npm-cache\_cacache": ("npm", "npm"),
    r"pip\cache": ("pip", "pip"),
    r"Spotify\Data": ("spotify", "Spotify"),
}
"""Never INetCache as a whole: Outlook keeps there what somebody opened from a message and may have written in."""
_DOCUMENTS = (
    *(".doc", ".docx", ".docm", ".xls", ".xlsx", ".xlsm", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".pdf", ".rtf"),
    *(".txt", ".md", ".csv", ".eml", ".msg", ".pst", ".jpg", ".jpeg", ".png", ".heic", ".mp3", ".mp4", ".zip"),
    *(".asd", ".wbk", ".xlk", ".kdbx", ".one", ".vsdx"),
)
"""Office's own safety copies (.asd, .wbk) are among them."""
_NEVER = ("_mei", "deskside")
"""Folders in Temp from which a program may be running for weeks, ours among them."""


def places(folders: Folders, temporary: str, ours: str) -> list[Place]:
    """``temporary`` is the person's Temp folder; ``ours`` Deskside's own, "" for the usual one."""
    untouched = _untouched(time.time(), DAY)
    leave = frozenset({ours} if ours else ())
    found = [Place(id_, name, folder, untouched, leave=leave) for id_, name, folder in _programs(folders)]
    if temporary:
        found.append(Place("temporary", "", temporary, _forgotten(time.time()), leave=leave))
    return found


def _programs(folders: Folders) -> Iterator[tuple[str, str, str]]:
    local, roaming = folders.local(), folders.roaming()
    for path, name in _BROWSERS.items():
        for profile in _folders(Path(local, path)):
            for part in _PARTS:
                yield f"browser/{name}", name, str(profile / part)
    for path, name in _GECKO.items():
        for profile in _folders(Path(local, path)):
            yield f"browser/{name}", name, str(profile / "cache2")
    for path, name in _ROAMING.items():
        for part in _PARTS:
            yield f"program/{name}", name, str(Path(roaming, path, part))
    for path, (id_, name) in _OTHERS.items():
        yield id_, name, str(Path(local, path))


def _untouched(now: float, age: float) -> Wanted:
    def wanted(_path: str, told: os.stat_result) -> bool:
        return _touched(told) < now - age

    return wanted


def _forgotten(now: float) -> Wanted:
    def wanted(path: str, told: os.stat_result) -> bool:
        name = path.casefold()
        return _touched(told) < now - _FORGOTTEN and not name.startswith(_NEVER) and not name.endswith(_DOCUMENTS)

    return wanted


def _touched(told: os.stat_result) -> float:
    """When it was last written, made or read. That somebody looked into a folder says nothing: we did."""
    read = 0.0 if stat.S_ISDIR(told.st_mode) else told.st_atime
    return max(told.st_mtime, told.st_ctime, read)


def _folders(top: Path) -> list[Path]:
    try:
        with os.scandir(top) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []

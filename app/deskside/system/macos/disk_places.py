"""What can be cleared on a Mac without loss: caches of programs, and temporary files that were forgotten.

By Apple's own rule a program must live with ~/Library/Caches gone; still only
what nobody touched for a day goes, and what belongs to macOS itself stays. For
temporary files the rule is macOS' own too: untouched for three days; what looks
like a document stays all the same.
"""

from __future__ import annotations

import os
import stat
import time

from deskside.system.disk_caches import NO_CACHE, Place, is_folder, no_work
from deskside.system.disk_clear import Wanted

DAY = 86_400.0
_FORGOTTEN = 3 * DAY

_NAMES = {
    "google": "Chrome",
    "firefox": "Firefox",
    "mozilla": "Firefox",
    "microsoft edge": "Edge",
    "bravesoftware": "Brave",
    "thunderbird": "Thunderbird",
    "com.spotify.client": "Spotify",
    "com.microsoft.teams2": "Teams",
    "com.microsoft.vscode.shipit": "Visual Studio Code",
    "com.tinyspeck.slackmacgap": "Slack",
    "us.zoom.xos": "Zoom",
    "homebrew": "Homebrew",
    "pip": "pip",
}
_APPLES_OWN_TO_CLEAR = ("com.apple.safari",)
_LEFT_OUT = ("com.apple.", "cloudkit", "familycircle", "geoservices", "passkit", "deskside", "org.deskside")
"""macOS' own, which it looks after itself, and ours."""
_BROWSERS = {
    "Google/Chrome": "Chrome",
    "Microsoft Edge": "Edge",
    "BraveSoftware/Brave-Browser": "Brave",
    "Slack": "Slack",
    "Code": "Visual Studio Code",
}
_PARTS = ("Code Cache", "GPUCache", "CachedData", "Service Worker/CacheStorage")
"""What programs that are a browser inside keep among their settings, in each profile."""
_DOCUMENTS = (
    *(".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".pdf", ".rtf", ".txt", ".md"),
    *(".csv", ".eml", ".msg", ".pages", ".numbers", ".key", ".jpg", ".jpeg", ".png", ".heic", ".mp3", ".mp4", ".mov"),
    *(".zip", ".kdbx"),
)


def places(home: str, temporary: str, ours: str) -> list[Place]:
    """``temporary`` is the person's own TMPDIR; ``ours`` Deskside's own folder, "" for the usual one."""
    library, leave = f"{home}/Library", frozenset({ours} if ours else ())
    untouched = _untouched(time.time(), DAY)
    found = []
    for name in _folders(f"{library}/Caches"):
        plain = name.casefold()
        if plain in NO_CACHE:
            continue
        if plain in _APPLES_OWN_TO_CLEAR or not plain.startswith(_LEFT_OUT):
            id_, shown = f"cache/{name}", _NAMES.get(plain, "Safari" if plain in _APPLES_OWN_TO_CLEAR else name)
            found.append(Place(id_, shown, f"{library}/Caches/{name}", untouched, leave=leave))
    for path, name in _BROWSERS.items():
        top = f"{library}/Application Support/{path}"
        for folder in (top, *(f"{top}/{profile}" for profile in _folders(top))):
            found += [Place(f"settings/{name}", name, f"{folder}/{part}", untouched) for part in _PARTS]
    if temporary:
        found.append(Place("temporary", "", temporary.rstrip("/"), _forgotten(time.time()), leave=leave))
    return [place for place in found if is_folder(place.folder)]


def _untouched(now: float, age: float) -> Wanted:
    def wanted(path: str, told: os.stat_result) -> bool:
        return _touched(told) < now - age and no_work(path, told)

    return wanted


def _forgotten(now: float) -> Wanted:
    def wanted(path: str, told: os.stat_result) -> bool:
        name = path.casefold()
        plain = stat.S_ISREG(told.st_mode) or stat.S_ISDIR(told.st_mode)
        kept = name.endswith(_DOCUMENTS) or name.startswith(("_mei", "com.apple.", "deskside"))
        return plain and not kept and told.st_uid == os.geteuid() and _touched(told) < now - _FORGOTTEN

    return wanted


def _touched(told: os.stat_result) -> float:
    """When it was last used in any way. That somebody looked into a folder says nothing: we did."""
    read = 0.0 if stat.S_ISDIR(told.st_mode) else told.st_atime
    return max(told.st_mtime, told.st_ctime, read)


def _folders(top: str) -> list[str]:
    if not is_folder(top):
        return []
    try:
        with os.scandir(top) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []

"""Firefox' profiles: which one is in use, its own proxy, its lock. Sources: profiles.ini, prefs.js, nsProfileLock."""

from __future__ import annotations

import json
import re
from configparser import ConfigParser, Error
from pathlib import Path

from deskside.errors import NotPermitted, Unavailable
from deskside.system import platform
from deskside.system.browsers_store import aside, back, can_write, replace_text
from deskside.system.printing import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PREF = re.compile(r'^user_pref\("(network\.proxy\.[a-z_.]+)", (.*)\);\s*$', re.MULTILINE)
_KINDS = {1: "manual", 2: "script"}
_SYSTEM = 5
"""network.proxy.type: as the system says."""
_OLD_LOCK = re.compile(r"([\d.]+):(\d+)")
"""A lock with a "+" before the number was made beside a lock on a file, which ends with its program."""


class Firefox:
    """One Firefox by its folder, which holds profiles.ini."""

    def __init__(self, browser: str, root: Path) -> None:
        self.browser, self._root = browser, root

    def records(self) -> list[Record]:
        return [self._record(folder) for folder in self._used()]

    def set_proxy(self, profile: str, kind: str, address: str) -> None:
        """In prefs.js, which a Firefox that runs would write over."""
        folder = self._find(profile)
        if _proxy(folder).get("managed"):
            raise NotPermitted("browsers.set_proxy", "user.js sets it at every start")
        wanted: dict[str, Any] = {"network.proxy.type": _SYSTEM}
        if kind == "manual":
            host, _, port = address.rpartition(":")
            wanted = {"network.proxy.type": 1}
            for name in ("http", "ssl") if _address(_prefs(folder / "prefs.js")) != address else ():
                wanted |= {f"network.proxy.{name}": host, f"network.proxy.{name}_port": int(port)}
        elif kind == "script":
            wanted = {"network.proxy.type": 2, "network.proxy.autoconfig_url": address}
        file = folder / "prefs.js"
        replace_text(file, _with_prefs(file.read_text("utf-8"), wanted))

    def unlock(self, profile: str) -> None:
        aside(self._find(profile) / "lock")

    def lock(self, profile: str) -> None:
        back(self._find(profile) / "lock")

    def cookies(self, profile: str) -> Path:
        return self._find(profile) / "cookies.sqlite"

    def is_running(self, profile: str) -> bool:
        return _is_held(self._find(profile))

    def _find(self, profile: str) -> Path:
        for folder in self._used():
            if folder.name == profile:
                return folder
        raise Unavailable("browsers", f"{self.browser} has no profile {profile!r} in use")

    def _used(self) -> list[Path]:
        """The profiles that an installed Firefox opens by itself; without a word about that, the default one."""
        told = ConfigParser(interpolation=None, strict=False)
        try:
            told.read_string((self._root / "profiles.ini").read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError, Error):
            return []
        paths = [told[name].get("Default", "") for name in told.sections() if name.startswith("Install")]
        profiles = [told[name] for name in told.sections() if name.startswith("Profile")]
        paths = [path for path in paths if path] or [
            one.get("Path", "") for one in profiles if one.get("Default") == "1"
        ]
        paths = paths or ([profiles[0].get("Path", "")] if len(profiles) == 1 else [])
        folders = [self._root / path for path in dict.fromkeys(paths) if path]
        return [folder for folder in folders if (folder / "prefs.js").is_file()]

    def _record(self, folder: Path) -> Record:
        proxy, held = _proxy(folder), _is_held(folder)
        lock = "held" if held else "left-over" if _blocks(folder) else ""
        return {
            "browser": self.browser,
            "profile": folder.name,
            "proxy": proxy or None,
            "lock": lock,
            "running": held,
        }


def _proxy(folder: Path) -> Record:
    """Its own proxy; {} when it goes by the system's, finds one by itself, or uses none."""
    prefs = _prefs(folder / "prefs.js")
    fixed = _prefs(folder / "user.js")
    prefs |= fixed
    kind = _KINDS.get(prefs.get("network.proxy.type", _SYSTEM), "")
    if not kind:
        return {}
    address = _address(prefs)
    script = prefs.get("network.proxy.autoconfig_url", "")
    told = {"kind": kind, "address": address, "script": script, "managed": "network.proxy.type" in fixed}
    return told if (address if kind == "manual" else script) else {}


def _address(prefs: dict[str, Any]) -> str:
    """The one that stands there, in use or not: that for secure pages counts."""
    host = prefs.get("network.proxy.ssl") or prefs.get("network.proxy.http") or ""
    port = prefs.get("network.proxy.ssl_port") or prefs.get("network.proxy.http_port") or 0
    return f"{host}:{port}" if host and port else ""


def _prefs(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text("utf-8", "replace")
    except OSError:
        return {}
    found: dict[str, Any] = {}
    for name, value in _PREF.findall(text):
        try:
            found[name] = json.loads(value)
        except ValueError:
            continue
    return found


def _with_prefs(text: str, wanted: dict[str, Any]) -> str:
    """The file with these values in it, each in the line where it stood."""
    for name, value in wanted.items():
        line = f'user_pref("{name}", {json.dumps(value)});'
        pattern = re.compile(rf'^user_pref\("{re.escape(name)}", .*\);[^\S\n]*$', re.MULTILINE)
        text, count = pattern.subn(line.replace("\\", r"\\"), text)
        if not count:
            text = f"{text.rstrip()}\n{line}\n"
    return text


def _is_held(folder: Path) -> bool:
    """Whether a Firefox that runs has this profile: it holds a lock on a file, which ends with it."""
    if platform.current() == "windows":
        return _is_open(folder / "parent.lock")
    import fcntl  # here: only these systems have it

    try:
        with (folder / ".parentlock").open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.lockf(file, fcntl.LOCK_UN)
    except (FileNotFoundError, PermissionError):
        return False
    except OSError:
        return True
    return False


def _is_open(file: Path) -> bool:
    """Windows: a file opened by one who shares it with nobody."""
    try:
        with file.open("r+b"):
            return False
    except FileNotFoundError:
        return False
    except PermissionError:
        return True


def _blocks(folder: Path) -> bool:
    """Whether a lock nobody holds keeps Firefox from starting: one of the old kind, or one it may not open."""
    try:
        old = _OLD_LOCK.fullmatch((folder / "lock").readlink().as_posix())
    except OSError:
        old = None
    if old is not None and old[1] not in ("127.0.0.1", "127.0.1.1"):
        return True
    held = folder / ".parentlock"
    return platform.current() != "windows" and held.exists() and not can_write(held)

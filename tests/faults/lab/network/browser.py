"""Browser profiles in the person's home, and a program that is a running Firefox as far as anybody can see.

What keeps a browser from starting is not every lock it left: Firefox and Chrome
both take the lock of a program away that has ended on this computer.
"""

from __future__ import annotations

import os
from pathlib import Path

from lab.network.town import Town

FOLDER = Path(".mozilla/firefox")
PROFILE = "k3x9.default-release"
CHROME = Path(".config/google-chrome")
_GONE = 99999
"""A process that there is not."""
OF_A_KILLED = f"127.0.1.1:+{_GONE}"
OF_ANOTHER_ADDRESS = f"10.77.0.20:{_GONE}"
"""What old versions of Firefox left, when this computer had another address."""
_RUNS = """
import fcntl, os, sys, time
profile = sys.argv[1]
held = open(profile + "/.parentlock", "w")
fcntl.lockf(held, fcntl.LOCK_EX)
os.symlink(f"127.0.1.1:+{os.getpid()}", profile + "/lock")
open("/proc/self/comm", "w").write("firefox-esr")
print("ready", flush=True)
time.sleep(9999)
"""


def profile(town: Town, *preferences: str) -> Path:
    """The profile's folder, made with these lines of ``prefs.js``."""
    folder = town.home / FOLDER / PROFILE
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "profiles.ini").write_text(
        f"[Profile0]\nName=default-release\nIsRelative=1\nPath={PROFILE}\nDefault=1\n\n[General]\nStartWithLastProfile=1\n"
    )
    usual = ('user_pref("browser.startup.page", 3);',)
    (folder / "prefs.js").write_text("// Mozilla User Preferences\n\n" + "\n".join([*usual, *preferences]) + "\n")
    town.machine.give(town.home / ".mozilla")
    return folder


def leave_lock(town: Town, says: str) -> None:
    """A lock in Firefox' profile that no program holds."""
    folder = profile(town)
    (folder / "lock").symlink_to(says)
    (folder / ".parentlock").touch()
    town.machine.give(folder)


def has_lock(town: Town) -> bool:
    return os.path.lexists(town.home / FOLDER / PROFILE / "lock")


def remove_lock(town: Town) -> None:
    for name in ("lock", ".parentlock"):
        (town.home / FOLDER / PROFILE / name).unlink(missing_ok=True)


def leave_chrome_lock(town: Town) -> None:
    """What Chrome left on this disk when the computer had another name: it will not start on it again."""
    folder = town.home / CHROME
    (folder / "Default").mkdir(parents=True, exist_ok=True)
    (folder / "Local State").write_text('{"profile": {"last_used": "Default"}}')
    (folder / "Default/Preferences").write_text('{"profile": {"name": "Ann"}}')
    (folder / "SingletonLock").symlink_to(f"old-pc-{_GONE}")
    town.machine.give(town.home / ".config")


def has_chrome_lock(town: Town) -> bool:
    return os.path.lexists(town.home / CHROME / "SingletonLock")


def remove_chrome_lock(town: Town) -> None:
    (town.home / CHROME / "SingletonLock").unlink()


def use_proxy(town: Town, host: str, port: int) -> None:
    lines = [f'user_pref("network.proxy.{kind}", "{host}");' for kind in ("http", "ssl")]
    lines += [f'user_pref("network.proxy.{kind}_port", {port});' for kind in ("http", "ssl")]
    profile(town, *lines, 'user_pref("network.proxy.type", 1);')


def use_no_proxy(town: Town) -> None:
    profile(town)


def uses_proxy(town: Town) -> bool:
    preferences = town.home / FOLDER / PROFILE / "prefs.js"
    return preferences.exists() and 'user_pref("network.proxy.type", 1);' in preferences.read_text()


def start(town: Town) -> None:
    """It holds its profile, as every running Firefox does."""
    folder = profile(town)
    named = 'exec -a /usr/lib/firefox-esr/firefox-esr /usr/bin/python3 -I -c "$0" "$1"'
    town.start("firefox", *town.machine.as_whoever("bash", "-c", named, _RUNS, str(folder)))
    town.ready("firefox", "ready")


def quit_browser(town: Town) -> None:
    town.end("firefox")
    remove_lock(town)

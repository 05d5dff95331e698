"""From root to an ordinary person: no right of root is left, and what they need in root's folders lies open."""

from __future__ import annotations

import ctypes
import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

INSIDE = "DESKSIDE_LAB_RUN"
"""Set inside a world of tests/faults/lab, whose account, home and /run nobody else has."""
TOP = Path(__file__).resolve().parents[3]
STASH = Path("/run/deskside-desktop")
NEW_MOUNT_NAMESPACE = 0x00020000
"""CLONE_NEWNS; os.unshare comes with Python 3.12."""


def live_as(name: str, home: Path, command: Sequence[str]) -> NoReturn:
    """Becomes ``command``, run as the person; what is mounted for that, only it can see."""
    account = pwd.getpwnam(name)
    for path in (home, *home.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNT_NAMESPACE):
        raise OSError(ctypes.get_errno(), "no mount namespace")
    _mount("--make-rprivate", "/")
    sockets = Path("/tmp/.X11-unix")
    sockets.mkdir(mode=0o1777, exist_ok=True)
    _mount("-t", "tmpfs", "-o", "size=1m,mode=1777", "none", str(sockets))
    open_up([TOP, Path(sys.prefix), Path(sys.base_prefix)])
    os.chdir(TOP)
    drop = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    drop += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"]
    environ = {**os.environ, "HOME": str(home), "USER": name, "LOGNAME": name, "TMPDIR": str(home)}
    os.execvpe(drop[0], [*drop, *command], environ)


def open_up(needed: Sequence[Path]) -> None:
    """Puts an open folder over each closed one on the way to what is needed; nothing else of it is there any more."""
    closed: dict[Path, list[Path]] = {}
    for path in dict.fromkeys(needed):
        for folder in [*reversed(path.parents), path]:
            if not folder.stat().st_mode & 0o001:
                closed.setdefault(folder, []).append(path)
                break
    for number, (folder, paths) in enumerate(closed.items()):
        kept = [STASH / f"{number}-{place}" for place in range(len(paths))]
        for path, stash in zip(paths, kept, strict=True):
            stash.mkdir(parents=True)
            _mount("--rbind", str(path), str(stash))
        _mount("-t", "tmpfs", "-o", "size=1m,mode=755", "none", str(folder))
        for path, stash in zip(paths, kept, strict=True):
            path.mkdir(parents=True, exist_ok=True)
            _mount("--rbind", str(stash), str(path))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, timeout=60)

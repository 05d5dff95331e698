"""Ends a child with everything it started.

Behind the seccomp wall nothing can be started, and the process group is
enough. Without it a guard above the plugin ends the whole tree; and every
child carries a mark in its environment, by which what is left is found. The
system child is ours: the programs it runs end with it, and a part of the
system that it restarted does not.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

MARK = "DESKSIDE_CHILD"

_PATIENCE = 1000
"""Milliseconds until one that was ended is gone."""
_ROUNDS = 50
"""A tree that starts processes faster than we end them is given up after so many looks."""


def end_group(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and its process group, and waits until the child is gone."""
    if child.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
    with suppress(subprocess.TimeoutExpired):  # stuck in the kernel: it ends when the kernel lets go
        child.wait(timeout=2)


def let_guard_end(child: subprocess.Popen[bytes]) -> None:
    """Waits for a guard, whose pipe was closed, to end all below it and itself."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(timeout=2)


def end_marked(mark: str) -> None:
    """Ends every process that carries this mark."""
    for _ in range(_ROUNDS):
        pids = marked(mark)
        if not pids:
            return
        end_all(pids)


def end_all(pids: Iterable[int]) -> None:
    """Ends these processes, and waits until they are gone; fine when one is already."""
    for handle in [handle for pid in pids if (handle := _end(pid)) is not None]:
        gone = select.poll()
        gone.register(handle, select.POLLIN)
        gone.poll(_PATIENCE)
        os.close(handle)


def _end(pid: int) -> int | None:
    """Ends one; gives what to wait on, None when it is gone or not ours to end."""
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        return None
    try:
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except OSError:
        os.close(handle)
        return None
    return handle


def stop_below(pid: int) -> set[int]:
    """Stops a process and all below it, so that none can start another; those below."""
    stopped: set[int] = set()
    found = {pid}
    while new := found - stopped:
        for one in new:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(one, signal.SIGSTOP)
        stopped |= new
        found = set(below(pid))
    return stopped - {pid}


def below(pid: int) -> list[int]:
    """What a process started and what that started, as far as it still hangs on it: no daemon, which let go."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(folder.name))
    found, look = [], [pid]
    while look:
        there = children.get(look.pop(), [])
        found += there
        look += there
    return found


def marked(mark: str) -> list[int]:
    """The processes that carry this mark and still run."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found

"""Where seccomp cannot keep a plugin child from starting processes: one of ours above it, that ends all it started.

The plugin runs in a fork. What it leaves behind, double forks too, becomes a
child of the guard (its subreaper), and is ended with it: when the plugin ends,
or when the host closes the pipe.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
from pathlib import Path

_SUBREAPER = 36


def stand_guard(host_pipe: int) -> None:
    """Forks. Returns in the plugin's process; the guard never returns."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    plugin = os.fork()
    if plugin == 0:
        os.setpgid(0, 0)  # to end its own group must not end the guard
        return
    plugin_ends = os.pidfd_open(plugin)
    events = select.poll()
    events.register(plugin_ends, select.POLLIN)
    events.register(host_pipe, 0)  # only its end, not what is said on it
    events.poll()
    status = _end_children(plugin)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _end_children(plugin: int) -> int:
    """Ends all there are until there are none; how the plugin itself ended."""
    status = 0
    while True:
        for child in _children():
            os.kill(child, signal.SIGKILL)
        try:
            ended, how = os.waitpid(-1, 0)
        except ChildProcessError:
            return status
        status = how if ended == plugin else status


def _children() -> list[int]:
    """Processes whose parent is this one."""
    own, found = str(os.getpid()), []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue  # it ended meanwhile
        if parent == own:
            found.append(int(folder.name))
    return found

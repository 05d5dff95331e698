"""Which start of this computer this is: how a case notices a restart."""

from __future__ import annotations

from pathlib import Path


def boot_id() -> str:
    """The same text from one start of the computer to the next, another one afterwards.

    Linux says it in /proc; elsewhere the moment of the start, to the minute, from psutil.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        import psutil  # not needed, and not loaded, where /proc says it

        return f"started-{int(psutil.boot_time() // 60)}"

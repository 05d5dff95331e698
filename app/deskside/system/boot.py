"""Which start of this computer this is, and which sign-in: how a case notices a restart."""

from __future__ import annotations

import os
from pathlib import Path


def boot_id() -> str:
    """ "START" or "START/SIGN-IN": the same text for as long as both last, another one afterwards.

    Linux says the start in /proc and, where people sign in by way of it, logind the sign-in (pam_systemd(8));
    elsewhere the start is its moment, to the minute, from psutil.
    """
    sign_in = os.environ.get("XDG_SESSION_ID", "")
    return f"{_start()}/{sign_in}" if sign_in else _start()


def _start() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        import psutil  # not needed, and not loaded, where /proc says it

        return f"started-{int(psutil.boot_time() // 60)}"

"""Which start of this computer this is, and which sign-in: how a case notices a restart."""

from __future__ import annotations

import os
from pathlib import Path

_MOMENT = "started-"
_MINUTES = 2
"""By so much the moment of one start is told differently when the clock was put right since, or another minute begun.
Nobody has restarted twice in it, and been asked to in between.
"""


def boot_id() -> str:
    """ "START" or "START/SIGN-IN": the same text for as long as both last, another one afterwards.

    Linux says the start in /proc and, where people sign in by way of it, logind the sign-in (pam_systemd(8));
    elsewhere the start is its moment, to the minute, from psutil.
    """
    sign_in = os.environ.get("XDG_SESSION_ID", "")
    return f"{_start()}/{sign_in}" if sign_in else _start()


def is_other_start(before: str, now: str) -> bool:
    """Whether the computer was started between these two, each a ``boot_id``; sign-ins do not count."""
    first, second = before.partition("/")[0], now.partition("/")[0]
    minutes = [one.removeprefix(_MOMENT) for one in (first, second)]
    if all(one.startswith(_MOMENT) for one in (first, second)) and all(one.isdigit() for one in minutes):
        return abs(int(minutes[1]) - int(minutes[0])) > _MINUTES
    return first != second


def is_other_sign_in(before: str, now: str) -> bool:
    """Whether the person signed in anew between these two, perhaps after a new start."""
    return is_other_start(before, now) or before.partition("/")[2] != now.partition("/")[2]


def _start() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        import psutil  # not needed, and not loaded, where /proc says it

        return f"{_MOMENT}{int(psutil.boot_time() // 60)}"

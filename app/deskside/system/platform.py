"""Which operating system this is: the one place that reads ``sys.platform``."""

from __future__ import annotations

import sys

_NAMES = {"linux": "linux", "darwin": "macos", "win32": "windows"}


def current() -> str:
    """ "linux", "macos", "windows", or "other"; the same words a manifest's ``systems`` uses."""
    return _NAMES.get(sys.platform, "other")

"""Starts the tray application, or says what to do where there is no screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from deskside.language import _
from deskside.paths import Paths
from deskside.system.platform import current

if TYPE_CHECKING:
    from deskside.application.standing import Standing
    from deskside.casework import Casework
    from deskside.config import Settings

NO_SCREEN = 1


def start_tray(
    casework: Callable[[], Casework],
    settings: Settings,
    paths: Paths,
    words: Sequence[str],
    standing: Standing,
    *,
    quiet: bool = False,
) -> int:
    """Runs until the person quits. ``words``: nothing, or "open" and perhaps a troubleshooter's id or link.

    ``quiet``: where one runs already, its window does not open.
    """
    if not has_screen():
        sys.stderr.write(_("There is no screen here. This leads through the same steps: deskside run printer") + "\n")
        return NO_SCREEN
    from deskside.ui import run_tray

    wish = words[1] if len(words) > 1 else None
    return run_tray(casework, settings, paths, open_id=wish, show=bool(words), standing=standing, quiet=quiet)


def has_screen() -> bool:
    """Whether a window can be shown: elsewhere than on Linux always, there with a display."""
    if current() != "linux":
        return True
    offscreen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal", "vnc")
    return offscreen or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

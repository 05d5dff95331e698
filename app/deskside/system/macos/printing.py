"""Printing on macOS: the same CUPS, on the socket that launchd holds for it."""

from __future__ import annotations

from deskside.system.commands import Run
from deskside.system.cups import Cups, addresses
from deskside.system.macos import usb
from deskside.system.printing import Printing

SOCKETS = ("/private/var/run/cupsd",)
GROUPS = ("admin", "_lpadmin")


def of(run: Run) -> Printing:
    return Cups(addresses(SOCKETS), run, GROUPS, plugged=lambda: usb.plugged(run))

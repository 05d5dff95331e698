"""Printing on Linux: CUPS on its usual socket."""

from __future__ import annotations

from deskside.system.commands import Run
from deskside.system.cups import Cups, addresses
from deskside.system.linux import usb
from deskside.system.printing import Printing

SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")


def of(run: Run) -> Printing:
    return Cups(addresses(SOCKETS), run, plugged=usb.plugged)

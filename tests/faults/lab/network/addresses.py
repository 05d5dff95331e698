"""Who has which address in the lab's small internet. All are of ranges that are kept for examples."""

from __future__ import annotations

from typing import NamedTuple


class Host(NamedTuple):
    name: str
    v4: str
    v6: str

    @property
    def addresses(self) -> tuple[str, str]:
        return self.v4, self.v6


def _outside(name: str, number: int) -> Host:
    return Host(name, f"203.0.113.{number}", f"2001:db8:1::{number}")


GOOD = _outside("good.test", 10)
"""A page that must open at work."""
OTHER = _outside("other.test", 20)
"""A page that somebody complains about."""
CHECK = _outside("check.test", 30)
"""Answers whether the internet is there."""
DEBIAN = _outside("nmcheck.gnome.org", 31)
"""The same, for a PC of which nobody has said which page to ask."""
PROXY = _outside("proxy.example.test", 40)
NAMES = _outside("names.test", 53)
"""The public name server."""
ADVERTISING = _outside("ads.test", 66)
SITES = (GOOD, OTHER, CHECK, DEBIAN)

ROUTER = Host("router.lab.test", "10.77.0.1", "2001:db8:77::1")
INTRANET = Host("intranet.lab.test", "10.77.0.45", "2001:db8:77::45")
PORTAL = Host("portal.lab.test", ROUTER.v4, ROUTER.v6)
OFFICE = (ROUTER, INTRANET)

DOMAIN = "lab.test"
PC_V4 = "10.77.0.50"
PC_HARDWARE = "02:00:00:77:00:50"
NOBODY_V4 = "10.77.0.99"
"""An address of the office that nobody has."""
NOBODY_OUTSIDE = "203.0.113.99"
CHECK_PATH = "/generate_204"
DEBIAN_SAYS = "NetworkManager is online\n"

"""A world with a network: a PC on a cable, a router, and an internet with a few sites in it. See ../README.md."""

from __future__ import annotations

from lab.network.faults import FAULTS
from lab.network.town import Town
from lab.suite import Suite

SUITE = Suite("network", FAULTS, Town)

"""A world whose home folder lies on a disk of its own. See ../README.md."""

from __future__ import annotations

from lab.disk.faults import FAULTS
from lab.disk.household import Household
from lab.suite import Suite

SUITE = Suite("disk", FAULTS, Household)

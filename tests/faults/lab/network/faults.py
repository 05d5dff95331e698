"""What can be wrong with a network, each with a probe for the truth that shares nothing with our own detectors."""

from __future__ import annotations

from lab.fault import Fault
from lab.network.fault_links import LINKS
from lab.network.fault_names import NAME_FAULTS
from lab.network.fault_proxies import PROXIES
from lab.network.fault_sites import SITES
from lab.network.fault_ways import WAYS
from lab.network.oddities import ODDITIES
from lab.network.town import Town

FAULTS: dict[str, Fault[Town]] = ODDITIES | LINKS | NAME_FAULTS | WAYS | PROXIES | SITES

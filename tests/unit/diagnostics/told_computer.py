"""A computer that answers the calls of the facts as a test says, and everything else with a plain office notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskside.diagnostics.facts import collect_facts
from deskside.diagnostics.redact import Known, Redactor
from deskside.diagnostics.sources import every
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json

GB = 1024**3
SAID: dict[str, Any] = {
    "computer.about": {
        "maker": "LENOVO", "model": "ThinkPad T14 Gen 3", "kind": "notebook", "processor": "AMD Ryzen 5 PRO 6650U",
        "release": "Debian GNU/Linux 12 (bookworm)", "build": "6.1.0-18-amd64", "desktop": "GNOME, wayland",
        "zone": "Europe/Berlin", "restart_waits": True,
    },
    "disk.volumes": [
        {"name": "C:", "label": "Anna", "size": 100 * GB, "free": 25 * GB, "kind": "removable", "home": True,
         "system": True, "read_only": False, "about": "serial 4711"},
    ],
    "network.links": [
        {"name": "wlan0", "kind": "wifi", "label": "Zobel", "enabled": True, "carrier": True, "automatic": True,
         "mtu": 1500, "addresses": [
             {"address": "10.5.6.7", "prefix": 24, "family": 4, "scope": "global", "origin": "dhcp"},
             {"address": "2a02:8109::1", "prefix": 64, "family": 6, "scope": "global", "origin": "auto"},
             {"address": "fe80::1", "prefix": 64, "family": 6, "scope": "link", "origin": "auto"}]},
    ],
    "network.routes": [{"to": "default", "family": 4, "gateway": "10.5.6.1", "link": "wlan0", "metric": 0}],
    "network.name_servers": {
        "servers": [{"address": "10.5.6.1", "link": "wlan0", "origin": "dhcp"}], "search": ["firm.example"],
        "by": "resolved",
    },
    "network.proxy": {
        "kind": "manual", "address": "px9.firm.example:80", "script": "", "managed": True, "where": "system",
        "except": ["nas1"],
    },
    "printing.queues": [],
    "sound.devices": {"by": "PipeWire", "outputs": [], "inputs": []},
    "screens.connected": [],
    "power.state": {"mains": True, "plan": "balanced", "batteries": []},
    "programs.installed": [],
    "crashes.recent": [],
}  # fmt: skip


class ToldComputer:
    """An ``Ask``. ``said`` is what calls give, an ``Answer`` for one with a problem."""

    def __init__(self, said: Mapping[str, Any] | None = None) -> None:
        self.said = SAID | dict(said or {})
        self.asked: list[str] = []

    def __call__(self, call: Call) -> Answer:
        self.asked.append(call.name)
        gives = self.said[call.name]
        return gives if isinstance(gives, Answer) else Answer(gives=gives)


def facts_of(group: str, said: Mapping[str, Any] | None = None, known: tuple[Known, ...] = ()) -> dict[str, Json]:
    """The facts of one group, by key."""
    sources = [source for source in every(ToldComputer(said), "1.2.3") if source.group == group]
    return {fact.key: fact.value for fact in collect_facts(sources, Redactor(known))}

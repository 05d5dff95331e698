"""Faults of the proxy: the person's own, and IT's."""

from __future__ import annotations

import re

from lab.fault import Fault
from lab.network import probes
from lab.network.addresses import PROXY
from lab.network.internet import PROXY_PORT
from lab.network.pc import ENVIRONMENT
from lab.network.town import Town

_GONE = "old-proxy.lab.test"
_SCRIPT = f"http://{PROXY.name}/proxy.pac"


def _in_environment(town: Town) -> None:
    town.pc.environment_proxy(f"http://{PROXY.name}:{PROXY_PORT}")


def _on_desktop(town: Town) -> None:
    town.pc.desktop_proxy(PROXY.name, PROXY_PORT)


def _everywhere(town: Town) -> None:
    _in_environment(town)
    _on_desktop(town)


def _nowhere(town: Town) -> None:
    town.pc.environment_proxy()
    town.pc.desktop_proxy()


def _set_dead(town: Town) -> bool:
    """Whether a proxy is set that cannot be connected to."""
    said = re.findall(r"(?i)^https?_proxy=http://([^:]+):(\d+)", ENVIRONMENT.read_text(), re.MULTILINE)
    if town.pc.desktop_says("org.gnome.system.proxy", "mode") == "manual":
        http = "org.gnome.system.proxy.http"
        said.append((town.pc.desktop_says(http, "host"), town.pc.desktop_says(http, "port")))
    return any(not probes.opens(host, int(port)) for host, port in said)


def _set_script(town: Town) -> bool:
    mode, link = (town.pc.desktop_says("org.gnome.system.proxy", key) for key in ("mode", "autoconfig-url"))
    return (mode, link) == ("auto", _SCRIPT) and not probes.opens(PROXY.v4, 80)


PROXIES: dict[str, Fault[Town]] = {
    "proxy_dead": Fault(
        "The person's own choice is a proxy that does not run.", _on_desktop, _set_dead, repair=_nowhere
    ),
    "proxy_gone": Fault(
        "The person's own choice is a proxy whose name there is no more.",
        lambda town: town.pc.desktop_proxy(_GONE, PROXY_PORT),
        _set_dead,
        repair=_nowhere,
    ),
    "proxy_dead_everywhere": Fault(
        "A proxy that does not run is set for everyone and chosen by the person.",
        _everywhere,
        _set_dead,
        repair=_nowhere,
    ),
    "proxy_dead_set_by_it": Fault(
        "IT has set a proxy that does not run, and locked the choice.",
        lambda town: town.pc.lock_desktop_proxy(PROXY.name, PROXY_PORT),
        _set_dead,
        repair=lambda town: town.pc.unlock_desktop_proxy(),
    ),
    "proxy_script_unreachable": Fault(
        "The script that is to choose a proxy cannot be had.",
        lambda town: town.pc.desktop_proxy(script=_SCRIPT),
        _set_script,
        repair=_nowhere,
    ),
}

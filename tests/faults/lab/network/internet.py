"""The lab's internet: a few sites, a public name server and, when it is wanted, a proxy."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from lab.network.addresses import (
    ADVERTISING,
    CHECK,
    DEBIAN,
    DEBIAN_SAYS,
    GOOD,
    NAMES,
    OTHER,
    PROXY,
    SITES,
    Host,
)
from lab.network.place import Place
from lab.network.servers import start_sites
from lab.programs import Programs, until

CERTIFICATES = Path(__file__).with_name("certificates.py")
PROXY_PORT = 3128
_USUAL: dict[str, Mapping[str, object]] = {
    GOOD.name: {"does": "page"},
    OTHER.name: {"does": "page"},
    CHECK.name: {"does": "ok"},
    DEBIAN.name: {"does": "says", "text": DEBIAN_SAYS},
}


class Internet:
    def __init__(self, programs: Programs, place: Place) -> None:
        self._programs, self.place = programs, place
        self._certificates = programs.folder / "certificates"

    @property
    def authority(self) -> Path:
        return self._certificates / "authority.pem"

    def make_certificates(self) -> None:
        """Begins to; ``make`` waits for it."""
        self._programs.start("certificates", sys.executable, str(CERTIFICATES), str(self._certificates))

    def make(self) -> None:
        hosts = (*SITES, PROXY, NAMES, ADVERTISING)
        self.place.ip(
            *(f"addr add {host.v4}/24 dev eth0" for host in hosts),
            *(f"addr add {host.v6}/64 dev eth0 nodad" for host in hosts),
            "link set lo up",
            "link set eth0 up",
            "route add default via 203.0.113.1",
            "route add default via 2001:db8:1::1",
        )
        self.place.whole_packets("eth0")
        self.serve_names()
        until(self.authority.exists, "the certificates")
        self.serve_sites()

    def serve_names(self, unknown: str = "") -> None:
        """``unknown`` is the address that names get which there are not."""
        lines = ["no-resolv", "no-hosts", "bind-interfaces", "except-interface=lo", "log-facility=-"]
        lines += [f"address=/#/{unknown}"]
        lines += [f"listen-address={NAMES.v4}", f"listen-address={NAMES.v6}"]
        lines += [f"pid-file={self._programs.folder / 'names.pid'}"]
        lines += [f"host-record={host.name},{host.v4},{host.v6}" for host in (*SITES, PROXY)]
        settings = self._programs.folder / "names.conf"
        settings.write_text("\n".join(lines) + "\n")
        self._programs.end("names")
        self._programs.start("names", *self.place.inside, "dnsmasq", "--keep-in-foreground", f"--conf-file={settings}")
        self._programs.ready("names", "started")

    def serve_sites(
        self,
        changed: Mapping[str, Mapping[str, object]] | None = None,
        *,
        certificates: str = "real",
        without: Collection[Host] = (),
    ) -> None:
        """``changed`` says what some sites do instead of the usual; ``certificates`` is a folder of those made."""
        does = _USUAL | dict(changed or {})
        there = [host for host in SITES if host not in without]
        sites = [_served(host, secure, does[host.name]) for host in there for secure in (False, True)]
        start_sites(
            self._programs,
            self.place,
            "sites",
            [site for pair in sites for site in pair],
            self._certificates / certificates,
        )

    def start_proxy(self) -> None:
        settings = self._programs.folder / "proxy.conf"
        settings.write_text(f"Port {PROXY_PORT}\nListen {PROXY.v4}\nTimeout 60\nMaxClients 20\nLogLevel Error\n")
        names = self._programs.folder / "proxy.resolv.conf"
        names.write_text(f"nameserver {NAMES.v4}\n")
        own = 'mount --bind "$0" /etc/resolv.conf && exec tinyproxy -d -c "$1"'  # it asks no name server of the PC's
        words = ("unshare", "--mount", "sh", "-c", own, str(names), str(settings))
        self._programs.start("proxy", *self.place.inside, *words)
        listening = f"{PROXY.v4}:{PROXY_PORT}"
        until(lambda: listening in self.place.run("ss", "--no-header", "-ltn"), "the proxy")

    def end_proxy(self) -> None:
        self._programs.end("proxy")


def _served(host: Host, secure: bool, does: Mapping[str, object]) -> list[dict[str, object]]:
    port = 443 if secure else 80
    return [
        {"name": host.name, "address": address, "port": port, "secure": secure, **does} for address in host.addresses
    ]

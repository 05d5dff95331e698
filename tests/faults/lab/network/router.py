"""The office's router: addresses, names and the way out. The intranet's web server stands beside it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from lab.network.addresses import DOMAIN, INTRANET, NAMES, OFFICE, PC_HARDWARE, PC_V4, PORTAL, ROUTER
from lab.network.place import Place
from lab.network.servers import start_sites
from lab.programs import Programs

SLOW_NAMES = Path(__file__).with_name("slow_names.py")
_ASIDE = 5353
_AT_HOME = "fd77:77:77:77"
INSIDE, OUTSIDE = "lan0", "wan0"


class Router:
    def __init__(self, programs: Programs, place: Place) -> None:
        self._programs, self.place = programs, place

    def make(self) -> None:
        self.place.set(**{f"net/ipv6/conf/{link}/accept_dad": 0 for link in (INSIDE, OUTSIDE)})
        self.place.ip(
            *(f"addr add {host.v4}/24 dev {INSIDE}" for host in OFFICE),
            *(f"addr add {host.v6}/64 dev {INSIDE} nodad" for host in OFFICE),
            f"addr add 203.0.113.1/24 dev {OUTSIDE}",
            f"addr add 2001:db8:1::1/64 dev {OUTSIDE} nodad",
            "link set lo up",
            f"link set {INSIDE} up",
            f"link set {OUTSIDE} up",
        )
        self.place.set(**{"net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1})
        self.place.whole_packets(INSIDE, OUTSIDE)
        self.serve()
        start_sites(
            self._programs,
            self.place,
            "intranet",
            [{"address": address, "port": 80, "secure": False, "does": "page"} for address in INTRANET.addresses],
        )

    def serve(
        self,
        *,
        dhcp: bool = True,
        names: int = 53,
        ipv6: bool = True,
        outside_names: bool = True,
        search: bool = True,
        gateway: str = ROUTER.v4,
        servers: Sequence[str] = (ROUTER.v4,),
        more: Sequence[str] = (),
    ) -> None:
        """Serves addresses and names anew. What is switched off here, the router does not give.

        ``names`` is the port that is asked for names, 0 for none.
        """
        lines = ["no-resolv", "no-hosts", "no-ping", f"interface={INSIDE}", "bind-dynamic", "except-interface=lo"]
        lines += ["log-facility=-", f"pid-file={self._programs.folder / 'router.pid'}"]
        lines += [f"dhcp-leasefile={self._programs.folder / 'leases'}"]
        lines += [f"port={names}", f"local=/{DOMAIN}/", "address=/#/" if not outside_names else ""]
        lines += [f"server={NAMES.v4}"] if outside_names else []
        lines += [f"host-record={host.name},{host.v4},{host.v6}" for host in (*OFFICE, PORTAL)]
        if dhcp:
            lines += ["dhcp-range=10.77.0.50,10.77.0.90,1h", f"dhcp-host={PC_HARDWARE},{PC_V4}"]
            lines += [f"dhcp-option=option:router,{gateway}", f"dhcp-option=option:dns-server,{','.join(servers)}"]
            lines += [f"dhcp-option=option:domain-name,{DOMAIN}"] if search else []
        if ipv6:
            lines += ["enable-ra", "dhcp-range=2001:db8:77::,ra-only"]
        settings = self._programs.folder / "router.conf"
        settings.write_text("\n".join([*lines, *more]) + "\n")
        self._programs.end("router")
        self._programs.start("router", *self.place.inside, "dnsmasq", "--keep-in-foreground", f"--conf-file={settings}")
        self._programs.ready("router", "started")

    def serve_ipv6_at_home(self) -> None:
        """Addresses of the house's own, and no way out over IPv6."""
        self.place.ip(f"addr add {_AT_HOME}::1/64 dev {INSIDE} nodad")
        self.serve(ipv6=False, more=["enable-ra", f"dhcp-range={_AT_HOME}::,ra-only", f"ra-param={INSIDE},0,0"])

    def forget_ipv6_at_home(self) -> None:
        self.place.ip(f"addr del {_AT_HOME}::1/64 dev {INSIDE}")

    def serve_names_late(self, seconds: float) -> None:
        self.serve(names=_ASIDE)
        late = [sys.executable, str(SLOW_NAMES), ROUTER.v4, str(_ASIDE), str(seconds)]
        self._programs.start("slow-names", *self.place.inside, *late)
        self._programs.ready("slow-names", "ready")

    def serve_names_in_time(self) -> None:
        self._programs.end("slow-names")
        self.serve()

    def send_to_portal(self) -> None:
        """Whoever wants a page gets the way to a sign-in page instead, and everything else is closed."""
        sign_in = f"http://{PORTAL.name}/login"
        doors: list[dict[str, object]] = [
            {"address": address, "port": 8080, "secure": False, "does": "status", "status": 302, "location": sign_in}
            for address in ("0.0.0.0", "::")
        ]
        doors[1] |= {"port": 8081}
        doors += [{"address": ROUTER.v4, "port": 80, "secure": False, "does": "page"}]
        start_sites(self._programs, self.place, "portal", doors)
        self.place.filter(
            f'prerouting iifname "{INSIDE}" ip daddr != 10.77.0.0/24 tcp dport 80 redirect to :8080',
            f'prerouting iifname "{INSIDE}" ip6 daddr != 2001:db8:77::/64 tcp dport 80 redirect to :8081',
            "forward reject",
        )

    def open_portal(self) -> None:
        self.place.no_filter()
        self._programs.end("portal")

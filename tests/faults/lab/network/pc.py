"""The network settings of the PC itself, as an ordinary one without a desktop's network service has them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lab.machine import Machine
from lab.network.addresses import DOMAIN, PC_HARDWARE, ROUTER
from lab.network.place import Place
from lab.programs import LabProblem, Programs, until

LINK = "eth0"
LENT, FOR_EVER = str(Path(__file__).with_name("dhcp-script")), "/etc/udhcpc/default.script"
"""What becomes of a DHCP answer: an address for a time, or (Debian's own udhcpc) one for ever."""
RESOLV, HOSTS, ENVIRONMENT = Path("/etc/resolv.conf"), Path("/etc/hosts"), Path("/etc/environment")
LOCKS = Path("/etc/glib-2.0/settings")
"""Where IT sets and locks what people see in the desktop's settings."""


class Pc:
    def __init__(self, programs: Programs, machine: Machine) -> None:
        self._programs, self._machine = programs, machine
        self.place = Place()

    def make(self) -> None:
        self.place.whole_packets(LINK)
        self.place.run("hostname", "office-pc")
        self.write_hosts()
        for path in (RESOLV, ENVIRONMENT):
            path.unlink(missing_ok=True)
            path.write_text("")

    def connect(self) -> None:
        """As when the cable is plugged in: nothing is left of what was, and all is asked for anew."""
        wanted = {
            "disable_ipv6": 0,
            "accept_ra": 1,
            "addr_gen_mode": 0,
            "accept_dad": 0,
            "router_solicitation_delay": 0,
        }
        self.place.set(**{f"net/ipv6/conf/{LINK}/{name}": value for name, value in wanted.items()})
        self.forget()
        self.place.ip(f"link set {LINK} up")
        self.ask_for_address()

    def ask_for_address(self, script: str = LENT) -> None:
        """Starts the client that asks the network by DHCP, and goes on doing so; waits for its first answer."""
        RESOLV.write_text("")
        self.ask_in_vain(script)
        until(lambda: "nameserver" in RESOLV.read_text(), "an address by DHCP")

    def ask_in_vain(self, script: str = LENT) -> None:
        """As ``ask_for_address``, where nobody answers."""
        self._programs.end("dhcp")
        line = ["udhcpc", "-i", LINK, "-f", "-t", "3", "-T", "1", "-A", "3", "-s", script]
        self._programs.start("dhcp", *line, "-p", f"/run/udhcpc.{LINK}.pid")

    def ask_no_more(self) -> None:
        self._programs.end("dhcp")

    def forget(self) -> None:
        """No address, no route, no name server, and nobody asks for them."""
        self.ask_no_more()
        self.place.ip(f"link set {LINK} down", f"addr flush dev {LINK}")
        self.name_servers()

    def wait_for_ipv6(self) -> None:
        until(lambda: "default" in self.place.run("ip", "-6", "route", "show", "default"), "the way out over IPv6")

    def wait_for_address(self, begins: str) -> None:
        until(lambda: f" {begins}" in self.place.run("ip", "-oneline", "addr", "show", "dev", LINK), f"{begins}…")

    def start_resolver(self) -> None:
        """A program of this PC answers for names, and passes on what it does not know."""
        line = [
            "dnsmasq",
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--log-facility=-",
            "--no-resolv",
            "--no-hosts",
        ]
        line += ["--listen-address=127.0.0.53", "--bind-interfaces", "--pid-file=", f"--server={ROUTER.v4}"]
        self._programs.start("resolver", *line)
        self._programs.ready("resolver", "started")
        self.name_servers("127.0.0.53", search=DOMAIN)

    def end_resolver(self) -> None:
        self._programs.end("resolver")
        self.name_servers(ROUTER.v4, search=DOMAIN)

    def name_servers(self, *servers: str, search: str = "") -> None:
        lines = [f"search {search}"] if search else []
        RESOLV.write_text("\n".join([*lines, *(f"nameserver {server}" for server in servers)]) + "\n")

    def write_hosts(self, *lines: str) -> None:
        HOSTS.write_text("\n".join(["127.0.0.1\tlocalhost office-pc", "::1\tlocalhost", *lines]) + "\n")

    # --- proxy: where an office PC keeps it ---------------------------------------------------------------------------

    def environment_proxy(self, proxy: str = "") -> None:
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY") if proxy else ()
        lines = [f"{name}={proxy}\n" for name in names]
        ENVIRONMENT.write_text("".join([*lines, "no_proxy=localhost,127.0.0.1\n"] if lines else []))

    def desktop_proxy(self, host: str = "", port: int = 0, script: str = "") -> None:
        """The person's own choice in the desktop's settings; without anything: none."""
        chosen = self._machine.home / ".config/glib-2.0/settings/keyfile"
        chosen.parent.mkdir(parents=True, exist_ok=True)
        chosen.write_text(_proxy_settings(host, port, script))
        self._machine.give(self._machine.home / ".config")

    def lock_desktop_proxy(self, host: str, port: int) -> None:
        """IT's choice, which the person sees and cannot change."""
        LOCKS.mkdir(parents=True, exist_ok=True)
        (LOCKS / "defaults").write_text(_proxy_settings(host, port))
        keys = ["mode", "autoconfig-url", "http/host", "http/port", "https/host", "https/port"]
        (LOCKS / "locks").write_text("".join(f"/system/proxy/{key}\n" for key in keys))

    def unlock_desktop_proxy(self) -> None:
        for name in ("defaults", "locks"):
            (LOCKS / name).unlink(missing_ok=True)

    def desktop_says(self, schema: str, key: str) -> str:
        """What the desktop's settings hold, as any program of the person would read it."""
        line = self._machine.as_whoever("gsettings", "get", schema, key)
        ran = subprocess.run(line, env=self.session(), capture_output=True, text=True, timeout=30, check=False)
        if ran.returncode:
            raise LabProblem(f"{' '.join(line)}: {ran.stderr}")
        return ran.stdout.strip().strip("'")

    def session(self) -> dict[str, str]:
        """What the environment of the person's session says."""
        return {**os.environ, "HOME": str(self._machine.home), "GSETTINGS_BACKEND": "keyfile", **self.login()}

    def login(self) -> Mapping[str, str]:
        """What a sign-in reads from /etc/environment."""
        lines = [line.partition("=") for line in ENVIRONMENT.read_text().splitlines() if "=" in line]
        return {name: value.strip('"') for name, _, value in lines}


def _proxy_settings(host: str, port: int, script: str = "") -> str:
    """As the desktop's settings write it down."""
    mode = "manual" if host else "auto" if script else "none"
    lines = ["[system/proxy]", f"mode='{mode}'", f"autoconfig-url='{script}'", ""]
    for kind in ("http", "https"):
        lines += [f"[system/proxy/{kind}]", f"host='{host}'", f"port={port}", ""]
    return "\n".join(lines)


def order_of_links() -> tuple[str, ...]:
    """What makes the places and the cables between them."""
    return (
        "netns add cable",
        "netns add router",
        "netns add internet",
        f"link add {LINK} address {PC_HARDWARE} type veth peer name to-pc netns cable",
        "link add lan0 netns router type veth peer name to-router netns cable",
        "link add wan0 netns router type veth peer name eth0 netns internet",
    )

"""The world's print system and printers: a real cupsd and real IPP printers.

Debian's ippeveprinter insists on announcing itself, so it gets a message bus
and an avahi of its own; that avahi has an empty network of its own too, and is
heard by nobody.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from lab.namespaces import PERSON
from lab.programs import LabProblem, Programs, takes_connections, until

CUPS_SOCKET = "/run/cups/cups.sock"
PRINTER_HOST = "printer.lab.test"
"""Loopback of both kinds in the world's /etc/hosts: ippeveprinter listens on both or not at all."""
DESCRIPTION = Path(__file__).with_name("everywhere.ppd")
DOCUMENT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n"
)
_QUEUE_ACTIONS = "Pause-Printer Resume-Printer CUPS-Accept-Jobs CUPS-Reject-Jobs"
POLICIES = {
    "cups": "",  # without one in the file, cupsd makes its own default policy
    "user-may": f"""<Policy default>
<Limit {_QUEUE_ACTIONS}>
AuthType Default
Require user {PERSON} @SYSTEM
Order deny,allow
</Limit>
<Limit Send-Document Hold-Job Release-Job Cancel-Job>
Require user @OWNER @SYSTEM
Order deny,allow
</Limit>
<Limit CUPS-Add-Modify-Printer CUPS-Delete-Printer CUPS-Set-Default>
AuthType Default
Require user @SYSTEM
Order deny,allow
</Limit>
<Limit All>
Order deny,allow
</Limit>
</Policy>
""",
}


def tell(*command: str, **environ: str) -> str:
    """What one of CUPS' own programs says; empty when it fails."""
    ran = _ran(command, environ)
    return ran.stdout if ran.returncode == 0 else ""


def _ran(command: Sequence[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    ours = {**os.environ, "LC_ALL": "C.UTF-8", "CUPS_SERVER": CUPS_SOCKET, **environ}
    return subprocess.run(
        command, env=ours, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )


def order(*command: str) -> None:
    """Has one of CUPS' own programs do something."""
    ran = _ran(command, {})
    if ran.returncode:
        raise LabProblem(f"{' '.join(command)}: {ran.stdout}{ran.stderr}")


class Daemons(Programs):
    """Starts, ends and names the daemons of a world with printers."""

    def __init__(self, folder: Path, home: Path, policy: str) -> None:
        super().__init__(folder)
        self.home, self.policy = home, policy
        self.ports: dict[str, int] = {}

    # --- printers ----------------------------------------------------------------------------------------------------

    def start_announcing(self) -> None:
        """The bus and the avahi that ippeveprinter asks for."""
        bus = self.folder / "bus"
        address = f"unix:path={bus}"
        rules = "".join(f'<allow {rule}="*"/>' for rule in ("user", "own", "send_destination", "receive_sender"))
        (self.folder / "bus.conf").write_text(
            f"<busconfig><type>system</type><listen>{address}</listen><auth>EXTERNAL</auth>"
            f'<policy context="default">{rules}</policy></busconfig>'
        )
        self.start("bus", "dbus-daemon", f"--config-file={self.folder / 'bus.conf'}", "--nofork")
        until(lambda: takes_connections(bus), "the bus")
        (self.folder / "avahi.conf").write_text(
            "[server]\nhost-name=printer\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n"
        )
        own_run = "mount -t tmpfs none /run && mkdir /run/avahi-daemon && chown avahi /run/avahi-daemon && exec"
        avahi = f"avahi-daemon --no-drop-root --no-chroot --no-rlimits -f {self.folder / 'avahi.conf'}"
        script = f"ip link set lo up && {own_run} {avahi}"
        self.start("avahi", "unshare", "--mount", "--net", "sh", "-c", script, DBUS_SYSTEM_BUS_ADDRESS=address)
        until(lambda: "Server startup complete" in self.log("avahi"), "avahi")

    def start_printer(self, name: str, program: str = "") -> None:
        """``program`` is a shell line that does the printing; without one, what comes is thrown away."""
        port = self.ports.setdefault(name, free_port())
        spool = self.folder / f"printer-{name}"
        spool.mkdir(exist_ok=True)
        prints: tuple[str, ...] = ()
        if program:
            script = self.folder / f"prints-{name}"
            script.write_text(f"#!/bin/sh\n{program}\n")
            script.chmod(0o755)
            prints = ("-c", str(script))
        self.start(
            f"printer-{name}",
            *("/usr/sbin/ippeveprinter", "-p", str(port), "-n", PRINTER_HOST, "-d", str(spool)),
            *("-f", "application/pdf,image/pwg-raster,image/jpeg", *prints, name),
            DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={self.folder / 'bus'}",
        )
        until(lambda: listens(port), f"the printer {name}")

    def end_printer(self, name: str) -> None:
        self.end(f"printer-{name}")

    def suspend_printer(self, name: str) -> None:
        """It is still there and does nothing at all any more."""
        self.suspend(f"printer-{name}")

    def uri(self, name: str) -> str:
        return f"ipp://{PRINTER_HOST}:{self.ports[name]}/ipp/print"

    # --- the print system --------------------------------------------------------------------------------------------

    def write_cups_settings(self) -> None:
        root = self.folder / "cups"
        for part in ("root/ppd", "root/ssl", "spool/tmp", "cache", "state", "log"):
            (root / part).mkdir(parents=True)
        shutil.chown(root, "root", "lp")
        for path in root.rglob("*"):
            shutil.chown(path, "root", "lp")
            path.chmod(0o775)
        Path("/run/cups").mkdir(exist_ok=True)
        (root / "root/cupsd.conf").write_text(
            f"Listen {CUPS_SOCKET}\nBrowsing Off\nDefaultAuthType Basic\nWebInterface No\nLogLevel info\n"
            "ErrorPolicy retry-job\nJobRetryInterval 2\n"
            "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
            f"<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n{POLICIES[self.policy]}"
        )
        (root / "root/cups-files.conf").write_text(
            f"ServerRoot {root / 'root'}\nRequestRoot {root / 'spool'}\nTempDir {root / 'spool/tmp'}\n"
            f"CacheDir {root / 'cache'}\nStateDir {root / 'state'}\nServerKeychain {root / 'root/ssl'}\n"
            f"ErrorLog {root / 'log/error_log'}\nAccessLog {root / 'log/access_log'}\n"
            "SystemGroup root lpadmin\nUser lp\nGroup lp\n"
        )

    def start_cups(self) -> None:
        root = self.folder / "cups/root"
        settings = ("-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf"))
        self.start("cupsd", "/usr/sbin/cupsd", "-f", *settings)
        until(cups_runs, "cupsd")

    def told(self) -> str:
        log = self.folder / "cups/log/error_log"
        return f"{super().told()}--- {log.name}\n{log.read_text(errors='replace')[-8000:] if log.exists() else ''}"

    def end_cups(self) -> None:
        self.end("cupsd")
        Path(CUPS_SOCKET).unlink(missing_ok=True)

    def add_queue(self, name: str) -> None:
        """With the description that CUPS makes of such a printer (everywhere.ppd).

        Left to make it (``-m everywhere``), CUPS 2.4 does so in a thread that nobody can wait for: it starts a queue
        again that was paused meanwhile, and now and then takes all of CUPS with it.
        """
        order("lpadmin", "-p", name, "-E", "-v", self.uri(name), "-P", str(DESCRIPTION))

    def document(self) -> str:
        path = self.folder / "letter.pdf"
        path.write_bytes(DOCUMENT)
        return str(path)


def cups_runs() -> bool:
    return "is running" in tell("lpstat", "-r")


def free_port() -> int:
    """Held until this process ends: where the machine's network is shared, nobody else is given it."""
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    port = int(holder.getsockname()[1])
    holder.detach()
    return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0

"""NetworkManager on the PC, with a message bus of its own, as most desktops have it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lab.network.addresses import DEBIAN
from lab.network.pc import LINK
from lab.network.town import Town
from lab.programs import takes_connections, until

CONNECTION = "Office"
_BUS = Path("/run/dbus/system_bus_socket")
_STATE = Path("/var/lib/NetworkManager")
_SETTINGS = Path("/etc/NetworkManager")
_LAB = f"""[main]
plugins=keyfile
dhcp=internal
rc-manager=file
auth-polkit=false

[connectivity]
uri=http://{DEBIAN.name}/check_network_status.txt
"""
"""Without polkit anyone may do what a desktop lets those do who sit before it. The page is the usual one."""
_OFFICE = f"""[connection]
id={CONNECTION}
uuid=5a1c0f9e-1111-4a6e-8a7f-0a5d1c0e77aa
type=ethernet
interface-name={LINK}

[ipv4]
method=auto

[ipv6]
method=auto
"""


def start(town: Town) -> None:
    """It takes the network over, and asks for everything anew."""
    _start_bus(town)
    Path("/etc/hostname").write_text("office-pc\n")
    (_SETTINGS / "conf.d").mkdir(parents=True, exist_ok=True)
    (_SETTINGS / "conf.d/lab.conf").write_text(_LAB)
    office = _SETTINGS / "system-connections/office.nmconnection"
    office.parent.mkdir(exist_ok=True)
    office.touch(mode=0o600)
    office.write_text(_OFFICE)
    town.pc.place.run("mount", "-t", "tmpfs", "-o", "mode=700", "none", str(_STATE))
    town.pc.ask_no_more()
    town.pc.place.ip(f"addr flush dev {LINK}")  # a link that has an address, it leaves to whoever gave it that
    # where /sys can be written, it waits for a udev that is not there
    script = "mount -o remount,ro /sys && exec NetworkManager --debug --no-daemon --log-level=INFO"
    town.start("manager", "unshare", "--mount", "sh", "-c", script)
    until(lambda: said("-g", "STATE", "general") == "connected", "NetworkManager")
    until(lambda: said("-g", "GENERAL.STATE", "device", "show", LINK).startswith("100"), "NetworkManager's link")


def _start_bus(town: Town) -> None:
    _BUS.parent.mkdir(exist_ok=True)
    _BUS.unlink(missing_ok=True)
    line = ["dbus-daemon", "--system", "--nofork", "--nopidfile", f"--address=unix:path={_BUS}"]
    town.start("system-bus", *line)
    until(lambda: takes_connections(_BUS), "the system's bus")


def end(town: Town) -> None:
    """The PC goes on without it."""
    town.end("manager")
    town.end("system-bus")
    town.pc.place.run("umount", str(_STATE))
    _BUS.unlink(missing_ok=True)
    town.pc.connect()
    town.pc.wait_for_ipv6()


def order(*words: str) -> None:
    subprocess.run(["nmcli", *words], capture_output=True, timeout=30, check=True)


def said(*words: str) -> str:
    ran = subprocess.run(["nmcli", *words], capture_output=True, text=True, timeout=30, check=False)
    return ran.stdout.strip()

"""What this computer knows about its person and itself that must not leave it: names, host, serials, addresses.

Only values that can be read at once and without rights are taken; what cannot
be read is left to the rules.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from deskside.diagnostics.redact import Known
from deskside.diagnostics.rules.people import is_name_word
from deskside.errors import CallProblem
from deskside.system.commands import Run, run

_SERIAL_FILES = (
    "/etc/machine-id",
    "/sys/class/dmi/id/product_serial",
    "/sys/class/dmi/id/product_uuid",
    "/sys/class/dmi/id/board_serial",
    "/sys/class/dmi/id/chassis_serial",
    "/sys/class/dmi/id/chassis_asset_tag",
)
_NOT_SERIALS = ("", "none", "default string", "to be filled by o.e.m.", "not specified", "system serial number", "0")
_WIFI_COMMAND = ("nmcli", "--terse", "--fields", "TYPE,NAME", "connection", "show")
_SECONDS = 1.0


def known_here(run: Run = run, host: str = "") -> tuple[Known, ...]:
    """The values known here. ``host`` is what this computer is called, where somebody has told."""
    found = (
        *_person(),
        *_host(host or socket.gethostname()),
        *_hardware(),
        *_wifi(run),
    )
    return tuple(dict.fromkeys(known for known in found if len(known.value.strip()) > 2))


def _person() -> Iterator[Known]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        return
    if is_name_word(user):
        yield Known("person", user)
        if name := _full_name(user):
            yield Known("person", name)


def _full_name(user: str) -> str:
    try:
        import pwd  # where the system has it

        return pwd.getpwnam(user).pw_gecos.split(",")[0]
    except (ImportError, KeyError):
        return ""


def _host(full: str) -> Iterator[Known]:
    name, _, domain = full.partition(".")
    for value in (full, name):
        if is_name_word(value) and not value.lower().startswith("localhost"):
            yield Known("host", value)
    if "." in domain:
        yield Known("host", domain)
    for variable in ("USERDOMAIN", "USERDNSDOMAIN"):
        if value := os.environ.get(variable, ""):
            yield Known("host", value)


def _hardware() -> Iterator[Known]:
    for path in _SERIAL_FILES:
        try:
            value = Path(path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            continue
        if value.lower() not in _NOT_SERIALS:
            yield Known("serial", value)
    import psutil  # 28 ms that only diagnostics pay

    for addresses in psutil.net_if_addrs().values():
        for address in addresses:
            if address.family == psutil.AF_LINK and address.address.strip("0:-"):
                yield Known("mac", address.address)


def _wifi(run: Run) -> Iterator[Known]:
    """Names of Wi-Fi networks this computer remembers, where its network manager tells them."""
    try:
        said = run(_WIFI_COMMAND, _SECONDS).out
    except CallProblem:
        return
    for line in said.splitlines():
        sort, _, name = line.partition(":")
        if "wireless" in sort and len(name) > 3:
            yield Known("wifi", name.replace("\\:", ":"))

"""What this computer knows about its person and itself that must not leave it: names, host, serials, addresses.

Only values that can be read at once and without rights are taken; what cannot
be read is left to the rules.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator

from deskside.diagnostics.redact import Known
from deskside.diagnostics.rules.people import is_name_word
from deskside.system.commands import Run, run
from deskside.system.own_names import own_names

_NOT_SERIALS = ("", "none", "default string", "to be filled by o.e.m.", "not specified", "system serial number", "0")
_SHORTEST_WIFI = 4
"""A network called "tea" would be hidden in every sentence about tea."""


def known_here(run: Run = run, host: str = "") -> tuple[Known, ...]:
    """The values known here. ``host`` is what this computer is called, where somebody has told."""
    names = own_names(run)
    found = (
        *_person(names.person),
        *_host(host or socket.gethostname()),
        *(Known("serial", serial) for serial in names.serials if serial.lower() not in _NOT_SERIALS),
        *_hardware_addresses(),
        *(Known("wifi", name) for name in names.wifi if len(name) >= _SHORTEST_WIFI),
    )
    return tuple(dict.fromkeys(known for known in found if len(known.value.strip()) > 2))


def _person(full_name: str) -> Iterator[Known]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        return
    if is_name_word(user):
        yield Known("person", user)
        last, comma, first = full_name.partition(",")
        for name in (full_name, f"{first.strip()} {last}" if comma else ""):  # a domain's lists say "Lee, Ann"
            if name:
                yield Known("person", name)


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


def _hardware_addresses() -> Iterator[Known]:
    import psutil  # 28 ms that only diagnostics pay

    for addresses in psutil.net_if_addrs().values():
        for address in addresses:
            if address.family == psutil.AF_LINK and address.address.strip("0:-"):
                yield Known("mac", address.address)

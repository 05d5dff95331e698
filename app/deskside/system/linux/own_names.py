"""Linux's own names: the account's, NetworkManager's Wi-Fi connections, what the firmware says to everyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deskside.system.commands import Run
from deskside.system.own_names import OwnNames, full_name, said

_SERIALS = (
    "/etc/machine-id",
    "/sys/class/dmi/id/product_serial",
    "/sys/class/dmi/id/product_uuid",
    "/sys/class/dmi/id/board_serial",
    "/sys/class/dmi/id/chassis_serial",
    "/sys/class/dmi/id/chassis_asset_tag",
)


def of(run: Run) -> OwnNames:
    listed = said(run, "nmcli", "--terse", "--fields", "TYPE,NAME", "connection", "show")
    rows = (line.partition(":") for line in listed.splitlines())
    wifi = tuple(name.replace("\\:", ":") for sort, _colon, name in rows if "wireless" in sort)
    return OwnNames(full_name(), wifi, tuple(_serials()))


def _serials() -> Iterator[str]:
    for path in _SERIALS:
        try:
            yield Path(path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            continue

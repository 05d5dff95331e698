"""Which computer a ticket is about, as the organisation's help desk knows it: by its name, or by its asset tag."""

from __future__ import annotations

import platform
from pathlib import Path

from deskside.config import Settings

_FIRMWARE = Path("/sys/class/dmi/id/chassis_asset_tag")
_NO_TAG = frozenset(("", "none", "default string", "no asset tag", "no asset information", "to be filled by o.e.m."))


def device_of(settings: Settings, firmware: Path = _FIRMWARE) -> str:
    """As ``tickets.device`` has it; "" where it is not to be told or not known.

    The asset tag is the one IT has set for this computer, else that of its firmware, where everyone may read it.
    """
    match settings.text("tickets.device"):
        case "name":
            return platform.node()
        case "asset-tag":
            return settings.text("tickets.asset_tag") or _tag_in(firmware)
    return ""


def _tag_in(firmware: Path) -> str:
    try:
        tag = firmware.read_text(encoding="utf-8", errors="replace").strip()[:60]
    except OSError:
        return ""
    return "" if tag.lower() in _NO_TAG or not tag.isprintable() else tag

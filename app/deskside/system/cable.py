"""A printer on a cable: is it among what is plugged in? A printer that is off, or pulled out, is not.

Names differ between what a printer calls itself over the cable and what the
system lists, so only a sure sight counts, and only a computer without any
other printer on a cable says that ours is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit


class Plugged(NamedTuple):
    """One thing on a cable. ``prints``: whether it says that it is a printer; None when it is not known."""

    model: str = ""
    serial: str = ""
    prints: bool | None = None


Look: TypeAlias = Callable[[], Sequence[Plugged] | None]
"""Tells all that is plugged in; None when that cannot be seen."""


def unknown() -> None:
    """Where nobody can see what is plugged in."""
    return


def on_cable(uri: str) -> bool:
    """Whether this is the address of a printer on a cable: "usb://Maker/Model?serial=1" or "hp:/usb/Model?serial=1"."""
    parts = urlsplit(uri)
    return parts.scheme == "usb" or (parts.scheme == "hp" and parts.path.startswith("/usb/"))


def there(uri: str, plugged: Sequence[Plugged]) -> bool | None:
    """Whether the printer with this address is plugged in; None when that cannot be told."""
    model, serial = _wanted(uri)
    for one in plugged:
        if one.prints is not False and (_same(one.serial, serial) or _alike(one.model, model)):
            return True
    return None if any(one.prints is not False for one in plugged) else False


def _wanted(uri: str) -> tuple[str, str]:
    parts = urlsplit(uri)
    model = unquote(parts.path).removeprefix("/usb/").strip("/")
    return model, next(iter(parse_qs(parts.query).get("serial", [])), "")


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def _alike(one: str, other: str) -> bool:
    """The same model, its maker named or not: "HP LaserJet 1018" and "LaserJet_1018"."""
    shorter, longer = sorted((_letters(one), _letters(other)), key=len)
    return len(shorter) > 3 and shorter in longer


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())

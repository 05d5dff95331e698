"""The way out of this computer, where it is not the system's own."""

from __future__ import annotations

from msgspec import Struct


class Network(Struct, frozen=True):
    """The settings ``network.proxy`` and ``network.extra_ca``; "" for the system's own."""

    proxy: str = ""
    extra_ca: str = ""

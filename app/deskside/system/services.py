"""The face of services on any operating system; by itself, that of one where nothing is known."""

from __future__ import annotations

from typing import NoReturn

from deskside.errors import Unavailable
from deskside.system.printing import Record


class Services:
    """One method per "services." call of the table. Services have our own names: "print"."""

    def state(self, service: str) -> Record:
        self._unknown(service)

    def start(self, service: str) -> None:
        self._unknown(service)

    def stop(self, service: str) -> None:
        self._unknown(service)

    def may(self, action: str, service: str) -> bool | None:
        """Whether this person may ``action`` ("start") it; None when only trying would tell."""
        self._unknown(f"{action} {service}")

    def _unknown(self, service: str) -> NoReturn:
        raise Unavailable("services", f"{service}: not known on this operating system")

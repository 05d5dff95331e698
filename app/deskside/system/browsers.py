"""The face of the person's browsers; by itself, that of a computer where nothing is known of them."""

from __future__ import annotations

from typing import NoReturn

from deskside.errors import Unavailable
from deskside.system.printing import Record


class Browsers:
    """One method per "browsers." call of the table, arguments and answers as described there."""

    def profiles(self) -> list[Record]:
        self._unknown("profiles")

    def set_proxy(self, browser: str, profile: str, kind: str, address: str) -> None:
        self._unknown(f"{browser} {profile} {kind} {address}")

    def site_data(self, host: str) -> list[Record]:
        self._unknown(host)

    def lock(self, browser: str, profile: str) -> None:
        self._unknown(f"{browser} {profile}")

    def unlock(self, browser: str, profile: str) -> None:
        self._unknown(f"{browser} {profile}")

    def may(self, action: str, first: str) -> bool | None:
        """Whether this person may; None when only trying would tell."""
        self._unknown(f"{action} {first}")

    def _unknown(self, what: str) -> NoReturn:
        raise Unavailable("browsers", f"{what}: not known on this operating system")

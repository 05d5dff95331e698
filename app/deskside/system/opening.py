"""Opening something for the person: a link, a folder, a page of the system's settings. By itself: nothing is known."""

from __future__ import annotations

from typing import NoReturn

from deskside.errors import Unavailable


class Opening:
    """One method per "open." call of the table."""

    def link(self, address: str) -> None:
        self._unknown(address)

    def folder(self, folder: str) -> None:
        self._unknown(folder)

    def settings(self, page: str) -> None:
        self._unknown(page)

    def may(self, action: str, first: str) -> bool | None:
        """Whether this person may; None when only trying would tell."""
        self._unknown(f"{action} {first}")

    def _unknown(self, what: str) -> NoReturn:
        raise Unavailable("open", f"{what}: not known on this operating system")

"""The face of this computer's network on any operating system; by itself, that of one where nothing is known."""

from __future__ import annotations

from typing import NoReturn

from deskside.errors import Unavailable
from deskside.system.printing import Record


class Network:
    """One method per "network." call of the table, arguments and answers as described there."""

    def links(self) -> list[Record]:
        self._unknown("links")

    def routes(self) -> list[Record]:
        self._unknown("routes")

    def name_servers(self) -> Record:
        self._unknown("name servers")

    def neighbour(self, link: str, address: str) -> Record:
        self._unknown(f"{address} on {link}")

    def hosts(self, name: str) -> Record:
        self._unknown(name)

    def proxy(self) -> Record:
        self._unknown("proxy")

    def check_page(self) -> tuple[str, str]:
        """The page this system itself asks whether the internet is there, and the text it answers with."""
        return "", ""

    def enable(self, link: str) -> None:
        self._unknown(link)

    def disable(self, link: str) -> None:
        self._unknown(link)

    def renew(self, link: str) -> None:
        self._unknown(link)

    def put_back(self, link: str, address: str, gateway: str, servers: str) -> None:
        self._unknown(f"{link} {address} {gateway} {servers}")

    def set_proxy(self, kind: str, address: str, script: str) -> None:
        self._unknown(f"{kind} {address}{script}")

    def set_mtu(self, link: str, mtu: int) -> None:
        self._unknown(f"{link} {mtu}")

    def hide_host(self, name: str) -> None:
        self._unknown(name)

    def show_host(self, name: str) -> None:
        self._unknown(name)

    def may(self, action: str, first: str) -> bool | None:
        """Whether this person may do ``action`` ("renew") to ``first``; None when only trying would tell."""
        self._unknown(f"{action} {first}")

    def _unknown(self, what: str) -> NoReturn:
        raise Unavailable("network", f"{what}: not known on this operating system")

"""The network, as a troubleshooter sees it: adapters, routes, name servers, proxy; and what IT expects of it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Address:
    """``family`` is 4 or 6; ``scope`` "global" or "link" (reaches the next cable only, self-assigned ones too)."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.address: str = told["address"]
        self.prefix: int = told.get("prefix", 0)
        self.family: int = told.get("family", 4)
        self.scope: str = told.get("scope", "global")
        self.origin: str = told.get("origin", "")


class Link:
    """One network adapter. ``carrier`` is None where the system does not say; so is ``automatic``."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.name: str = told["name"]
        self.kind: str = told.get("kind", "other")
        self.label: str = told.get("label") or self.name
        self.enabled: bool = told.get("enabled", True)
        self.carrier: bool | None = told.get("carrier")
        self.automatic: bool | None = told.get("automatic")
        self.managed: bool | None = told.get("managed")
        self.mtu: int = told.get("mtu", 0)
        self.addresses = [Address(one) for one in told.get("addresses", [])]

    @property
    def usable(self) -> bool:
        """Switched on, and not known to be unplugged."""
        return self.enabled and self.carrier is not False


class Route:
    """``to`` is "default" or a network such as "10.0.0.0/8"; ``gateway`` is "" when it lies on the link."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.to: str = told["to"]
        self.family: int = told.get("family", 4)
        self.gateway: str = told.get("gateway", "")
        self.link: str = told.get("link", "")
        self.metric: int = told.get("metric", 0)


class NameServer:
    def __init__(self, told: dict[str, Any]) -> None:
        self.address: str = told["address"]
        self.link: str = told.get("link", "")
        self.origin: str = told.get("origin", "")


class NameServers:
    """Who is asked for names, in order; ``by`` is who writes that list, such as "NetworkManager"."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.servers = [NameServer(one) for one in told.get("servers", [])]
        self.search: list[str] = told.get("search", [])
        self.by: str = told.get("by", "")


class Proxy:
    """``kind`` is "none", "manual" (``address``) or "script" (a link); ``managed``: IT set it."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.kind: str = told.get("kind", "none")
        self.address: str = told.get("address", "")
        self.script: str = told.get("script", "")
        self.managed: bool = told.get("managed", False)
        self.where: str = told.get("where", "")
        self.exceptions: list[str] = told.get("except", [])


class Expected:
    """What IT expects of the network; "" and empty lists where it says nothing."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.check_url: str = told.get("check_url", "")
        self.check_text: str = told.get("check_text", "")
        self.work_sites: list[str] = told.get("work_sites", [])
        self.work_names: list[str] = told.get("work_names", [])
        self.proxy: str = told.get("proxy", "")


class Network:
    """``pc.network``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def links(self) -> list[Link]:
        return [Link(told) for told in self._ask("network.links")]

    def routes(self) -> list[Route]:
        return [Route(told) for told in self._ask("network.routes")]

    def name_servers(self) -> NameServers:
        return NameServers(self._ask("network.name_servers"))

    def neighbour(self, link: str, address: str) -> bool | None:
        """Whether this neighbour answers at link level; None when that cannot be told."""
        answers: bool | None = self._ask("network.neighbour", link=link, address=address).get("answers")
        return answers

    def hosts(self, name: str) -> list[str]:
        """The addresses that the hosts file gives this name."""
        return list(self._ask("network.hosts", name=name).get("addresses", []))

    def proxy(self) -> Proxy:
        return Proxy(self._ask("network.proxy"))

    def expected(self) -> Expected:
        return Expected(self._ask("network.expected"))

    def enable(self, link: str) -> None:
        self._ask("network.enable", link=link)

    def disable(self, link: str) -> None:
        self._ask("network.disable", link=link)

    def renew(self, link: str) -> None:
        """Asks the network anew for address, gateway and name servers."""
        self._ask("network.renew", link=link)

    def put_back(self, link: str, address: str, gateway: str, servers: str) -> None:
        """Takes ``renew`` back: the IPv4 address with its prefix, the gateway and the name servers of before."""
        self._ask("network.put_back", link=link, address=address, gateway=gateway, servers=servers)

    def set_proxy(self, kind: str, address: str = "", script: str = "") -> None:
        self._ask("network.set_proxy", kind=kind, address=address, script=script)

    def set_mtu(self, link: str, mtu: int) -> None:
        self._ask("network.set_mtu", link=link, mtu=mtu)

    def hide_host(self, name: str) -> None:
        """Takes what the hosts file says of a name out of use."""
        self._ask("network.hide_host", name=name)

    def show_host(self, name: str) -> None:
        self._ask("network.show_host", name=name)

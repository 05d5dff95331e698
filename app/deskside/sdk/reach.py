"""Trying things from this computer: a name server, a name, a connection, a page, the line itself."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Asked:
    """What one name server said. ``code`` is "noerror", "nxdomain", "servfail", "refused" or ""."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.answered: bool = told.get("answered", False)
        self.code: str = told.get("code", "")
        self.addresses: list[str] = told.get("addresses", [])
        self.seconds: float = told.get("seconds", 0.0)


class Resolved:
    """What the system makes of a name. ``problem`` is "", "not-found" or "no-answer"."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.addresses: list[str] = told.get("addresses", [])
        self.problem: str = told.get("problem", "")
        self.seconds: float = told.get("seconds", 0.0)


class Connected:
    """``problem`` is "", "name", "refused", "unreachable" or "no-answer"."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.open: bool = told.get("open", False)
        self.address: str = told.get("address", "")
        self.problem: str = told.get("problem", "")
        self.seconds: float = told.get("seconds", 0.0)


class Certificate:
    """``problem`` is "", "unknown-authority", "expired", "not-yet" or "wrong-name"; ``until`` is seconds since 1970."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.problem: str = told.get("problem", "")
        self.issuer: str = told.get("issuer", "")
        self.until: float = told.get("until", 0.0)
        self.names: list[str] = told.get("names", [])


class Fetched:
    """One page. ``problem`` is "", "name", "refused", "unreachable", "no-answer", "cut", "certificate" or "proxy"."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.status: int = told.get("status", 0)
        self.location: str = told.get("location", "")
        self.date: str = told.get("date", "")
        self.starts: str = told.get("starts", "")
        self.problem: str = told.get("problem", "")
        self.address: str = told.get("address", "")
        self.seconds: float = told.get("seconds", 0.0)
        self.certificate = Certificate(told["certificate"]) if told.get("certificate") else None


class Line:
    """How well small packets pass. ``milliseconds`` is the median there and back; None when nothing came."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.sent: int = told.get("sent", 0)
        self.answered: int = told.get("answered", 0)
        self.milliseconds: float | None = told.get("milliseconds")
        self.by: str = told.get("by", "")

    @property
    def lost(self) -> float:
        """The share of packets that found no way there and back, 0 to 1."""
        return 1 - self.answered / self.sent if self.sent else 0.0


class Large:
    """Whether large packets pass where small ones do; None where that cannot be told."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.small: bool | None = told.get("small")
        self.large: bool | None = told.get("large")
        self.largest: int | None = told.get("largest")


class Reach:
    """``pc.reach``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def query(self, server: str, name: str) -> Asked:
        """One question to one name server, sent again before it counts as unanswered."""
        return Asked(self._ask("reach.query", server=server, name=name))

    def resolve(self, name: str) -> Resolved:
        return Resolved(self._ask("reach.resolve", name=name))

    def connect(self, host: str, port: int) -> Connected:
        return Connected(self._ask("reach.connect", host=host, port=port))

    def fetch(self, address: str, way: str = "direct") -> Fetched:
        """One page, by ``way`` "direct" or "proxy"; where it points to is told, not followed."""
        return Fetched(self._ask("reach.fetch", address=address, way=way))

    def line(self, host: str, port: int) -> Line:
        return Line(self._ask("reach.line", host=host, port=port))

    def large(self, host: str, port: int) -> Large:
        return Large(self._ask("reach.large", host=host, port=port))

"""What a backend is made from: its settings, its secrets, the way out; nothing is contacted and no secret asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from deskside.model.troubleshooter import Json
from deskside.paths import Paths
from deskside.system.web.network import Network
from deskside.tickets.offer import Offer

if TYPE_CHECKING:
    from deskside.tickets.wire.http import Wire


class Mapped(Struct, frozen=True):
    """How IT translates our words into those of their help desk."""

    categories: Mapping[str, str] = {}
    priorities: Mapping[str, str] = {}
    fields: Mapping[str, str] = {}
    """Their field -> one of ``offer.OURS``."""


class Setup:
    """``option`` gives the value of a setting by its full name, ``secret`` asks the keyring."""

    def __init__(
        self,
        offer: Offer,
        option: Callable[[str], Json],
        secret: Callable[[str], str],
        paths: Paths,
        network: Network | None = None,
    ) -> None:
        self.offer, self.paths, self.network = offer, paths, network or Network()
        self._option, self._ask = option, secret

    @property
    def settle(self) -> float:
        """Seconds; what IT has set, or what the offer says."""
        value = self._value("settle_seconds")
        return float(value) if isinstance(value, int | float) else self.offer.settle

    @property
    def mapped(self) -> Mapped:
        if not self.offer.mapped:
            return Mapped()
        return Mapped(self.table("categories"), self.table("priorities"), self.table("fields"))

    def text(self, key: str, default: str = "") -> str:
        """The setting "tickets.<name>.<key>"."""
        return str(self._value(key) or default)

    def flag(self, key: str) -> bool:
        return self._value(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key)
        return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()

    def number(self, key: str) -> float:
        value = self._value(key)
        return float(value) if isinstance(value, int | float) else 0.0

    def table(self, key: str) -> dict[str, str]:
        value = self._value(key)
        return {name: str(word) for name, word in value.items()} if isinstance(value, dict) else {}

    def secret(self, key: str) -> Callable[[], str]:
        """Asks the keyring when it is called. It may raise ``SecretProblem``."""
        return lambda: self._ask(f"tickets.{self.offer.name}.{key}")

    def wire(self, base: str, sign_in: Callable[[], str], headers: Mapping[str, str] | None = None) -> Wire:
        """HTTP with this help desk. ``sign_in`` gives the Authorization header, "" for none."""
        from deskside.tickets.wire.http import Wire  # here: 17 MB that only a process that sends needs

        return Wire(base, sign_in, self.network, headers=headers)

    def _value(self, key: str) -> object:
        value = self._option(f"tickets.{self.offer.name}.{key}")
        return self.offer.default(key) if value is None else value

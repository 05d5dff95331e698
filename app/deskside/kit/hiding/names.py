"""Gives out stand-ins: "file-1.iso", "printer-1". The same value has the same one everywhere, two have two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator


class Names:
    """One for a whole recording. What a value is said to be first decides its kind."""

    def __init__(self, avoid: Iterable[str] = ()) -> None:
        """``avoid``: values that stay, which no stand-in may look like."""
        self._by_value: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        """By value in small letters; in other letters it has the same stand-in in other letters."""
        self._taken = {value.casefold() for value in avoid}
        self._given: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        """How many values of each kind were hidden."""

    def of(self, kind: str, value: str, ending: str = "", start: str = "") -> str:
        """``start`` and ``ending`` (".iso") are what stays of the value."""
        known = self._by_value.get(value)
        return known if known is not None else self._new(kind, value, ending, start)

    def known(self) -> Iterator[tuple[str, str]]:
        """Every value with its stand-in."""
        return iter(tuple(self._by_value.items()))

    def knows(self, value: str) -> bool:
        return value in self._by_value

    def _new(self, kind: str, value: str, ending: str, start: str) -> str:
        base = self._bases.get(value.casefold())
        tries = (f"{start}{one}{ending}" for one in ((base.upper(), base.capitalize()) if base else ()))
        stand_in = next((one for one in tries if one not in self._given), "") or self._next(kind, value, ending, start)
        self._given.add(stand_in)
        self._taken.add(stand_in.casefold())
        self._by_value[value] = stand_in
        self.counts[kind] += 1
        return stand_in

    def _next(self, kind: str, value: str, ending: str, start: str) -> str:
        while True:
            self._numbers[kind] += 1
            base = f"{kind}-{self._numbers[kind]}"
            stand_in = f"{start}{base}{ending}"
            if stand_in.casefold() not in self._taken:
                self._bases.setdefault(value.casefold(), base)
                return stand_in

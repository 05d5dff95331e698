"""Goes through the rows of a recording and replaces what ``private_fields`` says is private, everywhere the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from deskside.children.scenario import Says
from deskside.diagnostics.redact import Redactor
from deskside.kit.hiding.kinds import (
    CACHE,
    DEVICE,
    DOCUMENT,
    FILE,
    FIRST,
    FOLDER,
    HOST,
    PAGE,
    PROGRAM,
    PROXY,
    REASON,
    SIGN,
    TEXT,
    Kind,
    Only,
    Shape,
    kind_of,
)
from deskside.kit.hiding.known import CHECK_TEXTS, PROGRAM_NAMES, REASONS
from deskside.kit.hiding.named import Named
from deskside.kit.hiding.names import Names
from deskside.kit.hiding.network import Network
from deskside.kit.hiding.paths import Paths
from deskside.kit.hiding.private_fields import DECIDED, NOTHING_KNOWN
from deskside.kit.hiding.texts import Texts
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS

_WEIGHTS = ("error", "warning", "report")


class Hiding:
    """One for a whole recording: a value has one stand-in."""

    def __init__(self, house: Redactor, named: Named, rows: Iterable[Says], *, windows: bool = False) -> None:
        """``rows`` are all read before any is shown: what one of them tells is hidden in the texts of all."""
        self._house, self._named = house, named
        self._names = Names(avoid=named.values | named.asked_for)
        self._paths = Paths(self._names, windows=windows)
        self._network = Network(self._names, self._paths, lambda value: named.has(HOST, value))
        self._texts = Texts(self._network, house.redact)
        self._reads_texts = False
        for row in sorted(rows, key=lambda row: row.call != "network.links"):
            self._learn_networks(row)
            self.row(row)
        self._texts.study()
        self._reads_texts = True

    def row(self, row: Says) -> Says:
        decided = DECIDED.get(row.call, NOTHING_KNOWN)
        return msgspec.structs.replace(
            row,
            arguments=None if row.arguments is None else self._arguments(row.call, row.arguments),
            gives=self._value(decided.gives, row.gives),
            why=self._value(TEXT, row.why),
            after=self._after(row.after),
        )

    def counts(self) -> dict[str, int]:
        """How many values were hidden, by their kind; most first."""
        counts = {**self._names.counts, "address": self._network.addresses.count}
        return dict(sorted(((kind, count) for kind, count in counts.items() if count), key=lambda one: -one[1]))

    def answer(self, value: str, choices_from: str = "") -> str:
        """What was said to a question: one of the names that a call gave, or a line that somebody typed."""
        if not value or value in self._named.values or value in self._named.asked_for:
            return value
        gives = DECIDED.get(choices_from, NOTHING_KNOWN).gives
        if isinstance(gives, list) and gives:
            inner = gives[0].get("name", TEXT) if isinstance(gives[0], dict) else gives[0]
            return str(self._value(inner, value))
        if self._names.knows(value):
            return self._names.of(TEXT, value)
        if " " not in value and ("." in value or ":" in value or "/" in value):
            return self._network.page(value)
        return self._texts.of(value)

    def _after(self, after: str) -> str:
        call, colon, first = after.partition(":")
        return call + colon + self._first(call, first)

    def _first(self, call: str, value: str) -> str:
        """The first argument of a call, whatever that is."""
        argument = next(iter(CALLS[call].arguments), "") if call in CALLS else ""
        if not value or (argument and CALLS[call].arguments[argument] != "text"):
            return value
        return str(self._value(DECIDED.get(call, NOTHING_KNOWN).arguments.get(argument), value))

    def _arguments(self, call: str, arguments: dict[str, Json]) -> dict[str, Json]:
        kinds = DECIDED.get(call, NOTHING_KNOWN).arguments
        told: dict[str, Json] = {}
        for name, value in arguments.items():
            if kinds.get(name) == FIRST and isinstance(value, str):
                told[name] = self._first(str(arguments.get("call")), value)
            else:
                told[name] = self._value(kinds.get(name), value)
        return told

    def _learn_networks(self, row: Says) -> None:
        links = row.gives if row.call == "network.links" and isinstance(row.gives, list) else []
        for link in links:
            for one in link.get("addresses", []) if isinstance(link, dict) else []:
                if isinstance(one.get("address"), str) and isinstance(one.get("prefix"), int):
                    self._network.addresses.learn(one["address"], one["prefix"])

    def _value(self, shape: Shape, value: Json, *, folder: bool = False) -> Any:
        """The same with stand-ins; a text where none is decided is hidden as a whole."""
        if isinstance(value, str):
            return self._said(shape if isinstance(shape, str | Only) else "", value, folder=folder)
        if isinstance(value, list):
            inner = shape[0] if isinstance(shape, list) and shape else None
            return [self._value(inner, one) for one in value]
        if isinstance(value, dict):
            fields = shape if isinstance(shape, dict) else {}
            folder = value.get("folder") is True
            return {
                self._key(key, fields): self._value(fields.get(key), one, folder=folder) for key, one in value.items()
            }
        return value

    def _key(self, key: str, fields: dict[str, Shape]) -> str:
        """What a value is called is one of our words; of one that is not decided, the house decides."""
        return key if key in fields else self._house.redact_name(key)

    def _said(self, kind: Kind, value: str, *, folder: bool) -> str:
        if not value or (isinstance(kind, Only) and kind.keeps(value)):
            return value
        own = kind_of(kind)
        if own == TEXT:
            return self._texts.of(value) if self._reads_texts else value
        if self._named.has(own, value):
            return value
        return self._hidden(own, value, folder=folder)

    def _hidden(self, kind: str, value: str, *, folder: bool) -> str:
        if kind in (FILE, FOLDER):
            return self._paths.of(value, folder=folder or kind == FOLDER)
        if kind == DOCUMENT:
            return self._paths.part(value, kind)
        if kind == HOST:
            return self._network.hosts(value)
        if kind in (PAGE, PROXY):
            return self._network.page(value) if kind == PAGE else self._network.proxy(value)
        if kind == DEVICE:
            return self._network.device(value)
        if kind == REASON:
            return self._reason(value)
        if kind in (CACHE, PROGRAM):
            return self._program(value)
        if kind == SIGN and value in CHECK_TEXTS:
            return value
        return self._names.of(kind or TEXT, value)

    def _reason(self, value: str) -> str:
        """A printer's own word for its trouble keeps how grave it is."""
        word, dash, weight = value.rpartition("-")
        if weight not in _WEIGHTS:
            word, dash, weight = value, "", ""
        return value if value in REASONS or word in REASONS else self._names.of(REASON, word) + dash + weight

    def _program(self, value: str) -> str:
        """ "cache/firefox": what sort of place, and whose."""
        head, slash, name = value.rpartition("/")
        if head not in ("", "cache", "app", "snap", "settings", "browser", "program"):
            head, slash, name = "", "", value
        ending = next((end for end in (".exe", ".app") if name.lower().endswith(end)), "")
        shown = name if name in PROGRAM_NAMES else self._names.of(PROGRAM, name, ending)
        return head + slash + shown

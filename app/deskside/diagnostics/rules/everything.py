"""All rules, the surest first."""

from __future__ import annotations

from deskside.diagnostics.rules import (
    addresses,
    commands,
    computers,
    devices,
    hosts,
    names,
    numbers,
    people,
    phones,
    places,
    records,
    secrets,
    tables,
    talk,
    tokens,
    web,
    wifi,
)  # fmt: skip
from deskside.diagnostics.rules.rule import Finder, Rule

FINDERS: tuple[Finder, ...] = (
    *tokens.FINDERS,
    *secrets.FINDERS,
    *commands.FINDERS,
    *web.FINDERS,
    *wifi.FINDERS,
    *numbers.FINDERS,
    *devices.FINDERS,
    *people.FINDERS,
    *phones.FINDERS,
    *names.FINDERS,
    *addresses.FINDERS,
    *hosts.FINDERS,
    *computers.FINDERS,
    *places.FINDERS,
    *records.FINDERS,
    *talk.FINDERS,
    *tables.FINDERS,
)
ACROSS_LINES = tuple(finder for finder in FINDERS if isinstance(finder, Rule) and finder.spans_lines)

"""All rules, the surest first."""

from __future__ import annotations

from deskside.diagnostics.rules import commands, keyed, network, numbers, people, places, tables, tokens, web
from deskside.diagnostics.rules.rule import Finder

FINDERS: tuple[Finder, ...] = (
    *tokens.FINDERS,
    *keyed.FINDERS,
    *commands.FINDERS,
    *web.FINDERS,
    *numbers.FINDERS,
    *people.FINDERS,
    *network.FINDERS,
    *places.FINDERS,
    *tables.FINDERS,
)

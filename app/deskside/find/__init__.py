"""Finds what fits a person's own words among troubleshooters, articles and notices."""

from deskside.find.index import Entry, Index, entry_of

__all__ = ["Entry", "Index", "entry_of"]

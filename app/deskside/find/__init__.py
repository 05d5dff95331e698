"""Finds what fits a person's own words among troubleshooters, articles and notices."""

from deskside.find.entry import Entry, entry_of
from deskside.find.index import Index
from deskside.find.learned import Learned, read_learned

__all__ = ["Entry", "Index", "Learned", "entry_of", "read_learned"]

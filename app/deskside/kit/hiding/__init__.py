"""Hides what tells of a person and their work in a recording, and leaves what a troubleshooter's logic needs."""

from deskside.kit.hiding.hiding import Hiding
from deskside.kit.hiding.in_words import in_words
from deskside.kit.hiding.named import Named, named_in

__all__ = ["Hiding", "Named", "in_words", "named_in"]

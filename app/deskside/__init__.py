"""Deskside: the help desk that sits on everyone's own computer."""

__version__ = "0.1.0"

"""Composition root: the only room that knows every concrete class."""

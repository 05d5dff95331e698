"""Translations inside a troubleshooter: handed over when it starts, since it may open no file itself."""

from __future__ import annotations

_texts: dict[str, str] = {}


def _(text: str) -> str:
    """The text in the person's language, or as it stands where there is no translation."""
    return _texts.get(text) or text


def speak(texts: dict[str, str]) -> None:
    """Takes the translations of the language in use, source text to text."""
    _texts.clear()
    _texts.update(texts)

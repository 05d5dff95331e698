"""Spaces and marks as each language's readers write them."""

from __future__ import annotations

import pytest

from deskside.kit.typography import slips


@pytest.mark.parametrize(
    ("language", "fine"),
    [
        ("fr", "Est-ce que ça marche\u00a0? Voici\u202f: «\u00a0Imprimante\u00a0»."),
        ("fr", 'Il faut une liste, comme ["https://intranet.example.org"].'),
        ("fr", "Vous pouvez voir https://help.example.org."),
        ("es", "¿Funciona ahora? Sí."),
        ("de", "Im Menü „Drucker“ geht’s weiter."),
        ("en", 'Choose "Printer", don\'t wait.'),
    ],
)
def test_what_is_written_well_passes(language: str, fine: str) -> None:
    assert list(slips(fine, language)) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Est-ce que ça marche ?"),
        ("fr", "Est-ce que ça marche?"),
        ("fr", "Voici : la suite."),
        ("fr", "Choisissez « Imprimante »."),
        ("fr", "L'imprimante."),
        ("es", "Funciona ahora?"),
        ("es", 'Pulse «Impresora» o "Papel".'),
        ("de", 'Im Menü "Drucker".'),
    ],
)
def test_what_readers_would_write_otherwise_is_named(language: str, words: str) -> None:
    assert list(slips(words, language)) != []

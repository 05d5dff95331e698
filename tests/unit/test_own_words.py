"""People find the right help in their own language and words, which are not those that are written in the manifests."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.casework.offered import LANGUAGES
from deskside.catalogue import discover
from deskside.find import Index, entry_of, read_learned

FOLDER = Path(__file__).resolve().parents[2] / "troubleshooters"
SAID = {
    "de": {
        "printer": ("Papierstau", "es kommt nichts aus dem Drucker raus", "druckt nicht mehr"),
        "internet": ("kein Internet seit heute früh", "das ganze Internet ist weg", "alles so langsam im Netz"),
        "website": ("Seiten laden nicht", "die Firmenseite lässt sich nicht öffnen", "Firefox geht nicht auf"),
        "disk-full": ("Festplatte voll", "kann nichts mehr speichern, kein Platz", "zu wenig Speicherplatz"),
    },
    "fr": {
        "printer": ("mon imprimante marche plus", "j'arrive pas à imprimer mon document", "l’imprimante est bloquée"),
        "internet": (
            "plus d'internet depuis ce matin",
            "je suis connecté au réseau mais rien ne passe",
            "internet est très lent",
        ),
        "website": ("les pages web ne chargent pas", "un site ne veut pas s'ouvrir", "mon navigateur ne se lance pas"),
        "disk-full": ("mon disque dur est plein", "je ne peux plus enregistrer, plus d’espace", "vider la corbeille"),
    },
    "es": {
        "printer": ("mi impresora no va", "atasco de papel", "no sale nada por la impresora"),
        "internet": ("no tengo internet desde esta mañana", "se ha ido internet", "la red no funciona"),
        "website": ("no cargan las páginas", "una página web no abre", "el navegador no se abre"),
        "disk-full": ("mi disco duro está lleno", "no puedo guardar, no queda espacio", "almacenamiento insuficiente"),
    },
}


def index(language: str) -> Index:
    """As ``Casework`` makes it: every troubleshooter by its words in all languages."""
    source, *told = (discover((FOLDER,), name, "linux") for name in ("en", *dict.fromkeys((language, *LANGUAGES))))
    entries = (
        entry_of(one, [(listing.get(one.id) or one).texts for listing in told]) for one in source.troubleshooters
    )
    return Index(entries, read_learned(FOLDER.parent / "resources" / "find"))


@pytest.mark.parametrize("language", SAID)
def test_help_is_found_in_words_that_nobody_wrote_down_before(language: str) -> None:
    search = index(language).search
    found = {words: search(words, 3).results for said in SAID[language].values() for words in said}
    first = {words: results[0].id if results else "" for words, results in found.items()}
    assert first == {words: wanted for wanted, said in SAID[language].items() for words in said}


def test_every_language_with_translations_is_searched() -> None:
    written = {po.stem for po in FOLDER.glob("*/locale/*.po")}
    assert set(LANGUAGES) == written

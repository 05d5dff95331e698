"""Where somebody lives, works or is: street addresses and coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.rule import Behind, Finder, Rule, Span, Text

_TOWN = r"(?:,? (?:[A-Z]{1,2}-)?\d{4,5} [A-ZÀ-Þ][^\W\d_]{1,30}(?:[ \-][A-ZÀ-Þ]?[^\W\d_]{1,30}){0,3})?"
_WORD = r"[A-ZÀ-Þ][^\W\d_]{1,30}"
_DECIMAL = r"-?\d{1,3}\.\d{3,10}"

_FRENCH = "rue avenue boulevard bd place chemin allée allées impasse quai route cours square passage"
_SPANISH = (
    "Calle|C/|Avenida|Avda\\.?|Av\\.|Plaza|Paseo|Pº|Camino|Carrer|Carretera|Ronda|Travesía|Via|Viale|Piazza|Corso|Rua"
)
_ENGLISH = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Square|Terrace|Crescent|Highway|"
    "Parkway|Pkwy|Row|Gardens"
)
_GERMANIC = re.compile(
    r"[^\W\d_]{2,30}(?:straße|strasse|str|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|gracht|gatan|gata|"
    r"vägen|veien|vej|gade)"
)
_NUMBER_AND_TOWN = re.compile(rf"\.? \d{{1,4}} ?[a-h]?(?![\w.:]){_TOWN}")


def _germanic(text: Text) -> Iterator[Span]:
    """A word that ends like a street, and a house number after it: "Lindenweg 12", "Am Alten Markt 3" is too rare."""
    for word, starts in text.words.items():
        if len(word) > 3 and _GERMANIC.fullmatch(word):
            for at in starts:
                match = _NUMBER_AND_TOWN.match(text.text, at + len(word))
                if (
                    match
                    and (text.text[at].isupper() or text.text[at - 1 : at] in ("-", " "))
                    and "." not in match[0][1:]
                ):
                    yield Span(at, match.end(), "place")


def _is_address(match: re.Match[str]) -> bool:
    value = match["place"].strip()
    return " " in value and not any(char in value for char in ":/\\=") and any(char.isalpha() for char in value)


FINDERS: tuple[Finder, ...] = (
    _germanic,
    Rule(
        rf"(?<!\w)(?P<place>\d{{1,4}}(?: ?(?:bis|ter|[a-d]))?,? (?i:{_FRENCH.replace(' ', '|')}|av\.) "
        rf"(?:[^\W\d_]{{1,20}}[’' \-]){{0,5}}[^\W\d_]{{2,30}}{_TOWN})",
        words=_FRENCH + " av",
    ),
    Rule(
        r"(?<![\w.\-])(?P<place>\d{1,5}[A-Za-z]? (?:(?:North|South|East|West|N\.?|S\.?|E\.?|W\.?) )?"
        rf"(?:{_WORD} ){{1,3}}(?:{_ENGLISH})\b\.?(?:,? (?:Apt|Suite|Unit|Flat|#) ?\w{{1,6}})?"
        r"(?:, [A-Z][^\W\d_]{1,20}(?: [A-Z][^\W\d_]{1,20}){0,2})?(?:,? [A-Z]{2} \d{5}(?:-\d{4})?|"
        r",? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})?)",
        words=_ENGLISH.lower().replace("|", " "),
    ),
    Rule(
        rf"(?<!\w)(?P<place>(?:{_SPANISH}) (?:[^\W\d_]{{1,20}}[’' ]){{0,5}}[^\W\d_]{{2,30}},? "
        rf"(?:n[ºo°.]{{0,2}} ?)?\d{{1,4}}"
        rf"(?:,? ?\d{{1,2}}[ºª] ?\w{{0,2}})?{_TOWN})",
        begins="calle c avenida avda av plaza paseo pº camino carrer carretera ronda travesía via viale piazza corso "
        "rua",
    ),
    Rule(
        r"(?i:wohne|wohnhaft|i live|we live|j[’']habite|habite|vivo|vive)(?: (?i:in|at|an|im|on|au|à|en|der|dem|la|"
        r"le|el|the)){0,2} "
        r"(?P<place>[A-ZÀ-Þ][^\W\d_]{2,30}(?: [A-ZÀ-Þa-z][^\W\d_]{1,30}){0,3},? \d{1,4}[a-d]?)(?![\w.:])",
        begins="wohne wohnhaft i we j habite vivo vive",
    ),
    Behind(
        """
        street address, home address, postal address, mailing address, shipping address, billing address,
        office address, address, ship to, deliver to, adresse, anschrift, lieferadresse, wohnhaft in, dirección,
        domicilio, domicile, direccion
        """,
        r"(?P<place>(?=[^\n\"]{0,60}\d)[A-ZÀ-Þ0-9][^\n\"@]{6,120})",
        _is_address,
    ),
    Behind(
        """
        lat, latitude, breite, breitengrad, lng, lon, long, longitude, länge, längengrad, latitud, longitud,
        gps_lat, gps_lon, geo_lat, geo_lon
        """,
        rf"(?P<place>{_DECIMAL})",
    ),
    Behind(
        "geo, coordinates, coordinate, location, position, gps, q, ll, center, koordinaten, coordonnées, coordenadas",
        rf"(?P<place>{_DECIMAL}, ?{_DECIMAL})",
    ),
    Rule(rf"/@(?P<place>{_DECIMAL},{_DECIMAL})", ("/@",)),
    Rule(
        r"(?<![\w.\-])(?P<place>-?\d{1,2}\.\d{4,10}, ?-?\d{1,3}\.\d{4,10})(?![\w.])",
        words="location standort position gps lieu ubicación coordinates near at here map maps geo",
    ),
    Rule(
        r"(?<!\w)(?P<place>\d{1,3}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,6})?[\"″] ?[NS][, ]{1,2}\d{1,3}° ?\d{1,2}['′] ?"
        r"\d{1,2}(?:\.\d{1,6})?[\"″] ?[EWO])",
        ("°",),
    ),
)

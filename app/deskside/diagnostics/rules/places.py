"""Where somebody lives, works or is: street addresses and coordinates."""

from __future__ import annotations

from deskside.diagnostics.rules.rule import Finder, Rule

_TOWN = r"(?:,? (?:[A-Z]{1,2}-)?\d{4,5} [A-ZÀ-Þ][^\W\d_]{1,30}(?:[ \-][A-ZÀ-Þ]?[^\W\d_]{1,30}){0,3})?"
_WORD = r"[A-ZÀ-Þ][^\W\d_]{1,30}"
_DECIMAL = r"-?\d{1,3}\.\d{3,10}"

FINDERS: tuple[Finder, ...] = (
    Rule(
        rf"(?<!\w)(?P<place>\d{{1,4}}(?: ?(?:bis|ter|[a-d]))?,? (?i:rue|avenue|av\.|boulevard|bd|blvd|place|chemin|allée|allées|impasse|quai|route|cours|square|passage)"
        rf" (?:[^\W\d_]{{1,20}}[’' \-]){{0,5}}[^\W\d_]{{2,30}}{_TOWN})",
        (
            "rue",
            "avenue",
            "av.",
            "boulevard",
            "bd",
            "place",
            "chemin",
            "allée",
            "impasse",
            "quai",
            "route",
            "cours",
            "square",
            "passage",
        ),
    ),
    Rule(
        rf"(?<!\w)(?P<place>(?:[A-ZÄÖÜ][^\W\d_]{{1,30}}[ \-]){{0,3}}[A-ZÄÖÜ]?[^\W\d_]{{0,30}}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|gracht|gatan|gata|vägen|veien|vej|gade)"
        rf" \d{{1,4}} ?[a-h]?(?![\w.]){_TOWN})",
        (
            "straße",
            "strasse",
            "str.",
            "weg",
            "platz",
            "allee",
            "gasse",
            "ring",
            "damm",
            "ufer",
            "straat",
            "laan",
            "plein",
            "gracht",
            "gata",
            "vägen",
            "veien",
            "vej",
            "gade",
        ),
    ),
    Rule(
        rf"(?<![\w.\-])(?P<place>\d{{1,5}}[A-Za-z]? (?:(?:North|South|East|West|N\.?|S\.?|E\.?|W\.?) )?(?:{_WORD} ){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Square|Terrace|Crescent|Highway|Parkway|Pkwy|Row|Gardens)\b\.?"
        r"(?:,? (?:Apt|Suite|Unit|Flat|#) ?\w{1,6})?(?:, [A-Z][^\W\d_]{1,20}(?: [A-Z][^\W\d_]{1,20}){0,2})?(?:,? [A-Z]{2} \d{5}(?:-\d{4})?|,? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})?)",
        (
            "str",
            "st",
            "road",
            "rd",
            "ave",
            "lane",
            "ln",
            "drive",
            "dr",
            "court",
            "ct",
            "boulevard",
            "blvd",
            "way",
            "close",
            "square",
            "terrace",
            "crescent",
            "parkway",
            "row",
            "gardens",
        ),
    ),
    Rule(
        rf"(?<!\w)(?P<place>(?:Calle|C/|Avenida|Avda\.?|Av\.|Plaza|Paseo|Pº|Camino|Carrer|Carretera|Ronda|Travesía|Via|Viale|Piazza|Corso|Rua) (?:[^\W\d_]{{1,20}}[’' ]){{0,5}}[^\W\d_]{{2,30}},? (?:n[ºo°.]{{0,2}} ?)?\d{{1,4}}(?:,? ?\d{{1,2}}[ºª] ?\w{{0,2}})?{_TOWN})",
        (
            "calle",
            "c/",
            "avenida",
            "avda",
            "av.",
            "plaza",
            "paseo",
            "camino",
            "carrer",
            "carretera",
            "ronda",
            "via",
            "piazza",
            "corso",
            "rua",
        ),
    ),
    Rule(
        r"(?i)(?<![a-z])(?:(?:street|home|postal|mailing|shipping|billing|office) address|ship to|deliver to|adresse|anschrift|wohnhaft in|dirección|domicilio|domicile)[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']?(?P<place>(?=[^\n\"]{0,60}\d)[^\n\"@]{6,120})",
        ("address", "ship to", "deliver to", "adresse", "anschrift", "wohnhaft", "dirección", "domicil"),
        lambda m: not any(c in m["place"] for c in ":/\\") and " " in m["place"].strip(),
    ),
    Rule(
        rf"(?i)(?<![a-z])(?:lat|latitude|breite|breitengrad|lng|lon|long|longitude|länge|längengrad|latitud|longitud)[\"']?[ \t]{{0,3}}[:=][ \t]{{0,3}}[\"']?(?P<place>{_DECIMAL})",
        ("lat", "lon", "lng", "breite", "länge"),
    ),
    Rule(rf"(?<![\w.\-])(?P<place>-?\d{{1,2}}\.\d{{4,10}}, ?-?\d{{1,3}}\.\d{{4,10}})(?![\w.])", (".",)),
    Rule(
        rf"(?i)(?:geo:|coordinates?[\"']?[:= \[]{{1,4}}|location[\"']?[:= \[]{{1,4}}|position[\"']?[:= \[]{{1,4}}|gps[\"']?[:= \[]{{1,4}}|[?&](?:q|ll|center)=|/@)(?P<place>{_DECIMAL}, ?{_DECIMAL})",
        ("geo:", "coord", "location", "position", "gps", "q=", "ll=", "center=", "/@"),
    ),
    Rule(
        r"(?<!\w)(?P<place>\d{1,3}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,6})?[\"″] ?[NS][, ]{1,2}\d{1,3}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,6})?[\"″] ?[EWO])",
        ("°",),
    ),
)

"""Numbers that belong to one person or one computer: cards, bank accounts, identity numbers, serials."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.rule import Finder, Rule

_CARD_LENGTHS = (
    (re.compile(r"4"), (13, 16, 19)),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"6011|65|64[4-9]|62|35|81"), (16, 17, 18, 19)),
    (re.compile(r"3(?:0[0-5]|[689])"), (14,)),
    (re.compile(r"50|5[6-9]|6[37]"), (16, 17, 18, 19)),
)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (cards, IMEIs)."""
    total = 0
    for i, char in enumerate(reversed(digits)):
        value = int(char) * (1 + i % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_card(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match["card"])
    fits = any(head.match(digits) and len(digits) in lengths for head, lengths in _CARD_LENGTHS)
    return fits and len(set(digits)) > 1 and luhn(digits)


def _is_iban(match: re.Match[str]) -> bool:
    value = re.sub(r"[ \-]", "", match["account"])
    if not 15 <= len(value) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1


def _has_digit(match: re.Match[str]) -> bool:
    value = next(text for text in match.groupdict().values() if text)
    return any(char.isdigit() for char in value) and not re.fullmatch(r"0x[0-9a-fA-F]{1,16}|(.)\1*|0123456789?", value)


def _is_dni(match: re.Match[str]) -> bool:
    value = match["id"].upper()
    number = int(value[:8].replace("X", "0").replace("Y", "1").replace("Z", "2"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] == value[-1]


def _is_nir(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match["id"].upper().replace("2A", "19").replace("2B", "18"))
    return len(digits) == 15 and int(digits[13:]) == 97 - int(digits[:13]) % 97


def _is_cpf(match: re.Match[str]) -> bool:
    digits = [int(char) for char in match["id"] if char.isdigit()]
    checks = [sum(d * w for d, w in zip(digits, range(n + 1, 1, -1), strict=False)) * 10 % 11 % 10 for n in (9, 10)]
    return digits[9:] == checks


_SERIAL_KEYS = (
    r"(?:serial(?:[ _\-]?(?:number|no\.?|num|nr\.?))?(?: \((?:system|device)\))?|id_serial(?:_short)?|seriennummer|seriennr\.?|numéro de série|n° de série|número de serie|nº de serie|"
    r"s/n|sn|service[ _\-]?tag|asset[ _\-]?tag|inventarnummer|hardware uuid|provisioning udid|udid|system[ _]?uuid|product[ _]?uuid|machine[ _\-]?id|maschinen-?id|boot[ _]?id|"
    r"imei(?:sv)?(?: ?\d)?|meid|iccid|imsi|eid|esn|device[ _\-]?serial|chassis serial|product[ _]?serial|board[ _]?serial|hostid|installation id|"
    r"hardware[ _]?id|hwid|unique[ _]?id|android[ _]?id|advertising[ _]?id|wwn|disk serial)"
)

FINDERS: tuple[Finder, ...] = (
    Rule(
        r"(?<![\w.\-])(?P<account>[A-Z]{2}\d{2}(?:[ \-]?[A-Z0-9]{4}){2,7}(?:[ \-]?[A-Z0-9]{1,4})?)(?![\w\-])",
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        _is_iban,
    ),
    Rule(r"(?i)\biban:?[ \t]{1,3}(?P<account>[a-z]{2}\d{2}[ ]?[a-z0-9 ]{10,36}\d)(?!\w)", ("iban",)),
    Rule(
        r"(?<![\w.\-])(?P<card>\d{4}(?:[ \-]?\d{4}){2}[ \-]?\d{1,7}|3\d{3}[ \-]?\d{6}[ \-]?\d{4,5})(?![\w\-]|\.\d)",
        ("3", "4", "5", "6", "2"),
        _is_card,
    ),
    Rule(r"(?<![\w\-])(?P<id>(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4})(?![\w\-])", ("-",)),
    Rule(
        r"(?<![\w\-])(?P<id>[\dXYZ]\d{7}-?[A-HJ-NP-TV-Z])(?![\w\-])",
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        lambda m: _is_dni(re.match(r"(?P<id>.*)", m["id"].replace("-", "")) or m),
    ),
    Rule(
        r"(?<![\w\-])(?P<id>[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2})(?![\w\-])",
        ("1", "2"),
        _is_nir,
    ),
    Rule(r"(?<![\w.\-])(?P<id>\d{3}\.\d{3}\.\d{3}-\d{2})(?![\w\-])", ("-",), _is_cpf),
    Rule(
        r"(?<!\w)(?P<id>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?!\w)",
        (" ", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    ),
    Rule(
        r"(?<!\w)(?P<id>[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z])(?!\w)",
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    ),
    Rule(
        r"(?<![\w\-])(?P<id>(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\-+]\d{4})(?![\w\-])",
        ("-", "+"),
        lambda m: luhn(re.sub(r"\D", "", m["id"])[-10:]),
    ),
    Rule(
        r"(?i)(?<![a-z0-9])(?:ssn|social security(?: (?:number|no\.?))?|tax[ _]?(?:id|number|no\.?)|steuer-?(?:id|nummer|identifikationsnummer)|tin|nino|national insurance(?: (?:number|no\.?))?|"
        r"numéro de sécurité sociale|n° sécu(?:rité sociale)?|nir|insee|dni|nie|nif|cif|passport(?: (?:number|no\.?))?|passeport|pasaporte|reisepass(?:nummer|nr\.?)?|personalausweis(?:nummer|nr\.?)?|ausweisnummer|"
        r"sozialversicherungsnummer|sv-nummer|ahv(?:-nummer)?|bsn|cpr(?:-nr\.?)?|pesel|personnummer|fødselsnummer|codice fiscale|cpf|driving licen[cs]e|führerschein(?:nummer)?|permis de conduire|national id|id card|"
        r"employee[ _\-]?(?:id|no\.?|number|nr\.?)|personnel[ _\-]?(?:id|no\.?|number)|staff[ _\-]?(?:id|no\.?|number)|personalnummer|personalnr\.?|pers\.?-?nr\.?|mitarbeiter(?:nummer|nr\.?|-id)|matricule|"
        r"número de empleado|nº de empleado|nº empleado|id de empleado|numéro d[’']employé|badge(?: (?:id|no\.?|number))?|payroll(?: (?:id|no\.?|number))?|student[ _]?id|member[ _]?id|kundennummer|customer[ _]?(?:id|no\.?|number)|"
        r"insurance (?:number|no\.?)|patient[ _]?id|versicherungsnummer)"
        r"(?:[\"']?[ \t]{0,3}(?:[:=#]|(?:is|ist|est|es|lautet) )[ \t]{0,3}[\"']?|[ \t]{1,3})(?P<id>[A-Z]{0,4}[ \-]?\d(?:[ .\-/]?[\dA-Z]){3,20})(?!\w)",
        (
            "ssn",
            "social",
            "tax",
            "steuer",
            "tin",
            "nino",
            "national",
            "sécu",
            "nir",
            "insee",
            "dni",
            "nie",
            "nif",
            "cif",
            "pass",
            "pasaporte",
            "ausweis",
            "sozialvers",
            "sv-nummer",
            "ahv",
            "bsn",
            "cpr",
            "pesel",
            "personnummer",
            "fødsels",
            "codice",
            "cpf",
            "driving",
            "führerschein",
            "permis",
            "id card",
            "employee",
            "personnel",
            "staff",
            "personaln",
            "pers",
            "mitarbeiter",
            "matricule",
            "empleado",
            "employé",
            "badge",
            "payroll",
            "student",
            "member",
            "kundennummer",
            "customer",
            "insurance",
            "patient",
            "versicherung",
        ),
        _has_digit,
    ),
    Rule(r"(?<![\w\-])(?P<id>S-1-(?:5-21|12-1)-\d{1,12}-\d{1,12}-\d{1,12}(?:-\d{1,12}){0,2})(?![\w\-])", ("s-1-",)),
    Rule(
        rf"(?i)(?<![a-z]){_SERIAL_KEYS}[\"'\]]{{0,2}}(?:[ \t]?\.){{0,30}}[ \t]{{0,40}}(?:[:=]|is|ist|est|es|>)[ \t]{{0,40}}[\"'{{]?(?P<serial>[A-Za-z0-9][A-Za-z0-9.:/\-]{{3,64}}\w)(?![\w(])",
        (
            "serial",
            "serien",
            "série",
            "serie",
            "s/n",
            "sn",
            "tag",
            "inventar",
            "uuid",
            "udid",
            "machine",
            "maschine",
            "boot",
            "imei",
            "meid",
            "iccid",
            "imsi",
            "eid",
            "esn",
            "hostid",
            "hardware",
            "hwid",
            "installation id",
            "unique",
            "android",
            "advertising",
            "wwn",
        ),
        _has_digit,
    ),
    Rule(
        r"(?i)(?:serial ?number|seriennummer|s/n|service tag|numéro de série|número de serie)[ \t]{1,4}(?P<serial>(?=[A-Z\-]{0,20}\d)[A-Z0-9\-]{5,24})(?!\w)",
        ("serial", "serien", "s/n", "service tag", "série", "serie"),
    ),
    Rule(r"(?i)serialnumber[ \t]{0,20}\r?\n(?P<serial>[A-Z0-9\-]{5,30})[ \t]{0,40}$", ("serialnumber",), whole=True),
    Rule(r"/(?:etc|var/lib/dbus)/machine-id:?[ \t]{1,4}(?P<serial>[0-9a-f]{32})", ("machine-id",)),
    Rule(
        r"(?i)(?:extended pid|product id|produkt-?id|id de produit|id\. de producto|productid)[\"']?(?:[ \t]?\.){0,30}[ \t]{0,30}[:=][ \t]{0,30}[\"']?(?P<key>[0-9A-Z]{5}-[0-9A-Z]{3,7}-[0-9A-Z.\-]{5,60})",
        ("pid", "product", "produ"),
    ),
)
